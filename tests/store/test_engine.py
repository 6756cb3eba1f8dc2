from __future__ import annotations

import errno
import sqlite3
from threading import Event, Thread

import pytest
from django.db import OperationalError, connection, transaction

from saksama.store import engine


def caused(error: BaseException) -> OperationalError:
    outer = OperationalError("planted")
    outer.__cause__ = error
    return outer


def sqlite_error(code: int) -> sqlite3.OperationalError:
    error = sqlite3.OperationalError("planted")
    error.sqlite_errorcode = code
    return error


def postgres_error(state: str) -> Exception:
    error = Exception("planted")
    error.sqlstate = state
    return error


@pytest.mark.parametrize(
    ("error", "full", "busy"),
    [
        (OSError(errno.ENOSPC, ""), True, False),
        (caused(OSError(errno.EDQUOT, "")), True, False),
        (caused(sqlite_error(sqlite3.SQLITE_FULL)), True, False),
        (caused(postgres_error("53100")), True, False),
        (caused(sqlite_error(sqlite3.SQLITE_BUSY)), False, True),
        (caused(sqlite_error(sqlite3.SQLITE_BUSY | 2 << 8)), False, True),   # SQLITE_BUSY_SNAPSHOT
        (caused(postgres_error("55P03")), False, True),
        (OSError(errno.ENOENT, ""), False, False),
        (caused(sqlite_error(sqlite3.SQLITE_CONSTRAINT)), False, False),
        (None, False, False),
    ],
)
def test_errors_are_told_apart(error, full, busy):
    assert engine.is_disk_full(error) is full
    assert engine.is_busy(error) is busy


@pytest.mark.django_db
def test_acknowledged_means_durable():
    with connection.cursor() as cursor:
        if engine.is_postgres():
            cursor.execute("SHOW synchronous_commit")
            assert cursor.fetchone() == ("on",)
            return
        for pragma, value in {"journal_mode": "wal", "synchronous": 2, "foreign_keys": 1, "secure_delete": 1}.items():
            cursor.execute(f"PRAGMA {pragma}")
            assert cursor.fetchone() == (value,)
        assert connection.transaction_mode == "IMMEDIATE"


def test_trying_a_lock_needs_a_transaction():
    outcome = []

    def attempt() -> None:
        try:
            engine.try_lock("sequencer")
        except transaction.TransactionManagementError:
            outcome.append("refused")

    thread = Thread(target=attempt)
    thread.start()
    thread.join()
    assert outcome == ["refused"]


@pytest.mark.django_db(transaction=True)
def test_a_lock_has_one_holder_until_its_transaction_ends():
    """On SQLite the second transaction waits for the first, on PostgreSQL it is told no."""
    held, release, order = Event(), Event(), []

    def hold() -> None:
        with transaction.atomic():
            order.append(("first", engine.try_lock("sequencer")))
            held.set()
            release.wait(10)
            order.append(("first", "ends"))
        connection.close()

    def attempt() -> None:
        with transaction.atomic():
            order.append(("second", engine.try_lock("sequencer")))
            order.append(("other", engine.try_lock("another")))
        connection.close()

    first, second = Thread(target=hold), Thread(target=attempt)
    first.start()
    held.wait(10)
    second.start()
    if engine.is_postgres():
        second.join(10)
    release.set()
    first.join(10)
    second.join(10)
    if engine.is_postgres():
        assert order == [("first", True), ("second", False), ("other", True), ("first", "ends")]
    else:
        assert order == [("first", True), ("first", "ends"), ("second", True), ("other", True)]


@pytest.mark.django_db(transaction=True)
def test_a_reader_does_not_wait_for_a_writer():
    from saksama import store
    from saksama.kernel.actor import SYSTEM

    read = Event()

    def look() -> None:
        with store.reading(SYSTEM), connection.cursor() as cursor:
            cursor.execute("SELECT count(*) FROM jobs_job")
            read.set()
        with transaction.atomic():
            pass
        connection.close()

    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("DELETE FROM jobs_schedule")
        thread = Thread(target=look)
        thread.start()
        assert read.wait(4)
    thread.join(10)
