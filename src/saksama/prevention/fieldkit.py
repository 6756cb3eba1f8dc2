"""The field kit: a telephone of an officer that seals entries without network, and what it brought that waits for a person."""

from __future__ import annotations

from django.db import models

from saksama.kernel.ids import new_id
from saksama.store.scoped import ScopedManager
from saksama.vault.fields import EncryptedTextField

TAKEN, WAITING, DISCARDED = "taken", "waiting", "discarded"
STATES = ((TAKEN, "tercatat"), (WAITING, "menunggu dibetulkan"), (DISCARDED, "tidak dipakai"))


class Kit(models.Model):
    """One telephone. Whoever finds it finds entries sealed to `public_key`; ended, the private half is gone for good."""

    public_id = models.UUIDField(default=new_id, unique=True, editable=False)
    person = models.CharField(max_length=80, db_index=True)
    office = models.CharField(max_length=40)
    office_position = models.BigIntegerField()
    name = models.CharField(max_length=40)
    public_key = models.CharField(max_length=100)
    private_key = EncryptedTextField(blank=True)
    made_at = models.DateTimeField()
    heard_at = models.DateTimeField(null=True, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)

    objects = ScopedManager()

    DATA_CLASSES = {"person": "T1", "office": "T1", "name": "T1", "public_key": "T0", "private_key": "T2"}

    class Meta:
        base_manager_name = "objects"

    def __str__(self) -> str:
        return f"kit {self.public_id}"


class KitEntry(models.Model):
    """One entry of a telephone, known by its `token` for ever: sent again it is the same entry.

    `saved_at` is the telephone's moment put right by `clock_off` seconds. `payload` stays only while a person has to look at it,
    for `reason`. `visit` is what it became.
    """

    public_id = models.UUIDField(default=new_id, unique=True, editable=False)
    kit = models.ForeignKey(Kit, on_delete=models.PROTECT, related_name="entries")
    office_position = models.BigIntegerField()
    token = models.UUIDField(unique=True)
    digest = models.CharField(max_length=64)
    received_at = models.DateTimeField()
    saved_at = models.DateTimeField()
    clock_off = models.BigIntegerField(default=0)
    state = models.CharField(max_length=10, choices=STATES)
    reason = models.CharField(max_length=40, blank=True, default="")
    payload = EncryptedTextField(blank=True)
    visit = models.UUIDField(null=True, blank=True)

    objects = ScopedManager()

    DATA_CLASSES = {"digest": "T0", "state": "T0", "reason": "T0", "payload": "T2"}

    class Meta:
        base_manager_name = "objects"
        indexes = [models.Index(fields=["kit", "state"], name="prevention_kitentry_state")]

    def __str__(self) -> str:
        return f"field entry {self.public_id}"
