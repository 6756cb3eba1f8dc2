"""PostgreSQL's own wall, asked with raw SQL behind the code's back."""

from __future__ import annotations

import pytest
from django.db import connection, transaction
from django.db.migrations.loader import MigrationLoader
from django.db.utils import DatabaseError
from tests.store.scoped_tables import BAGUS, FILES, NOBODY, NOTES, SARI, WATI, YUSUF

from saksama import store
from saksama.kernel.actor import SYSTEM
from saksama.store import engine
from saksama.store.operations import RowSecurity

pytestmark = [pytest.mark.django_db, pytest.mark.postgres]


def raw(statement: str) -> list[str]:
    with connection.cursor() as cursor:
        cursor.execute(statement)
        return [row[0] for row in cursor.fetchall()]


def changed(statement: str) -> int:
    with connection.cursor() as cursor:
        cursor.execute(statement)
        return cursor.rowcount


def test_the_role_of_the_test_run_is_bound_by_the_rules(files):
    assert engine.row_security_holds()


def test_without_a_scope_there_are_no_rows(files):
    assert raw(f"SELECT title FROM {FILES}") == []
    assert raw(f"SELECT text FROM {NOTES}") == []
    assert raw(f"SELECT count(*) FROM {FILES}") == [0]


@pytest.mark.parametrize(
    ("actor", "titles"),
    [
        (SYSTEM, ["buleleng", "solok"]),
        (BAGUS, ["solok"]),
        (YUSUF, ["buleleng"]),
        (WATI, ["buleleng"]),
        (SARI, ["solok"]),
        (NOBODY, []),
    ],
)
def test_rows_are_those_of_the_actor_by_raw_sql(files, actor, titles):
    with store.scope(actor):
        assert raw(f"SELECT title FROM {FILES} ORDER BY title") == titles
        assert raw(f"SELECT text FROM {NOTES} ORDER BY text") == titles
    assert raw(f"SELECT title FROM {FILES}") == []


def test_after_a_scope_the_settings_are_empty_and_show_nothing(files):
    with store.scope(BAGUS):
        assert raw(f"SELECT title FROM {FILES}") == ["solok"]
    assert raw("SELECT current_setting('saksama.low', true)") == [""]
    assert raw(f"SELECT title FROM {FILES}") == []


def test_rows_of_another_office_are_neither_changed_nor_deleted(files):
    with store.scope(BAGUS):
        assert changed(f"UPDATE {FILES} SET title = 'x' WHERE title = 'buleleng'") == 0
        assert changed(f"DELETE FROM {NOTES} WHERE text = 'buleleng'") == 0
    with store.scope(SYSTEM):
        assert raw(f"SELECT title FROM {FILES} ORDER BY title") == ["buleleng", "solok"]


@pytest.mark.parametrize(
    "statement",
    [
        f"INSERT INTO {FILES} (office_position, locator, agency, title) VALUES (5110, '', '', 'smuggled')",
        f"UPDATE {FILES} SET office_position = 5110",
        f"INSERT INTO {NOTES} (file_id, text) SELECT id + 1, 'smuggled' FROM {FILES}",
    ],
)
def test_rows_are_not_written_into_another_office(files, statement):
    with store.scope(BAGUS), pytest.raises(DatabaseError, match="row-level security"), transaction.atomic():
        changed(statement)


def test_an_empty_key_opens_nothing(files):
    with store.scope(SYSTEM):
        changed(f"UPDATE {FILES} SET locator = ''")
    with store.scope(NOBODY):
        assert raw(f"SELECT title FROM {FILES}") == []


def test_an_index_serves_the_rule(files):
    with store.scope(BAGUS), connection.cursor() as cursor:
        cursor.execute(f"CREATE INDEX by_position ON {FILES} (office_position)")
        cursor.execute("SET LOCAL enable_seqscan = off")
        plan = "\n".join(raw(f"EXPLAIN SELECT title FROM {FILES} WHERE office_position BETWEEN 1300 AND 1399"))
    assert "by_position" in plan


def test_every_row_security_of_the_migrations_stands():
    """A later migration may not have taken it away."""
    migrations = MigrationLoader(connection).disk_migrations.values()
    tables = {each.table for migration in migrations for each in migration.operations if isinstance(each, RowSecurity)}
    forced = set(raw("SELECT relname FROM pg_class WHERE relrowsecurity AND relforcerowsecurity"))
    ruled = set(raw("SELECT tablename FROM pg_policies WHERE policyname = 'scope'"))
    assert tables <= forced & ruled
