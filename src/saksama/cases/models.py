"""Columns and constraints of a case and of what derives from its acts.

`Act` is append-only on both engines. The columns of `Case` below the line *projections*, and all of `Clock`, are rewritten
from the acts by `projecting.write` in the transaction of each act; nobody else writes them.
"""

from __future__ import annotations

from datetime import UTC, datetime

from django.db import models
from django.db.models import Q

from saksama.kernel.ids import new_id
from saksama.law.clocks import State
from saksama.store.scoped import ScopedManager
from saksama.vault.fields import EncryptedTextField

from . import office_templates, projections, worktables  # noqa: F401  their tables are this app's too

FAR = datetime(9999, 12, 30, tzinfo=UTC)  # sorts what has no limit behind everything that has one


class Limb(models.TextChoices):
    ASN = "asn", "jalur ASN"
    CRIMINAL = "criminal", "jalur pidana"


class Case(models.Model):
    """One matter. `oversight_office` and `agency_key` let the overseer and the agency in once the case has reached them.

    `authority` names the chair that sanctions in the accused's agency: staff whose home agency stands under it are excluded.
    `compartments` maps case|reply|agency|criminal to a vault compartment. `assigned_to` is who works on it (a user's public id,
    or nobody); `handed_back` says why it lost its officer (left|barred|own), until another one has it.
    """

    SCOPE_PATH = "office_position"
    SCOPE_KEY = ("oversight_office", "agency_key")
    DATA_CLASSES = {
        "number": "T1",
        "regime": "T1",
        "election": "T1",
        "law_release": "T1",
        "place_code": "T1",
        "place_label": "T1",
        "office": "T1",
        "timezone": "T1",
        "oversight_office": "T1",
        "agency": "T1",
        "agency_key": "T1",
        "authority": "T1",
        "category": "T1",
        "violations": "T1",
        "channel": "T1",
        "door": "T1",
        "compartments": "T1",
        "stage": "T1",
        "outcome": "T1",
        "waiting_on": "T1",
        "next_rule": "T1",
        "next_subject": "T1",
        "meter": "T1",
        "assigned_to": "T1",
        "handed_back": "T1",
    }

    public_id = models.UUIDField(default=new_id, unique=True, editable=False)
    opening_report = models.UUIDField(unique=True)
    place_code = models.CharField(max_length=13)
    place_label = models.CharField(max_length=240)
    office = models.CharField(max_length=40)
    office_position = models.BigIntegerField()
    timezone = models.CharField(max_length=20)
    regime = models.CharField(max_length=12)
    election = models.CharField(max_length=40, blank=True)
    law_release = models.CharField(max_length=64)
    channel = models.CharField(max_length=16)
    door = models.CharField(max_length=10)
    happened_on = models.DateField(null=True, blank=True)
    known_on = models.DateField(null=True, blank=True)
    opened_at = models.DateTimeField()
    compartments = models.JSONField(default=dict)
    similar = models.PositiveIntegerField(default=0)
    # projections
    number = models.CharField(max_length=60, blank=True)
    agency = models.CharField(max_length=40, blank=True)
    authority = models.CharField(max_length=120, blank=True)
    oversight_office = models.CharField(max_length=40, blank=True)
    agency_key = models.CharField(max_length=40, blank=True)
    category = models.CharField(max_length=40, blank=True)
    violations = models.JSONField(default=list)
    meter = models.JSONField(default=list)
    stage = models.CharField(max_length=24, blank=True)
    outcome = models.CharField(max_length=24, blank=True)
    waiting_on = models.CharField(max_length=12, default="bawaslu")
    waiting_since = models.DateTimeField(null=True, blank=True)
    silent_since = models.DateTimeField(null=True, blank=True)
    next_rule = models.CharField(max_length=16, blank=True)
    next_subject = models.CharField(max_length=24, blank=True)
    next_due = models.DateTimeField(null=True, blank=True)
    next_due_late = models.DateTimeField(null=True, blank=True)
    sort_due = models.DateTimeField(default=FAR)
    in_queue = models.BooleanField(default=True)
    last_act_at = models.DateTimeField(null=True, blank=True)
    act_count = models.PositiveIntegerField(default=0)
    closed_on = models.DateField(null=True, blank=True)
    assigned_to = models.CharField(max_length=40, blank=True)
    assigned_since = models.DateTimeField(null=True, blank=True)
    handed_back = models.CharField(max_length=8, blank=True)

    objects = ScopedManager()

    class Meta:
        ordering = ["sort_due", "public_id"]
        constraints = [
            models.UniqueConstraint(fields=["office", "number"], condition=~Q(number=""), name="cases_case_number_once"),
        ]
        indexes = [
            models.Index(fields=["office", "sort_due", "public_id"], condition=Q(in_queue=True), name="cases_case_queue"),
            models.Index(
                fields=["sort_due", "public_id", "office_position"], condition=Q(in_queue=True), name="cases_case_queue_of_all"
            ),
            models.Index(
                fields=["oversight_office", "sort_due", "public_id"],
                condition=~Q(oversight_office=""),
                name="cases_case_overseer",
            ),
            models.Index(fields=["agency_key", "sort_due", "public_id"], condition=~Q(agency_key=""), name="cases_case_agency"),
            models.Index(fields=["office_position", "opened_at"], name="cases_case_territory"),
            models.Index(
                fields=["assigned_to", "sort_due", "public_id"],
                condition=Q(in_queue=True) & ~Q(assigned_to=""),
                name="cases_case_assigned",
            ),
            models.Index(
                fields=["office", "sort_due"], condition=Q(in_queue=True) & ~Q(handed_back=""), name="cases_case_handed_back"
            ),
            *worktables.CASE_INDEXES,
        ]

    def __str__(self) -> str:
        return self.number or f"case {self.public_id}"


class Act(models.Model):
    """One step that someone took. `nth` counts per case and limb; `corrects` is the number of a mistaken act of the same limb.

    `body` holds ids, enums, dates and numbers; prose is the sealed `item`. `entry` is the ledger entry that commits to all of it.
    `limits` are the clocks that had ended when it was written, as they were counted then: later law moves no ended limit.
    """

    SCOPE_PATH = "case__office_position"
    SCOPE_KEY = ("case__oversight_office", "case__agency_key")
    DATA_CLASSES = {
        "limb": "T1",
        "kind": "T1",
        "actor": "T1",
        "role": "T1",
        "office": "T1",
        "provenance": "T1",
        "recorded_for": "T1",
        "rule": "T1",
        "body": "T1",
        "limits": "T1",
    }

    public_id = models.UUIDField(default=new_id, unique=True, editable=False)
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="acts")
    limb = models.CharField(max_length=8, choices=Limb.choices, default=Limb.ASN)
    nth = models.PositiveIntegerField()
    kind = models.CharField(max_length=32)
    happened_at = models.DateTimeField()
    recorded_at = models.DateTimeField()
    actor = models.CharField(max_length=80)
    role = models.CharField(max_length=32)
    office = models.CharField(max_length=40, blank=True)
    provenance = models.CharField(max_length=12, default="own")
    recorded_for = models.CharField(max_length=12, blank=True)
    rule = models.CharField(max_length=32, blank=True)
    corrects = models.PositiveIntegerField(null=True, blank=True)
    body = models.JSONField(default=dict)
    limits = models.JSONField(default=list)
    item = models.UUIDField(null=True, blank=True)
    entry = models.UUIDField()

    objects = ScopedManager()

    class Meta:
        ordering = ["case", "limb", "nth"]
        constraints = [
            models.UniqueConstraint(fields=["case", "limb", "nth"], name="cases_act_nth_once"),
            models.UniqueConstraint(
                fields=["case", "limb", "corrects"], condition=Q(corrects__isnull=False), name="cases_act_corrected_once"
            ),
        ]
        indexes = [models.Index(fields=["kind", "recorded_at"], name="cases_act_kind")]

    def __str__(self) -> str:
        return f"{self.kind} {self.nth}"


class Clock(models.Model):
    """One reading of one clock, as of the last act. `lapse_recorded`: the sweep has written its act.

    `basis` is what it is counted from (`law.basis`), enough to count it again under another release without reading its acts.
    """

    SCOPE_PATH = "case__office_position"
    SCOPE_KEY = ("case__oversight_office", "case__agency_key")
    DATA_CLASSES = {
        "limb": "T1",
        "subject": "T1",
        "rule": "T1",
        "version": "T1",
        "state": "T1",
        "actor": "T1",
        "law_release": "T1",
        "basis": "T1",
    }

    public_id = models.UUIDField(default=new_id, unique=True, editable=False)
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="clocks")
    limb = models.CharField(max_length=8, choices=Limb.choices, default=Limb.ASN)
    subject = models.CharField(max_length=24)
    rule = models.CharField(max_length=16, blank=True)
    version = models.CharField(max_length=32, blank=True)
    started_by = models.PositiveIntegerField()
    stopped_by = models.PositiveIntegerField(default=0)
    started_at = models.DateTimeField(null=True, blank=True)
    stopped_at = models.DateTimeField(null=True, blank=True)
    due_early = models.DateTimeField(null=True, blank=True)
    due_late = models.DateTimeField(null=True, blank=True)
    state = models.CharField(max_length=8, choices=[(state.value, state.value) for state in State])
    actor = models.CharField(max_length=32, blank=True)
    lapse_recorded = models.BooleanField(default=False)
    law_release = models.CharField(max_length=64)
    basis = models.TextField(blank=True, default="")

    objects = ScopedManager()

    class Meta:
        ordering = ["case", "started_by", "subject"]
        indexes = [
            models.Index(
                fields=["due_late"],
                condition=Q(stopped_by=0, lapse_recorded=False) & ~Q(state="void"),
                name="cases_clock_to_lapse",
            ),
            models.Index(fields=["due_early"], condition=Q(state="running"), name="cases_clock_due"),
        ]

    def __str__(self) -> str:
        return f"{self.rule or self.subject} {self.state}"


class Party(models.Model):
    """A person of the case. Names and posts are encrypted; `name_index` and `NameToken` find them without showing them."""

    SCOPE_PATH = "case__office_position"
    SCOPE_KEY = ("case__oversight_office", "case__agency_key")
    DATA_CLASSES = {"role": "T1", "name": "T2", "post": "T2", "status": "T1", "name_index": "T2"}

    public_id = models.UUIDField(default=new_id, unique=True, editable=False)
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="parties")
    role = models.CharField(max_length=12)
    name = EncryptedTextField(blank=True)
    post = EncryptedTextField(blank=True)
    status = models.CharField(max_length=8, default="unknown")
    name_index = models.CharField(max_length=32, blank=True, db_index=True)
    nth = models.PositiveIntegerField()

    objects = ScopedManager()

    class Meta:
        ordering = ["case", "nth", "pk"]
        verbose_name_plural = "parties"

    def __str__(self) -> str:
        return f"{self.role} {self.public_id}"


class NameToken(models.Model):
    """A keyed hash of one word of a party's name."""

    SCOPE_PATH = "party__case__office_position"
    SCOPE_KEY = ("party__case__oversight_office", "party__case__agency_key")
    DATA_CLASSES = {"token": "T2"}

    public_id = models.UUIDField(default=new_id, unique=True, editable=False)
    party = models.ForeignKey(Party, on_delete=models.CASCADE, related_name="tokens")
    token = models.CharField(max_length=32, db_index=True)

    objects = ScopedManager()

    def __str__(self) -> str:
        return f"token of {self.party_id}"


class Document(models.Model):
    """A letter, paper or copy sheet of an act; its file is a sealed item (letters have an editable one beside it).

    `template` is the version of the office's own template that drew the editable form; 0: ours did. `signs` is the letter whose
    signed version this is.
    """

    SCOPE_PATH = "case__office_position"
    SCOPE_KEY = ("case__oversight_office", "case__agency_key")
    DATA_CLASSES = {
        "form": "T1",
        "version": "T1",
        "number": "T1",
        "sha256": "T1",
        "check_code": "T1",
        "audience": "T1",
        "limb": "T1",
    }

    public_id = models.UUIDField(default=new_id, unique=True, editable=False)
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="documents")
    limb = models.CharField(max_length=8, choices=Limb.choices, default=Limb.ASN)
    nth = models.PositiveIntegerField()
    form = models.CharField(max_length=24)
    version = models.CharField(max_length=80, blank=True)
    number = models.CharField(max_length=60, blank=True)
    audience = models.CharField(max_length=12, default="case")
    item = models.UUIDField()
    editable = models.UUIDField(null=True, blank=True)
    sha256 = models.CharField(max_length=64)
    check_code = models.CharField(max_length=8, blank=True, default="", db_index=True)
    template = models.PositiveSmallIntegerField(default=0)
    signs = models.UUIDField(null=True, blank=True, db_index=True)
    issued_at = models.DateTimeField()

    objects = ScopedManager()

    class Meta:
        ordering = ["case", "nth", "pk"]

    def __str__(self) -> str:
        return self.number or f"{self.form} {self.public_id}"


class Link(models.Model):
    """A report of a case. One that was joined belongs to both, so that its reporter hears of the case it went into."""

    SCOPE_PATH = "case__office_position"
    SCOPE_KEY = ("case__oversight_office", "case__agency_key")
    DATA_CLASSES = {"door": "T1"}

    public_id = models.UUIDField(default=new_id, unique=True, editable=False)
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="links")
    report = models.UUIDField(db_index=True)
    door = models.CharField(max_length=10)
    joined = models.BooleanField(default=False)

    objects = ScopedManager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["case", "report"], name="cases_link_once")]

    def __str__(self) -> str:
        return f"report {self.report}"


class Exclusion(models.Model):
    """A person who may not see one case, by act: kin, superior, recusal, lent staff. Home agency is a rule and needs no row."""

    SCOPE_PATH = "case__office_position"
    SCOPE_KEY = ("case__oversight_office", "case__agency_key")
    DATA_CLASSES = {"person": "T1", "ground": "T1"}

    public_id = models.UUIDField(default=new_id, unique=True, editable=False)
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="exclusions")
    person = models.CharField(max_length=40, db_index=True)
    ground = models.CharField(max_length=16)
    nth = models.PositiveIntegerField()

    objects = ScopedManager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["case", "person"], name="cases_exclusion_once")]

    def __str__(self) -> str:
        return f"{self.ground} {self.public_id}"


class Counter(models.Model):
    """The last number an office gave for a form in a year. Taken last in the transaction that carries the number: no gap."""

    DATA_CLASSES = {"office": "T1", "form": "T1"}

    public_id = models.UUIDField(default=new_id, unique=True, editable=False)
    office = models.CharField(max_length=40)
    form = models.CharField(max_length=24)
    year = models.PositiveIntegerField()
    last = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["office", "form", "year"], name="cases_counter_once")]

    def __str__(self) -> str:
        return f"{self.form} {self.year}: {self.last}"


class SheetLayout(models.Model):
    """How one office arranges the copy sheet of one outside system: order, own labels, what is hidden, and who saw the screen.

    `fields` are [key, label, hidden] in order; `columns` the names that system's export uses, by field. `version` is that of the
    field list it was arranged from. No case and no person is in it, so every office's row may be read by the room.
    """

    DATA_CLASSES = {"office": "T1", "target": "T1", "version": "T1", "fields": "T1", "columns": "T1", "seen_by": "T1"}

    public_id = models.UUIDField(default=new_id, unique=True, editable=False)
    office = models.CharField(max_length=40)
    target = models.CharField(max_length=24)
    version = models.CharField(max_length=40, blank=True)
    fields = models.JSONField(default=list)
    columns = models.JSONField(default=dict)
    seen_on = models.DateField(null=True, blank=True)
    seen_by = models.CharField(max_length=40, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["office", "target"], name="cases_sheet_layout_once")]

    def __str__(self) -> str:
        return f"{self.target} {self.public_id}"
