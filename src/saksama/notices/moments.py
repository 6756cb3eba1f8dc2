"""At which instants somebody is told of one limit. Pure: days, a calendar, no clock."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from saksama.law.calendar import Calendar, NoCalendar

BEGUN, DUE, AFTER = "begun", "due", "after"
MORNING = time(7)
ONE_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Moment:
    """One instant at which a limit is told of: `begun`, `before_3`, `due`, `after`."""

    code: str
    at: datetime


def moments(
    started_at: datetime | None, due_early: datetime, due_late: datetime, *, before: Sequence[int], calendar: Calendar, ours: bool
) -> list[Moment]:
    """Return all moments of a limit, in the order of time.

    Before: so many working days before the day on which the first reading ends, in the morning of the office. On that day: its
    morning. After: once the last reading has passed. A limit of ours is told of when it begins, too.
    """
    last_day = calendar.local_day(due_early)
    found = [Moment(f"before_{days}", _morning(_working_days_before(last_day, days, calendar), calendar)) for days in before]
    found += [Moment(DUE, _morning(last_day, calendar)), Moment(AFTER, due_late)]
    if started_at is not None:
        found = [one for one in found if one.at > started_at or one.code in (DUE, AFTER)]
        found += [Moment(BEGUN, started_at)] if ours else []
    return sorted(found, key=lambda one: (one.at, _RANK.get(one.code, 1)))


def latest(found: Sequence[Moment], now: datetime) -> Moment | None:
    """Return the last moment that has come: what lies before it is not told any more, so that nobody is flooded."""
    return next((one for one in reversed(found) if one.at <= now), None)


def half(started_at: datetime, due_early: datetime) -> datetime:
    """Return the middle of a limit's time."""
    return started_at + (due_early - started_at) / 2


def _working_days_before(last_day: date, days: int, calendar: Calendar) -> date:
    """Return the working day so many working days before; weekdays count where the year's holidays are not known."""
    day, left = last_day, days
    while left:
        day -= ONE_DAY
        left -= _counts(day, calendar)
    return day


def _counts(day: date, calendar: Calendar) -> bool:
    try:
        return calendar.is_working_day(day)
    except NoCalendar:
        return day.weekday() < 5


def _morning(day: date, calendar: Calendar) -> datetime:
    return datetime.combine(day, MORNING, calendar.zone)


_RANK = {BEGUN: 0, DUE: 2, AFTER: 3}
