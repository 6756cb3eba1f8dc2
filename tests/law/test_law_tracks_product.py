"""Every act with every standing, status and kind of day gets a lawful answer: the whole product, not a sample."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date
from itertools import product

import pytest

from saksama import law
from saksama.law.applicable import ACTORS, HELPED, Kind, Track, tracks
from saksama.law.classification_day import determinations
from saksama.law.classification_places import Chain
from saksama.law.rulebook import Entry

BOOK = law.book()
ACTS = (*BOOK.entries["violations"], *BOOK.entries["categories"])
DAYS = {
    "before every rule": date(1998, 5, 21),
    "before the commission": date(2013, 12, 1),
    "between two decrees": date(2018, 6, 27),
    "local election of 2020": date(2020, 11, 2),
    "day of determination 2020": date(2020, 9, 23),
    "decree of 2022": date(2022, 9, 22),
    "between the determinations of 2023": date(2023, 11, 8),
    "national campaign": date(2024, 1, 10),
    "prospective candidates": date(2024, 8, 28),
    "day of determination 2024": date(2024, 9, 22),
    "campaign": date(2024, 10, 19),
    "a day before the court's judgment": date(2024, 11, 13),
    "the day of the judgment": date(2024, 11, 14),
    "between elections": date(2026, 11, 25),
}
REGIMES = (None, "pilkada", "pemilu")
CASES = [(day, status) for day in DAYS for status in ACTORS]


def answers(day: str, status: str) -> Iterator[tuple[str, str, str | None, tuple[Track, ...]]]:
    for act, helped, regime in product(ACTS, HELPED, REGIMES):
        yield act, helped, regime, tracks(act, helped, DAYS[day], status, regime=regime)


@pytest.mark.parametrize(("day", "status"), CASES)
def test_every_combination_has_a_lawful_answer(day: str, status: str) -> None:
    who, on = ACTORS[status], DAYS[day]
    for act, helped, regime, found in answers(day, status):
        told = f"{act} {helped or 'unknown'} {regime} {day} {status}"
        assert found, told
        assert len({one.violation for one in found}) == len(found), told
        for one in found:
            assert one.reason_id and one.reason_en, told
            assert one.refused is (one.violation == ""), told
            if one.refused:
                assert len(found) == 1 and one.track is Kind.NONE and not one.sanctions and not one.article, told
                continue
            _names_a_rule_of_that_day(one, on, told, status)
            if not who.is_asn:
                assert one.track not in (Kind.ETHICS, Kind.DISCIPLINE, Kind.ADMINISTRATIVE), told
                assert not one.sanctions, told
            if one.track is Kind.CRIMINAL:
                assert who.groups & set(BOOK.violation(one.violation, on).subjects), told
            if regime is not None and BOOK.violation(one.violation, on).get("regime", regime) != regime:
                pytest.fail(f"a rule of the other regime: {told} {one.violation}")


def _names_a_rule_of_that_day(one: Track, on: date, told: str, status: str) -> None:
    entry = BOOK.violation(one.violation, on)
    assert entry.holds_on(on), told
    assert one.article == entry.citation and one.addressee_id and one.addressee_en, told
    assert (one.forum and one.forum_id) or on < date(2021, 8, 31), told
    assert all(BOOK.sanction(sanction, on).holds_on(on) for sanction in one.sanctions), told
    classes = {BOOK.sanction(sanction, on).get("class") for sanction in one.sanctions}
    if one.track is Kind.ETHICS:
        assert classes == {"moral"}, told
    if one.track is Kind.DISCIPLINE:
        assert "moral" not in classes, told
        without = one.sanction_class == "check" or (status == "pppk" and on < date(2018, 11, 28))  # PP 49/2018
        assert classes or without, told
    if one.track is Kind.CRIMINAL:
        assert not classes and one.addressee == "gakkumdu" and one.sanction_id, told
    assert one.needs_check or not entry.needs_check, told


@pytest.mark.parametrize("status", [status for status, who in ACTORS.items() if who.is_asn])
def test_no_moral_sanction_after_determination_where_the_act_has_a_face_of_discipline(status: str) -> None:
    paired = {one.id for one in BOOK.violations if one.track == "ethics" and one.get("pair")}
    assert paired
    for act in ACTS:
        after = tracks(act, "calon", DAYS["campaign"], status, regime="pilkada")
        before = tracks(act, "bakal_calon", DAYS["prospective candidates"], status, regime="pilkada")
        assert not paired & {one.violation for one in after}, act
        assert not {one.violation for one in before} & {BOOK.violation(name).pair for name in paired}, act


@pytest.mark.parametrize("act", ["KE-01", "KE-02", "KE-03", "KE-04", "KE-05", "KE-06"])
def test_skb_2022__on_the_day_of_determination_both_faces_stand_and_it_is_said(act: str) -> None:
    """Whatever is entered about the one helped: nothing that was read settles that day."""
    twin = BOOK.violation(act).pair
    for helped in ("bakal_calon", "calon", ""):
        found = {one.violation: one for one in tracks(act, helped, date(2024, 9, 22), "pns", regime="pilkada")}
        assert {act, twin} <= set(found)
        assert found[act].unsettled and found[twin].unsettled and found[act].needs_check
        assert "hari penetapan calon itu sendiri" in found[act].reason_id
    (before,) = [
        one for one in tracks(act, "bakal_calon", date(2024, 9, 21), "pns", regime="pilkada") if one.track is Kind.ETHICS
    ]
    assert before.violation == act and not before.unsettled


def test_a_standing_the_calendar_contradicts_is_given_back_with_both_days() -> None:
    found = tracks("KE-03", "calon", date(2024, 8, 28), "pns", regime="pilkada")

    assert {"KE-03", "DS-04"} <= {one.violation for one in found}
    assert "22 September 2024" in found[0].reason_id and "28 Agustus 2024" in found[0].reason_id


def test_a_national_election_is_unsettled_between_its_determinations() -> None:
    assert determinations(BOOK.election("pemilu-2024"))[0] == date(2023, 11, 3)
    for day, expected in ((date(2023, 11, 2), {"KE-04"}), (date(2023, 11, 3), {"KE-04", "DS-06"})):
        standing = "bakal_calon" if day < date(2023, 11, 3) else ""
        assert {one.violation for one in tracks("KE-04", standing, day, "pns", regime="pemilu")} == expected


def test_every_answer_is_plain_json_with_the_same_keys() -> None:
    keys = set()
    for act, status in product(("KE-03", "DS-04", "lain", "DS-05"), ACTORS):
        for helped in HELPED:
            for one in tracks(act, helped, DAYS["campaign"], status, chain=Chain(secretary=True, conflict="yes")):
                plain = one.as_json()
                assert json.loads(json.dumps(plain)) == plain
                keys.add(frozenset(plain))
    assert len(keys) == 1


def test_every_exception_of_the_catalogue_is_asked_and_takes_no_track_away() -> None:
    asked = {(act, one.get("exception")) for one in latest("classification") for act in one.get("about", ())}
    for versions in BOOK.entries["violations"].values():
        for exception in versions[-1].get("exceptions", ()):
            assert (versions[-1].id, exception) in asked
    assert {exception for _, exception in asked if exception} <= set(BOOK.entries["exceptions"])


def latest(kind: str) -> list[Entry]:
    return [versions[-1] for versions in BOOK.entries[kind].values()]
