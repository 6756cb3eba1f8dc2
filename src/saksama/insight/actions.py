"""Computing the figures of the registry from the readable columns of cases (architecture.md section 4, row 20)."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from saksama import law, ledger
from saksama.cases import statistics
from saksama.cases.defects import Loss
from saksama.kernel.actor import Actor

from . import facts, figures
from .courses import Course, Done, course
from .models import Computation

KEPT = 60


def compute(*, actor: Actor, now: datetime) -> Computation:
    """Count every figure and keep it as one data version; the same version is not counted twice. Old versions are dropped."""
    version = now.strftime("%Y-%m-%dT%H:%MZ")
    found = Computation.objects.filter(version=version).first()
    if found is not None:
        return found
    courses = _courses()
    results = _results(courses, statistics.defects_lost())
    row = Computation(version=version, computed_at=now, law_release=law.book().release, results=results)
    with transaction.atomic():
        row.save(force_insert=True)
        old = Computation.objects.order_by("-pk").values_list("pk", flat=True)[KEPT:]
        Computation.objects.filter(pk__in=list(old)).delete()
        ledger.append(
            facts.FiguresComputed(object_id=str(row.public_id), at=now, detail={"version": version, "cases": len(courses)}),
            actor=actor,
        )
    return row


def _courses() -> list[Course]:
    read = (
        course(one.place_code, (Done(kind, on) for kind, on in one.acts), waiting_on=one.waiting_on)
        for one in statistics.counted()
    )
    return [one for one in read if one is not None]


def _results(courses: list[Course], defects: dict[Loss, int]) -> dict[str, object]:
    return {
        "cases": len(courses),
        "funnel": list(figures.funnel(courses)),
        "waiting": figures.waiting(courses),
        "execution": {fate.value: count for fate, count in figures.execution(courses).items()},
        "cases_by_place": figures.by_district(courses),
        "median_days": [[m.start.value, m.end.value, m.days, m.cases] for m in figures.median_days(courses)],
        **{f"defects_{way.value}": count for way, count in defects.items()},
    }
