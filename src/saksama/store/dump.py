"""One consistent copy of the whole database in one file, taken beside a working installation, and back again. Both engines.

SQLite: its own online copy (`VACUUM INTO`), a database file. PostgreSQL: `pg_dump` in custom format over an exported snapshot.
Rows are counted in the same snapshot, all of them: row-level security is opened for the length of the copy.
"""

from __future__ import annotations

import os
import shutil
import sqlite3
import subprocess
from pathlib import Path

from django.db import connection, transaction

from saksama.kernel.errors import Unavailable
from saksama.kernel.span import EVERYWHERE

from . import engine

Counts = dict[str, int]
PARTS = {"HOST": "PGHOST", "PORT": "PGPORT", "USER": "PGUSER", "PASSWORD": "PGPASSWORD"}
OPTIONS = {"service": "PGSERVICE", "passfile": "PGPASSFILE", "sslmode": "PGSSLMODE", "sslrootcert": "PGSSLROOTCERT",
           "sslcert": "PGSSLCERT", "sslkey": "PGSSLKEY"}


class DumpFailed(Unavailable):
    """The copy could not be written or brought back; the text says what to do."""

    code = "dump_failed"


def write(path: Path) -> Counts:
    """Write the copy and return the number of rows of each table in it. The file must not exist."""
    if engine.is_postgres():
        return _write_postgres(path)
    with connection.cursor() as cursor:
        cursor.execute("VACUUM INTO %s", [str(path)])
    path.chmod(0o600)
    return counts_in(path)


def counts_in(path: Path) -> Counts:
    """Return the number of rows of each table of an SQLite file."""
    opened = sqlite3.connect(f"file:{path}?mode=ro", uri=True)
    try:
        names = opened.execute("SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'").fetchall()
        return {name: opened.execute(f'SELECT count(*) FROM "{name}"').fetchone()[0] for (name,) in sorted(names)}  # noqa: S608
    finally:
        opened.close()


def counts() -> Counts:
    """Return the number of rows of each table of the database in use; on PostgreSQL those of the open scope."""
    with connection.cursor() as cursor:
        found = {}
        for name in sorted(connection.introspection.table_names(cursor)):
            cursor.execute(f"SELECT count(*) FROM {connection.ops.quote_name(name)}")  # noqa: S608
            found[name] = cursor.fetchone()[0]
    return found


def is_sound(path: Path) -> bool:
    """Tell whether an SQLite file is whole, references between its rows included."""
    opened = sqlite3.connect(f"file:{path}?mode=ro", uri=True)
    try:
        whole = opened.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        return whole and not opened.execute("PRAGMA foreign_key_check").fetchone()
    except sqlite3.DatabaseError:
        return False
    finally:
        opened.close()


def size() -> int:
    """Return how many bytes the database in use takes."""
    if not engine.is_postgres():
        name = Path(str(connection.settings_dict["NAME"]))
        return name.stat().st_size if name.exists() else 0
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_database_size(current_database())")
        return int(cursor.fetchone()[0])


def put_back(path: Path) -> None:
    """Make the database in use what this copy of `write` holds: everything since is gone. Nobody else may be using it."""
    if engine.is_postgres():
        with connection.cursor() as cursor:
            cursor.execute("DROP SCHEMA public CASCADE")
            cursor.execute("CREATE SCHEMA public")
        connection.close()
        read_into_postgres(path)
        return
    target = Path(str(connection.settings_dict["NAME"]))
    connection.close()
    fresh = target.with_name(f"{target.name}.back")
    shutil.copyfile(path, fresh)
    fresh.chmod(0o600)
    with fresh.open("rb") as file:
        os.fsync(file.fileno())
    for beside in ("-wal", "-shm"):
        target.with_name(f"{target.name}{beside}").unlink(missing_ok=True)
    fresh.replace(target)


def read_into_postgres(path: Path) -> None:
    """Bring a copy of `write` back into the empty PostgreSQL database in use. Raises `DumpFailed`."""
    command = ["pg_restore", "--exit-on-error", "--single-transaction", "--no-owner", "--no-privileges",
               f"--dbname={connection.settings_dict['NAME']}", str(path)]
    _run(command, os.environ | _address())


def _write_postgres(path: Path) -> Counts:
    with transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
            # The snapshot lives as long as this transaction, which only waits while the other program works.
            cursor.execute("SET LOCAL idle_in_transaction_session_timeout = 0")
            cursor.execute("SET LOCAL statement_timeout = 0")
            cursor.execute("SELECT pg_export_snapshot()")
            snapshot = cursor.fetchone()[0]
        engine.admit(EVERYWHERE, "")
        found = counts()
        command = ["pg_dump", "--format=custom", "--no-owner", "--no-privileges", "--enable-row-security",
                   f"--snapshot={snapshot}", f"--file={path}", f"--dbname={connection.settings_dict['NAME']}"]
        everything = f"-c saksama.low={EVERYWHERE.low} -c saksama.high={EVERYWHERE.high} -c statement_timeout=0"
        _run(command, os.environ | _address() | {"PGOPTIONS": everything})
    path.chmod(0o600)
    return found


def _address() -> dict[str, str]:
    """Return the connection for PostgreSQL's own programs; the password goes by environment, not by command line."""
    settings = connection.settings_dict
    found = {variable: settings[name] for name, variable in PARTS.items()}
    found |= {variable: settings["OPTIONS"].get(name, "") for name, variable in OPTIONS.items()}
    return {variable: str(value) for variable, value in found.items() if value}


def _run(command: list[str], environment: dict[str, str]) -> None:
    try:
        done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)  # noqa: S603
    except FileNotFoundError:
        raise DumpFailed(
            f"Program {command[0]} tidak ditemukan; pasang paket klien PostgreSQL.",
            f"The program {command[0]} was not found; install PostgreSQL's client package (Debian: postgresql-client).",
        ) from None
    if done.returncode:
        # Its message may quote a row; which statement failed is enough.
        where = next((line for line in done.stderr.splitlines() if "error:" in line), "").partition("error:")[2].strip()[:80]
        raise DumpFailed(f"{command[0]} gagal: {where}", f"{command[0]} failed: {where}")
