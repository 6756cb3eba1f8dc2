"""Published cases replayed: every limit and track as worked out by hand, and the page that tells of them."""

from __future__ import annotations

import re
from datetime import date

import pytest
from tests.law.timelines import PAGE, Told, days_of, page, published, replay, suggested

CASES = published()
LIMITS = [(case["id"], n, told) for case in CASES for n, told in enumerate(case["limits"])]
TRACKS = [(case["id"], n, told) for case in CASES for n, told in enumerate(case["tracks"])]


KEYS = {"id", "place", "year", "office", "sources", "published", "open", "limits", "tracks", "did", "says"}


def named(rows: list[tuple[str, int, Told]]) -> list[str]:
    return [f"{case}-{n}" for case, n, _ in rows]


@pytest.mark.parametrize("told", [told for *_, told in LIMITS], ids=named(LIMITS))
def test_every_limit_of_a_published_case_ends_where_it_was_worked_out_by_hand(told: Told) -> None:
    found = replay(told)

    expected = None if told["due"] is None else tuple(date.fromisoformat(day) for day in told["due"])
    assert (found.due, found.verdict) == (expected, told["verdict"])
    assert found.reason


@pytest.mark.parametrize("told", [told for *_, told in TRACKS], ids=named(TRACKS))
def test_every_published_act_takes_the_tracks_worked_out_by_hand_on_each_possible_day(told: Told) -> None:
    for day in days_of(told):
        found = suggested(told, day)
        assert [one.violation for one in found if not one.refused] == told["expect"], day
        if "refused" in told:
            (one,) = found
            assert one.refused and told["refused"] in one.reason_id
        if "overseer" in told:
            assert told["overseer"] in found[0].addressee_id
        if told.get("secretary") and not found[0].refused:
            assert "UP-SEKDA" in found[0].above
        if told.get("conflict") == "yes":
            assert "UP-CONFLICT" in found[0].above


def test_there_are_fifteen_real_timelines_with_two_dated_steps_each_with_a_source() -> None:
    assert sum(1 for case in CASES if len(case["published"]) > 1) >= 15
    for case in CASES:
        assert set(case) == KEYS
        assert all(set(step) == {"day", "what"} for step in case["published"])
        assert case["open"] and case["did"] and case["says"]
        assert any(source["address"].startswith("http") for source in case["sources"])
        assert all(set(source) == {"outlet", "date", "address"} for source in case["sources"])
        for source in case["sources"]:
            assert re.fullmatch(r"20\d\d-\d\d(-\d\d)?", source["date"])


def test_days_are_days_months_or_the_latest_possible_and_none_is_in_the_future() -> None:
    for case in CASES:
        for step in case["published"]:
            assert re.fullmatch(r"(by )?20\d\d-\d\d(-\d\d)?", step["day"]), step
            assert step["day"].removeprefix("by ") < "2026"
        latest = [date.fromisoformat(day) for told in case["tracks"] for day in told["days"]]
        assert all(abs(day.year - case["year"]) <= 1 for day in latest)


def test_no_limit_is_called_missed_or_kept_without_both_days() -> None:
    for _, _, told in LIMITS:
        if told["from"] is None or told["done"] is None:
            assert told["verdict"] in ("open", "refused"), told


def test_the_page_of_timelines_says_what_the_engine_says() -> None:
    assert PAGE.read_text(encoding="utf-8") == page(), "run python -m tests.law.timelines"
