from __future__ import annotations

import pytest
from django.db import DatabaseError, connection, transaction
from django.db.migrations.loader import MigrationLoader
from tests.store.scoped_tables import ENTRIES, Entry

from saksama.store.operations import AppendOnly

pytestmark = pytest.mark.django_db

STATEMENTS = [
    f"UPDATE {ENTRIES} SET text = 'changed'",
    f"DELETE FROM {ENTRIES}",
    f"INSERT INTO {ENTRIES} (id, text) VALUES (1, 'changed') ON CONFLICT (id) DO UPDATE SET text = 'changed'",
]


@pytest.mark.parametrize("statement", STATEMENTS)
def test_rows_are_never_changed_or_taken_away(tables, statement):
    Entry.objects.create(pk=1, text="as it was")
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)
    assert list(Entry.objects.values_list("text", flat=True)) == ["as it was"]


def test_the_orm_is_refused_too(tables):
    entry = Entry.objects.create(text="as it was")
    entry.text = "changed"
    for write in (entry.save, entry.delete, Entry.objects.all().delete, lambda: Entry.objects.update(text="changed")):
        with pytest.raises(DatabaseError), transaction.atomic():
            write()
    assert Entry.objects.get().text == "as it was"


@pytest.mark.postgres
def test_the_table_is_not_emptied_at_once(tables):
    Entry.objects.create(text="as it was")
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(f"TRUNCATE {ENTRIES}")


def test_every_trigger_of_the_migrations_stands():
    """SQLite forgets triggers when a later migration rebuilds the table: repeat `append_only(table)` in that migration."""
    migrations = MigrationLoader(connection).disk_migrations.values()
    tables = {each.table for migration in migrations for each in migration.operations if isinstance(each, AppendOnly)}
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(
                "SELECT tgrelid::regclass::text FROM pg_trigger WHERE tgname LIKE '%%_append_only' AND tgenabled = 'O'"
            )
            found = {(table, "both") for (table,) in cursor.fetchall()}
            expected = {(table, "both") for table in tables}
        else:
            cursor.execute("SELECT tbl_name, name FROM sqlite_master WHERE type = 'trigger'")
            found = set(cursor.fetchall())
            expected = {(table, name) for table in tables for name in AppendOnly(table).names()}
    assert expected <= found
