"""The engine against a second counter that walks the days one by one on paper and knows nothing of the first."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st
from tests.law.acts import Act

from saksama import law
from saksama.law.calendar import WIB, WIT, WITA, Calendar
from saksama.law.clocks import State, limit, readings
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
