"""Lets the test runner empty append-only tables between transactional tests. The product itself has no way to do so."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from django.db import connection


@contextmanager
def triggers_off() -> Iterator[None]:
    """Take the append-only triggers away and put them back."""
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            connection.check_constraints()     # no table is altered while checks of rows are due
            cursor.execute("SELECT tgrelid::regclass::text, tgname FROM pg_trigger WHERE tgname LIKE '%%append_only'")
            found = cursor.fetchall()
            away = [f'ALTER TABLE {table} DISABLE TRIGGER "{name}"' for table, name in found]
            back = [f'ALTER TABLE {table} ENABLE TRIGGER "{name}"' for table, name in found]
        else:
            cursor.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger' AND name LIKE '%%append_only%%'")
            found = cursor.fetchall()
            away, back = [f'DROP TRIGGER "{name}"' for name, _ in found], [sql for _, sql in found]
        for statement in away:
            cursor.execute(statement)
        yield
        if connection.vendor == "postgresql":
            connection.check_constraints()
        for statement in back:
            cursor.execute(statement)


@pytest.fixture(autouse=True, scope="session")
def append_only_tables_can_be_emptied() -> Iterator[None]:
    operations = type(connection.ops)
    flush = operations.execute_sql_flush

    def emptied(self, statements):
        with triggers_off():
            flush(self, statements)

    operations.execute_sql_flush = emptied
    yield
    operations.execute_sql_flush = flush
