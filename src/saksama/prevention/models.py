"""What was done, and what was planned. Who led a roll call and what was asked are encrypted fields."""

from __future__ import annotations

from django.db import models

from saksama.kernel.ids import new_id
from saksama.store.scoped import ScopedManager
from saksama.vault.fields import EncryptedTextField

from .activities import Campaign, Enclosure, MessageLine, Planned
from .cascade import Reached
from .customs import Custom
from .fieldkit import Kit, KitEntry
from .kampung import Notice, Point, PointActivity, PointGoal, ShownName, Volunteer
from .kit import KitFile, KitItem, KitUse
from .learning import QuizItem, ResearchAgreement, Survey, SurveyCount, SurveyPage
from .letters import Echo, Letter, LetterReply
from .measures import KEYS
from .pacts import PactDrive, PactSignature, PactSlip, PactTally
from .questions import Answer, IssuedCard, Publication, Question
from .reports import WorkReport
from .strategy import Aim

__all__ = [
    "Aim",
    "Answer",
    "Campaign",
    "Custom",
    "Echo",
    "Enclosure",
    "IssuedCard",
    "Kit",
    "KitEntry",
    "KitFile",
    "KitItem",
    "KitUse",
    "Letter",
    "LetterReply",
    "MessageLine",
    "Notice",
    "PactDrive",
    "PactSignature",
    "PactSlip",
    "PactTally",
    "Plan",
    "Planned",
    "Point",
    "PointActivity",
    "PointGoal",
    "Publication",
    "Question",
    "QuizItem",
    "Reached",
    "ResearchAgreement",
    "ShownName",
    "Survey",
    "SurveyCount",
    "SurveyPage",
    "Visit",
    "Volunteer",
    "WorkReport",
]
LETTERS = [(key, key) for key in KEYS]


class Visit(models.Model):
    """One activity: a morning roll call, a meeting, a training. `able` counts people who could answer the situations.

    `token` comes with the form: the same entry sent twice is one visit. `counted` are the measure's own numbers, days and codes,
    `told` its own words. `staff` is the strength of the unit that day, `guests` that others came too. `stage` is the stage of the
    day (empty: between elections), so that a later calendar moves nothing. `report` is the one work report that counts it.
    """

    public_id = models.UUIDField(default=new_id, unique=True, editable=False)
    token = models.CharField(max_length=40, unique=True)
    office = models.CharField(max_length=40, db_index=True)
    office_position = models.BigIntegerField()
    measure = models.CharField(max_length=1, choices=LETTERS)
    place_code = models.CharField(max_length=20)
    agency = models.CharField(max_length=40, blank=True)
    held_on = models.DateField()
    headcount = models.PositiveIntegerField()
    able = models.PositiveIntegerField(null=True, blank=True)
    led_by = EncryptedTextField(blank=True)
    questions = EncryptedTextField(blank=True)
    able_before = models.PositiveIntegerField(null=True, blank=True)
    staff = models.PositiveIntegerField(null=True, blank=True)
    guests = models.BooleanField(default=False)
    cost = models.PositiveBigIntegerField(null=True, blank=True)
    counted = models.JSONField(default=dict)
    told = EncryptedTextField(blank=True)
    effect = EncryptedTextField(blank=True)
    stage = models.CharField(max_length=24, blank=True)
    campaign = models.ForeignKey(Campaign, null=True, blank=True, on_delete=models.PROTECT, related_name="visits")
    planned = models.ForeignKey(Planned, null=True, blank=True, on_delete=models.PROTECT, related_name="visits")
    report = models.ForeignKey(WorkReport, null=True, blank=True, on_delete=models.PROTECT, related_name="visits")
    entered_by = models.CharField(max_length=80)
    entered_at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    withdrawn_by = models.CharField(max_length=80, blank=True)

    objects = ScopedManager()

    DATA_CLASSES = {
        "token": "T1",
        "office": "T1",
        "measure": "T1",
        "place_code": "T1",
        "agency": "T1",
        "led_by": "T2",
        "questions": "T2",
        "counted": "T1",
        "told": "T2",
        "effect": "T2",
        "stage": "T1",
        "entered_by": "T1",
        "withdrawn_by": "T1",
    }

    class Meta:
        base_manager_name = "objects"
        indexes = [
            models.Index(fields=["office_position", "held_on"], name="prevention_visit_place_day"),
            models.Index(
                fields=["held_on", "office_position", "measure", "headcount", "able"],
                condition=models.Q(withdrawn_at=None),
                name="prevention_visit_matrix",
            ),
        ]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(able_before=None) | models.Q(able_before__lte=models.F("headcount")),
                name="prevention_visit_able_before_among_present",
            ),
            models.CheckConstraint(
                condition=models.Q(able=None) | models.Q(able__lte=models.F("headcount")),
                name="prevention_visit_able_among_present",
            ),
        ]

    def __str__(self) -> str:
        return f"visit {self.public_id}"


class Plan(models.Model):
    """How many activities of one measure an office means to do in a year."""

    public_id = models.UUIDField(default=new_id, unique=True, editable=False)
    office = models.CharField(max_length=40)
    office_position = models.BigIntegerField()
    measure = models.CharField(max_length=1, choices=LETTERS)
    year = models.PositiveIntegerField()
    planned = models.PositiveIntegerField()

    objects = ScopedManager()

    DATA_CLASSES = {"office": "T1", "measure": "T1"}

    class Meta:
        base_manager_name = "objects"
        constraints = [models.UniqueConstraint(fields=["office", "measure", "year"], name="prevention_plan_once")]

    def __str__(self) -> str:
        return f"plan {self.measure} {self.year}"
