"""Candidacies and holdings of posts."""

from __future__ import annotations

from django.db import models

from saksama.kernel.ids import new_id
from saksama.vault.fields import EncryptedTextField


class Candidacy(models.Model):
    """One person of a determined or prospective pair. `office_held`: the post he held when he stood, such as `head`.

    `agency` is the government whose head he is or was; it makes the register suggest a conflict there.
    """

    class Office(models.TextChoices):
        NONE = "", "tidak ada"
        HEAD = "head", "kepala daerah"
        DEPUTY = "deputy", "wakil kepala daerah"
        OTHER = "other", "jabatan lain"

    class Seat(models.TextChoices):
        FIRST = "first", "calon"
        SECOND = "second", "wakil"

    public_id = models.UUIDField(default=new_id, unique=True, editable=False)
    election = models.CharField(max_length=40)
    place_code = models.CharField(max_length=13, db_index=True)
    pair = models.CharField(max_length=8)
    seat = models.CharField(max_length=6, choices=Seat.choices, default=Seat.FIRST)
    person_name = EncryptedTextField()
    name_index = models.CharField(max_length=32, db_index=True)
    office_held = models.CharField(max_length=8, choices=Office.choices, blank=True, default="")
    agency = models.CharField(max_length=40, blank=True, db_index=True)
    source = models.CharField(max_length=120)
    entered_by = models.CharField(max_length=40)
    entered_at = models.DateTimeField()

    DATA_CLASSES = {
        "election": "T1",
        "place_code": "T1",
        "pair": "T1",
        "seat": "T1",
        "person_name": "T2",
        "name_index": "T2",
        "office_held": "T1",
        "agency": "T1",
        "source": "T1",
        "entered_by": "T1",
    }

    class Meta:
        verbose_name_plural = "candidacies"
        constraints = [models.UniqueConstraint(fields=["election", "place_code", "pair", "seat"], name="registry_candidacy_once")]

    def __str__(self) -> str:
        return f"{self.election} {self.pair}"


class Holding(models.Model):
    """Who held a post in an agency, from a day to a day (the last one excluded), by which source."""

    class Post(models.TextChoices):
        HEAD = "head", "kepala daerah (PPK)"
        ACTING_HEAD = "acting_head", "penjabat kepala daerah"
        DEPUTY = "deputy", "wakil kepala daerah"
        SECRETARY = "secretary", "sekretaris daerah"
        OTHER = "other", "jabatan lain"

    public_id = models.UUIDField(default=new_id, unique=True, editable=False)
    agency = models.CharField(max_length=40, db_index=True)
    post = models.CharField(max_length=12, choices=Post.choices)
    person = EncryptedTextField()
    name_index = models.CharField(max_length=32, db_index=True)
    valid_from = models.DateField()
    valid_to = models.DateField(null=True, blank=True)
    source = models.CharField(max_length=120)
    entered_by = models.CharField(max_length=40)
    entered_at = models.DateTimeField()

    DATA_CLASSES = {
        "agency": "T1",
        "post": "T1",
        "person": "T2",
        "name_index": "T2",
        "source": "T1",
        "entered_by": "T1",
    }

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(valid_to=None) | models.Q(valid_to__gt=models.F("valid_from")),
                name="registry_holding_in_order",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.post} {self.public_id}"
