"""Work reports by level: one office, one period; filled from what was entered, signed, received or returned from above."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache

import yaml
from django.db import models

from saksama.kernel.ids import new_id
from saksama.store.scoped import ScopedManager
from saksama.vault.fields import EncryptedTextField

from .measures import DATA


@dataclass(frozen=True, slots=True)
class Section:
    """One part that people write, in both languages."""

    key: str
    label_id: str
    label_en: str


@dataclass(frozen=True, slots=True)
class Pattern:
    """What a work report is made of, by which source, and until when each level hands it in (days after the period)."""

    citation: str
    confidence: str
    text_found: bool
    note_id: str
    note_en: str
    due_days: dict[str, int]
    sections: tuple[Section, ...]


@cache
def pattern() -> Pattern:
    told = yaml.safe_load((DATA / "reports.yaml").read_text(encoding="utf-8"))
    source = told["source"]
    return Pattern(
        source["citation"],
        source["confidence"],
        source["text_found"],
        source["note_id"],
        source["note_en"],
        {row["level"]: row["due_days"] for row in told["levels"]},
        tuple(Section(**row) for row in told["sections"]),
    )


def due_on(level: str, last: date) -> date:
    """Return the last day on which a level hands in its report of a period that ended on `last`: a rule of ours, not of law."""
    return last + timedelta(days=pattern().due_days[level])


class State(models.TextChoices):
    DRAFT = "draft", "disusun"
    SIGNED = "signed", "ditandatangani"
    RECEIVED = "received", "diterima"
    RETURNED = "returned", "dikembalikan"


class WorkReport(models.Model):
    """An office's report of one period. `figures` and `totals` are numbers as they stood when it was signed.

    Activities carry the report that counted them (`Visit.report`), a report the one above that took it in (`included_in`): each
    is counted once. `called` is the office's name as signed, so that a later renaming changes no paper. `missing` are public
    ids of offices whose report was not there. `remarks` are what people wrote, encrypted.
    """

    public_id = models.UUIDField(default=new_id, unique=True, editable=False)
    office = models.CharField(max_length=40)
    office_position = models.BigIntegerField()
    level = models.CharField(max_length=10)
    addressee = models.CharField(max_length=40, blank=True)
    first = models.DateField()
    last = models.DateField()
    due = models.DateField()
    state = models.CharField(max_length=10, choices=State.choices, default=State.DRAFT)
    version = models.PositiveIntegerField(default=0)
    called = models.CharField(max_length=120, blank=True)
    figures = models.JSONField(default=dict)
    totals = models.JSONField(default=dict)
    missing = models.JSONField(default=list)
    sha256 = models.CharField(max_length=64, blank=True)
    remarks = EncryptedTextField(blank=True)
    reason = EncryptedTextField(blank=True)
    included_in = models.ForeignKey("self", null=True, blank=True, on_delete=models.PROTECT, related_name="parts")
    drafted_by = models.CharField(max_length=80)
    drafted_at = models.DateTimeField()
    signed_by = models.CharField(max_length=80, blank=True)
    signed_at = models.DateTimeField(null=True, blank=True)
    judged_by = models.CharField(max_length=80, blank=True)
    judged_at = models.DateTimeField(null=True, blank=True)

    objects = ScopedManager()

    DATA_CLASSES = {
        "office": "T1",
        "level": "T1",
        "addressee": "T1",
        "state": "T1",
        "called": "T1",
        "figures": "T1",
        "totals": "T1",
        "missing": "T1",
        "sha256": "T1",
        "remarks": "T2",
        "reason": "T2",
        "drafted_by": "T1",
        "signed_by": "T1",
        "judged_by": "T1",
    }

    class Meta:
        base_manager_name = "objects"
        ordering = ["-last", "office_position"]
        indexes = [
            models.Index(fields=["addressee", "last"], name="prevention_report_addressee"),
            models.Index(fields=["office_position", "last"], name="prevention_report_place_day"),
        ]
        constraints = [
            models.UniqueConstraint(fields=["office", "first"], name="prevention_report_once"),
            models.CheckConstraint(condition=models.Q(first__lte=models.F("last")), name="prevention_report_days_in_order"),
        ]

    def __str__(self) -> str:
        return f"report {self.first} {self.last}"
