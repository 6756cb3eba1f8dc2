"""Many rows into one table at once: COPY on PostgreSQL, one prepared statement on SQLite.

For loads of reference data of tens of thousands of rows, where model objects and client-side quoting cost ten seconds. Values go
in as the column stores them (UUIDs as `uuid.UUID`); neither `save()` nor defaults run. Inside the caller's transaction.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any
from uuid import UUID

from django.db import connection

MANY = 5_000    # rows after which the plans of an all but empty table no longer fit


def insert(table: str, columns: Sequence[str], rows: Iterable[Sequence[object]]) -> None:
    """Insert the rows. Table and column names come from model metadata, never from input.

    PostgreSQL plans by statistics that its own housekeeping may renew a minute later: after many rows they are renewed at once.
    """
    quote = connection.ops.quote_name
    into = f"{quote(table)} ({', '.join(map(quote, columns))})"
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql" and not _has_row_security(cursor, table):
            copied = 0
            with cursor.copy(f"COPY {into} FROM STDIN") as copy:
                for copied, row in enumerate(rows, start=1):  # noqa: B007  counted for what follows
                    copy.write_row(row)
            if copied >= MANY:
                cursor.execute(f"ANALYZE {quote(table)}")
        else:
            marks = ", ".join(["%s"] * len(columns))
            cursor.executemany(f"INSERT INTO {into} VALUES ({marks})", [tuple(map(_plain, row)) for row in rows])  # noqa: S608


def _has_row_security(cursor: Any, table: str) -> bool:
    """PostgreSQL refuses COPY into a table with row-level security; one prepared statement goes through its rules."""
    cursor.execute("SELECT relrowsecurity FROM pg_class WHERE oid = to_regclass(%s)", [connection.ops.quote_name(table)])
    found = cursor.fetchone()
    return bool(found and found[0])


def _plain(value: Any) -> Any:
    return value.hex if isinstance(value, UUID) and connection.vendor == "sqlite" else value
