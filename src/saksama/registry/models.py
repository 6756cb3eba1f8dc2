"""Candidacies, holdings of posts, and what came with lists from outside."""

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


class Person(models.Model):
    """Somebody on an agency's staff list, by his NIP. No NIK, no birth date, no address: only what names the holder of a post."""

    class Status(models.TextChoices):
        UNKNOWN = "", "tidak disebut"
        PNS = "pns", "PNS"
        CPNS = "cpns", "CPNS"
        PPPK = "pppk", "PPPK"
        PPPK_PART_TIME = "pppk_paruh_waktu", "PPPK paruh waktu"

    public_id = models.UUIDField(default=new_id, unique=True, editable=False)
    nip = EncryptedTextField()
    nip_index = models.CharField(max_length=32, unique=True)
    name = EncryptedTextField()
    name_index = models.CharField(max_length=32, db_index=True)
    status = models.CharField(max_length=16, choices=Status.choices, blank=True, default="")
    came_with = models.ForeignKey("Import", null=True, on_delete=models.PROTECT, related_name="+")

    DATA_CLASSES = {"nip": "T2", "nip_index": "T2", "name": "T2", "name_index": "T2", "status": "T1"}

    def __str__(self) -> str:
        return f"person {self.public_id}"


class Post(models.Model):
    """A post in a unit, as on its organisation chart. It says nothing of who holds it."""

    class Klass(models.TextChoices):
        UNKNOWN = "", "tidak disebut"
        JPT_MAIN = "jpt_utama", "JPT utama"
        JPT_MIDDLE = "jpt_madya", "JPT madya"
        JPT_FIRST = "jpt_pratama", "JPT pratama"
        ADMINISTRATOR = "administrator", "administrator"
        SUPERVISOR = "pengawas", "pengawas"
        FUNCTIONAL = "fungsional", "fungsional"
        IMPLEMENTER = "pelaksana", "pelaksana"

    public_id = models.UUIDField(default=new_id, unique=True, editable=False)
    agency = models.CharField(max_length=40)
    title = models.CharField(max_length=160)
    folded = models.CharField(max_length=160)
    klass = models.CharField(max_length=16, choices=Klass.choices, blank=True, default="")
    came_with = models.ForeignKey("Import", null=True, on_delete=models.PROTECT, related_name="+")

    # The title of a post is public organisation; who holds it is in Person, encrypted.
    DATA_CLASSES = {"agency": "T1", "title": "T1", "folded": "T1", "klass": "T1"}

    class Meta:
        constraints = [models.UniqueConstraint(fields=["agency", "folded"], name="registry_post_once")]

    def __str__(self) -> str:
        return f"post {self.public_id}"


class Placement(models.Model):
    """Who holds which post, from a day to a day (the last one excluded), by a staff list as of a day."""

    public_id = models.UUIDField(default=new_id, unique=True, editable=False)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="placements")
    post = models.ForeignKey(Post, on_delete=models.PROTECT, related_name="placements")
    valid_from = models.DateField()
    valid_to = models.DateField(null=True, blank=True)
    as_of = models.DateField()
    came_with = models.ForeignKey("Import", null=True, on_delete=models.PROTECT, related_name="+")

    DATA_CLASSES: dict[str, str] = {}

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(valid_to=None) | models.Q(valid_to__gt=models.F("valid_from")),
                name="registry_placement_in_order",
            ),
            models.UniqueConstraint(fields=["person"], condition=models.Q(valid_to=None), name="registry_placement_one_open"),
        ]

    def __str__(self) -> str:
        return f"placement {self.public_id}"


class Import(models.Model):
    """One list from outside, from its arrival to its end. The file lies encrypted in `blob` under `file_key`, until it is done.

    `mapping` is our field -> number of the column; `heading` the column titles; `faults` what the trial found, with values.
    """

    class Kind(models.TextChoices):
        OFFICES = "offices", "kantor"
        AGENCIES = "agencies", "instansi dan unit"
        POSTS = "posts", "jabatan"
        ROSTER = "roster", "daftar pegawai"

    class State(models.TextChoices):
        ARRIVED = "arrived", "menunggu pemasangan kolom"
        TRYING = "trying", "sedang diuji"
        TRIED = "tried", "sudah diuji"
        TAKING = "taking", "sedang diambil"
        TAKEN = "taken", "sudah diambil"
        UNDOING = "undoing", "sedang dibatalkan"
        UNDONE = "undone", "dibatalkan"
        DISCARDED = "discarded", "dibuang"
        STALE = "stale", "data dasarnya berubah"

    public_id = models.UUIDField(default=new_id, unique=True, editable=False)
    kind = models.CharField(max_length=10, choices=Kind.choices)
    state = models.CharField(max_length=10, choices=State.choices, default=State.ARRIVED)
    owner = models.CharField(max_length=40)
    arrived_at = models.DateTimeField()
    sha256 = models.CharField(max_length=64)
    size = models.PositiveBigIntegerField()
    format = models.CharField(max_length=8)
    blob = models.CharField(max_length=40, blank=True, default="")
    file_key = EncryptedTextField(blank=True, default="")
    heading = EncryptedTextField(blank=True, default="")
    heading_print = models.CharField(max_length=32, blank=True, default="", db_index=True)
    mapping = models.JSONField(default=dict)
    as_of = models.DateField(null=True, blank=True)
    whole_of = models.CharField(max_length=40, blank=True, default="")
    counts = models.JSONField(default=dict)
    faults = EncryptedTextField(blank=True, default="")
    base_mark = models.CharField(max_length=80, blank=True, default="")
    done = models.PositiveIntegerField(default=0)
    total = models.PositiveIntegerField(default=0)
    began_at = models.DateTimeField(null=True, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)

    DATA_CLASSES = {
        "kind": "T1", "state": "T1", "owner": "T1", "sha256": "T1", "format": "T1", "blob": "T1", "file_key": "T2",
        "heading": "T2", "heading_print": "T1", "mapping": "T1", "whole_of": "T1", "counts": "T1", "faults": "T2",
        "base_mark": "T1",
    }

    class Meta:
        indexes = [models.Index(fields=["kind", "-arrived_at"], name="registry_import_latest")]

    def __str__(self) -> str:
        return f"{self.kind} {self.public_id}"


class ImportChange(models.Model):
    """A row that a list changed, and how it stood before. Rows that came with a list are found by their own column."""

    public_id = models.UUIDField(default=new_id, unique=True, editable=False)
    of = models.ForeignKey(Import, on_delete=models.PROTECT, related_name="changes")
    table = models.CharField(max_length=16)
    row = models.UUIDField()
    was = EncryptedTextField(blank=True, default="")

    DATA_CLASSES = {"table": "T0", "was": "T2"}

    def __str__(self) -> str:
        return f"change {self.public_id}"
