"""What belongs to an activity beside the visit: its files, the campaign that ties several, what is to come, messages."""

from __future__ import annotations

from django.db import models

from saksama.kernel.ids import new_id
from saksama.store.scoped import ScopedManager
from saksama.vault.fields import EncryptedTextField

FILE_KINDS = (
    ("attendance", "Daftar hadir", "Attendance list"),
    ("photo", "Foto kegiatan", "Photograph"),
    ("signature", "Tanda tangan", "Signature"),
    ("declaration", "Naskah deklarasi", "Declaration"),
    ("report", "Laporan atau bahan", "Report or material"),
)


class Campaign(models.Model):
    """Activities of any measure that belong together, of one office, between two days. Its words are encrypted."""

    public_id = models.UUIDField(default=new_id, unique=True, editable=False)
    token = models.CharField(max_length=40, unique=True)
    office = models.CharField(max_length=40)
    office_position = models.BigIntegerField()
    name = EncryptedTextField()
    goal = EncryptedTextField(blank=True)
    partners = EncryptedTextField(blank=True)
    first = models.DateField()
    last = models.DateField()
    made_by = models.CharField(max_length=80)
    made_at = models.DateTimeField()

    objects = ScopedManager()

    DATA_CLASSES = {"token": "T1", "office": "T1", "name": "T2", "goal": "T2", "partners": "T2", "made_by": "T1"}

    class Meta:
        base_manager_name = "objects"
        ordering = ["-first", "-pk"]
        indexes = [models.Index(fields=["office_position", "last"], name="prevention_campaign_place_day")]
        constraints = [
            models.CheckConstraint(condition=models.Q(first__lte=models.F("last")), name="prevention_campaign_days_in_order")
        ]

    def __str__(self) -> str:
        return f"campaign {self.public_id}"


class Planned(models.Model):
    """An activity that is to come: a measure, a place, a day, who sees to it. Done once a visit names it, or called off."""

    public_id = models.UUIDField(default=new_id, unique=True, editable=False)
    token = models.CharField(max_length=40, unique=True)
    office = models.CharField(max_length=40)
    office_position = models.BigIntegerField()
    measure = models.CharField(max_length=1)
    place_code = models.CharField(max_length=20)
    agency = models.CharField(max_length=40, blank=True)
    due_on = models.DateField()
    budget = models.PositiveBigIntegerField(null=True, blank=True)
    owner = models.CharField(max_length=80, blank=True)
    note = EncryptedTextField(blank=True)
    campaign = models.ForeignKey(Campaign, null=True, blank=True, on_delete=models.PROTECT, related_name="planned")
    made_by = models.CharField(max_length=80)
    made_at = models.DateTimeField()
    done_at = models.DateTimeField(null=True, blank=True)
    dropped_at = models.DateTimeField(null=True, blank=True)

    objects = ScopedManager()

    DATA_CLASSES = {
        "token": "T1",
        "office": "T1",
        "measure": "T1",
        "place_code": "T1",
        "agency": "T1",
        "owner": "T1",
        "note": "T2",
        "made_by": "T1",
    }

    class Meta:
        base_manager_name = "objects"
        ordering = ["due_on", "pk"]
        indexes = [
            models.Index(
                fields=["office_position", "due_on"],
                condition=models.Q(done_at=None, dropped_at=None),
                name="prevention_planned_open",
            )
        ]

    def __str__(self) -> str:
        return f"planned {self.measure} {self.due_on}"


class Enclosure(models.Model):
    """One file of an activity: a photographed attendance list, a photograph, a declaration. The file is sealed for the office.

    `names` is how many names a list in a table held; the names themselves exist only inside the seal.
    """

    SCOPE_PATH = "visit__office_position"

    public_id = models.UUIDField(default=new_id, unique=True, editable=False)
    visit = models.ForeignKey("prevention.Visit", on_delete=models.PROTECT, related_name="enclosures")
    nth = models.PositiveIntegerField()
    kind = models.CharField(max_length=12, choices=[(code, word) for code, word, _ in FILE_KINDS])
    names = models.PositiveIntegerField(null=True, blank=True)
    compartment = models.ForeignKey("vault.Compartment", on_delete=models.PROTECT, related_name="+")
    item = models.OneToOneField("vault.Item", on_delete=models.PROTECT, related_name="+")
    added_by = models.CharField(max_length=80)
    added_at = models.DateTimeField()

    objects = ScopedManager()

    DATA_CLASSES = {"kind": "T1", "added_by": "T1"}

    class Meta:
        base_manager_name = "objects"
        ordering = ["nth"]
        constraints = [models.UniqueConstraint(fields=["visit", "nth"], name="prevention_enclosure_nth")]

    def __str__(self) -> str:
        return f"enclosure {self.nth} of {self.visit_id}"


class MessageLine(models.Model):
    """One line of an office's communication plan: at a stage (or `off_season`), what to tell whom, how, and what came."""

    public_id = models.UUIDField(default=new_id, unique=True, editable=False)
    token = models.CharField(max_length=40, unique=True)
    office = models.CharField(max_length=40)
    office_position = models.BigIntegerField()
    year = models.PositiveIntegerField()
    stage = models.CharField(max_length=24)
    audience = models.CharField(max_length=16)
    channel = models.CharField(max_length=16)
    message = EncryptedTextField()
    owner = models.CharField(max_length=80, blank=True)
    result = EncryptedTextField(blank=True)
    made_by = models.CharField(max_length=80)
    made_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, blank=True)

    objects = ScopedManager()

    DATA_CLASSES = {
        "token": "T1",
        "office": "T1",
        "stage": "T1",
        "audience": "T1",
        "channel": "T1",
        "message": "T2",
        "owner": "T1",
        "result": "T2",
        "made_by": "T1",
    }

    class Meta:
        base_manager_name = "objects"
        indexes = [models.Index(fields=["office", "year"], name="prevention_messageline_year")]

    def __str__(self) -> str:
        return f"message {self.stage} {self.audience}"
