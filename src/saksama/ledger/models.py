"""The tables of the record. Entry, Leaf and Checkpoint are append-only on both engines; Detail can be erased; Tile is a cache."""

from __future__ import annotations

from django.db import models

from saksama.kernel.ids import new_id


class Entry(models.Model):
    """Something that happened. `body` is what is hashed; the other columns repeat it for look-ups and are checked against it.

    An entry without a Leaf is pending: it has happened, and waits for its position.
    """

    public_id = models.UUIDField(default=new_id, unique=True, editable=False)
    body = models.BinaryField()
    leaf_hash = models.CharField(max_length=64, unique=True)
    kind = models.CharField(max_length=64)
    object_id = models.CharField(max_length=80, db_index=True)
    at = models.DateTimeField()

    DATA_CLASSES = {"body": "T1", "leaf_hash": "T1", "kind": "T1", "object_id": "T1"}

    class Meta:
        indexes = [models.Index(fields=["kind", "at"], name="ledger_entry_kind_at")]

    def __str__(self) -> str:
        return f"{self.kind} {self.public_id}"


class Detail(models.Model):
    """What an entry committed to: salt and canonical JSON. Erased under the data-protection law while the leaf stays."""

    public_id = models.UUIDField(default=new_id, unique=True, editable=False)
    entry = models.OneToOneField(Entry, on_delete=models.PROTECT, related_name="detail")
    salt = models.BinaryField()
    body = models.BinaryField()

    DATA_CLASSES = {"salt": "T1", "body": "T1"}

    def __str__(self) -> str:
        return f"detail of {self.entry_id}"


class Leaf(models.Model):
    """The position of an entry in the tree, given once by the sequencer."""

    public_id = models.UUIDField(default=new_id, unique=True, editable=False)
    entry = models.OneToOneField(Entry, on_delete=models.PROTECT, related_name="leaf")
    position = models.PositiveBigIntegerField(unique=True)
    hash = models.BinaryField()

    DATA_CLASSES = {"hash": "T1"}

    def __str__(self) -> str:
        return f"leaf {self.position}"


class Checkpoint(models.Model):
    """The signed statement "the first `size` entries have this root". `number` counts them without a gap, and is signed too."""

    public_id = models.UUIDField(default=new_id, unique=True, editable=False)
    number = models.PositiveBigIntegerField(unique=True)
    size = models.PositiveBigIntegerField()
    root = models.CharField(max_length=64)
    note = models.TextField()
    at = models.DateTimeField()
    is_daily = models.BooleanField(default=False)   # published, printed, given to witnesses

    DATA_CLASSES = {"root": "T0", "note": "T0"}

    class Meta:
        indexes = [models.Index(fields=["size"], name="ledger_checkpoint_size")]

    def __str__(self) -> str:
        return f"checkpoint {self.number}"


class Witness(models.Model):
    """A co-signature of another body under a checkpoint. Its place only: nothing collects them yet."""

    public_id = models.UUIDField(default=new_id, unique=True, editable=False)
    checkpoint = models.ForeignKey(Checkpoint, on_delete=models.PROTECT, related_name="witnesses")
    name = models.CharField(max_length=120)
    signature = models.CharField(max_length=200)
    at = models.DateTimeField()

    DATA_CLASSES = {"name": "T0", "signature": "T0"}

    class Meta:
        constraints = [models.UniqueConstraint(fields=["checkpoint", "name"], name="ledger_witness_once")]

    def __str__(self) -> str:
        return f"{self.name} on {self.checkpoint_id}"


class Tile(models.Model):
    """The root of one full subtree of 256 ** level leaves. A cache over the leaves: can be rebuilt at will."""

    public_id = models.UUIDField(default=new_id, unique=True, editable=False)
    level = models.PositiveSmallIntegerField()
    index = models.PositiveBigIntegerField()
    hash = models.BinaryField()

    DATA_CLASSES = {"hash": "T1"}

    class Meta:
        constraints = [models.UniqueConstraint(fields=["level", "index"], name="ledger_tile_once")]

    def __str__(self) -> str:
        return f"tile {self.level}/{self.index}"


class Watermark(models.Model):
    """How far the sequencer has looked: every entry up to `floor` has its leaf, or was never committed.

    On PostgreSQL a transaction may commit after a later one; so ids up to `mark`, seen at `marked_at`, become the floor only
    when every transaction of that moment has ended for certain.
    """

    public_id = models.UUIDField(default=new_id, unique=True, editable=False)
    floor = models.PositiveBigIntegerField(default=0)
    mark = models.PositiveBigIntegerField(default=0)
    marked_at = models.DateTimeField()

    DATA_CLASSES: dict[str, str] = {}

    def __str__(self) -> str:
        return f"all up to {self.floor}"
