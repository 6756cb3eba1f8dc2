"""Two tables as rooms have them: files of offices with a reporter's and an agency's key, and notes that hang on a file."""

from __future__ import annotations

from django.db import models
from django.test.utils import isolate_apps

from saksama.kernel.actor import SYSTEM, Actor, ActorKind, reporter
from saksama.kernel.span import Span
from saksama.store.engine import append_only, enable_row_security
from saksama.store.scoped import ScopedManager, ScopedQuerySet

with isolate_apps("tests.store"):

    class OpenFiles(ScopedQuerySet):
        def with_agency(self):
            return self.exclude(agency="")

    class File(models.Model):
        SCOPE_KEY = ("locator", "agency")

        office_position = models.BigIntegerField()
        locator = models.CharField(max_length=64, default="")
        agency = models.CharField(max_length=64, default="")
        title = models.CharField(max_length=40, default="")

        objects = OpenFiles.as_manager()

        class Meta:
            app_label = "store"

    class Note(models.Model):
        SCOPE_PATH = "file__office_position"
        SCOPE_KEY = "file__locator"

        file = models.ForeignKey(File, on_delete=models.CASCADE, related_name="notes")
        text = models.CharField(max_length=40, default="")

        objects = ScopedManager()

        class Meta:
            app_label = "store"

    class Entry(models.Model):
        text = models.CharField(max_length=40)

        class Meta:
            app_label = "store"


FILES, NOTES, ENTRIES = File._meta.db_table, Note._meta.db_table, Entry._meta.db_table
OPERATIONS = [
    *enable_row_security(FILES, key=("locator", "agency")),
    *enable_row_security(NOTES, through=("file_id", FILES)),
    *append_only(ENTRIES),
]

SOLOK = Span(1300, 1399)
BAGUS = Actor(kind=ActorKind.OFFICER, user_id=1, roles=frozenset({"examiner"}), span=SOLOK)
YUSUF = Actor(kind=ActorKind.OFFICER, user_id=2, roles=frozenset({"examiner"}), span=Span(5100, 5199))
WATI = Actor(kind=ActorKind.OFFICER, user_id=3, roles=frozenset({"agency_officer"}), agency="dinas-1", key="dinas-1")
SARI = reporter("locator-of-sari")
NOBODY = Actor(kind=ActorKind.PUBLIC)
EVERYONE = (SYSTEM, BAGUS, YUSUF, WATI, SARI, NOBODY)
