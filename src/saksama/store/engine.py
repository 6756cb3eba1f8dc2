"""All that differs between SQLite and PostgreSQL: options, locks, row-level security, append-only tables, errors.

Engine-specific SQL stands here and nowhere else. Table and column names come from migrations, never from input.
"""

from __future__ import annotations

import errno
import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from hashlib import sha256
from typing import Any

from django.db import connection, transaction
from django.db.migrations.operations.base import Operation

from saksama.kernel.span import Span

from .operations import AppendOnly, RowSecurity

# trusted_schema stays at its default: with OFF, SQLite 3.40 refuses the JSON_VALID check that Django puts on JSON columns.
SQLITE_PRAGMAS = "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON; PRAGMA secure_delete=ON;"
SQLITE_OPTIONS: dict[str, Any] = {"transaction_mode": "IMMEDIATE", "timeout": 5, "init_command": SQLITE_PRAGMAS}

DISK_FULL = frozenset({errno.ENOSPC, errno.EDQUOT})
_POSTGRES_FULL = frozenset({"53100"})
_POSTGRES_BUSY = frozenset({"55P03", "57014", "40001", "40P01", "53300"})


def is_postgres() -> bool:
    return connection.vendor == "postgresql"


# Scope

def admit(span: Span | None, key: str) -> None:
    """Let the rest of this transaction see rows in `span` or under `key`; None closes. Only PostgreSQL needs telling.

    A transaction that has already failed is left alone: its rollback takes the settings back.
    """
    if not is_postgres() or _has_failed():
        return
    low, high = (str(span.low), str(span.high)) if span else ("", "")
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT set_config('saksama.low', %s, true), set_config('saksama.high', %s, true), "
            "set_config('saksama.key', %s, true)",
            [low, high, key],
        )


def _has_failed() -> bool:
    """Tell whether nothing but a rollback is possible: by an error in the database, in a `save()`, or of the connection."""
    handle = connection.connection
    if connection.needs_rollback or handle is None or handle.closed:
        return True
    return handle.info.transaction_status.name in ("INERROR", "UNKNOWN")


@contextmanager
def snapshot() -> Iterator[None]:
    """Be in a transaction for reading: the open one, or a new one. On SQLite a new one begins DEFERRED, without a write lock."""
    if connection.in_atomic_block:
        yield
        return
    if is_postgres():
        with transaction.atomic():
            yield
        return
    connection.ensure_connection()   # connecting sets the usual mode
    sqlite: Any = connection
    usual, sqlite.transaction_mode = sqlite.transaction_mode, "DEFERRED"
    try:
        with transaction.atomic():
            sqlite.transaction_mode = usual
            yield
    finally:
        sqlite.transaction_mode = usual


# Migrations

def enable_row_security(
    table: str,
    *,
    position: str | None = "office_position",
    key: str | Sequence[str] | None = None,
    through: tuple[str, str] | None = None,
) -> list[Operation]:
    """Return the operations that put row-level security on a table (PostgreSQL; nothing on SQLite).

    A row is visible, and may be written, when `position` lies in the scope's span or `key` equals the scope's key. Position is
    an integer column without NULLs, key any column (or several) compared as text. `through=("case_id", "cases_case")` instead
    shows a row exactly when its parent's row is visible. Without a scope there are no rows, for the table's owner too.
    """
    keys = (key,) if isinstance(key, str) else tuple(key or ())
    return [RowSecurity(table, position=None if through else position, keys=keys, through=through)]


def append_only(table: str) -> list[Operation]:
    """Return the operations that let rows be added to a table and never changed or taken away, on both engines.

    SQLite rebuilds a table when a later migration changes it and forgets its triggers: repeat the operation in that migration.
    """
    return [AppendOnly(table)]


# Locks

def try_lock(name: str) -> bool:
    """Take a named lock until the end of the open transaction; False where another process holds it.

    On SQLite a transaction that may write is alone in the database already (BEGIN IMMEDIATE), so the answer is True.
    """
    if not connection.in_atomic_block:
        raise transaction.TransactionManagementError("try_lock needs an open transaction")
    if not is_postgres():
        return True
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_xact_lock(%s)", [_number(name)])
        return bool(cursor.fetchone()[0])


def lock(name: str) -> None:
    """Wait for a named lock and keep it until the end of the open transaction. SQLite: as `try_lock`."""
    if try_lock(name):
        return
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [_number(name)])


def _number(name: str) -> int:
    """PostgreSQL's advisory locks are numbered, ours have names."""
    return int.from_bytes(sha256(name.encode()).digest()[:8], "big", signed=True)


def row_security_holds() -> bool:
    """Tell whether row-level security binds the role we are connected as. A superuser or BYPASSRLS role walks past it."""
    if not is_postgres():
        return False
    with connection.cursor() as cursor:
        cursor.execute("SELECT NOT (rolsuper OR rolbypassrls) FROM pg_roles WHERE rolname = current_user")
        return bool(cursor.fetchone()[0])


# Errors

def is_disk_full(error: BaseException | None) -> bool:
    """Tell whether an error, or what caused it, says that no more can be written: disk, quota or tablespace."""
    return any(
        (isinstance(each, OSError) and each.errno in DISK_FULL)
        or (isinstance(each, sqlite3.Error) and _sqlite_code(each) == sqlite3.SQLITE_FULL)
        or getattr(each, "sqlstate", None) in _POSTGRES_FULL
        for each in _causes(error)
    )


def is_busy(error: BaseException | None) -> bool:
    """Tell whether an error, or what caused it, says that somebody else was in the way: trying again may succeed."""
    return any(
        (isinstance(each, sqlite3.Error) and _sqlite_code(each) in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED))
        or getattr(each, "sqlstate", None) in _POSTGRES_BUSY
        for each in _causes(error)
    )


def _sqlite_code(error: sqlite3.Error) -> int:
    """Return the primary result code; extended ones keep it in the low byte."""
    return getattr(error, "sqlite_errorcode", 0) & 0xFF


def _causes(error: BaseException | None) -> Iterator[BaseException]:
    while error is not None:
        yield error
        error = error.__cause__
