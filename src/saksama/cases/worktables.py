"""Columns of what makes the desk quick: the terms a case is found by, officers' own views of the queue, steps on many cases.

None of it is evidence: terms are written again from the case, views and runs belong to a person.
"""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from saksama.kernel.ids import new_id
from saksama.store.scoped import ScopedManager
from saksama.vault.fields import EncryptedTextField

# What cases are found by beside their place in a queue; `models.Case` carries them.
CASE_INDEXES = [
    models.Index(fields=["place_code"], name="cases_case_place"),
    models.Index(fields=["category", "sort_due", "public_id", "office_position"], name="cases_case_category"),
    models.Index(fields=["stage", "sort_due", "public_id", "office_position"], name="cases_case_stage"),
    models.Index(
        fields=["waiting_on", "sort_due", "public_id", "office_position"], condition=Q(in_queue=True), name="cases_case_waiting"
    ),
    models.Index(fields=["agency", "sort_due"], condition=~Q(agency=""), name="cases_case_of_agency"),
    models.Index(
        fields=["sort_due", "public_id"], condition=Q(in_queue=True, silent_since__isnull=False), name="cases_case_silent"
    ),
    models.Index(fields=["act_count", "sort_due", "public_id"], condition=Q(in_queue=True), name="cases_case_acts"),
]


class SearchTerm(models.Model):
    """A number or code by which a case is found, squashed to letters and digits (`store.search.squash`), or the tail of one.

    `position` is the case's, which never changes: the scope is a column of the index, and no case is read to look for its number.
    """

    SCOPE_PATH = "position"
    SCOPE_KEY = ("case__oversight_office", "case__agency_key")
    DATA_CLASSES = {"kind": "T1", "term": "T1"}

    public_id = models.UUIDField(default=new_id, unique=True, editable=False)
    case = models.ForeignKey("cases.Case", on_delete=models.CASCADE, related_name="search_terms")
    kind = models.CharField(max_length=8)
    term = models.CharField(max_length=64)
    position = models.BigIntegerField()

    objects = ScopedManager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["case", "term", "kind"], name="cases_search_term_once")]
        indexes = [models.Index(fields=["term", "position"], name="cases_search_term")]

    def __str__(self) -> str:
        return f"{self.kind} {self.term}"


class SavedView(models.Model):
    """A view of the queue that an officer keeps: what it narrows to, in codes. Its name is his own, so it is encrypted."""

    DATA_CLASSES = {"owner": "T1", "office": "T1", "name": "T2", "wanted": "T1"}

    public_id = models.UUIDField(default=new_id, unique=True, editable=False)
    owner = models.CharField(max_length=40)
    office = models.CharField(max_length=40)
    name = EncryptedTextField()
    wanted = models.JSONField(default=dict)
    place = models.PositiveSmallIntegerField(default=0)
    shared = models.BooleanField(default=False)

    class Meta:
        ordering = ["place", "pk"]
        indexes = [models.Index(fields=["office", "owner"], name="cases_saved_view_of")]

    def __str__(self) -> str:
        return f"view {self.public_id}"


class BulkRun(models.Model):
    """One step asked of many cases at once by one person. What was written in it is in the cases, sealed; none of it is here.

    `form` is the letter where the step draws one; `stopped_at` when its owner pressed stop, until he goes on.
    """

    DATA_CLASSES = {"owner": "T1", "office": "T1", "act": "T1", "form": "T1"}

    public_id = models.UUIDField(default=new_id, unique=True, editable=False)
    owner = models.CharField(max_length=40, db_index=True)
    office = models.CharField(max_length=40)
    act = models.CharField(max_length=32)
    form = models.CharField(max_length=24, blank=True, default="")
    asked_at = models.DateTimeField()
    finished_at = models.DateTimeField(null=True, blank=True)
    stopped_at = models.DateTimeField(null=True, blank=True)

    def __str__(self) -> str:
        return f"{self.act} {self.public_id}"


class BulkLine(models.Model):
    """One case of a run. `state`: waiting, done, changed (a colleague was faster), refused (our sentence says why).

    `document` is the letter that was drawn.
    """

    DATA_CLASSES = {"case": "T1", "state": "T1", "sentence_id": "T1", "sentence_en": "T1"}

    public_id = models.UUIDField(default=new_id, unique=True, editable=False)
    run = models.ForeignKey(BulkRun, on_delete=models.CASCADE, related_name="lines")
    case = models.UUIDField()
    nth = models.PositiveSmallIntegerField()
    seen = models.PositiveIntegerField()
    state = models.CharField(max_length=8, default="waiting")
    sentence_id = models.CharField(max_length=600, blank=True)
    sentence_en = models.CharField(max_length=600, blank=True)
    document = models.UUIDField(null=True, blank=True)

    class Meta:
        ordering = ["run", "nth"]
        constraints = [models.UniqueConstraint(fields=["run", "case"], name="cases_bulk_line_once")]

    def __str__(self) -> str:
        return f"{self.nth} {self.state}"
