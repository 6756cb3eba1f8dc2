"""Culture and risk (R-103, R-104): which custom may become a risk, what is said before. Situations, never a place or group."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from saksama.kernel.ids import new_id
from saksama.store.scoped import ScopedManager
from saksama.vault.fields import EncryptedTextField


class Custom(models.Model):
    """One sheet of an office, at one stage: the custom, how it becomes a risk, what is said before. It never leaves the desk.

    It holds once a second person has read it. `measure` is the step that answers it.
    """

    public_id = models.UUIDField(default=new_id, unique=True, editable=False)
    token = models.CharField(max_length=40, unique=True)
    office = models.CharField(max_length=40)
    office_position = models.BigIntegerField()
    stage = models.CharField(max_length=24)
    measure = models.CharField(max_length=1)
    custom = EncryptedTextField()
    risk = EncryptedTextField()
    before = EncryptedTextField()
    written_by = models.CharField(max_length=80)
    written_at = models.DateTimeField()
    read_by = models.CharField(max_length=80, blank=True, default="")
    read_at = models.DateTimeField(null=True, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)

    objects = ScopedManager()

    DATA_CLASSES = {
        "token": "T1",
        "office": "T1",
        "stage": "T1",
        "measure": "T1",
        "custom": "T2",
        "risk": "T2",
        "before": "T2",
        "written_by": "T1",
        "read_by": "T1",
    }

    class Meta:
        base_manager_name = "objects"
        ordering = ["stage", "pk"]
        indexes = [models.Index(fields=["office"], condition=Q(ended_at=None), name="prevention_custom_open")]

    def __str__(self) -> str:
        return f"custom {self.public_id}"
