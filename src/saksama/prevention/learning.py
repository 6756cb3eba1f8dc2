"""Learning: questions written by local staff and reviewed by a second person, and the awareness survey in counters alone.

Of a survey there is no row for a person: an answer adds one to a counter. What keeps a page from being sent twice is a mark
without any answer beside it, so that nothing joins what one person said before and after.
"""

from __future__ import annotations

from django.db import models

from saksama.kernel.ids import new_id
from saksama.store.scoped import ScopedManager

ANSWERS = (("boleh", "Boleh", "Allowed"), ("tidak_boleh", "Tidak boleh", "Not allowed"))
WAVES = (("before", "sebelum", "before"), ("after", "sesudah", "after"))


class QuizItem(models.Model):
    """One question of the bank, in an office's own words. It shows once a second person has approved it; it bears no person."""

    public_id = models.UUIDField(default=new_id, unique=True, editable=False)
    office = models.UUIDField()
    position = models.BigIntegerField(db_index=True)
    asked = models.CharField(max_length=300)
    answer = models.CharField(max_length=12, choices=[(code, word) for code, word, _ in ANSWERS])
    why = models.CharField(max_length=500)
    citation = models.CharField(max_length=160)
    written_by = models.CharField(max_length=40)
    written_on = models.DateField()
    approved_by = models.CharField(max_length=40, blank=True, default="")
    approved_on = models.DateField(null=True, blank=True)
    withdrawn_on = models.DateField(null=True, blank=True)
    token = models.CharField(max_length=40, unique=True)

    DATA_CLASSES = {
        "asked": "T0",
        "answer": "T0",
        "why": "T0",
        "citation": "T0",
        "written_by": "T1",
        "approved_by": "T1",
        "token": "T1",
    }

    def __str__(self) -> str:
        return f"quiz item {self.public_id}"


class Survey(models.Model):
    """An awareness survey of an office: the same three situations before and after something, until a day."""

    public_id = models.UUIDField(default=new_id, unique=True, editable=False)
    office = models.UUIDField()
    position = models.BigIntegerField(db_index=True)
    title = models.CharField(max_length=120)
    situations = models.JSONField(default=list)
    opened_on = models.DateField()
    until = models.DateField()
    opened_by = models.CharField(max_length=40)

    DATA_CLASSES = {"title": "T0", "situations": "T0", "opened_by": "T1"}

    def __str__(self) -> str:
        return f"survey {self.public_id}"


class SurveyCount(models.Model):
    """How often a situation was answered, and answered right, in a wave. Numbers only."""

    public_id = models.UUIDField(default=new_id, unique=True, editable=False)
    survey = models.ForeignKey(Survey, on_delete=models.PROTECT, related_name="+")
    wave = models.CharField(max_length=6, choices=[(code, word) for code, word, _ in WAVES])
    situation = models.CharField(max_length=60)
    asked = models.PositiveIntegerField(default=0)
    right = models.PositiveIntegerField(default=0)

    DATA_CLASSES = {"wave": "T0", "situation": "T0"}

    class Meta:
        constraints = [models.UniqueConstraint(fields=["survey", "wave", "situation"], name="prevention_surveycount_once")]

    def __str__(self) -> str:
        return f"count of {self.situation}"


class SurveyPage(models.Model):
    """The mark of a page that was sent, random and without an answer beside it: sent again it counts nothing."""

    public_id = models.UUIDField(default=new_id, unique=True, editable=False)
    mark = models.CharField(max_length=40, unique=True)

    DATA_CLASSES = {"mark": "T0"}

    def __str__(self) -> str:
        return f"survey page {self.public_id}"


class ResearchAgreement(models.Model):
    """With whom, for what, by which document, until when numbers are given out for research."""

    public_id = models.UUIDField(default=new_id, unique=True, editable=False)
    office = models.UUIDField()
    office_position = models.BigIntegerField(db_index=True)
    partner = models.CharField(max_length=160)
    purpose = models.CharField(max_length=300)
    document = models.CharField(max_length=160)
    until = models.DateField()
    entered_by = models.CharField(max_length=40)
    entered_on = models.DateField()

    objects = ScopedManager()

    DATA_CLASSES = {"partner": "T1", "purpose": "T1", "document": "T1", "entered_by": "T1"}

    class Meta:
        base_manager_name = "objects"

    def __str__(self) -> str:
        return f"research agreement {self.public_id}"
