"""Semua daerah: a row for each kabupaten/kota: seven measures, cases, work report, letters, and why it stands there."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db.models import Count, Max, Q

from saksama import store
from saksama.cases.queries import counting
from saksama.institutions.models import Level
from saksama.kernel.actor import Actor
from saksama.kernel.span import Span
from saksama.law import season
from saksama.places.models import Place
from saksama.prevention import attention
from saksama.prevention.attention import Why
from saksama.prevention.measures import ROLL_CALL
from saksama.prevention.models import Point, Visit, WorkReport
from saksama.prevention.reports import State, due_on

from .letters import letters_of
from .matrix import Cell, Ground, matrix
from .visits import Period


@dataclass(frozen=True, slots=True)
class ReportStanding:
    """The report of the month that ended: state ("" where none was begun), due, late; `id` to open it."""

    state: str
    due: date | None
    late: bool
    id: str = ""


@dataclass(frozen=True, slots=True)
class Territory:
    """One district. `points` are its declared kampung pengawasan.

    `kept` of `ended` limits of Bawaslu were kept this year; few are no share (`ended` below three).
    """

    place: Place
    cells: Mapping[str, Cell]
    cases: int
    kept: int
    ended: int
    report: ReportStanding
    points: int
    letters: int
    why: tuple[Why, ...]

    @property
    def first(self) -> bool:
        """Tell whether it needs to be looked at first."""
        return any(one.reason.urgent for one in self.why)


def territories(actor: Actor, span: Span, *, today: date, now: datetime) -> list[Territory]:
    """Return the districts of a span by need: those with an urgent reason, with another, without; within a group by code.

    Only what the actor may see is counted; measures are those of this month, scheduled ones up to its end and after.
    """
    ground = Ground(span)
    month = Period(today.replace(day=1), date(today.year, 12, 31))
    rows = matrix(actor, span, month)
    cases = _cases(actor, ground, now)
    letters, calls = _letters(actor, ground, now), _roll_calls(actor, ground, today)
    reports, points = _reports(actor, span, ground, today), _points(span, today)
    found = []
    for at, row in enumerate(rows):
        standing = cases.get(at, counting.Standing(row.place.low))
        waiting, late = letters.get(at, (0, 0))
        seen = attention.Seen(
            today=today, in_season=not season.today(row.place.code, today).off_season, cases_late=standing.late,
            cases_soon=standing.soon, letters_late=late, letters_waiting=waiting, last_roll_call=calls.get(at),
            report_state=reports[at].state, report_due=reports[at].due,
            unplanned=sum(1 for cell in row.cells.values() if cell.blank),
        )
        figures = (standing.open, standing.kept, standing.ended)
        declared = points.get(row.place.code, 0)
        found.append(Territory(row.place, row.cells, *figures, reports[at], declared, waiting, attention.why(seen)))
    return sorted(found, key=lambda one: (not one.first, not one.why, one.place.low))


def _cases(actor: Actor, ground: Ground, now: datetime) -> dict[int, counting.Standing]:
    found: dict[int, counting.Standing] = {}
    for one in counting.standings(actor, since=now.replace(month=1, day=1, hour=0, minute=0, second=0), now=now):
        at = ground.index(one.position)
        if at is not None:
            before = found.get(at, counting.Standing(one.position))
            found[at] = counting.Standing(
                one.position, before.open + one.open, before.late + one.late, before.soon + one.soon, before.kept + one.kept,
                before.ended + one.ended,
            )
    return found


def _letters(actor: Actor, ground: Ground, now: datetime) -> dict[int, tuple[int, int]]:
    found: dict[int, tuple[int, int]] = {}
    with store.reading(actor):
        rows = letters_of(actor, now.date()).filter(replied_at=None).order_by().values_list("office_position")
        for position, waiting, late in rows.annotate(n=Count("pk"), late=Count("pk", filter=Q(due__lt=now))):
            at = ground.index(position)
            if at is not None:
                before = found.get(at, (0, 0))
                found[at] = (before[0] + waiting, before[1] + late)
    return found


def _roll_calls(actor: Actor, ground: Ground, today: date) -> dict[int, date]:
    found: dict[int, date] = {}
    with store.reading(actor):
        year = Visit.objects.filter(Period(date(today.year, 1, 1), today).visits(), measure=ROLL_CALL)
        for position, last in year.order_by().values_list("office_position").annotate(Max("held_on")):
            at = ground.index(position)
            if at is not None:
                found[at] = max(found.get(at, last), last)
    return found


def _points(span: Span, today: date) -> dict[str, int]:
    """Count the declared points of each district: public knowledge."""
    there = Point.objects.filter(position__range=(span.low, span.high), declared_on__lte=today, ended_on=None).order_by()
    return dict(there.values_list("kabkota").annotate(Count("pk")))


def _reports(actor: Actor, span: Span, ground: Ground, today: date) -> list[ReportStanding]:
    """Return the standing of the report of the month that ended, for each row; an office that begins reports owes one."""
    last = today.replace(day=1) - timedelta(days=1)
    with store.reading(actor):
        rows = WorkReport.objects.filter(office_position__range=(span.low, span.high), level=Level.KABKOTA)
        started = set(rows.filter(last__lte=last).values_list("office_position", flat=True))
        found = {row.office_position: row for row in rows.filter(last=last)}
    return [_standing(found.get(place.low), place.low in started, last, today) for place in ground.places]


def _standing(found: WorkReport | None, started: bool, last: date, today: date) -> ReportStanding:
    if found is None and not started:
        return ReportStanding("", None, False)
    due = due_on(Level.KABKOTA, last)
    done = found is not None and found.state in (State.SIGNED, State.RECEIVED)
    late = today > due and not done
    return ReportStanding(found.state if found else "", due, late, str(found.public_id) if found else "")
