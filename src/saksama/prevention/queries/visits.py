"""Reads over preventive work, inside the actor's territory."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.db.models import Count, Sum

from saksama import store
from saksama.institutions import queries as institutions
from saksama.kernel.actor import Actor
from saksama.prevention.measures import MEASURES, Measure
from saksama.prevention.models import Plan, Visit


@dataclass(frozen=True, slots=True)
class SevenRow:
    """One measure in one year: planned (None: no plan yet), done, people present, people able to answer (None: nobody asked)."""

    measure: Measure
    planned: int | None
    done: int
    reach: int
    able: int | None

    @property
    def blank(self) -> bool:
        """Tell whether nothing was done: a blank has to be seen."""
        return self.done == 0


def seven_steps(actor: Actor, *, year: int) -> list[SevenRow]:
    """Return the seven measures of the actor's office in a year; activities of offices below are counted where they happened."""
    office = institutions.office(actor.office)
    with transaction.atomic(), store.scope(actor):
        visits = Visit.objects.filter(held_on__year=year, office_position__range=(office.low, office.high))
        done = {
            row["measure"]: row
            for row in visits.values("measure").annotate(n=Count("pk"), present=Sum("headcount"), could=Sum("able"))
        }
        plans = dict(Plan.objects.filter(office=actor.office, year=year).values_list("measure", "planned"))
    return [_row(measure, plans.get(measure.key), done.get(measure.key)) for measure in MEASURES]


def _row(measure: Measure, planned: int | None, found: dict | None) -> SevenRow:
    if found is None:
        return SevenRow(measure, planned, 0, 0, None)
    return SevenRow(measure, planned, found["n"], found["present"], found["could"])


def recent_visits(actor: Actor, *, limit: int = 20) -> list[Visit]:
    """Return the latest visits in the actor's territory, newest first."""
    with transaction.atomic(), store.scope(actor):
        return list(Visit.objects.order_by("-held_on", "-pk")[:limit])


def last_roll_call(actor: Actor, place_code: str) -> date | None:
    """Return the day of the latest roll call in a place, for "next visit"."""
    with transaction.atomic(), store.scope(actor):
        return (
            Visit.objects.filter(measure="e", place_code=place_code)
            .order_by("-held_on")
            .values_list("held_on", flat=True)
            .first()
        )
