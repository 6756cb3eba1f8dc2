"""The engine against a second counter that walks the days one by one on paper, and what must hold for every limit.

`python -m tools.law_oracle` draws a million of the same limits.
"""

from __future__ import annotations

import random
from datetime import date, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.law import chance
from tests.law.acts import Act

from saksama import law
from saksama.law import basis
from saksama.law.calendar import WIB, WIT, WITA, Calendar
from saksama.law.clocks import State, limit, readings
from saksama.law.counting import first, last
from saksama.law.rule import ClockRule

FIRST, LAST = date(2024, 1, 1), date(2025, 12, 31)
DAYS = st.dates(date(2024, 2, 1), date(2025, 6, 30))
HOLIDAYS = st.sets(st.dates(FIRST, LAST), max_size=80)
ZONES = st.sampled_from([WIB, WITA, WIT])
RULES = st.sampled_from(
    ["PK-02", "PK-05", "PK-07", "PU-01", "PU-02", "PU-05", "BK-01", "BK-02", "BK-03", "DP-03", "DP-05", "DP-09", "SAK-REPLY"]
)


def made_up(holidays: set[date], zone: object) -> Calendar:
    return Calendar(zone, dict.fromkeys(holidays, "libur"), frozenset({2024, 2025, 2026}))  # type: ignore[arg-type]


def last_day_on_paper(start: date, count: int, *, working: bool, start_counts: bool, holidays: set[date]) -> date:
    """Cross out days in a list until `count` of them are crossed out; return the last."""
    crossed: list[date] = []
    for n in range(800):
        day = date.fromordinal(start.toordinal() + n)
        if day == start and not start_counts:
            continue
        weekend = day.strftime("%A") in ("Saturday", "Sunday")
        if working and (weekend or day in holidays):
            continue
        crossed.append(day)
        if len(crossed) == count:
            return day
    raise AssertionError("the paper ran out")


def all_ends_on_paper(rule: ClockRule, start: date, holidays: set[date]) -> set[date]:
    return {
        last_day_on_paper(start, rule.count or 0, working=unit == "working_day", start_counts=first == "same", holidays=holidays)
        for unit in rule.units
        for first in rule.first_days
    }


@given(rule_id=RULES, start=DAYS, holidays=HOLIDAYS, zone=ZONES)
@settings(max_examples=300, deadline=None)
def test_the_first_and_the_last_reading_are_those_of_the_paper(
    rule_id: str, start: date, holidays: set[date], zone: object
) -> None:
    rule = law.book().clock(rule_id)
    counted = limit(rule, start, made_up(holidays, zone))
    on_paper = all_ends_on_paper(rule, start, holidays)

    assert counted is not None
    assert counted.due_early.date() == min(on_paper)
    assert counted.due_late.date() == max(on_paper)
    assert counted.due_late.utcoffset() == zone.utcoffset(None)  # type: ignore[attr-defined]


@given(
    start=st.datetimes(datetime(2024, 9, 5), datetime(2025, 6, 30)), holidays=HOLIDAYS, zone=ZONES, hours=st.integers(0, 24 * 40)
)
@settings(max_examples=200, deadline=None)
def test_a_duty_is_late_only_after_the_last_reading(start: datetime, holidays: set[date], zone: object, hours: int) -> None:
    began = start.replace(tzinfo=zone)  # type: ignore[arg-type]
    now = began + timedelta(hours=hours)
    process, calendar = law.book().process("pilkada"), made_up(holidays, zone)
    (ppk,) = [r for r in readings([Act(1, "recommendation.served", began)], process, calendar, now) if r.subject == "ppk"]

    assert ppk.due_early is not None and ppk.due_late is not None
    assert ppk.due_early <= ppk.due_late
    assert (ppk.state is State.MISSED) == (now > ppk.due_late)


@given(start=DAYS, holidays=HOLIDAYS)
@settings(max_examples=100, deadline=None)
def test_one_holiday_more_never_brings_a_limit_forward(start: date, holidays: set[date]) -> None:
    rule = law.book().clock("BK-03")
    before = limit(rule, start, made_up(holidays, WIB))
    assert before is not None
    after = limit(rule, start, made_up(holidays | {before.due_early.date()}, WIB))

    assert after is not None
    assert after.due_early > before.due_early
    assert after.due_late >= before.due_late


@pytest.mark.parametrize("seed", range(8))
def test_engine_and_paper_agree_on_every_reading_of_limits_drawn_by_chance(seed: int) -> None:
    drawn_by = random.Random(seed)
    walls = [chance.wall(drawn_by) for _ in range(4)]

    told = [chance.disagreement(*chance.draw(drawn_by, walls)) for _ in range(500)]

    assert [one for one in told if one] == []


# ---- what must hold for every limit ----------------------------------------------------------------------------------

MOMENTS = st.datetimes(datetime(2024, 2, 1), datetime(2025, 6, 30)).map(lambda moment: moment.replace(tzinfo=WIB))
WORKDAYS = st.sampled_from(["PU-01", "BK-02", "BK-03", "DP-01", "DP-05", "DP-09", "SAK-REPLY", "SAK-TIP"])
DAYS_ONLY = st.sampled_from(["PK-02", "PK-05", "PK-07", "PU-01", "PU-05", "BK-01", "BK-03", "DP-09", "SAK-REPLY"])


@given(rule_id=WORKDAYS, start=MOMENTS, holidays=HOLIDAYS)
@settings(max_examples=200, deadline=None)
def test_a_limit_of_working_days_never_ends_on_a_weekend_or_a_holiday(rule_id: str, start: datetime, holidays: set[date]) -> None:
    found = limit(law.book().clock(rule_id), start, made_up(holidays, WIB))

    assert found is not None
    for one in found.readings:
        assert one.due.weekday() < 5 and one.due.date() not in holidays


@given(rule_id=st.one_of(DAYS_ONLY, st.just("GK-01")), start=MOMENTS, later=st.integers(0, 60 * 24 * 40), holidays=HOLIDAYS)
@settings(max_examples=200, deadline=None)
def test_who_begins_later_never_ends_earlier(rule_id: str, start: datetime, later: int, holidays: set[date]) -> None:
    rule, wall = law.book().clock(rule_id), made_up(holidays, WIB)
    before, after = limit(rule, start, wall), limit(rule, start + timedelta(minutes=later), wall)

    assert before is not None and after is not None
    assert before.due_early <= after.due_early
    assert before.due_late <= after.due_late


@given(rule_id=st.sampled_from(["PK-02", "PK-05", "PK-07"]), start=MOMENTS, wait=st.integers(0, 1440), days=st.integers(0, 40))
@settings(max_examples=200, deadline=None)
def test_a_pause_shifts_calendar_days_by_its_length(rule_id: str, start: datetime, wait: int, days: int) -> None:
    rule, wall = law.book().clock(rule_id), made_up(set(), WIB)
    paused = start + timedelta(minutes=wait)
    plain = limit(rule, start, wall)
    shifted = limit(rule, start, wall, pauses=[(paused, paused + timedelta(days=days))])

    assert plain is not None and shifted is not None
    assert shifted.due_late - plain.due_late == timedelta(days=days if paused.date() < plain.due_late.date() else 0)


@given(start=MOMENTS, wait=st.integers(0, 60 * 23), minutes=st.integers(0, 60 * 24 * 9))
@settings(max_examples=100, deadline=None)
def test_a_pause_shifts_hours_by_the_minute(start: datetime, wait: int, minutes: int) -> None:
    rule = law.book().clock("GK-01")
    paused = start + timedelta(minutes=wait)
    shifted = limit(rule, start, made_up(set(), WIB), pauses=[(paused, paused + timedelta(minutes=minutes))])

    assert shifted is not None
    assert shifted.due_late == start + timedelta(hours=24, minutes=minutes)


@given(rule_id=WORKDAYS, start=MOMENTS, holidays=HOLIDAYS, wait=st.integers(0, 3000), days=st.integers(0, 30))
@settings(max_examples=100, deadline=None)
def test_a_pause_never_brings_a_limit_forward_and_an_empty_one_changes_nothing(
    rule_id: str, start: datetime, holidays: set[date], wait: int, days: int
) -> None:
    rule, wall = law.book().clock(rule_id), made_up(holidays, WIB)
    paused = start + timedelta(minutes=wait)
    plain = limit(rule, start, wall)
    shifted = limit(rule, start, wall, pauses=[(paused, paused + timedelta(days=days))])
    none = limit(rule, start, wall, pauses=[(paused, paused)])

    assert plain is not None and shifted is not None and none is not None
    assert shifted.due_early >= plain.due_early and shifted.due_late >= plain.due_late
    assert (none.due_early, none.due_late) == (plain.due_early, plain.due_late)


@given(rule_id=DAYS_ONLY, start=MOMENTS, holidays=HOLIDAYS, zone=ZONES)
@settings(max_examples=100, deadline=None)
def test_a_limit_counted_from_its_line_of_text_is_the_same(
    rule_id: str, start: datetime, holidays: set[date], zone: object
) -> None:
    rule, wall = law.book().clock(rule_id), made_up(holidays, zone)
    found = limit(rule, start, wall)

    assert found is not None
    assert basis.Recount().ends(rule, basis.written([start], [], []), wall) == (found.due_early, found.due_late)


@pytest.mark.parametrize("seed", range(3))
def test_any_limit_drawn_by_chance_is_the_same_from_its_line_of_text(seed: int) -> None:
    drawn_by = random.Random(100 + seed)
    walls = [chance.wall(drawn_by)]
    for _ in range(300):
        drawn, wall = chance.draw(drawn_by, walls)
        given_days = chance.granted(drawn.rule, drawn.extended)
        line = basis.written(drawn.starts, given_days, drawn.pauses)
        counted = drawn.by_the_engine(wall)

        assert basis.read(line) == (drawn.starts, given_days, drawn.pauses)
        assert basis.Recount().ends(drawn.rule, line, wall) == (first(counted).due, last(counted).due)
