"""The guard at the door: one answer for the reporter's check page, the officer's page and the steps, over every state."""

from __future__ import annotations

from datetime import date
from itertools import product

import pytest
from tests.law.acts import at

from saksama.law.applicable import Met, Told, conditions
from saksama.law.guard import CURABLE, KEYS, Answer, Frame, guard

pytestmark = pytest.mark.one_engine
DAY = date(2024, 10, 20)
SAID = (
    "key", "label_id", "label_en", "met", "satisfied_by_id", "satisfied_by_en", "citation", "confidence", "formal", "mark_id",
)
STATES = (Met.YES, Met.NO, Met.ASSESS)
ARTICLES = {
    "pilkada": {
        "reporter_identity": "UU 1/2015 ps. 134(3)",
        "accused": "UU 1/2015 ps. 134(3)",
        "time_limit": "UU 1/2015 ps. 134(4)",
        "time_place": "UU 1/2015 ps. 134(3); Perbawaslu 8/2020",
        "description": "UU 1/2015 ps. 134(3); Perbawaslu 8/2020",
        "evidence": "Perbawaslu 8/2020",
    },
    "pemilu": {
        "reporter_identity": "UU 7/2017 ps. 454(4); Perbawaslu 7/2022 ps. 15(3)",
        "accused": "UU 7/2017 ps. 454(4); Perbawaslu 7/2022 ps. 15(3)",
        "time_place": "Perbawaslu 7/2022 ps. 15(4)",
        "description": "Perbawaslu 7/2022 ps. 15(4)",
        "evidence": "Perbawaslu 7/2022 ps. 15(4)",
    },
}


def by(regime: str | None, states: dict[str, Met], known_on: date | None = DAY, **more: bool):
    return guard({key: Answer(met) for key, met in states.items()}, Frame(regime, DAY, known_on, **more))


@pytest.mark.parametrize("regime", ["pilkada", "pemilu", "off_season", None])
def test_the_same_input_gives_the_same_answer_at_both_doors(regime):
    """What a reporter is told on the check page, an officer is told of the states that were kept of it."""
    doors, known, stories = ("named", "sealed", "nameless"), (DAY, date(2024, 10, 14), date(2024, 9, 1), None), (0, 20, 400)
    seen = set()
    for door, name, who, when, since, story, links in product(doors, (0, 1), (0, 1), (DAY, None), known, stories, (0, 1)):
        told = Told(door, bool(name), bool(who), when, "", since, None, True, story, links, 0)
        mine = conditions(told, regime, DAY, at("2024-10-20 10.00"))
        theirs = by(regime, {one.key: one.met for one in mine}, since).conditions
        for here, there in zip(mine, theirs, strict=True):
            assert [getattr(here, one) for one in SAID] == [getattr(there, one) for one in SAID]
            seen.add((here.key, here.met))
    assert {(key, Met.NO) for key in KEYS} <= seen | ({("time_limit", Met.NO)} if regime in (None, "off_season") else set())


@pytest.mark.parametrize("regime", ["pilkada", "pemilu", None])
def test_over_every_state_what_is_lacking_has_an_article_and_a_cure(regime):
    for states in product(STATES, repeat=len(KEYS)):
        found = by(regime, dict(zip(KEYS, states, strict=True)))
        assert [one.met for one in found.conditions] == list(states)
        assert [one.key for one in found.lacking] == [key for key, met in zip(KEYS, states, strict=True) if met is not Met.YES]
        assert [one.key for one in found.curable] == [one.key for one in found.lacking if one.key in CURABLE]
        for one in found.conditions:
            assert one.citation
            assert bool(one.satisfied_by_id) is bool(one.satisfied_by_en) is one.lacking


@pytest.mark.parametrize(
    ("regime", "key"), [(regime, key) for regime, articles in ARTICLES.items() for key in articles], ids=lambda one: one
)
def test_uu_1_2015_134_and_perbawaslu_7_2022_15_each_condition_names_its_article(regime, key):
    found = by(regime, dict.fromkeys(KEYS, Met.NO))
    assert next(one.citation for one in found.conditions if one.key == key) == ARTICLES[regime][key]


def test_uu_1_2015_134_4_a_missed_limit_is_named_and_not_curable():
    found = by("pilkada", {**dict.fromkeys(KEYS, Met.YES), "time_limit": Met.NO})
    [limit] = found.lacking
    assert found.curable == ()
    assert "tidak dapat diperbaiki" in limit.satisfied_by_id
    [undated] = by("pilkada", {**dict.fromkeys(KEYS, Met.YES), "time_limit": Met.NO}, None).lacking
    assert undated.satisfied_by_id == "Tulis sejak kapan Anda tahu."


def test_uu_1_2015_134_1_of_a_finding_no_reporter_is_asked():
    found = by("pilkada", dict.fromkeys(KEYS, Met.NO), found_by_officers=True)
    assert found.state("reporter_identity") is Met.UNASKED
    assert "reporter_identity" not in {one.key for one in found.lacking}


def test_what_nobody_answered_is_an_officers_to_assess():
    assert [one.met for one in by("pilkada", {}).conditions] == [Met.ASSESS] * 6
