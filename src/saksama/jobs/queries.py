"""How much work waits, and what went wrong for good."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Count, Min, Q

from saksama.store import clock

from . import claims
from .models import ANY_TIME, Attempt, Job, State


@dataclass(frozen=True, slots=True)
class Depth:
    """`oldest` is how long the oldest due job has been waiting; nothing where none does."""

    waiting: int
    later: int
    running: int
    parked: int
    oldest: timedelta


def depth(now: datetime | None = None) -> Depth:
    """Count the jobs. `now` is real time; two jobs deferred to a later time wait in `later`, not in `waiting`."""
    now = now or clock.real()
    due = Q(state=State.WAITING, run_after__lte=claims.due(now))
    found = Job.objects.aggregate(
        waiting=Count("pk", filter=due),
        later=Count("pk", filter=Q(state=State.WAITING, run_after__gt=claims.due(now))),
        running=Count("pk", filter=Q(state=State.RUNNING)),
        parked=Count("pk", filter=Q(state=State.PARKED)),
        asked=Min("created_at", filter=due & Q(run_after=ANY_TIME)),
        deferred=Min("run_after", filter=due & Q(run_after__gt=ANY_TIME)),
    )
    asked, deferred = found.pop("asked"), found.pop("deferred")
    ages = [now - asked] if asked else []
    ages += [claims.due(now) - deferred] if deferred else []
    return Depth(**found, oldest=max([*ages, timedelta(0)]))


def parked() -> list[Job]:
    """Return the jobs that failed for good, oldest first, each with its `failures`."""
    return list(Job.objects.filter(state=State.PARKED).order_by("pk").prefetch_related("failures"))


def last_failure(job: Job) -> Attempt | None:
    return job.failures.last()
