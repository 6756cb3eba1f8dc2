"""The integrity pact: who signs with which slip, what was signed, and how many knew. Who signed is sealed, counts are plain.

A person is known by two things: the slip handed to him on paper, and the keyed hash of his number (ADR 0117). No list of names is
kept, no number in clear, and no single person's answers.
"""

from __future__ import annotations

from django.db import models

from saksama.kernel.ids import new_id
from saksama.store.scoped import ScopedManager


class PactDrive(models.Model):
    """A unit signs until a day. Whoever has the link reads the unit's name and that day. `staff` is the unit's headcount."""

    public_id = models.UUIDField(default=new_id, unique=True, editable=False)
    agency = models.CharField(max_length=40, db_index=True)
    position = models.BigIntegerField(db_index=True)
    office = models.UUIDField()
    staff = models.PositiveIntegerField()
    opened_on = models.DateField()
    until = models.DateField()
    closed_on = models.DateField(null=True, blank=True)
    opened_by = models.CharField(max_length=40)

    DATA_CLASSES = {"agency": "T1", "opened_by": "T1"}

    def __str__(self) -> str:
        return f"pact drive {self.public_id}"


class PactSlip(models.Model):
    """One slip of paper: found by the keyed hash of its code. `person_index` binds it to one number where a list was given."""

    public_id = models.UUIDField(default=new_id, unique=True, editable=False)
    drive = models.ForeignKey(PactDrive, on_delete=models.PROTECT, related_name="+")
    office_position = models.BigIntegerField()
    mark = models.CharField(max_length=64, unique=True)
    person_index = models.CharField(max_length=64, blank=True, default="")
    used = models.BooleanField(default=False)

    objects = ScopedManager()

    SCOPE_KEY = "mark"
    DATA_CLASSES = {"mark": "T1", "person_index": "T2"}

    class Meta:
        base_manager_name = "objects"
        constraints = [
            models.UniqueConstraint(
                fields=["drive", "person_index"], condition=~models.Q(person_index=""), name="prevention_slip_person_once"
            )
        ]

    def __str__(self) -> str:
        return f"slip {self.public_id}"


class PactSignature(models.Model):
    """One signature: unit, text, day. Name and number are an item of `compartment`, which the office's keys open.

    `person_index` is the keyed hash of the number. `taught`: the situations were answered first. `ended_on`: signed again
    elsewhere (a transfer), or taken back by an officer because the number was somebody else's. `slip` is empty for one on paper.
    """

    public_id = models.UUIDField(default=new_id, unique=True, editable=False)
    agency = models.CharField(max_length=40)
    office_position = models.BigIntegerField()
    slip = models.CharField(max_length=64, blank=True, default="")
    person_index = models.CharField(max_length=64, db_index=True)
    version = models.CharField(max_length=20)
    taught = models.BooleanField()
    signed_on = models.DateField()
    check_code = models.CharField(max_length=8, unique=True)
    ended_on = models.DateField(null=True, blank=True)
    compartment = models.ForeignKey("vault.Compartment", on_delete=models.PROTECT, related_name="+")
    entered_by = models.CharField(max_length=40, blank=True, default="")

    objects = ScopedManager()

    SCOPE_KEY = "slip"
    DATA_CLASSES = {
        "agency": "T1",
        "slip": "T1",
        "person_index": "T2",
        "version": "T1",
        "check_code": "T1",
        "entered_by": "T1",
    }

    class Meta:
        base_manager_name = "objects"
        indexes = [models.Index(fields=["agency", "version"], name="prevention_pact_coverage")]
        constraints = [
            models.UniqueConstraint(
                fields=["agency", "person_index", "version"],
                condition=models.Q(ended_on=None),
                name="prevention_pact_person_once",
            )
        ]

    def __str__(self) -> str:
        return f"signature {self.public_id}"


class PactTally(models.Model):
    """How often a situation was asked in a drive, and answered right at once. A number, no person: nobody's answers are kept."""

    public_id = models.UUIDField(default=new_id, unique=True, editable=False)
    drive = models.ForeignKey(PactDrive, on_delete=models.PROTECT, related_name="+")
    situation = models.CharField(max_length=60)
    asked = models.PositiveIntegerField(default=0)
    right = models.PositiveIntegerField(default=0)

    DATA_CLASSES = {"situation": "T0"}

    class Meta:
        constraints = [models.UniqueConstraint(fields=["drive", "situation"], name="prevention_tally_once")]

    def __str__(self) -> str:
        return f"tally of {self.situation}"
