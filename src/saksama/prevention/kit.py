"""The content kit: uploaded once by an office, taken by anybody in the form that fits: messenger, A4, radio, Minang.

Everything here is public: no person stands in it, and nothing is known of who takes it. A download is a number.
"""

from __future__ import annotations

from django.db import models

from saksama.kernel.ids import new_id

KINDS = (("text", "Teks", "Text"), ("image", "Gambar", "Picture"), ("pdf", "PDF", "PDF"))
OFF_SEASON = "off"
FORMS = (
    ("chat", "Untuk grup pesan", "For messenger groups"),
    ("a4", "Lembar A4", "A4 sheet"),
    ("original", "Berkas aslinya", "The file itself"),
    ("messenger", "Teks pesan", "Text of a message"),
    ("radio", "Naskah radio", "Radio script"),
    ("minang", "Bahaso Minang", "In Minang"),
)
LONGEST = {"title": 120, "messenger": 1000, "radio": 1500, "minang": 1000}


class KitItem(models.Model):
    """One piece of content. `stages` are the stages of an election in which it shows (`off`: between elections); empty: all.

    It shows until `until` (that day too), where there is one, and never once withdrawn. `place_code` tells whose stage counts.
    """

    public_id = models.UUIDField(default=new_id, unique=True, editable=False)
    office = models.UUIDField()
    position = models.BigIntegerField(db_index=True)
    place_code = models.CharField(max_length=13, blank=True, default="")
    kind = models.CharField(max_length=8, choices=[(code, word) for code, word, _ in KINDS])
    title = models.CharField(max_length=120)
    messenger = models.CharField(max_length=1000)
    radio = models.CharField(max_length=1500, blank=True, default="")
    minang = models.CharField(max_length=1000, blank=True, default="")
    stages = models.JSONField(default=list)
    until = models.DateField(null=True, blank=True)
    uploaded_on = models.DateField()
    withdrawn_on = models.DateField(null=True, blank=True)
    uploaded_by = models.CharField(max_length=40)
    token = models.CharField(max_length=40, unique=True)
    is_demo = models.BooleanField(default=False)

    DATA_CLASSES = {
        "place_code": "T0",
        "kind": "T0",
        "title": "T0",
        "messenger": "T0",
        "radio": "T0",
        "minang": "T0",
        "stages": "T0",
        "uploaded_by": "T1",
        "token": "T1",
    }

    def __str__(self) -> str:
        return f"kit item {self.public_id}"


class KitFile(models.Model):
    """One form of an item as bytes, made by us (a picture drawn anew, a sheet) or looked through (a PDF)."""

    public_id = models.UUIDField(default=new_id, unique=True, editable=False)
    item = models.ForeignKey(KitItem, on_delete=models.PROTECT, related_name="files")
    form = models.CharField(max_length=10)
    type = models.CharField(max_length=40)
    blob = models.CharField(max_length=64)
    size = models.PositiveIntegerField()

    DATA_CLASSES = {"form": "T0", "type": "T0", "blob": "T1"}

    class Meta:
        constraints = [models.UniqueConstraint(fields=["item", "form"], name="prevention_kitfile_once")]

    def __str__(self) -> str:
        return f"kit file {self.public_id}"


class KitUse(models.Model):
    """How often a form of an item was taken: a number, without day, address or person."""

    public_id = models.UUIDField(default=new_id, unique=True, editable=False)
    item = models.ForeignKey(KitItem, on_delete=models.PROTECT, related_name="uses")
    form = models.CharField(max_length=10)
    taken = models.PositiveIntegerField(default=0)

    DATA_CLASSES = {"form": "T0"}

    class Meta:
        constraints = [models.UniqueConstraint(fields=["item", "form"], name="prevention_kituse_once")]

    def __str__(self) -> str:
        return f"use of {self.item_id}"
