"""Facts about files: what kind, how large, how far the clean copy is. Names and contents exist only inside seals."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from saksama.kernel.ids import new_id


class File(models.Model):
    """One file that was handed in: by a reporter (sealed to `identity`) or by an officer for a case (sealed to `case`).

    `fingerprint` is the SHA-256 of the sealed bytes, as in the ledger. `copy_to` is where the clean copy goes; `reason`
    says in one word why there is none, or what it lacks (`evidence.words`). `received_at` is kept to the hour.
    """

    class Kind(models.TextChoices):
        PHOTO = "photo"
        VIDEO = "video"
        SOUND = "sound"
        DOCUMENT = "document"
        OTHER = "other"

    class State(models.TextChoices):
        RECEIVED = "received"    # sealed; the copy is still to be made
        COPYING = "copying"
        COPIED = "copied"
        NO_COPY = "no_copy"      # of this kind, or of this file, no clean copy can be made
        TOO_LATE = "too_late"    # the worker's key is gone: two persons can still have it made

    public_id = models.UUIDField(default=new_id, unique=True, editable=False)
    report_public_id = models.UUIDField(null=True, blank=True)
    case_public_id = models.UUIDField(null=True, blank=True)
    nth = models.PositiveSmallIntegerField()
    item = models.OneToOneField("vault.Item", on_delete=models.PROTECT, related_name="+")
    copy_to = models.ForeignKey("vault.Compartment", null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    fingerprint = models.CharField(max_length=64)
    kind = models.CharField(max_length=10, choices=Kind.choices)
    size_bucket = models.BigIntegerField()
    state = models.CharField(max_length=10, choices=State.choices, default=State.RECEIVED)
    reason = models.CharField(max_length=20, blank=True, default="")
    received_at = models.DateTimeField()

    DATA_CLASSES = {"fingerprint": "T1", "kind": "T1", "state": "T1", "reason": "T1"}

    class Meta:
        ordering = ["nth", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(report_public_id__isnull=True) ^ Q(case_public_id__isnull=True), name="evidence_file_of_one_owner"
            ),
            models.UniqueConstraint(
                fields=["report_public_id", "nth"], name="evidence_file_nth_of_report",
                condition=Q(report_public_id__isnull=False),
            ),
            models.UniqueConstraint(
                fields=["case_public_id", "nth"], name="evidence_file_nth_of_case",
                condition=Q(case_public_id__isnull=False),
            ),
        ]
        indexes = [models.Index(fields=["state", "received_at"], name="evidence_file_state")]

    def __str__(self) -> str:
        return f"{self.kind} {self.public_id}"


class Copy(models.Model):
    """The clean copy officers look at, sealed to `report`, with a small preview. An officer's own paper is its own copy."""

    public_id = models.UUIDField(default=new_id, unique=True, editable=False)
    file = models.OneToOneField(File, on_delete=models.PROTECT, related_name="copy")
    item = models.ForeignKey("vault.Item", on_delete=models.PROTECT, related_name="+")
    preview = models.ForeignKey("vault.Item", null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField()

    DATA_CLASSES: dict[str, str] = {}

    class Meta:
        verbose_name_plural = "copies"

    def __str__(self) -> str:
        return f"copy {self.public_id}"


class Disclosure(models.Model):
    """What the reported person may see: a copy an officer selected and blacked out, drawn anew and sealed to `reply`."""

    public_id = models.UUIDField(default=new_id, unique=True, editable=False)
    case_public_id = models.UUIDField(db_index=True)
    copy = models.ForeignKey(Copy, on_delete=models.PROTECT, related_name="disclosures")
    item = models.OneToOneField("vault.Item", on_delete=models.PROTECT, related_name="+")
    covered = models.PositiveSmallIntegerField(default=0)
    made_by = models.CharField(max_length=40)
    made_at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    DATA_CLASSES = {"made_by": "T1"}

    def __str__(self) -> str:
        return f"disclosure {self.public_id}"
