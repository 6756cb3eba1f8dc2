"""Acts as the engine sees them, and the few instants the tests of this room speak about."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from saksama import law
from saksama.law.calendar import Calendar, calendar_for, zone
from saksama.law.clocks import Reading, readings

YEARS = range(2019, 2028)


@dataclass(frozen=True)
class Act:
    nth: int
    kind: str
    happened_at: datetime
    body: Mapping[str, object] = field(default_factory=dict)


def at(text: str, zone_name: str = "WIB") -> datetime:
    """Return the instant `2024-10-04 09.15` in an office's zone."""
    return datetime.strptime(text, "%Y-%m-%d %H.%M").replace(tzinfo=zone(zone_name))


def calendar(zone_name: str = "WIB") -> Calendar:
    return calendar_for(YEARS, zone_name)


def acts(*rows: tuple[str, str] | tuple[str, str, Mapping[str, object]], zone_name: str = "WIB") -> list[Act]:
    """Return numbered acts from (kind, local time, body) in the order of happening."""
    return [Act(n, row[0], at(row[1], zone_name), row[2] if len(row) > 2 else {}) for n, row in enumerate(rows, start=1)]


def clock(
    subject: str, events: list[Act], *, process: str = "pilkada", now: str = "2024-10-01 08.00", zone_name: str = "WIB"
) -> Reading:
    """Return the reading of one subject, which must be there exactly once."""
    found = readings(events, law.book().process(process), calendar(zone_name), at(now, zone_name))
    (reading,) = [one for one in found if one.subject == subject]
    return reading


def local(moment: datetime | None, zone_name: str = "WIB") -> str:
    """Return an instant as `2024-10-11 23.59` on the office's wall; `-` for none."""
    return "-" if moment is None else moment.astimezone(zone(zone_name)).strftime("%Y-%m-%d %H.%M")
