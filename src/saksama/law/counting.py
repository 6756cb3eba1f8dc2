"""Counting one limit by every reading the rule leaves open, and saying in words what was counted and on what ground. Pure."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from . import wording as say
from .calendar import ONE_DAY, Calendar, NoCalendar, Unit, add_calendar_days, add_months
from .rule import ClockRule, Confidence, FirstDay


@dataclass(frozen=True, slots=True)
class Counted:
    """One reading of the end: from when, how much of which unit, and what makes it differ from the ordinary one.

    `because` holds those differences in both languages; `reason_*` is the whole of it as one sentence, in the zone of `due`.
    """

    due: datetime
    count: int
    unit: Unit
    because: tuple[tuple[str, str], ...]
    begin: datetime
    first_day: FirstDay = FirstDay.AFTER

    @property
    def reason_id(self) -> str:
        return f"{self._counted()[0]}{_reasons(self, 0, _TOLD)}."

    @property
    def reason_en(self) -> str:
        return f"{self._counted()[1]}{_reasons(self, 1, _TOLD)}."

    def _counted(self) -> tuple[str, str]:
        zone = self.due.tzinfo
        assert zone is not None  # noqa: S101  every end is made in the office's zone
        until = (say.instant_id(self.due, zone), say.instant_en(self.due, zone))
        if self.unit is Unit.HOUR:
            return (
                f"{say.count_id(self.count, self.unit)} sejak {say.instant_id(self.begin, zone)}: {until[0]}",
                f"{say.count_en(self.count, self.unit)} from {say.instant_en(self.begin, zone)}: {until[1]}",
            )
        day = self.begin.astimezone(zone).date()
        if self.count < 0:
            return (
                f"{say.count_id(-self.count, self.unit)} sebelum {say.day_id(day)}: {until[0]}",
                f"{say.count_en(-self.count, self.unit)} before {say.day_en(day)}: {until[1]}",
            )
        first = _FIRST_DAYS[self.first_day] if self.unit is not Unit.MONTH else ("", "")
        return (
            f"{say.count_id(self.count, self.unit)} sejak {say.day_id(day)}{first[0]}: {until[0]}",
            f"{say.count_en(self.count, self.unit)} from {say.day_en(day)}{first[1]}: {until[1]}",
        )


_FIRST_DAYS: Mapping[FirstDay, tuple[str, str]] = {
    FirstDay.AFTER: (", hari sesudahnya hari pertama", ", the day after it is day 1"),
    FirstDay.SAME: (", hari itu hari pertama", ", that day is day 1"),
}

_DAY_COUNTS = ("hari kejadian ikut dihitung", "the day of the event counts too")
_DESK_CLOSES = ("batasnya jam tutup kantor", "the limit is the desk's closing hour")
_EARLIER_START = ("dihitung sejak langkah yang lebih awal", "counted from the earlier step")
_TOO_LATE_TO_EXTEND = (
    "perpanjangan yang dicatat sesudah tenggat tidak dihitung",
    "an extension recorded after the limit does not count",
)


_OTHER_UNIT = {unit: (f"dihitung {say.UNITS_ID[unit]}", f"counted in {say.UNITS_EN[unit]}s") for unit in Unit}
_TOLD = frozenset((_DAY_COUNTS, *_OTHER_UNIT.values()))  # what the sentence of a reading says anyhow


def count(
    rule: ClockRule,
    starts: Sequence[datetime],
    extended: Sequence[tuple[datetime, int]],
    pauses: Sequence[tuple[datetime, datetime | None]],
    calendar: Calendar,
) -> list[Counted]:
    """Return the end by every reading the rule leaves open. The ordinary one is: last start, first unit, day after = day 1."""
    found: list[Counted] = []
    for at in starts:
        moved = () if at == starts[-1] else (_EARLIER_START,)
        for unit in rule.units:
            other_unit = () if unit is rule.units[0] else (_OTHER_UNIT[unit],)
            for first_day in rule.first_days if unit in (Unit.CALENDAR_DAY, Unit.WORKING_DAY) else rule.first_days[:1]:
                same = (_DAY_COUNTS,) if first_day is FirstDay.SAME else ()
                found += _ends(rule, at, unit, first_day, extended, pauses, calendar, (*moved, *other_unit, *same))
    return found


def _ends(
    rule: ClockRule,
    at: datetime,
    unit: Unit,
    first_day: FirstDay,
    extended: Sequence[tuple[datetime, int]],
    pauses: Sequence[tuple[datetime, datetime | None]],
    calendar: Calendar,
    because: tuple[tuple[str, str], ...],
) -> list[Counted]:
    total = rule.count or 0
    due = _end(at, total, unit, first_day, pauses, calendar)
    found = []
    for moved_at, more in extended:
        if moved_at > due:
            found.append(Counted(due, total, unit, (*because, _TOO_LATE_TO_EXTEND), at, first_day))
        total = more if rule.extension and rule.extension.from_start else total + more
        unit = rule.extension.unit if rule.extension else unit
        due = _end(at, total, unit, first_day, pauses, calendar)
    found.append(Counted(due, total, unit, because, at, first_day))
    if rule.desk_hours:
        last_day = calendar.local_day(due)
        try:
            closing = calendar.closing_of(last_day, rule.desk_hours)
        except NoCalendar:
            return found  # a count of calendar days stands without holidays; only the desk's hours need them
        if closing < due and closing > at:
            found.append(Counted(closing, total, unit, (*because, _DESK_CLOSES), at, first_day))
    return found


def _end(
    at: datetime,
    count: int,
    unit: Unit,
    first_day: FirstDay,
    pauses: Sequence[tuple[datetime, datetime | None]],
    calendar: Calendar,
) -> datetime:
    if unit is Unit.HOUR:
        return at + timedelta(hours=count) + sum((b - a for a, b in pauses if b is not None), timedelta())
    day = calendar.local_day(at)
    if unit is Unit.MONTH:
        moved = add_months(day, count)
        return calendar.end_of(moved) if count > 0 else calendar.begin_of(moved)
    skip = {d for a, b in pauses if b is not None for d in _days_between(calendar.local_day(a), calendar.local_day(b))}
    before = day - ONE_DAY if first_day is FirstDay.SAME else day
    if unit is Unit.WORKING_DAY:
        return calendar.end_of(calendar.add_working_days(before, count, skip=skip))
    return calendar.end_of(add_calendar_days(before, count, skip=skip))


def _days_between(paused: date, resumed: date) -> list[date]:
    """The days a pause takes out of the count: after the day of pausing, up to and with the day of resuming."""
    return [paused + n * ONE_DAY for n in range(1, (resumed - paused).days + 1)]


def first(counted: Sequence[Counted]) -> Counted:
    return min(counted, key=lambda end: (end.due, len(end.because)))


def last(counted: Sequence[Counted]) -> Counted:
    return max(counted, key=lambda end: (end.due, -len(end.because)))


def why(rule: ClockRule, begin: datetime, counted: Sequence[Counted], calendar: Calendar) -> tuple[str, str]:
    """Return two sentences in each language: what was counted, and on what ground."""
    early, late = first(counted), last(counted)
    words = [_main(rule, begin, late, calendar)]
    if early.due != late.due:
        words.append(_other(early, calendar))
    earliest = min(calendar.local_day(one.begin) for one in counted)
    if any(one.unit is Unit.WORKING_DAY for one in counted):
        words += _not_counted(earliest, calendar.local_day(late.due), calendar)
    words += [_estimate(year) for year in estimated(rule, counted, calendar)]
    ground = _GROUND[rule.confidence]
    if rule.confidence is Confidence.VERIFIED and rule.needs_check:
        ground = _GROUND_PARTLY
    said_id, said_en = "; ".join(said for said, _ in words), "; ".join(said for _, said in words)
    return f"{said_id}. Dasar: {rule.citation}; {ground[0]}.", f"{said_en}. Basis: {rule.citation}; {ground[1]}."


def estimated(rule: ClockRule, counted: Sequence[Counted], calendar: Calendar) -> tuple[int, ...]:
    """Return the years this count rests on whose holidays are not decreed yet; none where no holiday can move it."""
    if not rule.desk_hours and all(one.unit is not Unit.WORKING_DAY for one in counted):
        return ()
    return calendar.warns(min(calendar.local_day(one.begin) for one in counted), calendar.local_day(last(counted).due))


def _estimate(year: int) -> tuple[str, str]:
    return f"hari libur {year} masih perkiraan", f"the holidays of {year} are still an estimate"


def _main(rule: ClockRule, begin: datetime, late: Counted, calendar: Calendar) -> tuple[str, str]:
    day = calendar.local_day(begin)
    until = (say.instant_id(late.due, calendar.zone), say.instant_en(late.due, calendar.zone))
    if late.count < 0:
        return (
            f"Dihitung mundur dari {say.day_id(day)} ({rule.trigger_id}): {say.count_id(-late.count, late.unit)}, "
            f"jadi mulai {until[0]}{_reasons(late, 0)}",
            f"Counted back from {say.day_en(day)} ({rule.trigger_en}): {say.count_en(-late.count, late.unit)}, "
            f"so from {until[1]}{_reasons(late, 1)}",
        )
    start = (say.day_id(day), say.day_en(day))
    if rule.units[0] is Unit.HOUR:
        start = (say.instant_id(begin, calendar.zone), say.instant_en(begin, calendar.zone))
    total = (say.count_id(late.count, late.unit), say.count_en(late.count, late.unit))
    return (
        f"Dihitung sejak {start[0]} ({rule.trigger_id}): {total[0]}, sampai {until[0]}{_reasons(late, 0)}",
        f"Counted from {start[1]} ({rule.trigger_en}): {total[1]}, until {until[1]}{_reasons(late, 1)}",
    )


def _other(early: Counted, calendar: Calendar) -> tuple[str, str]:
    return (
        f"menurut cara hitung lain sampai {say.instant_id(early.due, calendar.zone)}{_reasons(early, 0)}",
        f"by another reading until {say.instant_en(early.due, calendar.zone)}{_reasons(early, 1)}",
    )


def _reasons(counted: Counted, language: int, told: Collection[tuple[str, str]] = ()) -> str:
    reasons = [reason[language] for reason in counted.because if reason not in told]
    return f" ({'; '.join(reasons)})" if reasons else ""


def _not_counted(day: date, last_day: date, calendar: Calendar) -> list[tuple[str, str]]:
    skipped = calendar.skipped(day, last_day)
    if not skipped:
        return []
    days_id = ", ".join(f"{say.short_id(d)} ({calendar.holidays[d]})" for d in skipped)
    days_en = ", ".join(f"{say.short_en(d)} ({calendar.name_en(d)})" for d in skipped)
    return [(f"tidak dihitung: {days_id}", f"not counted: {days_en}")]


_GROUND: Mapping[Confidence, tuple[str, str]] = {
    Confidence.VERIFIED: ("sudah dibaca pada sumbernya", "read in its source"),
    Confidence.RECALLED: (
        "belum dibaca pada sumbernya, perlu diperiksa ahli hukum",
        "not read in its source, to be checked by a lawyer",
    ),
    Confidence.OWN_RULE: ("standar kami sendiri, bukan undang-undang", "our own standard, not law"),
}
_GROUND_PARTLY = (
    "sebagian belum dibaca pada sumbernya, perlu diperiksa ahli hukum",
    "in part not read in its source, to be checked by a lawyer",
)
