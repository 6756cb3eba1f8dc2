"""Questions before acting (*Tanya dulu*) and the cards of *Boleh atau tidak?* that were handed out: tables.

Every word a citizen wrote, and every answer to it, is sealed like a report. What is published is another text, written by an
officer for everybody: public from its approval on.
"""

from __future__ import annotations

from django.db import models

from saksama.kernel.ids import new_id
from saksama.law.situations import VERDICTS
from saksama.store.scoped import ScopedManager

VERDICT_CHOICES = [(verdict, verdict) for verdict in VERDICTS]


class Question(models.Model):
    """One question, found by whoever asked under `locator` and by officers under their territory.

    Nothing tells who asked: no account, no name, the hour only. `shield` is the seat of the government of the place, whose lent
    staff must not see it (decision 35): most who ask work there. `due` is the end of SAK-ASK in the zone of the place.
    """

    public_id = models.UUIDField(default=new_id, unique=True, editable=False)
    locator = models.CharField(max_length=64)
    mailbox_key = models.CharField(max_length=120)
    place_code = models.CharField(max_length=13)
    office = models.UUIDField()
    office_position = models.BigIntegerField()
    shield = models.CharField(max_length=80, blank=True, default="")
    asked_at = models.DateTimeField()
    due = models.DateTimeField()
    answered_at = models.DateTimeField(null=True, blank=True)
    compartment = models.ForeignKey("vault.Compartment", on_delete=models.PROTECT, related_name="+")
    entry = models.OneToOneField("ledger.Entry", on_delete=models.PROTECT, related_name="+")

    objects = ScopedManager()

    SCOPE_KEY = "locator"
    DATA_CLASSES = {"locator": "T1", "mailbox_key": "T1", "place_code": "T1", "shield": "T1"}

    class Meta:
        base_manager_name = "objects"
        constraints = [models.UniqueConstraint(fields=["locator"], name="prevention_question_locator_once")]
        indexes = [models.Index(fields=["office_position", "due"], name="prevention_question_due")]

    def __str__(self) -> str:
        return f"question {self.public_id}"


class Answer(models.Model):
    """An officer's answer: verdict and rules plain, its words an item of the question's compartment. A later one corrects it."""

    public_id = models.UUIDField(default=new_id, unique=True, editable=False)
    question = models.ForeignKey(Question, on_delete=models.PROTECT, related_name="answers")
    nth = models.PositiveIntegerField()
    verdict = models.CharField(max_length=20, choices=VERDICT_CHOICES)
    rules = models.JSONField(default=list)
    item = models.OneToOneField("vault.Item", on_delete=models.PROTECT, related_name="+")
    check_code = models.CharField(max_length=8, unique=True)
    answered_by = models.CharField(max_length=40)
    answered_at = models.DateTimeField()

    DATA_CLASSES = {"verdict": "T1", "rules": "T1", "check_code": "T1", "answered_by": "T1"}

    class Meta:
        ordering = ["nth"]
        constraints = [models.UniqueConstraint(fields=["question", "nth"], name="prevention_answer_nth")]

    def __str__(self) -> str:
        return f"answer {self.nth} of {self.question_id}"


class Publication(models.Model):
    """A question and its answer in words an officer wrote for everybody; it shows once a second person has approved it.

    It bears neither office nor place: both are traits. `answer_public_id` is for the desk only.
    """

    public_id = models.UUIDField(default=new_id, unique=True, editable=False)
    answer_public_id = models.UUIDField(db_index=True)
    asked = models.CharField(max_length=300)
    answered = models.TextField()
    verdict = models.CharField(max_length=20, choices=VERDICT_CHOICES)
    rules = models.JSONField(default=list)
    written_by = models.CharField(max_length=40)
    written_at = models.DateTimeField()
    approved_by = models.CharField(max_length=40, blank=True, default="")
    approved_at = models.DateTimeField(null=True, blank=True)
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    DATA_CLASSES = {"asked": "T0", "answered": "T0", "verdict": "T0", "rules": "T0", "written_by": "T1", "approved_by": "T1"}

    def __str__(self) -> str:
        return f"publication {self.public_id}"


class IssuedCard(models.Model):
    """A card of *Boleh atau tidak?* that has been handed out, and since when another took its place. Public, bears nobody."""

    public_id = models.UUIDField(default=new_id, unique=True, editable=False)
    code = models.CharField(max_length=8, unique=True)
    situation = models.CharField(max_length=60)
    language = models.CharField(max_length=2)
    issued_at = models.DateTimeField()
    replaced_at = models.DateTimeField(null=True, blank=True)

    DATA_CLASSES = {"code": "T0", "situation": "T0", "language": "T0"}

    def __str__(self) -> str:
        return f"card {self.code}"
