"""What somebody was told, how he wants to be told, and when an office wants it. No name and no word of a case stands here."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from saksama.kernel.ids import new_id
from saksama.store.scoped import ScopedManager
from saksama.vault.fields import EncryptedTextField


class Notice(models.Model):
    """One thing one person was told. `key` names limit, moment and person, so that it is told once.

    `withdrawn_at`: it no longer asks anything of him (the step was taken, the limit moved, he was barred). `about` is what an
    act or a limit is called in the law data, `count` how many where it tells of several.
    """

    SCOPE_PATH = "office_position"
    SCOPE_KEY = "office"
    DATA_CLASSES = {
        "person": "T1",
        "office": "T1",
        "kind": "T1",
        "about": "T1",
        "subject": "T1",
        "moment": "T1",
        "limb": "T1",
        "key": "T1",
    }

    public_id = models.UUIDField(default=new_id, unique=True, editable=False)
    person = models.CharField(max_length=40)
    office = models.CharField(max_length=40, blank=True)
    office_position = models.BigIntegerField()
    kind = models.CharField(max_length=12)
    case = models.UUIDField(null=True, blank=True, db_index=True)
    limb = models.CharField(max_length=8, default="asn")
    about = models.CharField(max_length=40, blank=True)
    subject = models.CharField(max_length=24, blank=True)
    started_by = models.PositiveIntegerField(default=0)
    moment = models.CharField(max_length=12, blank=True)
    due = models.DateTimeField(null=True, blank=True)
    count = models.PositiveIntegerField(default=0)
    at = models.DateTimeField()
    key = models.CharField(max_length=200, unique=True)
    read_at = models.DateTimeField(null=True, blank=True)
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    objects = ScopedManager()

    class Meta:
        ordering = ["-at", "-pk"]
        indexes = [
            models.Index(fields=["person", "at"], condition=Q(withdrawn_at=None), name="notices_notice_of_person"),
            models.Index(fields=["person"], condition=Q(withdrawn_at=None, read_at=None), name="notices_notice_unread"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.moment}"


class Preference(models.Model):
    """How one person wants to be told. No row: on the desk only.

    Addresses are encrypted. `stop_mark` stands in a mail's last line: whoever has it can end the mail and nothing else, so it is
    kept as it is; `feed_mark` is a keyed hash of the secret in a calendar's address. `trouble` is what last went wrong with his
    mail (`queries.TROUBLES`), until one got through.
    """

    DATA_CLASSES = {
        "person": "T1",
        "address": "T2",
        "mailed": "T1",
        "hidden": "T1",
        "stop_mark": "T1",
        "feed_mark": "T1",
        "trouble": "T1",
    }

    public_id = models.UUIDField(default=new_id, unique=True, editable=False)
    person = models.CharField(max_length=40, unique=True)
    address = EncryptedTextField(blank=True)
    mailed = models.JSONField(default=list)
    hidden = models.JSONField(default=list)
    quiet_from = models.TimeField(null=True, blank=True)
    quiet_to = models.TimeField(null=True, blank=True)
    stop_mark = models.CharField(max_length=64, unique=True, null=True, blank=True)
    feed_mark = models.CharField(max_length=64, unique=True, null=True, blank=True)
    feed_made_at = models.DateTimeField(null=True, blank=True)
    feed_numbers = models.BooleanField(default=True)
    mailed_at = models.DateTimeField(null=True, blank=True)
    trouble = models.CharField(max_length=16, blank=True)
    trouble_at = models.DateTimeField(null=True, blank=True)

    def __str__(self) -> str:
        return f"preference {self.public_id}"


class OfficeRule(models.Model):
    """How many working days before a limit an office wants to be told; no row: as the data say."""

    DATA_CLASSES = {"office": "T1", "changed_by": "T1", "before": "T1"}

    public_id = models.UUIDField(default=new_id, unique=True, editable=False)
    office = models.CharField(max_length=40, unique=True)
    before = models.JSONField(default=list)
    changed_by = models.CharField(max_length=80)
    changed_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"rule of {self.office}"


class Watermark(models.Model):
    """Up to which instant the passing of time has been told. One row a sweep."""

    DATA_CLASSES = {"name": "T1"}

    public_id = models.UUIDField(default=new_id, unique=True, editable=False)
    name = models.CharField(max_length=24, unique=True)
    until = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.name} until {self.until}"
