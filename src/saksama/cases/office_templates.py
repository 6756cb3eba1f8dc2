"""An office's own templates of letters, by form and version. No case and no person of a case is in them."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from saksama.kernel.ids import new_id
from saksama.vault.fields import EncryptedTextField


class OfficeTemplate(models.Model):
    """One version of one office's template for a form. The file is encrypted: a letterhead may carry names of officers.

    `offered` until a second person puts it in force, `retired` afterwards; letters say by which version they were drawn.
    """

    class State(models.TextChoices):
        OFFERED = "offered", "diajukan"
        IN_FORCE = "in_force", "berlaku"
        RETIRED = "retired", "diganti"

    DATA_CLASSES = {
        "office": "T1", "form": "T1", "sha256": "T1", "content": "T2", "state": "T1", "offered_by": "T1", "approved_by": "T1",
    }

    public_id = models.UUIDField(default=new_id, unique=True, editable=False)
    office = models.CharField(max_length=40)
    form = models.CharField(max_length=24)
    version = models.PositiveSmallIntegerField()
    sha256 = models.CharField(max_length=64)
    content = EncryptedTextField()
    state = models.CharField(max_length=8, choices=State.choices, default=State.OFFERED)
    offered_by = models.CharField(max_length=40)
    offered_at = models.DateTimeField()
    approved_by = models.CharField(max_length=40, blank=True, default="")
    approved_at = models.DateTimeField(null=True, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["office", "form", "-version"]
        constraints = [
            models.UniqueConstraint(fields=["office", "form", "version"], name="cases_office_template_once"),
            models.UniqueConstraint(
                fields=["office", "form"], condition=Q(state="in_force"), name="cases_office_template_one_in_force"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.form} {self.version} {self.public_id}"
