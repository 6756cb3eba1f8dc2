"""One row for each computation: every figure of the registry as counted, before small cells are hidden."""

from __future__ import annotations

from django.db import models

from saksama.kernel.ids import new_id


class Computation(models.Model):
    """Figures of one data version. `results` holds counts only; what may be printed of them is `opendata`'s business."""

    public_id = models.UUIDField(default=new_id, unique=True, editable=False)
    version = models.CharField(max_length=40, unique=True)
    computed_at = models.DateTimeField()
    law_release = models.CharField(max_length=64)
    results = models.JSONField()

    DATA_CLASSES = {"version": "T0", "law_release": "T0", "results": "T1"}

    class Meta:
        ordering = ["-pk"]

    def __str__(self) -> str:
        return self.version
