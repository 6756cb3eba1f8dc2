"""Columns of what is read off the acts of a case, so that it is found without them: precedents and appointments.

Rewritten from the acts with the columns of `Case` and with `Clock`; nobody else writes them.
"""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from saksama.kernel.ids import new_id
from saksama.store.scoped import ScopedManager


class Precedent(models.Model):
    """What became of a case that has ended, one row for each violation: plain columns, by which similar cases are found.

    Written from the acts with the other projections; `authority` and `agency` keep lent staff away from it as from the case.
    `grade` is the sanction that stands (empty where there is none), `post_class`, `aggravating` and `mitigating` are the codes
    the overseer's analyst chose.
    """

    SCOPE_PATH = "office_position"
    SCOPE_KEY = ("oversight_office", "agency_key")
    DATA_CLASSES = {
        "oversight_office": "T1",
        "agency_key": "T1",
        "authority": "T1",
        "agency": "T1",
        "violation": "T1",
        "track": "T1",
        "post_class": "T1",
        "season": "T1",
        "outcome": "T1",
        "grade": "T1",
        "aggravating": "T1",
        "mitigating": "T1",
    }

    public_id = models.UUIDField(default=new_id, unique=True, editable=False)
    case = models.ForeignKey("cases.Case", on_delete=models.CASCADE, related_name="precedents")
    office_position = models.BigIntegerField()
    oversight_office = models.CharField(max_length=40, blank=True)
    agency_key = models.CharField(max_length=40, blank=True)
    authority = models.CharField(max_length=120, blank=True)
    agency = models.CharField(max_length=40, blank=True)
    violation = models.CharField(max_length=16)
    track = models.CharField(max_length=16, blank=True)
    post_class = models.CharField(max_length=16, blank=True)
    season = models.CharField(max_length=24, blank=True)
    outcome = models.CharField(max_length=24)
    grade = models.CharField(max_length=16, blank=True)
    differs = models.BooleanField(default=False)
    aggravating = models.JSONField(default=list)
    mitigating = models.JSONField(default=list)
    ended_on = models.DateField()

    objects = ScopedManager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["case", "violation"], name="cases_precedent_once")]
        indexes = [
            models.Index(
                fields=["oversight_office", "violation", "track", "post_class", "season", "grade", "authority", "agency", "case"],
                condition=~Q(oversight_office=""),
                name="cases_precedent_of_overseer",
            ),
            models.Index(
                fields=["violation", "track", "post_class", "season", "grade", "office_position", "authority", "agency", "case"],
                name="cases_precedent_of_bawaslu",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.violation} {self.grade or self.outcome}"


class Appointment(models.Model):
    """A hearing that was fixed, by the act that fixed it: hours, officer and room, never a person's name.

    Rewritten from the acts with the other projections; `nth` is the place of that act. `state`: planned, held, missed, replaced.
    """

    SCOPE_PATH = "case__office_position"
    SCOPE_KEY = ("case__oversight_office", "case__agency_key")
    DATA_CLASSES = {"who": "T1", "officer": "T1", "room": "T1", "state": "T1"}

    public_id = models.UUIDField(default=new_id, unique=True, editable=False)
    case = models.ForeignKey("cases.Case", on_delete=models.PROTECT, related_name="appointments")
    nth = models.PositiveIntegerField()
    who = models.CharField(max_length=12)
    at = models.DateTimeField()
    until = models.DateTimeField()
    officer = models.CharField(max_length=40, blank=True)
    room = models.CharField(max_length=12, blank=True)
    state = models.CharField(max_length=12)
    moved = models.PositiveSmallIntegerField(default=0)

    objects = ScopedManager()

    class Meta:
        ordering = ["at", "pk"]
        constraints = [models.UniqueConstraint(fields=["case", "nth"], name="cases_appointment_once")]
        indexes = [models.Index(fields=["at"], name="cases_appointment_at")]

    def __str__(self) -> str:
        return f"{self.who} {self.state}"
