"""What was done, and what was planned. Who led a roll call and what was asked are encrypted fields."""

from __future__ import annotations

from django.db import models

from saksama.kernel.ids import new_id
from saksama.store.scoped import ScopedManager
from saksama.vault.fields import EncryptedTextField

from .fieldkit import Kit, KitEntry
from .kampung import Notice, Point, PointActivity, PointGoal, ShownName, Volunteer
from .kit import KitFile, KitItem, KitUse
from .learning import QuizItem, ResearchAgreement, Survey, SurveyCount, SurveyPage
from .letters import Echo, Letter, LetterReply
from .measures import KEYS
from .pacts import PactDrive, PactSignature, PactSlip, PactTally
from .questions import Answer, IssuedCard, Publication, Question
from .strategy import Aim

__all__ = [
    "Aim",
    "Answer",
    "Echo",
    "IssuedCard",
    "Kit",
    "KitEntry",
    "KitFile",
    "KitItem",
    "KitUse",
    "Letter",
    "LetterReply",
    "Notice",
    "PactDrive",
    "PactSignature",
    "PactSlip",
    "PactTally",
    "Plan",
    "Point",
    "PointActivity",
    "PointGoal",
    "Publication",
    "Question",
    "QuizItem",
    "ResearchAgreement",
    "ShownName",
    "Survey",
    "SurveyCount",
    "SurveyPage",
    "Visit",
    "Volunteer",
]
LETTERS = [(key, key) for key in KEYS]


class Visit(models.Model):
    """One activity: a morning roll call, a meeting, a training. `able` counts people who could answer the situations.

    `token` comes with the form: the same entry sent twice is one visit.
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
    entered_by = models.CharField(max_length=80)
    entered_at = models.DateTimeField()

    objects = ScopedManager()

    DATA_CLASSES = {
        "token": "T1",
        "office": "T1",
        "measure": "T1",
        "place_code": "T1",
        "agency": "T1",
        "led_by": "T2",
        "questions": "T2",
        "entered_by": "T1",
    }

    class Meta:
        base_manager_name = "objects"
        indexes = [models.Index(fields=["office_position", "held_on"], name="prevention_visit_place_day")]
        constraints = [
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
