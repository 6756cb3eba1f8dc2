"""Chandler's three dimensions (R-095): where to, what we do, with what; and obstacles with the programmes against them."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from saksama.kernel.ids import new_id
from saksama.store.scoped import ScopedManager
from saksama.vault.fields import EncryptedTextField

GOAL, ACTION, RESOURCE, OBSTACLE, PROGRAMME = "goal", "action", "resource", "obstacle", "programme"
KINDS = (
    (GOAL, "Sasaran", "Goal"),
    (ACTION, "Tindakan", "Action"),
    (RESOURCE, "Sumber daya", "Resource"),
    (OBSTACLE, "Hambatan", "Obstacle"),
    (PROGRAMME, "Program", "Programme"),
)
UNDER = {ACTION: GOAL, RESOURCE: ACTION, PROGRAMME: OBSTACLE}  # what a part may belong to


class Aim(models.Model):
    """One part of an office's board. What it says is encrypted: a plan may tell where an office is weak.

    An action may name one of the seven measures: each activity of it in these years then counts for it, and for no other.
    `people`, `days`, `rupiah` are a resource's; `before` and `after` a programme's, in the unit that `figure` names.
    """

    public_id = models.UUIDField(default=new_id, unique=True, editable=False)
    token = models.CharField(max_length=40, unique=True)
    office = models.CharField(max_length=40)
    office_position = models.BigIntegerField()
    kind = models.CharField(max_length=10, choices=[(code, word) for code, word, _ in KINDS])
    under = models.ForeignKey("self", null=True, blank=True, on_delete=models.PROTECT, related_name="parts")
    title = EncryptedTextField()
    note = EncryptedTextField(blank=True)
    citation = models.CharField(max_length=200, blank=True)
    first_year = models.PositiveIntegerField()
    last_year = models.PositiveIntegerField()
    measure = models.CharField(max_length=1, blank=True)
    people = models.PositiveIntegerField(null=True, blank=True)
    days = models.PositiveIntegerField(null=True, blank=True)
    rupiah = models.PositiveBigIntegerField(null=True, blank=True)
    figure = EncryptedTextField(blank=True)
    before = models.DecimalField(max_digits=14, decimal_places=2, null=True, blank=True)
    after = models.DecimalField(max_digits=14, decimal_places=2, null=True, blank=True)
    made_by = models.CharField(max_length=80)
    made_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, blank=True)

    objects = ScopedManager()

    DATA_CLASSES = {
        "token": "T1",
        "office": "T1",
        "kind": "T1",
        "title": "T2",
        "note": "T2",
        "citation": "T0",
        "measure": "T1",
        "figure": "T2",
        "made_by": "T1",
    }

    class Meta:
        base_manager_name = "objects"
        ordering = ["first_year", "pk"]
        indexes = [models.Index(fields=["office", "kind"], condition=Q(ended_at=None), name="prevention_aim_open")]
        constraints = [models.CheckConstraint(condition=Q(first_year__lte=F("last_year")), name="prevention_aim_years")]

    def __str__(self) -> str:
        return f"{self.kind} {self.public_id}"
