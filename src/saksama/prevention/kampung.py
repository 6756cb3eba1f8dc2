"""Kampung pengawasan: points where people find the office near them, their volunteers, activities and notices, and the goal.

A point is public: what stands in its columns is read by everybody, so it bears no person. A volunteer's name is an encrypted
field inside the territory; only his recorded consent puts it, as a second row, where the public side can read it, and taking the
consent back deletes that row.
"""

from __future__ import annotations

from django.db import models

from saksama.kernel.ids import new_id
from saksama.store.scoped import ScopedManager
from saksama.vault.fields import EncryptedTextField

WORK = (
    ("consult", "Jam tanya", "Question hour"),
    ("literacy", "Belajar bersama", "Learning together"),
    ("meeting", "Pertemuan relawan", "Volunteers' meeting"),
    ("outreach", "Sosialisasi", "Outreach"),
    ("declaration", "Pencanangan", "Declaration"),
)


class Point(models.Model):
    """One point, on a kecamatan, kelurahan, desa or nagari. `position` is the first number of its place, `kabkota` its row.

    Declared once `declared_on` is set, with who declared it (a post, not a person) and by which document. `ended_on`: it is no
    more, but stays on record. The number that people call is the office's own and is read from the office.
    """

    public_id = models.UUIDField(default=new_id, unique=True, editable=False)
    name = models.CharField(max_length=120)
    place_code = models.CharField(max_length=13)
    kabkota = models.CharField(max_length=13, db_index=True)
    position = models.BigIntegerField(db_index=True)
    office = models.UUIDField()
    venue = models.CharField(max_length=160)
    hours = models.CharField(max_length=120, blank=True, default="")
    opened_on = models.DateField()
    declared_on = models.DateField(null=True, blank=True)
    declared_by = models.CharField(max_length=120, blank=True, default="")
    document = models.CharField(max_length=160, blank=True, default="")
    ended_on = models.DateField(null=True, blank=True)
    entered_by = models.CharField(max_length=40)
    is_demo = models.BooleanField(default=False)

    DATA_CLASSES = {
        "name": "T0",
        "place_code": "T0",
        "kabkota": "T0",
        "venue": "T0",
        "hours": "T0",
        "declared_by": "T0",
        "document": "T0",
        "entered_by": "T1",
    }

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["place_code", "name"], condition=models.Q(ended_on=None), name="prevention_point_once"
            ),
            models.CheckConstraint(
                condition=models.Q(declared_on=None) | (~models.Q(declared_by="") & ~models.Q(document="")),
                name="prevention_point_declared_by_whom",
            ),
        ]

    def __str__(self) -> str:
        return f"point {self.public_id}"


class Volunteer(models.Model):
    """Somebody who helps at a point; `nth` is the helper's number there. The name opens on the desk side only.

    `consent` says how he agreed that his name is shown (`paper` or `spoken`); empty: he did not, or took it back.
    """

    public_id = models.UUIDField(default=new_id, unique=True, editable=False)
    point = models.ForeignKey(Point, on_delete=models.PROTECT, related_name="+")
    office_position = models.BigIntegerField()
    nth = models.PositiveIntegerField()
    name = EncryptedTextField()
    consent = models.CharField(max_length=8, blank=True, default="")
    consented_on = models.DateField(null=True, blank=True)
    since = models.DateField()
    until = models.DateField(null=True, blank=True)
    entered_by = models.CharField(max_length=40)

    objects = ScopedManager()

    DATA_CLASSES = {"name": "T2", "consent": "T1", "entered_by": "T1"}

    class Meta:
        base_manager_name = "objects"
        constraints = [models.UniqueConstraint(fields=["point", "nth"], name="prevention_volunteer_nth")]

    def __str__(self) -> str:
        return f"volunteer {self.public_id}"


class ShownName(models.Model):
    """A volunteer's name on the public page: there while he agrees, deleted when he does not."""

    public_id = models.UUIDField(default=new_id, unique=True, editable=False)
    point = models.ForeignKey(Point, on_delete=models.PROTECT, related_name="+")
    volunteer = models.UUIDField(unique=True)
    name = models.CharField(max_length=120)

    DATA_CLASSES = {"name": "T0"}

    def __str__(self) -> str:
        return f"shown name {self.public_id}"


class PointActivity(models.Model):
    """What was done at a point, for everybody: a day, a kind, how many came. `visit` is the entry it was written once in."""

    public_id = models.UUIDField(default=new_id, unique=True, editable=False)
    point = models.ForeignKey(Point, on_delete=models.PROTECT, related_name="+")
    visit = models.UUIDField(unique=True)
    work = models.CharField(max_length=12, choices=[(code, word) for code, word, _ in WORK])
    held_on = models.DateField()
    headcount = models.PositiveIntegerField()

    DATA_CLASSES = {"work": "T0"}

    class Meta:
        indexes = [models.Index(fields=["point", "held_on"], name="prevention_pointact_day")]

    def __str__(self) -> str:
        return f"activity {self.public_id}"


class Notice(models.Model):
    """A short post of the office on a point's board, until a day (shown on that day too) or until it is taken down."""

    public_id = models.UUIDField(default=new_id, unique=True, editable=False)
    point = models.ForeignKey(Point, on_delete=models.PROTECT, related_name="+")
    text = models.CharField(max_length=280)
    posted_on = models.DateField()
    until = models.DateField()
    posted_by = models.CharField(max_length=40)
    token = models.CharField(max_length=40, unique=True)

    DATA_CLASSES = {"text": "T0", "posted_by": "T1", "token": "T1"}

    class Meta:
        indexes = [models.Index(fields=["point", "until"], name="prevention_notice_until")]

    def __str__(self) -> str:
        return f"notice {self.public_id}"


class PointGoal(models.Model):
    """How many points a kabupaten/kota means to have, from a day on, by which document. A later row replaces, none is changed."""

    public_id = models.UUIDField(default=new_id, unique=True, editable=False)
    kabkota = models.CharField(max_length=13, db_index=True)
    wanted = models.PositiveIntegerField()
    since = models.DateField()
    source = models.CharField(max_length=160)
    set_by = models.CharField(max_length=40)
    set_at = models.DateTimeField()

    DATA_CLASSES = {"kabkota": "T0", "source": "T0", "set_by": "T1"}

    class Meta:
        ordering = ["since", "pk"]

    def __str__(self) -> str:
        return f"goal of {self.kabkota}"
