"""Jobs that wait, run or are parked; what failed; when schedules are due. Times are real ones, `run_after` excepted.

A finished job leaves no row, and what failed keeps its time to the hour: the minute of a job would be the minute of a report.
"""

from __future__ import annotations

from datetime import UTC, datetime

from django.db import models
from django.db.models import Q

from saksama.kernel.ids import new_id

ANY_TIME = datetime(1970, 1, 1, tzinfo=UTC)


class State(models.TextChoices):
    WAITING = "waiting"
    RUNNING = "running"
    PARKED = "parked"    # failed for good, or asked too often: a person looks at it
    DONE = "done"        # only jobs with an idempotency key, until they are forgotten


class Job(models.Model):
    """One call of a task. `arguments` holds ids only; `run_after` is a time of the installation's clock."""

    DATA_CLASSES = {"task": "T0", "queue": "T0", "arguments": "T1", "key": "T1", "schedule": "T0", "state": "T0", "worker": "T0"}

    public_id = models.UUIDField(default=new_id, unique=True, editable=False)
    task = models.CharField(max_length=200)
    queue = models.CharField(max_length=32, default="default")
    priority = models.SmallIntegerField(default=0)
    arguments = models.JSONField(default=dict)
    key = models.CharField(max_length=160, null=True, blank=True, unique=True)
    schedule = models.CharField(max_length=80, blank=True, default="")
    state = models.CharField(max_length=8, choices=State.choices, default=State.WAITING)
    run_after = models.DateTimeField(default=ANY_TIME)
    created_at = models.DateTimeField()
    attempts = models.PositiveSmallIntegerField(default=0)
    worker = models.CharField(max_length=32, blank=True, default="")
    lease_until = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(state="running", lease_until__isnull=False) | (~Q(state="running") & Q(lease_until__isnull=True)),
                name="jobs_job_lease_while_running",
            )
        ]
        indexes = [
            models.Index(fields=["-priority", "id"], condition=Q(state="waiting"), name="jobs_job_next"),
            models.Index(fields=["lease_until"], condition=Q(state="running"), name="jobs_job_lease"),
        ]

    def __str__(self) -> str:
        return f"{self.task} {self.public_id}"


class Attempt(models.Model):
    """One failed run: the error's type and where in the code, innermost last. Never its message."""

    DATA_CLASSES = {"worker": "T0", "error_type": "T0", "error_at": "T0"}

    public_id = models.UUIDField(default=new_id, unique=True, editable=False)
    job = models.ForeignKey(Job, on_delete=models.CASCADE, related_name="failures")
    nth = models.PositiveSmallIntegerField()
    worker = models.CharField(max_length=32)
    hour = models.DateTimeField()
    error_type = models.CharField(max_length=200)
    error_at = models.JSONField(default=list)

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"{self.error_type} in attempt {self.nth}"


class Schedule(models.Model):
    """When a declared schedule is due next, in real time."""

    DATA_CLASSES = {"name": "T0"}

    public_id = models.UUIDField(default=new_id, unique=True, editable=False)
    name = models.CharField(max_length=80, unique=True)
    next_at = models.DateTimeField()
    last_at = models.DateTimeField(null=True, blank=True)

    def __str__(self) -> str:
        return self.name
