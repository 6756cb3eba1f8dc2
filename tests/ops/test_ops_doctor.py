"""The doctor names what is wrong, says what to do, and calls nothing else wrong."""

from __future__ import annotations

from collections import namedtuple
from datetime import UTC, datetime

import pytest

from saksama.ops import doctor
from saksama.ops.doctor import Level

Usage = namedtuple("Usage", "total used free")


def levels(question) -> list[Level]:
    return [finding.level for finding in question()]


def wrong(done) -> list[str]:
    return [line for line in done.stdout.splitlines() if line.startswith(("bad", "warn"))]


@pytest.mark.one_engine
def test_every_finding_that_is_not_well_says_what_to_do(own):
    (own.data / "keys" / "pepper").unlink()
    (own.data / "saksama.toml").chmod(0o644)
    done = own.run("doctor")
    assert done.returncode == 1
    assert [line for line in wrong(done) if line.count(".") < 2] == []
    assert any("pepper" in line for line in wrong(done))
    assert any("chmod" in line for line in wrong(done))


@pytest.mark.one_engine
def test_waiting_migrations_are_named(own):
    forget = "connection.cursor().execute(\"DELETE FROM django_migrations WHERE app = 'intake'\")"
    own.python("from django.db import connection\n" + forget)
    assert any("intake" in line and "saksama migrate" in line for line in wrong(own.run("doctor")))


@pytest.mark.one_engine
def test_a_damaged_database_is_noticed(own):
    own.python("from django.db import connection; connection.cursor().execute('PRAGMA wal_checkpoint(TRUNCATE)')")
    path = own.data / "saksama.sqlite3"
    damaged = bytearray(path.read_bytes())
    for place in range(4096 * 20, len(damaged), 4096 * 3):
        damaged[place : place + 400] = b"\xff" * 400
    path.write_bytes(damaged)
    done = own.run("doctor")
    assert done.returncode == 1
    assert any("damaged" in line or "could not be looked at" in line for line in wrong(done))


@pytest.mark.one_engine
def test_a_clock_that_was_set_back_is_noticed(own):
    own.run("demo", "clock", "+30d", SAKSAMA_DEMO="true")
    own.run("ledger", "checkpoint", SAKSAMA_DEMO="true")
    own.run("demo", "clock", "reset", SAKSAMA_DEMO="true")
    assert any("later than now" in line for line in wrong(own.run("doctor", SAKSAMA_DEMO="true")))


@pytest.mark.parametrize(("free", "level"), [(50, Level.OK), (16, Level.OK), (14, Level.WARN), (6, Level.WARN), (4, Level.BAD)])
def test_the_disk_is_judged_by_what_is_free(monkeypatch, free, level):
    monkeypatch.setattr(doctor.shutil, "disk_usage", lambda _: Usage(100, 100 - free, free))
    assert levels(doctor.disk) == [level]


@pytest.mark.django_db
def test_jobs_that_failed_for_good_are_told():
    from saksama.jobs.models import Job, State
    from saksama.store import clock

    assert Level.WARN not in levels(doctor.background)
    Job.objects.create(task="saksama.jobs.jobs.forget_done", state=State.PARKED, created_at=clock.real(), attempts=5)
    [told] = [finding for finding in doctor.background() if finding.level is Level.WARN]
    assert "1 are parked" in told.text


@pytest.mark.django_db
def test_a_question_that_cannot_be_asked_stops_no_other(monkeypatch):
    def fails():
        raise OSError
        yield

    monkeypatch.setattr(doctor, "memory", fails)
    found = list(doctor.examine())
    unasked = [finding.text for finding in found if "could not be looked at" in finding.text]
    assert unasked == ["fails: could not be looked at (OSError)."]
    assert any("law data" in finding.text for finding in found)


@pytest.mark.parametrize(
    ("now", "levels", "said"),
    [
        (datetime(2024, 5, 2, tzinfo=UTC), ["ok", "ok"], "2025 are decreed"),
        (datetime(2026, 11, 25, tzinfo=UTC), ["ok", "warn"], "2027 are an estimate"),
        (datetime(2027, 3, 1, tzinfo=UTC), ["warn"], "2027 are an estimate"),
        (datetime(2027, 9, 1, tzinfo=UTC), ["warn", "warn"], "2028 are not in the law data: limits that reach into it"),
        (datetime(2028, 1, 2, tzinfo=UTC), ["bad"], "no limit of working days can be counted"),
        (datetime(2027, 12, 31, 18, tzinfo=UTC), ["bad"], "2028"),
    ],
)
def test_a_year_without_its_decree_is_told_in_time(monkeypatch, now, levels, said):
    monkeypatch.setattr(doctor.clock, "now", lambda: now)
    found = list(doctor.year())
    assert [finding.level for finding in found] == levels
    assert said in " ".join(finding.text for finding in found)
