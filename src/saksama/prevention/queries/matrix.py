"""Territory by measure: plan, done and reach of every kabupaten/kota, in a few statements whatever their number."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date

from django.db.models import Count, Min, Sum

from saksama import store
from saksama.kernel.actor import Actor
from saksama.kernel.span import Span
from saksama.places import queries as places
from saksama.places.models import Place
from saksama.prevention.measures import KEYS
from saksama.prevention.models import Plan, Planned, Visit

from .visits import Period


@dataclass(slots=True)
class Cell:
    """One measure of one territory: planned (None: none), done, present, able to answer (None: nobody asked), and ahead."""

    planned: int | None = None
    done: int = 0
    reach: int = 0
    able: int | None = None
    scheduled: int = 0
    next_on: date | None = None

    @property
    def blank(self) -> bool:
        return not self.done and not self.scheduled


@dataclass(slots=True)
class TerritoryRow:
    """A kabupaten or kota with its seven cells."""

    place: Place
    cells: dict[str, Cell] = field(default_factory=lambda: {key: Cell() for key in KEYS})

    @property
    def done(self) -> int:
        """Return in how many of the seven something was done."""
        return sum(1 for cell in self.cells.values() if cell.done)

    @property
    def bare(self) -> bool:
        return all(cell.blank for cell in self.cells.values())


class Ground:
    """The kabupaten and kota of a span in order, and which of them a position lies in."""

    def __init__(self, span: Span) -> None:
        self.places: Sequence[Place] = places.districts(span.low, span.high)
        self._lows = [place.low for place in self.places]

    def index(self, position: int) -> int | None:
        """Return the row a position belongs to; None for the province's own and the nation's."""
        at = bisect_right(self._lows, position) - 1
        return at if at >= 0 and position <= self.places[at].high else None


def matrix(actor: Actor, span: Span, period: Period) -> list[TerritoryRow]:
    """Return a row for each kabupaten/kota of the span, in the order of their codes: no ranking."""
    ground = Ground(span)
    rows = [TerritoryRow(place) for place in ground.places]
    within = (span.low, span.high)
    with store.reading(actor):
        _fill_done(rows, ground, period, within)
        _fill_ahead(rows, ground, period, within)
        _fill_plans(rows, ground, period, within)
    return rows


def _fill_done(rows: Sequence[TerritoryRow], ground: Ground, period: Period, within: tuple[int, int]) -> None:
    visits = Visit.objects.filter(period.visits(), office_position__range=within).order_by()
    counted = visits.values_list("office_position", "measure").annotate(Count("pk"), Sum("headcount"), Sum("able"))
    for position, measure, done, present, able in counted:
        at = ground.index(position)
        if at is None:
            continue
        cell = rows[at].cells[measure]
        cell.done, cell.reach = cell.done + done, cell.reach + present
        cell.able = cell.able if able is None else (cell.able or 0) + able


def _fill_ahead(rows: Sequence[TerritoryRow], ground: Ground, period: Period, within: tuple[int, int]) -> None:
    ahead = Planned.objects.filter(
        office_position__range=within, due_on__range=(period.first, period.last), done_at=None, dropped_at=None
    )
    counted: Iterable[tuple[int, str, int, date]] = (
        ahead.order_by().values_list("office_position", "measure").annotate(Count("pk"), Min("due_on"))
    )
    for position, measure, number, nearest in counted:
        at = ground.index(position)
        if at is not None:
            cell = rows[at].cells[measure]
            cell.scheduled += number
            cell.next_on = min(cell.next_on or nearest, nearest)


def _fill_plans(rows: Sequence[TerritoryRow], ground: Ground, period: Period, within: tuple[int, int]) -> None:
    """Set the year plan of each district's own office; an office below it plans for itself, which is a part of that."""
    if not period.whole_year:
        return
    plans = Plan.objects.filter(office_position__range=within, year=period.first.year)
    for position, measure, planned in plans.values_list("office_position", "measure", "planned"):
        at = ground.index(position)
        if at is not None and rows[at].place.low == position:
            rows[at].cells[measure].planned = planned
