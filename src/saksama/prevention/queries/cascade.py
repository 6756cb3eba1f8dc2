"""From the Sekda down: which units were reached, by whom they were briefed, which never, and when the next visit is."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from saksama import store
from saksama.institutions import queries as institutions
from saksama.institutions.models import Agency
from saksama.kernel.actor import Actor
from saksama.kernel.span import Span
from saksama.prevention.cascade import Tier, tiers
from saksama.prevention.models import Planned, Reached
from saksama.registry import roster


@dataclass(frozen=True, slots=True)
class UnitRow:
    """One unit: when it was last reached (None: never), how many activities, who briefed it last, its staff, the next visit."""

    agency: Agency
    last_on: date | None
    times: int
    briefed_by: str
    staff: int | None
    next_on: date | None


@dataclass(frozen=True, slots=True)
class TierCoverage:
    """One tier with its units, those never reached first."""

    tier: Tier
    units: tuple[UnitRow, ...]

    @property
    def total(self) -> int:
        return len(self.units)

    @property
    def reached(self) -> int:
        return sum(1 for unit in self.units if unit.times)

    @property
    def never(self) -> tuple[UnitRow, ...]:
        return tuple(unit for unit in self.units if not unit.times)


def coverage(actor: Actor, span: Span, *, since: date, on: date) -> list[TierCoverage]:
    """Return the tiers of a span with every unit of it, counted from `since`; only what the actor's scope reaches is known.

    A unit that bears another name since keeps what reached it; one that ended is not listed any more.
    """
    kinds = [kind for tier in tiers() for kind in tier.kinds]
    units = institutions.units(span.low, span.high, kinds, on)
    ids = [str(unit.public_id) for unit in units]
    with store.reading(actor):
        reached = _reached(span, since, on)
        ahead = _ahead(span, on)
    names = institutions.named({by for _, _, by in reached.values() if by})
    staff = roster.strength(ids)
    rows = [(unit, _row(unit, reached, ahead, names, staff)) for unit in units]
    return [TierCoverage(tier, _ordered([row for unit, row in rows if unit.kind in tier.kinds])) for tier in tiers()]


def _reached(span: Span, since: date, on: date) -> dict[str, tuple[date, int, str]]:
    """Return the last day, the number of activities and the last briefer of each unit."""
    rows = Reached.objects.filter(
        visit__withdrawn_at=None, visit__held_on__range=(since, on), visit__office_position__range=(span.low, span.high)
    )
    found: dict[str, tuple[date, int, str]] = {}
    for agency, day, by in rows.order_by("visit__held_on", "pk").values_list("agency", "visit__held_on", "briefed_by"):
        _, times, before = found.get(agency, (day, 0, ""))
        found[agency] = (day, times + 1, by or before)
    return found


def _ahead(span: Span, on: date) -> dict[str, date]:
    rows = Planned.objects.filter(
        office_position__range=(span.low, span.high), due_on__gte=on, done_at=None, dropped_at=None
    ).exclude(agency="")
    return dict(rows.order_by("-due_on").values_list("agency", "due_on"))


def _row(
    unit: Agency, reached: Mapping[str, tuple[date, int, str]], ahead: Mapping[str, date], names: Mapping[str, str],
    staff: Mapping[str, int],
) -> UnitRow:
    key = str(unit.public_id)
    day, times, by = reached.get(key, (None, 0, ""))
    return UnitRow(unit, day, times, names.get(by, ""), staff.get(key), ahead.get(key))


def _ordered(rows: Sequence[UnitRow]) -> tuple[UnitRow, ...]:
    """Put those never reached first, then the longest ago."""
    return tuple(sorted(rows, key=lambda row: (row.last_on is not None, row.last_on or date.min, row.agency.name)))
