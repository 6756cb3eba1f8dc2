"""What a limit is counted from, in one line of text: enough to count it again under other rules or days, without the acts. Pure.

`2024-10-04T10:00:00+00:00` is a start; `+2@<instant>` an extension by two, recorded then; `<instant>/<instant>` a pause, open at
its end while nothing has resumed it. Starts come first; parts are set apart by blanks.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime

from .calendar import Calendar, NoCalendar, Unit
from .counting import count, first, last
from .rule import ClockRule

Pause = tuple[datetime, datetime | None]
Ends = tuple[datetime, datetime] | None


def written(starts: Sequence[datetime], extended: Sequence[tuple[datetime, int]], pauses: Sequence[Pause]) -> str:
    """Return the line. Instants are told in UTC, so that equal instants are equal text."""
    parts = [_text(at) for at in starts]
    parts += [f"+{more}@{_text(at)}" for at, more in extended]
    parts += [f"{_text(a)}/{_text(b) if b else ''}" for a, b in pauses]
    return " ".join(parts)


def read(line: str) -> tuple[list[datetime], list[tuple[datetime, int]], list[Pause]]:
    """Return starts, extensions and pauses of a line; the inverse of `written`. Raises `ValueError` for anything else."""
    starts: list[datetime] = []
    extended: list[tuple[datetime, int]] = []
    pauses: list[Pause] = []
    for part in line.split():
        if part.startswith("+"):
            more, _, at = part[1:].partition("@")
            extended.append((datetime.fromisoformat(at), int(more)))
        elif "/" in part:
            a, _, b = part.partition("/")
            pauses.append((datetime.fromisoformat(a), datetime.fromisoformat(b) if b else None))
        else:
            starts.append(datetime.fromisoformat(part))
    if not starts:
        raise ValueError("a limit is counted from something")
    return starts, extended, pauses


def _text(at: datetime) -> str:
    return at.astimezone(UTC).isoformat()


@dataclass(slots=True)
class Recount:
    """Counts many limits again under the rules and calendars of today; equal ones are counted once.

    A limit whose unit is the day depends on days alone, so it is looked up by them.
    """

    _ends: dict[tuple[str, str, str], Ends] = field(default_factory=dict)

    def ends(self, rule: ClockRule, line: str, calendar: Calendar) -> Ends:
        """Return first and last end of a limit; None where the law gives none, a pause is open, or a year has no holidays."""
        key = (rule.version, calendar.zone_name, _by_days(rule, line, calendar))
        if key not in self._ends:
            self._ends[key] = _ends(rule, line, calendar)
        return self._ends[key]


def _by_days(rule: ClockRule, line: str, calendar: Calendar) -> str:
    """Return what tells this limit from another of the same rule: the day alone where the hour cannot matter."""
    if " " in line or rule.desk_hours or Unit.HOUR in rule.units:
        return line
    return calendar.local_day(datetime.fromisoformat(line)).isoformat()


def _ends(rule: ClockRule, line: str, calendar: Calendar) -> Ends:
    starts, extended, pauses = read(line)
    if rule.count is None or (pauses and pauses[-1][1] is None):
        return None
    try:
        counted = count(rule, starts, extended, pauses, calendar)
    except NoCalendar:
        return None
    return first(counted).due, last(counted).due


__all__ = ["Ends", "Recount", "read", "written"]
