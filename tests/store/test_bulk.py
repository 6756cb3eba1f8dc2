from __future__ import annotations

from uuid import uuid4

import pytest
from django.db import DatabaseError, transaction
from tests.store.scoped_tables import BAGUS, FILES, File

from saksama import store
from saksama.jobs.models import Schedule
from saksama.kernel.actor import SYSTEM
from saksama.store import bulk, clock, engine

pytestmark = pytest.mark.django_db
COLUMNS = ("office_position", "locator", "agency", "title")


def test_rows_go_in_as_columns_store_them():
    name, now = uuid4(), clock.real()
    bulk.insert("jobs_schedule", ("public_id", "name", "next_at"), [(name, "x", now)])
    assert Schedule.objects.get().public_id == name


def test_a_scoped_table_takes_rows_within_the_scope(files):
    with store.scope(SYSTEM):
        bulk.insert(FILES, COLUMNS, [(5110, "", "", "one"), (1310, "", "", "two")])
        assert File.objects.count() == 4
    if engine.is_postgres():
        with store.scope(BAGUS), pytest.raises(DatabaseError, match="row-level security"), transaction.atomic():
            bulk.insert(FILES, COLUMNS, [(5110, "", "", "smuggled")])
