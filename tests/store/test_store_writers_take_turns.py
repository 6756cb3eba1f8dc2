"""Writers of one SQLite file take turns, and whoever holds a turn for too long, dies or fails never stops the others."""

from __future__ import annotations

import os
import signal
import threading

import pytest
from django.db import connection, connections, transaction

from saksama.store import engine
from saksama.store.sqlite3 import base
from saksama.store.sqlite3.base import Turn

pytestmark = pytest.mark.skipif(engine.is_postgres(), reason="PostgreSQL has no turns: rows are locked, not the database")


@pytest.fixture
def place(tmp_path) -> str:
    return str(tmp_path / "database")


def _taken_elsewhere(place: str) -> bool:
    other = Turn(place)
    got = other.take()
    other.forget()
    return not got


@pytest.fixture
def impatient(monkeypatch) -> None:
    monkeypatch.setattr(base, "LONGEST", 0.05)


def test_one_turn_at_a_time_and_given_back(place, impatient):
    first = Turn(place)
    assert first.take()
    assert first.take()
    assert _taken_elsewhere(place)
    first.give()
    first.give()
    assert not _taken_elsewhere(place)


def test_whoever_waits_too_long_goes_on_without_a_turn_and_takes_none_away(place, impatient):
    first, second = Turn(place), Turn(place)
    first.take()
    assert not second.take()
    second.give()
    assert _taken_elsewhere(place)


def test_a_process_that_is_killed_gives_its_turn_back(place, impatient):
    ready, told = os.pipe()
    child = os.fork()
    if not child:
        Turn(place).take()
        os.write(told, b"1")
        signal.pause()
    os.read(ready, 1)
    assert _taken_elsewhere(place)
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)
    assert not _taken_elsewhere(place)


def test_a_child_starts_without_the_turn_of_its_parent(place, impatient):
    held = Turn(place)
    held.take()
    child = os.fork()
    if not child:
        held.give()
        os._exit(int(base._of_process[place].locked()))
    assert os.waitpid(child, 0)[1] == 0
    assert _taken_elsewhere(place)
    held.forget()


def test_a_place_that_cannot_be_locked_leaves_the_word_to_sqlite(tmp_path):
    turn = Turn(str(tmp_path / "no" / "such" / "folder"))
    assert not turn.take()
    turn.forget()


def test_a_writer_that_is_broken_off_while_waiting_leaves_no_lock(place, impatient, monkeypatch):
    def broken_off(*_: object) -> None:
        raise KeyboardInterrupt

    turn = Turn(place)
    with monkeypatch.context() as patch:
        patch.setattr(base.fcntl, "flock", broken_off)
        with pytest.raises(KeyboardInterrupt):
            turn.take()
    assert turn.take()
    turn.forget()


def _free() -> bool:
    return not _taken_elsewhere(str(connection.settings_dict["NAME"]))


@pytest.mark.django_db(transaction=True)
def test_a_transaction_holds_its_turn_until_it_ends_however_it_ends(impatient):
    with transaction.atomic():
        assert not _free()
    assert _free()
    with pytest.raises(ValueError, match="no"), transaction.atomic():
        raise ValueError("no")
    assert _free()
    with pytest.raises(ValueError, match="no"), transaction.atomic():
        connection.close()
        assert _free()
        raise ValueError("no")


@pytest.mark.django_db(transaction=True)
def test_reading_takes_no_turn(impatient):
    with engine.snapshot():
        assert _free()


@pytest.mark.django_db(transaction=True)
def test_nothing_is_lost_between_many_writers():
    failed: list[BaseException] = []

    def write(n: int) -> None:
        try:
            for step in range(20):
                with transaction.atomic(), connection.cursor() as cursor:
                    cursor.execute("CREATE TABLE IF NOT EXISTS turns (n integer, step integer)")
                    cursor.execute("INSERT INTO turns VALUES (%s, %s)", [n, step])
        except BaseException as error:
            failed.append(error)
        finally:
            connections.close_all()

    threads = [threading.Thread(target=write, args=(n,)) for n in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM turns")
        assert (cursor.fetchone()[0], failed) == (160, [])
        cursor.execute("DROP TABLE turns")
