"""Who can open: recipients by epoch, keys of officers and offices (always wrapped), worker keys, releases, sessions."""

from __future__ import annotations

from django.db import models

from saksama.kernel.ids import new_id

from .fields import EncryptedTextField


class Recipient(models.Model):
    """The public key of an owner in one epoch. Text with its suite, so a hybrid recipient is a new epoch, not a new format."""

    public_id = models.UUIDField(default=new_id, unique=True, editable=False)
    owner = models.CharField(max_length=80)
    epoch = models.PositiveIntegerField()
    suite = models.CharField(max_length=16, default="x25519")
    public_key = models.CharField(max_length=120, unique=True)
    valid_from = models.DateTimeField()
    valid_to = models.DateTimeField(null=True, blank=True)

    DATA_CLASSES = {"owner": "T1", "suite": "T1", "public_key": "T1"}

    class Meta:
        constraints = [models.UniqueConstraint(fields=["owner", "epoch"], name="vault_recipient_epoch")]

    def __str__(self) -> str:
        return f"{self.owner} epoch {self.epoch}"


class OfficerKey(models.Model):
    """An officer's age identity, sealed to the key of his passphrase and to the key of his printed code.

    `terms` are method, costs and salt of the passphrase. A lost key is retired by somebody else, who may not admit the new one.
    """

    public_id = models.UUIDField(default=new_id, unique=True, editable=False)
    owner = models.CharField(max_length=80)
    epoch = models.PositiveIntegerField()
    public_key = models.CharField(max_length=120)
    terms = models.CharField(max_length=120)
    by_passphrase = models.BinaryField()
    by_code = models.BinaryField()
    created_at = models.DateTimeField()
    retired_at = models.DateTimeField(null=True, blank=True)
    retired_by = models.CharField(max_length=80, blank=True)

    DATA_CLASSES = {"owner": "T1", "public_key": "T1", "terms": "T1", "by_passphrase": "T3+", "by_code": "T3+",
                    "retired_by": "T1"}

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["owner", "epoch"], name="vault_officerkey_epoch"),
            models.UniqueConstraint(fields=["owner"], condition=models.Q(retired_at=None), name="vault_officerkey_one_living"),
        ]

    def __str__(self) -> str:
        return f"{self.owner} epoch {self.epoch}"


class OfficeKey(models.Model):
    """An office's identity of one epoch, sealed to one member officer or to recovery."""

    public_id = models.UUIDField(default=new_id, unique=True, editable=False)
    office = models.CharField(max_length=80)
    epoch = models.PositiveIntegerField()
    member = models.CharField(max_length=80, db_index=True)
    member_public_key = models.CharField(max_length=120)
    ciphertext = models.BinaryField()
    admitted_by = models.CharField(max_length=80)
    admitted_at = models.DateTimeField()

    DATA_CLASSES = {"office": "T1", "member": "T1", "member_public_key": "T1", "ciphertext": "T3+", "admitted_by": "T1"}

    class Meta:
        constraints = [models.UniqueConstraint(fields=["office", "epoch", "member"], name="vault_officekey_once_per_member")]

    def __str__(self) -> str:
        return f"{self.office} epoch {self.epoch} for {self.member}"


class ReleaseRequest(models.Model):
    """The opening of a two-person compartment: who asked, why, who stripped the outer layer, for whom, until when."""

    public_id = models.UUIDField(default=new_id, unique=True, editable=False)
    compartment = models.ForeignKey("vault.Compartment", on_delete=models.CASCADE, related_name="releases")
    reason = EncryptedTextField()
    requested_by = models.CharField(max_length=80)
    requested_at = models.DateTimeField()
    inner_for = models.CharField(max_length=80)
    outer_by = models.CharField(max_length=80, blank=True)
    released_at = models.DateTimeField(null=True, blank=True)
    expires_at = models.DateTimeField(null=True, blank=True)
    opened_at = models.DateTimeField(null=True, blank=True)
    ciphertext = models.BinaryField(null=True)

    DATA_CLASSES = {"reason": "T2", "requested_by": "T1", "inner_for": "T1", "outer_by": "T1", "ciphertext": "T3+"}

    def __str__(self) -> str:
        return f"release {self.public_id}"


class WorkerKey(models.Model):
    """The public half of one hour's worker identity; the private half lies in RAM-backed storage until its items are done."""

    public_id = models.UUIDField(default=new_id, unique=True, editable=False)
    public_key = models.CharField(max_length=120, unique=True)
    created_at = models.DateTimeField()
    destroyed_at = models.DateTimeField(null=True, blank=True)

    DATA_CLASSES = {"public_key": "T1"}

    def __str__(self) -> str:
        return f"worker key {self.public_id}"


class WorkerItem(models.Model):
    """An item that was sealed to a worker key as well, and is not done yet."""

    public_id = models.UUIDField(default=new_id, unique=True, editable=False)
    key = models.ForeignKey(WorkerKey, on_delete=models.CASCADE, related_name="items")
    item = models.OneToOneField("vault.Item", on_delete=models.CASCADE, related_name="for_worker")

    DATA_CLASSES: dict[str, str] = {}

    def __str__(self) -> str:
        return f"worker item {self.public_id}"


class UnlockedSession(models.Model):
    """One officer's opened identity, sealed under a key that only his cookie holds."""

    public_id = models.UUIDField(default=new_id, unique=True, editable=False)
    token_hash = models.CharField(max_length=64, unique=True)
    owner = models.CharField(max_length=80, db_index=True)
    blob = models.BinaryField()
    half_open = models.BooleanField(default=True)
    created_at = models.DateTimeField()
    last_used_at = models.DateTimeField()
    fresh_at = models.DateTimeField(null=True, blank=True)

    DATA_CLASSES = {"token_hash": "T1", "owner": "T1", "blob": "T3+"}

    def __str__(self) -> str:
        return f"session of {self.owner}"
