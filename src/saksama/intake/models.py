"""Reports and their mailbox. Plain columns are what work lists and figures need; every word anybody wrote is sealed."""

from __future__ import annotations

from django.db import models

from saksama.kernel.ids import new_id
from saksama.store.scoped import ScopedManager


class Report(models.Model):
    """One report, found by its reporter under `locator` (keyed hash of the code) and by officers under their territory.

    Times are kept to the hour unless the door is `named`. `shield` is the seat of the personnel authority whose staff, lent to an
    overseeing office, must neither read this nor see that it exists (decision 35). `entry` is its entry in the ledger.
    """

    class Door(models.TextChoices):
        NAMED = "named"
        SEALED = "sealed"
        NAMELESS = "nameless"

    class Channel(models.TextChoices):
        WEB = "web"
        WALK_IN = "walk_in"
        LETTER = "letter"
        PHONE = "phone"
        MESSENGER = "messenger"
        FIELD = "field"
        SOCIAL_MEDIA = "social_media"
        ASSISTED = "assisted"

    public_id = models.UUIDField(default=new_id, unique=True, editable=False)
    locator = models.CharField(max_length=64)
    mailbox_key = models.CharField(max_length=120)
    door = models.CharField(max_length=8, choices=Door.choices)
    channel = models.CharField(max_length=12, choices=Channel.choices)
    place_code = models.CharField(max_length=13)
    office = models.UUIDField()
    office_position = models.BigIntegerField()
    agency = models.CharField(max_length=40, blank=True, default="")
    shield = models.CharField(max_length=80, blank=True, default="")
    category = models.CharField(max_length=20)
    happened_on = models.DateField()
    known_on = models.DateField()
    exclude_district = models.BooleanField(default=False)
    exclude_province = models.BooleanField(default=False)
    received_at = models.DateTimeField()
    recorded_at = models.DateTimeField()
    entered_by = models.CharField(max_length=40, blank=True, default="")
    report = models.ForeignKey("vault.Compartment", on_delete=models.PROTECT, related_name="+")
    identity = models.ForeignKey("vault.Compartment", null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    contact = models.ForeignKey("vault.Compartment", null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    entry = models.OneToOneField("ledger.Entry", on_delete=models.PROTECT, related_name="+")
    conditions = models.JSONField(default=dict)
    case_public_id = models.UUIDField(null=True, blank=True, db_index=True)
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    closed_at = models.DateTimeField(null=True, blank=True)
    silent_since = models.DateTimeField(null=True, blank=True)   # of the case, as it counts it: never counted a second time here

    objects = ScopedManager()

    SCOPE_PATH = "office_position"
    SCOPE_KEY = "locator"
    DATA_CLASSES = {
        "locator": "T1", "mailbox_key": "T1", "door": "T1", "channel": "T1", "place_code": "T1", "agency": "T1", "shield": "T1",
        "category": "T1", "entered_by": "T1", "conditions": "T1",
    }

    class Meta:
        constraints = [models.UniqueConstraint(fields=["locator"], name="intake_report_locator_once")]
        indexes = [
            models.Index(fields=["office_position", "received_at"], name="intake_report_office"),
            models.Index(
                fields=["office_position"], name="intake_report_unopened",
                condition=models.Q(case_public_id__isnull=True, closed_at__isnull=True),
            ),
            models.Index(fields=["category", "happened_on"], name="intake_report_alike"),
        ]

    def __str__(self) -> str:
        return f"report {self.public_id}"


class Message(models.Model):
    """One message of the two-way mailbox; its words are an item of the report's compartment."""

    class Author(models.TextChoices):
        REPORTER = "reporter"
        OFFICER = "officer"

    public_id = models.UUIDField(default=new_id, unique=True, editable=False)
    report = models.ForeignKey(Report, on_delete=models.PROTECT, related_name="messages")
    nth = models.PositiveIntegerField()
    author = models.CharField(max_length=8, choices=Author.choices)
    written_by = models.CharField(max_length=40, blank=True, default="")
    item = models.OneToOneField("vault.Item", on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    asks = models.BooleanField(default=False)          # an officer asks for what is missing
    due = models.DateTimeField(null=True, blank=True)  # until when he asks for it
    completes = models.BooleanField(default=False)     # the reporter's answer to such a request

    DATA_CLASSES = {"author": "T1", "written_by": "T1"}

    class Meta:
        ordering = ["nth"]
        constraints = [models.UniqueConstraint(fields=["report", "nth"], name="intake_message_nth")]

    def __str__(self) -> str:
        return f"message {self.nth} of {self.report_id}"


class Status(models.Model):
    """Where the matter stands as its reporter may know it: written by each act of the case, never edited."""

    public_id = models.UUIDField(default=new_id, unique=True, editable=False)
    report = models.ForeignKey(Report, on_delete=models.PROTECT, related_name="statuses")
    nth = models.PositiveIntegerField()
    stage = models.CharField(max_length=40)
    waiting_on = models.CharField(max_length=20)
    since = models.DateTimeField()
    due = models.DateTimeField(null=True, blank=True)
    sentence_id = models.CharField(max_length=600, blank=True, default="")
    sentence_en = models.CharField(max_length=600, blank=True, default="")
    owner_id = models.CharField(max_length=120, blank=True, default="")   # whose turn it is, in words
    owner_en = models.CharField(max_length=120, blank=True, default="")

    DATA_CLASSES = {
        "stage": "T1", "waiting_on": "T1", "sentence_id": "T1", "sentence_en": "T1", "owner_id": "T1", "owner_en": "T1",
    }

    class Meta:
        ordering = ["nth"]
        verbose_name_plural = "statuses"
        constraints = [models.UniqueConstraint(fields=["report", "nth"], name="intake_status_nth")]

    def __str__(self) -> str:
        return f"{self.stage} of {self.report_id}"


class Opening(models.Model):
    """Somebody opened the reporter's name. Who and why are an item of the report's compartment, for the reporter to read."""

    public_id = models.UUIDField(default=new_id, unique=True, editable=False)
    report = models.ForeignKey(Report, on_delete=models.PROTECT, related_name="openings")
    item = models.OneToOneField("vault.Item", on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    DATA_CLASSES: dict[str, str] = {}

    class Meta:
        ordering = ["at", "pk"]

    def __str__(self) -> str:
        return f"opening of {self.report_id}"
