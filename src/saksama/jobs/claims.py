"""Taking a job, holding it, and letting it go: the only writers of a job's state.

A claim is a name of its own for each run. Whoever lost his lease finds that the row no longer carries it and changes nothing.
"""

from __future__ import annotations

import secrets
from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.db.models import QuerySet

from saksama.kernel.errors import Unavailable
from saksama.store import clock, engine

from . import scrub
from .models import Attempt, Job, State

LEASE = timedelta(seconds=60)
RETRY_AFTER = (timedelta(seconds=10), timedelta(minutes=1), timedelta(minutes=10), timedelta(hours=1))
ATTEMPTS = len(RETRY_AFTER) + 1
PASSING = timedelta(seconds=30)   # wait after trouble that is nobody's fault: disk full, database busy
LOST = "saksama.jobs.LeaseLost"


@dataclass(frozen=True, slots=True)
class Claim:
    pk: int
    worker: str
    task: str
    args: list[Any]
    kwargs: dict[str, Any]
    attempts: int
    keyed: bool


def due(now: datetime) -> datetime:
    """Return the installation's time for a real one: `run_after` follows the demonstration's clock."""
    return now + clock.offset()


def waiting(now: datetime, queues: Collection[str] = ()) -> QuerySet[Job]:
    """Return the jobs that may be taken now, most urgent and oldest first."""
    rows = Job.objects.filter(state=State.WAITING, run_after__lte=due(now))
    return (rows.filter(queue__in=queues) if queues else rows).order_by("-priority", "id")


def take(now: datetime, queues: Collection[str] = ()) -> Claim | None:
    """Take the next job under a lease, or nothing. Inside a transaction: two workers never get the same one."""
    job = waiting(now, queues).select_for_update(skip_locked=True).first()
    if job is None:
        return None
    worker = secrets.token_hex(16)
    Job.objects.filter(pk=job.pk).update(
        state=State.RUNNING, worker=worker, attempts=job.attempts + 1, lease_until=now + LEASE
    )
    arguments = job.arguments
    return Claim(job.pk, worker, job.task, arguments["args"], arguments["kwargs"], job.attempts + 1, job.key is not None)


def renew(claim: Claim, now: datetime) -> bool:
    """Hold the job for another lease; False where it was lost."""
    return _held(claim).update(lease_until=now + LEASE) == 1


def finish(claim: Claim) -> bool:
    """Let a job go that succeeded; False where the lease was lost meanwhile, and another run may follow."""
    if claim.keyed:
        return _held(claim).update(state=State.DONE, worker="", lease_until=None) == 1
    if claim.attempts > 1:
        Attempt.objects.filter(job__in=_held(claim)).delete()
    return _held(claim)._raw_delete(Job.objects.db) == 1


def fail(claim: Claim, error: BaseException, now: datetime) -> None:
    """Put a job back for a later attempt, or park it after the last. Keeps where it failed, and nothing of what it said."""
    if _is_passing(error):
        _held(claim).update(state=State.WAITING, worker="", lease_until=None, attempts=claim.attempts - 1,
                            run_after=due(now) + PASSING)
        return
    job = _held(claim).select_for_update().first()
    if job is not None:
        put_back(job, now, error_type=scrub.error_type(error), error_at=scrub.error_at(error))


def put_back(job: Job, now: datetime, *, error_type: str, error_at: list[str]) -> None:
    """Record a failed attempt of a running job and make it wait, or park it."""
    Attempt.objects.create(
        job=job, nth=job.attempts, worker=job.worker, hour=_hour(now), error_type=error_type, error_at=error_at
    )
    job.created_at, job.worker, job.lease_until = _hour(job.created_at), "", None
    if job.attempts >= ATTEMPTS:
        job.state = State.PARKED
    else:
        job.state, job.run_after = State.WAITING, due(now) + RETRY_AFTER[job.attempts - 1]
    job.save(update_fields=["created_at", "worker", "lease_until", "state", "run_after"])


def next_claim(now: datetime, queues: Collection[str] = ()) -> Claim | None:
    """Take the next job in a transaction of its own; an empty queue costs one read and no lock."""
    if not waiting(now, queues).exists():
        return None
    with transaction.atomic():
        return take(now, queues)


def _held(claim: Claim) -> QuerySet[Job]:
    return Job.objects.filter(pk=claim.pk, worker=claim.worker, state=State.RUNNING)


def _is_passing(error: BaseException) -> bool:
    return isinstance(error, Unavailable) or engine.is_busy(error) or engine.is_disk_full(error)


def _hour(at: datetime) -> datetime:
    return at.replace(minute=0, second=0, microsecond=0)
