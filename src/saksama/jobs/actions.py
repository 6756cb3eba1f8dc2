"""What is done to jobs from outside the worker: enqueue once, take back from the dead, try parked ones again, forget."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction
from django_tasks import TaskResult
from django_tasks.base import Task

from . import claims
from .models import ANY_TIME, Attempt, Job, State


def enqueue_once(task: Task[Any, Any], *args: Any, key: str, **kwargs: Any) -> TaskResult[Any]:
    """Enqueue in the caller's transaction unless a job with this key was enqueued in the last days; return that one then."""
    backend = task.get_backend()
    backend.validate_task(task)
    job = backend.row(task, args, kwargs)  # type: ignore[attr-defined]
    job.key = key
    Job.objects.bulk_create([job], ignore_conflicts=True)
    return backend.get_result(str(Job.objects.values_list("public_id", flat=True).get(key=key)))


def reap(now: datetime) -> int:
    """Put jobs back whose worker let the lease run out (real time): it died or lost the database. Returns how many."""
    if not Job.objects.filter(state=State.RUNNING, lease_until__lt=now).exists():
        return 0
    with transaction.atomic():
        lost = list(Job.objects.filter(state=State.RUNNING, lease_until__lt=now).select_for_update(skip_locked=True))
        for job in lost:
            claims.put_back(job, now, error_type=claims.LOST, error_at=[])
    return len(lost)


def retry_parked(public_ids: Sequence[UUID | str] | None = None) -> int:
    """Give parked jobs (these, or all) five attempts again, at once; return how many."""
    with transaction.atomic():
        rows = Job.objects.filter(state=State.PARKED)
        if public_ids is not None:
            rows = rows.filter(public_id__in=public_ids)
        Attempt.objects.filter(job__in=rows).delete()
        return rows.update(state=State.WAITING, attempts=0, run_after=ANY_TIME)


def forget_done(before: datetime) -> int:
    """Take away finished jobs that were kept for their key and are older than `before`."""
    with transaction.atomic():
        return Job.objects.filter(state=State.DONE, created_at__lt=before).delete()[0]
