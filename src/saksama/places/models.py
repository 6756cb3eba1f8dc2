"""The one table of territory. Columns and constraints only."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from saksama.kernel.ids import new_id
from saksama.kernel.span import Span


class Level(models.TextChoices):
    PROVINCE = "province", "provinsi"
    KABKOTA = "kabkota", "kabupaten/kota"
    KECAMATAN = "kecamatan", "kecamatan"
    VILLAGE = "village", "kelurahan/desa"


class Place(models.Model):
    """One territory under its Kemendagri code.

    `name` is the decree's own spelling ("Kabupaten Solok", "Koto Umpamo"), `title` the word that goes before it
    ("Nagari"), `label` the line a person recognises ("Nagari Pasia Umpamo, Kec. Koto Umpamo, Kab. Umpamo").

    `low..high` is the place and everything below it in depth-first order, with gaps, so that a new village of a later
    decree moves nobody (see `numbering`). `valid_from` empty: older than our records; `valid_to` is the first day on which
    the code no longer counts.
    """

    DATA_CLASSES = {
        "code": "T1",
        "name": "T1",
        "title": "T1",
        "label": "T1",
        "folded": "T1",
        "kind": "T1",
        "level": "T1",
        "timezone": "T1",
    }

    public_id = models.UUIDField(default=new_id, unique=True, editable=False)
    code = models.CharField(max_length=13, unique=True)
    name = models.CharField(max_length=80)
    title = models.CharField(max_length=12)
    label = models.CharField(max_length=240)
    folded = models.CharField(max_length=80, db_index=True)
    level = models.CharField(max_length=9, choices=Level.choices)
    kind = models.CharField(max_length=10)
    parent = models.ForeignKey(
        "self", to_field="code", db_column="parent_code", null=True, blank=True, on_delete=models.PROTECT, related_name="children"
    )
    low = models.BigIntegerField(unique=True)
    high = models.BigIntegerField()
    timezone = models.CharField(max_length=20)
    valid_from = models.DateField(null=True, blank=True)
    valid_to = models.DateField(null=True, blank=True)
    is_demo = models.BooleanField(default=False)

    class Meta:
        ordering = ["low"]
        constraints = [
            models.CheckConstraint(condition=Q(low__lte=F("high")), name="places_place_low_before_high"),
            models.CheckConstraint(
                condition=Q(level="province", parent__isnull=True) | (~Q(level="province") & Q(parent__isnull=False)),
                name="places_place_province_is_root",
            ),
        ]

    def __str__(self) -> str:
        return self.full_name

    @property
    def full_name(self) -> str:
        """The name with its title, once: "Kabupaten Umpamo", "Nagari Pasia Umpamo"."""
        return self.name if self.name.startswith(f"{self.title} ") else f"{self.title} {self.name}"

    @property
    def span(self) -> Span:
        return Span(self.low, self.high)
