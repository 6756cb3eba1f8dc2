"""Letters of citizens (*surat warga*): criticism, suggestion, question: what the founding paper calls proof of taking part.

Every word of a letter and of its reply is sealed like a report. What is published as *Anda bilang, kami lakukan* is another text,
written by an officer for everybody, and only where the writer agreed.
"""

from __future__ import annotations

from django.db import models

from saksama.kernel.ids import new_id
from saksama.store.scoped import ScopedManager

KINDS = (
    ("criticism", "Kritik", "Criticism"),
    ("suggestion", "Saran", "Suggestion"),
    ("question", "Pertanyaan", "Question"),
    ("other", "Lainnya", "Something else"),
)
CHANNELS = (
    ("web", "lewat halaman ini", "by this page"),
    ("paper", "lewat surat", "on paper"),
    ("kampung", "lewat kampung pengawasan", "at a kampung pengawasan"),
)


class Letter(models.Model):
    """One letter, found by its writer under `locator` and by officers under their territory. Who wrote it stands in no column.

    `acknowledge_by` and `due` are the ends of SAK-LETTER-ACK and SAK-LETTER in the zone of the place. `owner` is the officer who
    took it on; `shield` the seat whose lent staff must not see it (decision 35). `consent`: a text without traits may appear.
    """

    public_id = models.UUIDField(default=new_id, unique=True, editable=False)
    locator = models.CharField(max_length=64)
    mailbox_key = models.CharField(max_length=120)
    kind = models.CharField(max_length=12, choices=[(code, word) for code, word, _ in KINDS])
    channel = models.CharField(max_length=10, choices=[(code, word) for code, word, _ in CHANNELS])
    consent = models.BooleanField(default=False)
    place_code = models.CharField(max_length=13)
    office = models.UUIDField()
    office_position = models.BigIntegerField()
    shield = models.CharField(max_length=80, blank=True, default="")
    received_at = models.DateTimeField()
    acknowledge_by = models.DateTimeField()
    due = models.DateTimeField()
    acknowledged_at = models.DateTimeField(null=True, blank=True)
    replied_at = models.DateTimeField(null=True, blank=True)
    owner = models.CharField(max_length=40, blank=True, default="")
    entered_by = models.CharField(max_length=40, blank=True, default="")
    compartment = models.ForeignKey("vault.Compartment", on_delete=models.PROTECT, related_name="+")
    entry = models.OneToOneField("ledger.Entry", on_delete=models.PROTECT, related_name="+")

    objects = ScopedManager()

    SCOPE_KEY = "locator"
    DATA_CLASSES = {
        "locator": "T1",
        "mailbox_key": "T1",
        "kind": "T1",
        "channel": "T1",
        "place_code": "T1",
        "shield": "T1",
        "owner": "T1",
        "entered_by": "T1",
    }

    class Meta:
        base_manager_name = "objects"
        constraints = [models.UniqueConstraint(fields=["locator"], name="prevention_letter_locator_once")]
        indexes = [models.Index(fields=["office_position", "due"], name="prevention_letter_due")]

    def __str__(self) -> str:
        return f"letter {self.public_id}"


class LetterReply(models.Model):
    """An officer's reply; its words are an item of the letter's compartment. `acted`: something was done because of it."""

    public_id = models.UUIDField(default=new_id, unique=True, editable=False)
    letter = models.ForeignKey(Letter, on_delete=models.PROTECT, related_name="replies")
    nth = models.PositiveIntegerField()
    acted = models.BooleanField(default=False)
    item = models.OneToOneField("vault.Item", on_delete=models.PROTECT, related_name="+")
    replied_by = models.CharField(max_length=40)
    replied_at = models.DateTimeField()

    DATA_CLASSES = {"replied_by": "T1"}

    class Meta:
        ordering = ["nth"]
        constraints = [models.UniqueConstraint(fields=["letter", "nth"], name="prevention_letterreply_nth")]

    def __str__(self) -> str:
        return f"reply {self.nth} to {self.letter_id}"


class Echo(models.Model):
    """*Anda bilang* (`said`), *kami lakukan* (`did`), in an officer's words; it shows once a second person has approved it.

    It bears neither place nor writer; the office stands below it, because it is the office that did something.
    """

    public_id = models.UUIDField(default=new_id, unique=True, editable=False)
    letter_public_id = models.UUIDField(db_index=True)
    office = models.UUIDField()
    said = models.CharField(max_length=300)
    did = models.CharField(max_length=1000)
    written_by = models.CharField(max_length=40)
    written_at = models.DateTimeField()
    approved_by = models.CharField(max_length=40, blank=True, default="")
    approved_at = models.DateTimeField(null=True, blank=True)
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    DATA_CLASSES = {"said": "T0", "did": "T0", "written_by": "T1", "approved_by": "T1"}

    def __str__(self) -> str:
        return f"echo {self.public_id}"
