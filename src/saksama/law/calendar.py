"""Which days count: calendar days, working days, hours and months, in an office's zone. Pure; holidays come in as data.

Indonesia has three zones and no summer time, so a zone is a fixed offset and no zone database is needed. A working day is Monday
to Friday without national holidays and joint leave (cuti bersama). A year whose holidays are not in the data has no working
days at all: asking for one raises `NoCalendar` instead of guessing.
"""

from __future__ import annotations

import calendar as _gregorian
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta, timezone
from enum import StrEnum

from saksama.kernel.errors import NoRule

ONE_DAY = timedelta(days=1)
END_OF_DAY = time(23, 59, 59)

WIB = timezone(timedelta(hours=7), "WIB")
WITA = timezone(timedelta(hours=8), "WITA")
WIT = timezone(timedelta(hours=9), "WIT")
_ZONES: Mapping[str, timezone] = {
    "WIB": WIB,
    "WITA": WITA,
    "WIT": WIT,
    "Asia/Jakarta": WIB,
    "Asia/Pontianak": WIB,
    "Asia/Makassar": WITA,
    "Asia/Jayapura": WIT,
}


class Unit(StrEnum):
    """What a limit is counted in. A count without a unit does not exist."""

    CALENDAR_DAY = "calendar_day"
    WORKING_DAY = "working_day"
    HOUR = "hour"
    MONTH = "month"


class NoCalendar(NoRule):
    """The holidays of a year are not in the data, so its working days cannot be counted."""

    code = "no_calendar"

    def __init__(self, year: int) -> None:
        super().__init__(
            f"Hari kerja tahun {year} tidak dapat dihitung: hari libur dan cuti bersama tahun itu belum ada dalam data hukum.",
            f"Working days of {year} cannot be counted: that year's holidays and joint leave are not in the law data.",
            year=year,
        )


def zone(name: str) -> timezone:
    """Return the fixed zone of a name such as `WIB` or `Asia/Makassar`. Raises `ValueError` for any other."""
    if name not in _ZONES:
        raise ValueError(f"not a zone of Indonesia: {name}")
    return _ZONES[name]


@dataclass(frozen=True, slots=True)
class Calendar:
    """The counted days of one zone. `known` are the years whose holidays are in, `undecreed` those of them without the decree."""

    zone: timezone
    holidays: Mapping[date, str] = field(default_factory=dict)
    known: frozenset[int] = frozenset()
    undecreed: frozenset[int] = frozenset()
    open_all_day: frozenset[date] = frozenset()
    names_en: Mapping[date, str] = field(default_factory=dict)

    @property
    def zone_name(self) -> str:
        return str(self.zone)

    def local_day(self, at: datetime) -> date:
        """Return the day on the office's wall at this instant. `at` must be aware."""
        if at.tzinfo is None:
            raise ValueError("an instant needs its zone")
        return at.astimezone(self.zone).date()

    def end_of(self, day: date) -> datetime:
        """Return the last second of the day, in the office's zone."""
        return datetime.combine(day, END_OF_DAY, self.zone)

    def begin_of(self, day: date) -> datetime:
        """Return the first second of the day, in the office's zone."""
        return datetime.combine(day, time(0), self.zone)

    def name_en(self, day: date) -> str:
        """Return a holiday's name in English; its Indonesian name where no other is known."""
        return self.names_en.get(day, self.holidays[day])

    def closing_of(self, day: date, hours: Mapping[int, time]) -> datetime:
        """Return when the desk closes on the last day it is open at or before `day`.

        `hours` maps the weekday (Monday = 0) to the closing hour. On a day of 24-hour service it is the end of the day.
        """
        while day not in self.open_all_day and (day.weekday() not in hours or not self.is_working_day(day)):
            day -= ONE_DAY
        return self.end_of(day) if day in self.open_all_day else datetime.combine(day, hours[day.weekday()], self.zone)

    def is_working_day(self, day: date) -> bool:
        """Raises `NoCalendar` where the year's holidays are not known."""
        if day.year not in self.known:
            raise NoCalendar(day.year)
        return is_working_day(day, self.holidays)

    def add_working_days(self, start: date, days: int, *, skip: Collection[date] = ()) -> date:
        """Return the last day of a limit of working days after `start`, not counting `skip` either. Raises `NoCalendar`."""
        day, left = start, days
        if days < 1:
            raise ValueError("a limit has at least one day")
        while left:
            day += ONE_DAY
            if self.is_working_day(day) and day not in skip:
                left -= 1
        return day

    def skipped(self, start: date, end: date) -> tuple[date, ...]:
        """Return the weekdays after `start` up to `end` that are holidays: the days a reader would not expect."""
        days = (start + n * ONE_DAY for n in range(1, (end - start).days + 1))
        return tuple(day for day in days if day.weekday() < 5 and day in self.holidays)

    def warns(self, start: date, end: date) -> tuple[int, ...]:
        """Return the years in this stretch whose holidays are computed, not decreed."""
        return tuple(sorted(year for year in self.undecreed if start.year <= year <= end.year))


def is_working_day(day: date, holidays: Collection[date]) -> bool:
    return day.weekday() < 5 and day not in holidays


def add_working_days(start: date, days: int, holidays: Collection[date]) -> date:
    """Return the last day of a limit of `days` working days that begins after `start`.

    The day of the event itself is not counted.
    """
    if days < 1:
        raise ValueError("a limit has at least one day")
    day = start
    for _ in range(days):
        day += ONE_DAY
        while not is_working_day(day, holidays):
            day += ONE_DAY
    return day


def add_calendar_days(start: date, days: int, *, skip: Collection[date] = ()) -> date:
    """Return the last day of a limit of `days` days after `start`; days in `skip` (a pause) do not count."""
    if days < 1:
        raise ValueError("a limit has at least one day")
    day, left = start, days
    while left:
        day += ONE_DAY
        if day not in skip:
            left -= 1
    return day


def add_months(start: date, months: int) -> date:
    """Return the same day of the month so many months later, or earlier where negative; the last day where it does not exist."""
    index = start.year * 12 + start.month - 1 + months
    year, month = divmod(index, 12)
    last = _gregorian.monthrange(year, month + 1)[1]
    return date(year, month + 1, min(start.day, last))


def calendar_for(years: Iterable[int], timezone: str = "WIB") -> Calendar:
    """Return the calendar of the released law data for these years in a zone. Years without data are simply not known."""
    from .holidays import calendar_of
    from .rulebook import released

    return calendar_of(released(), frozenset(years), zone(timezone))
