"""What is sealed: compartments, one wrap for each reader, and the items inside.

A compartment has an age identity of its own; nobody keeps it. It exists only wrapped: one `Wrap` row for each reader, so that
each reader can be withdrawn alone. Times are kept to the hour: they would tell when an unnamed reporter wrote.
"""

from __future__ import annotations

from django.db import models

from saksama.kernel.ids import new_id


class Compartment(models.Model):
    """One kind of content of one report or case, with its own key."""

    class Kind(models.TextChoices):
        REPORT = "report"        # narrative, messages, clean copies; the reporter's key is a reader
        CASE = "case"            # kajian, notes, minutes, papers; the reporter is not
        REPLY = "reply"          # the accused's answers and what was disclosed to him; his pass is a reader
        IDENTITY = "identity"    # name, contact, original media; two persons of two units
        CONTACT = "contact"      # name and contact of the named door, by the reporter's consent

    public_id = models.UUIDField(default=new_id, unique=True, editable=False)
    kind = models.CharField(max_length=16, choices=Kind)
    owner = models.CharField(max_length=80, blank=True)
    suite = models.CharField(max_length=16, default="x25519")
    public_key = models.CharField(max_length=120)
    created_at = models.DateTimeField()
    destroyed_at = models.DateTimeField(null=True, blank=True)

    DATA_CLASSES = {"kind": "T1", "owner": "T1", "suite": "T1", "public_key": "T1"}

    def __str__(self) -> str:
        return f"{self.kind} {self.public_id}"


class Wrap(models.Model):
    """The compartment's identity, sealed to one reader; with `outer_owner`, an age file inside an age file: two persons.

    `stands_for` is the office on whose behalf an officer was wrapped to himself, because a colleague of his is excluded: such a
    wrap goes when he leaves the office, and his successor gets one.
    """

    public_id = models.UUIDField(default=new_id, unique=True, editable=False)
    compartment = models.ForeignKey(Compartment, on_delete=models.CASCADE, related_name="wraps")
    owner = models.CharField(max_length=80)
    stands_for = models.CharField(max_length=80, blank=True, db_index=True)
    epoch = models.PositiveIntegerField(default=1)
    public_key = models.CharField(max_length=120)
    outer_owner = models.CharField(max_length=80, blank=True)
    outer_epoch = models.PositiveIntegerField(default=0)
    outer_public_key = models.CharField(max_length=120, blank=True)
    ciphertext = models.BinaryField()

    DATA_CLASSES = {"owner": "T1", "stands_for": "T1", "public_key": "T1", "outer_owner": "T1", "outer_public_key": "T1",
                    "ciphertext": "T3+"}

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["compartment", "public_key", "outer_public_key"], name="vault_wrap_once_per_reader"),
        ]
        indexes = [
            models.Index(fields=["owner", "epoch"], name="vault_wrap_owner"),
            models.Index(fields=["outer_owner", "outer_epoch"], name="vault_wrap_outer"),
        ]

    def __str__(self) -> str:
        return f"wrap for {self.owner}"


class Barred(models.Model):
    """An owner that may never become a reader of this compartment (decision 35)."""

    public_id = models.UUIDField(default=new_id, unique=True, editable=False)
    compartment = models.ForeignKey(Compartment, on_delete=models.CASCADE, related_name="barred")
    owner = models.CharField(max_length=80, db_index=True)

    DATA_CLASSES = {"owner": "T1"}

    class Meta:
        constraints = [models.UniqueConstraint(fields=["compartment", "owner"], name="vault_barred_once")]

    def __str__(self) -> str:
        return f"barred {self.owner}"


class Item(models.Model):
    """One sealed text or file: an age file, kept in the row while small, in the blob store when large."""

    public_id = models.UUIDField(default=new_id, unique=True, editable=False)
    compartment = models.ForeignKey(Compartment, on_delete=models.CASCADE, related_name="items")
    klass = models.CharField(max_length=32)
    size_bucket = models.BigIntegerField()
    sha256 = models.CharField(max_length=64)
    inline = models.BinaryField(null=True)
    blob = models.CharField(max_length=200, blank=True)
    created_at = models.DateTimeField()

    DATA_CLASSES = {"klass": "T1", "sha256": "T1", "blob": "T1", "inline": "T3"}

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(inline__isnull=True, blob__gt="") | models.Q(inline__isnull=False, blob=""),
                name="vault_item_in_one_place",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.klass} {self.public_id}"
