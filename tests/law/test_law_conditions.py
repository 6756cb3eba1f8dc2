"""The six conditions: shown with article and reason, never a refusal."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from tests.law.acts import at

from saksama.law.applicable import Condition, Met, Told, conditions, summary

WHOLE = Told(
    door="named",
    has_name=True,
    accused=True,
    happened_on=date(2024, 10, 19),
    happened_at="16.20",
    known_on=date(2024, 10, 19),
    received_at=None,
    place_given=True,
    story_length=400,
    links=0,
    files=2,
)
DAY = date(2024, 10, 20)
NOW = at("2024-10-20 10.00")


def one(key: str, told: Told, *, regime: str | None = "pilkada", now: str = "2024-10-20 10.00") -> Condition:
    found = {condition.key: condition for condition in conditions(told, regime, DAY, at(now))}
    assert len(found) == 6
    return found[key]


def test_a_whole_report_meets_six_of_six() -> None:
    found = conditions(WHOLE, "pilkada", DAY, NOW)

    assert [condition.met for condition in found] == [Met.YES] * 6
    assert all(condition.satisfied_by_id == "" for condition in found)
    assert summary(found) == ("6 dari 6 syarat lengkap.", "6 of 6 conditions met.")


def test_rq_f__uu_1_2015_134_3_three_formal_conditions_come_first() -> None:
    found = conditions(WHOLE, "pilkada", DAY, NOW)

    assert [condition.key for condition in found] == [
        "reporter_identity",
        "accused",
        "time_limit",
        "time_place",
        "description",
        "evidence",
    ]
    assert found[0].citation == "UU 1/2015 ps. 134(3)"
    assert found[2].citation == "UU 1/2015 ps. 134(4)"


def test_rq_f__perbawaslu_7_2022_15_3_and_rq_m__15_4_in_a_national_election() -> None:
    found = {
        condition.key: condition.citation for condition in conditions(WHOLE, "pemilu", date(2024, 1, 10), at("2024-01-10 10.00"))
    }

    assert found["reporter_identity"] == "UU 7/2017 ps. 454(4); Perbawaslu 7/2022 ps. 15(3)"
    assert found["evidence"] == "Perbawaslu 7/2022 ps. 15(4)"


def test_a_nameless_report_lacks_the_name_and_is_initial_information() -> None:
    identity = one("reporter_identity", replace(WHOLE, door="nameless", has_name=False))

    assert identity.met is Met.NO
    assert "informasi awal" in identity.why_id
    assert identity.satisfied_by_id


def test_a_sealed_name_is_a_name() -> None:
    assert one("reporter_identity", replace(WHOLE, door="sealed")).met is Met.YES


@pytest.mark.parametrize(
    ("change", "key", "words"),
    [
        ({"accused": False}, "accused", "siapa yang dilaporkan"),
        ({"happened_on": None}, "time_place", "hari kejadian"),
        ({"place_given": False}, "time_place", "tempat kejadian"),
        ({"story_length": 0}, "description", "cerita"),
        ({"files": 0}, "evidence", "bukti"),
        ({"known_on": None}, "time_limit", "sejak kapan Anda tahu"),
    ],
)
def test_what_is_missing_is_named_with_what_would_satisfy_it(change: dict[str, object], key: str, words: str) -> None:
    lacking = one(key, replace(WHOLE, **change))  # type: ignore[arg-type]

    assert lacking.met is Met.NO
    assert words in lacking.why_id
    assert lacking.satisfied_by_id and lacking.satisfied_by_en


def test_a_short_story_is_for_an_officer_to_assess() -> None:
    assert one("description", replace(WHOLE, story_length=20)).met is Met.ASSESS


@pytest.mark.parametrize("given", [{"links": 1, "files": 0}, {"other_evidence": True, "files": 0}, {"files": 1}])
def test_a_link_or_a_witness_is_evidence_too(given: dict[str, object]) -> None:
    assert one("evidence", replace(WHOLE, **given)).met is Met.YES  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("now", "met"),
    [
        ("2024-10-25 16.30", Met.YES),
        ("2024-10-25 16.31", Met.ASSESS),
        ("2024-10-26 23.59", Met.ASSESS),
        ("2024-10-27 00.00", Met.NO),
    ],
)
def test_the_limit_is_met_before_the_first_reading_and_missed_only_after_the_last(now: str, met: Met) -> None:
    limit = one("time_limit", WHOLE, now=now)

    assert limit.met is met
    assert limit.needs_check


def test_the_hour_of_receipt_counts_not_the_hour_of_looking() -> None:
    assert one("time_limit", replace(WHOLE, received_at=at("2024-10-20 09.00")), now="2025-03-01 09.00").met is Met.YES


def test_a_late_report_is_still_invited_in() -> None:
    late = one("time_limit", WHOLE, now="2024-11-20 09.00")

    assert late.met is Met.NO
    assert "Tetap kirim" in late.why_id


@pytest.mark.parametrize("regime", [None, "off_season"])
def test_between_elections_the_limit_is_assessed_and_the_rest_is_shown_by_both_laws(regime: str | None) -> None:
    found = {condition.key: condition for condition in conditions(WHOLE, regime, date(2026, 11, 23), at("2026-11-23 10.00"))}

    assert found["time_limit"].met is Met.ASSESS
    assert "UU 1/2015" in found["accused"].citation and "UU 7/2017" in found["accused"].citation


def test_the_summary_names_what_is_missing_and_what_is_assessed() -> None:
    words, english = summary(conditions(replace(WHOLE, files=0, story_length=10), "pilkada", DAY, NOW))

    assert words == "4 dari 6 syarat lengkap. Yang kurang: bukti. Dinilai petugas: uraian kejadian."
    assert english == "4 of 6 conditions met. Missing: evidence. For an officer to assess: description of the event."
