"""A job has one holder at a time, and none for ever."""

from __future__ import annotations

import multiprocessing
import os
import signal
from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path
from threading import Event, Thread

import pytest
from django.db import connection, connections, transaction
from tests.jobs import sample_tasks

from saksama.jobs import actions, claims, worker
from saksama.jobs.heartbeat import Heartbeat
from saksama.jobs.models import Attempt, Job, State
from saksama.store import clock

FORK = multiprocessing.get_context("fork")


def taken(now: datetime) -> claims.Claim:
    with transaction.atomic():
        claim = claims.take(now)
    assert claim is not None
    return claim


def wait_until(condition: Callable[[], bool], seconds: float = 15) -> None:
    for _ in range(int(seconds / 0.02)):
        if condition():
            return
        Event().wait(0.02)
    raise AssertionError("it did not happen in time")


def in_process(work: Callable[[], None]) -> multiprocessing.Process:
    """Run in a process of its own, with its own connections."""
    connections.close_all()
    process = FORK.Process(target=work)
    process.start()
    return process


@pytest.mark.django_db
def test_a_taken_job_is_not_taken_again():
    sample_tasks.note.enqueue("a")
    now = clock.real()
    taken(now)
    assert not worker.run_once(now + timedelta(days=1))


@pytest.mark.django_db
def test_the_reaper_waits_for_the_lease():
    sample_tasks.note.enqueue("a")
    now = clock.real()
    taken(now)
    assert actions.reap(now + claims.LEASE) == 0
    assert actions.reap(now + claims.LEASE + timedelta(seconds=1)) == 1
    assert Attempt.objects.get().error_type == "saksama.jobs.LeaseLost"
    assert worker.run_once(now + claims.LEASE * 2)
    assert not Job.objects.exists()


@pytest.mark.django_db
def test_a_job_that_kills_its_worker_each_time_is_parked():
    sample_tasks.note.enqueue("a")
    now = clock.real()
    for _ in range(claims.ATTEMPTS):
        taken(now)
        now += timedelta(hours=2)
        actions.reap(now)
        now += timedelta(hours=2)
    assert Job.objects.get().state == State.PARKED


@pytest.mark.django_db
def test_whoever_lost_the_lease_changes_nothing():
    sample_tasks.note.enqueue("a")
    now = clock.real()
    late = taken(now)
    actions.reap(now + timedelta(minutes=2))
    now += timedelta(minutes=10)
    second = taken(now)
    assert not claims.renew(late, now)
    assert not claims.finish(late)
    claims.fail(late, ValueError(), now)
    assert Job.objects.get().worker == second.worker
    assert claims.finish(second)


@pytest.mark.django_db(transaction=True)
def test_a_heartbeat_renews_the_lease_while_the_job_runs():
    sample_tasks.note.enqueue("a")
    claim = taken(clock.real() - timedelta(seconds=50))
    before = Job.objects.get().lease_until
    with Heartbeat(claim, beat=timedelta(milliseconds=10)):
        wait_until(lambda: Job.objects.get().lease_until > before)
    assert Job.objects.get().lease_until > clock.real() + timedelta(seconds=50)


@pytest.mark.fault
@pytest.mark.django_db(transaction=True)
def test_a_killed_worker_s_job_is_taken_over_after_its_lease(tmp_path: Path):
    mark = tmp_path / "mark"
    sample_tasks.hang_once.enqueue(str(mark))
    process = in_process(lambda: worker.run_forever(Event()))
    wait_until(mark.exists)
    os.kill(process.pid, signal.SIGKILL)
    process.join()
    now = clock.real()
    assert Job.objects.get().state == State.RUNNING
    assert actions.reap(now) == 0
    assert not worker.run_once(now)
    assert actions.reap(now + claims.LEASE + timedelta(seconds=1)) == 1
    assert worker.run_once(now + claims.LEASE + timedelta(minutes=1))
    assert mark.read_text() == "ended"
    assert not Job.objects.exists()


@pytest.mark.fault
@pytest.mark.django_db(transaction=True)
def test_two_workers_run_each_job_exactly_once(tmp_path: Path):
    files = [tmp_path / f"job{nth}" for nth in range(60)]
    for file in files:
        sample_tasks.add_line.enqueue(str(file))

    def work() -> None:
        while worker.run_once(clock.real()):
            pass

    workers = [in_process(work) for _ in range(2)]
    for process in workers:
        process.join(60)
    while worker.run_once(clock.real()):
        pass
    assert [process.exitcode for process in workers] == [0, 0]
    assert [file.read_text() for file in files] == ["x\n"] * len(files)
    assert not Job.objects.exists()
    assert not Attempt.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_a_worker_works_until_it_is_stopped(tmp_path: Path):
    files = [tmp_path / f"job{nth}" for nth in range(5)]
    stop = Event()
    thread = Thread(target=work_and_close, args=(stop,))
    thread.start()
    for file in files:
        sample_tasks.add_line.enqueue(str(file))
    wait_until(lambda: not Job.objects.exists())
    stop.set()
    thread.join(10)
    assert not thread.is_alive()
    assert all(file.read_text() == "x\n" for file in files)


@pytest.mark.postgres
@pytest.mark.fault
@pytest.mark.django_db(transaction=True)
def test_a_worker_survives_the_loss_of_its_connection(tmp_path: Path, monkeypatch):
    monkeypatch.setattr(worker, "AFTER_TROUBLE", 0.05)
    stop = Event()
    thread = Thread(target=work_and_close, args=(stop,))
    thread.start()
    sample_tasks.add_line.enqueue(str(tmp_path / "before"))
    wait_until((tmp_path / "before").exists)
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity "
            "WHERE datname = current_database() AND pid <> pg_backend_pid()"
        )
        assert cursor.fetchone()[0] >= 1
    sample_tasks.add_line.enqueue(str(tmp_path / "after"))
    wait_until((tmp_path / "after").exists)
    stop.set()
    thread.join(10)


def work_and_close(stop: Event) -> None:
    worker.run_forever(stop)
    connection.close()
