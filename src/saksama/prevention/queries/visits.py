"""Reads over preventive work, inside the actor's territory. What was taken back is counted nowhere."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from datetime import date
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db.models import Count, Q, QuerySet, Sum

from saksama import store
from saksama.institutions import queries as institutions
from saksama.kernel.actor import Actor
from saksama.kernel.span import Span
from saksama.places.models import Place
from saksama.prevention.errors import NoSuchActivity
from saksama.prevention.measures import MEASURES, ROLL_CALL, Measure, Value
from saksama.prevention.models import Campaign, Enclosure, Plan, Planned, Reached, Visit

SEASONS = ("", "in", "out")


@dataclass(frozen=True, slots=True)
class Period:
    """From a day to a day, both included; `season`: only activities of a stage (`in`), or between elections (`out`), or all."""

    first: date
    last: date
    season: str = ""

    @staticmethod
    def of_year(year: int, season: str = "") -> Period:
        return Period(date(year, 1, 1), date(year, 12, 31), season)

    @property
    def whole_year(self) -> bool:
        return self.first == date(self.first.year, 1, 1) and self.last == date(self.first.year, 12, 31)

    def visits(self) -> Q:
        """Return the condition on activities; those taken back never count."""
        found = Q(withdrawn_at=None, held_on__range=(self.first, self.last))
        if self.season:
            found &= ~Q(stage="") if self.season == "in" else Q(stage="")
        return found


@dataclass(frozen=True, slots=True)
class SevenRow:
    """One measure in a period: planned (None: no plan yet), done, people present, people able to answer (None: nobody asked).

    `scheduled` are activities with a day, still to come or overdue; `next_on` is the nearest of them; `cost` in rupiah.
    """

    measure: Measure
    planned: int | None
    done: int
    reach: int
    able: int | None
    scheduled: int = 0
    next_on: date | None = None
    cost: int | None = None

    @property
    def blank(self) -> bool:
        """Tell whether nothing was done: a blank has to be seen."""
        return self.done == 0


def seven_steps(actor: Actor, *, year: int, period: Period | None = None, place: Place | None = None) -> list[SevenRow]:
    """Return the seven measures of the actor's office, or of a place in its territory; activities count where they happened."""
    office = institutions.office(actor.office)
    span = Span(place.low, place.high) if place is not None else office.span
    period = period or Period.of_year(year)
    with store.reading(actor):
        done = _done(span, period)
        to_come = _to_come(span, period)
        plans = _plans(span.low, office.public_id if place is None else None, year)
    return [_row(measure, plans.get(measure.key), done.get(measure.key), to_come.get(measure.key, [])) for measure in MEASURES]


def _done(span: Span, period: Period) -> dict[str, dict]:
    visits = Visit.objects.filter(period.visits(), office_position__range=(span.low, span.high))
    counted = visits.order_by().values("measure").annotate(
        n=Count("pk"), present=Sum("headcount"), could=Sum("able"), rupiah=Sum("cost")
    )
    return {row["measure"]: row for row in counted}


def _to_come(span: Span, period: Period) -> dict[str, list[date]]:
    rows = Planned.objects.filter(
        office_position__range=(span.low, span.high), due_on__range=(period.first, period.last), done_at=None, dropped_at=None
    )
    found: dict[str, list[date]] = {}
    for measure, day in rows.order_by("due_on").values_list("measure", "due_on"):
        found.setdefault(measure, []).append(day)
    return found


def _plans(position: int, office: UUID | None, year: int) -> dict[str, int]:
    rows = Plan.objects.filter(year=year)
    rows = rows.filter(office=str(office)) if office is not None else rows.filter(office_position=position)
    return dict(rows.values_list("measure", "planned"))


def _row(measure: Measure, planned: int | None, found: dict | None, days: list[date]) -> SevenRow:
    nearest = days[0] if days else None
    if found is None:
        return SevenRow(measure, planned, 0, 0, None, len(days), nearest)
    return SevenRow(measure, planned, found["n"], found["present"], found["could"], len(days), nearest, found["rupiah"])


def recent_visits(actor: Actor, *, limit: int = 20) -> list[Visit]:
    """Return the latest visits in the actor's territory, newest first."""
    with store.reading(actor):
        return list(Visit.objects.filter(withdrawn_at=None).order_by("-held_on", "-pk")[:limit])


def last_roll_call(actor: Actor, place_code: str) -> date | None:
    """Return the day of the latest roll call in a place, for "next visit"."""
    with store.reading(actor):
        rows = Visit.objects.filter(measure=ROLL_CALL, place_code=place_code, withdrawn_at=None)
        return rows.order_by("-held_on").values_list("held_on", flat=True).first()


@dataclass(frozen=True, slots=True)
class Found:
    """A page of activities, newest first, and how many there are in all."""

    rows: list[Visit]
    count: int


def activities(
    actor: Actor, period: Period, *, measure: str = "", place: Place | None = None, report: str = "", page: int = 1, per: int = 50
) -> Found:
    """Return the activities of a period, a measure, a place, or those that one work report counts, in the actor's territory."""
    with store.reading(actor):
        rows: QuerySet[Visit] = Visit.objects.filter(withdrawn_at=None)
        rows = rows.filter(report__public_id=report) if report else rows.filter(period.visits())
        rows = rows.filter(measure=measure) if measure else rows
        if place is not None:
            rows = rows.filter(office_position__range=(place.low, place.high))
        found = rows.select_related("campaign").order_by("-held_on", "-pk")
        return Found(list(found[(page - 1) * per : page * per]), rows.count())


@dataclass(frozen=True, slots=True)
class Activity:
    """One activity with its own fields (plain and opened words), its files, and the campaign it belongs to."""

    visit: Visit
    own: dict[str, Value] = field(repr=False)
    files: tuple[Enclosure, ...] = ()
    units: tuple[Reached, ...] = ()


def activity(public_id: UUID | str, actor: Actor) -> Activity:
    """Return an activity the actor's scope reaches, taken back ones included; raises `NoSuchActivity`."""
    with store.reading(actor):
        try:
            visit = Visit.objects.select_related("campaign", "planned", "report").get(public_id=public_id)
        except (Visit.DoesNotExist, ValidationError, ValueError):
            raise NoSuchActivity from None
        files = tuple(Enclosure.objects.filter(visit=visit).select_related("item", "compartment"))
        units = tuple(Reached.objects.filter(visit=visit).order_by("pk"))
    words = json.loads(visit.told) if visit.told else {}
    return Activity(visit, {**visit.counted, **words}, files, units)


def to_come(actor: Actor, *, limit: int = 100) -> list[Planned]:
    """Return what is planned in the actor's territory and not done yet, the nearest day first; days that passed come first."""
    with store.reading(actor):
        rows = Planned.objects.filter(done_at=None, dropped_at=None).select_related("campaign")
        return list(rows.order_by("due_on", "pk")[:limit])


def planned(public_id: str, actor: Actor) -> Planned | None:
    """Return an activity to come that the actor's scope reaches, to fill the form of the one that was done; None for none."""
    with store.reading(actor):
        try:
            return Planned.objects.filter(public_id=public_id, done_at=None, dropped_at=None).first() if public_id else None
        except (ValidationError, ValueError):
            return None


@dataclass(frozen=True, slots=True)
class CampaignRow:
    """A campaign with what was done and what is still to come in it."""

    campaign: Campaign
    done: int
    present: int
    able: int | None
    to_come: int
    measures: tuple[str, ...]


def campaigns(actor: Actor, *, limit: int = 50) -> list[CampaignRow]:
    """Return the campaigns in the actor's territory, the latest first, each with the measures it ties together."""
    with store.reading(actor):
        rows = list(Campaign.objects.all()[:limit])
        visits = Visit.objects.filter(campaign__in=rows, withdrawn_at=None).order_by()
        done = {
            row["campaign"]: row
            for row in visits.values("campaign").annotate(n=Count("pk"), present=Sum("headcount"), could=Sum("able"))
        }
        tied = set(visits.values_list("campaign", "measure").distinct())
        open_rows = Planned.objects.filter(campaign__in=rows, done_at=None, dropped_at=None).order_by()
        ahead = dict(open_rows.values_list("campaign").annotate(Count("pk")))
    empty = {"n": 0, "present": 0, "could": None}
    found = [(row, done.get(row.pk, empty)) for row in rows]
    return [
        CampaignRow(
            row, one["n"], one["present"] or 0, one["could"], ahead.get(row.pk, 0),
            tuple(sorted(measure for pk, measure in tied if pk == row.pk)),
        )
        for row, one in found
    ]
