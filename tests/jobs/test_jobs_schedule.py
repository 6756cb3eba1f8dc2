"""A declared schedule is enqueued when due, once, whoever else keeps the clock."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from threading import Barrier, Thread

import pytest
from django.db import connection
from tests.jobs import sample_tasks

from saksama import jobs
from saksama.jobs import clock as job_clock
from saksama.jobs import schedules, worker
from saksama.jobs.models import Job, Schedule
from saksama.store import clock

HOUR = timedelta(hours=1)
START = datetime(2026, 11, 24, 8, 20, tzinfo=UTC)


@pytest.fixture(autouse=True)
def nothing_declared(monkeypatch) -> Iterator[None]:
    monkeypatch.setattr(schedules, "_declared", {})
    return


def declare(name: str = "tests.sweep", every: timedelta = HOUR, offset: timedelta = timedelta(0)) -> None:
    jobs.schedule(name, every, sample_tasks.sweep, offset=offset)


@pytest.mark.django_db
def test_first_turn_is_at_once_and_the_next_at_the_full_hour():
    declare()
    assert job_clock.tick(START) == ["tests.sweep"]
    assert worker.drain(START) == 1
    assert job_clock.tick(START + timedelta(minutes=39)) == []
    assert job_clock.tick(START + timedelta(minutes=40)) == ["tests.sweep"]
    assert Schedule.objects.get().next_at == datetime(2026, 11, 24, 10, tzinfo=UTC)


@pytest.mark.django_db
def test_turns_missed_are_made_up_for_by_one():
    declare()
    job_clock.tick(START)
    worker.drain(START)
    late = START + timedelta(days=3)
    assert job_clock.tick(late) == ["tests.sweep"]
    assert worker.drain(late) == 1
    assert job_clock.tick(late) == []


@pytest.mark.django_db
def test_turns_do_not_pile_up_behind_a_stopped_worker():
    declare()
    for hour in range(5):
        job_clock.tick(START + HOUR * hour)
    assert Job.objects.count() == 1


@pytest.mark.django_db
def test_the_demonstration_s_clock_moves_no_schedule():
    declare()
    job_clock.tick(START)
    worker.drain(START)
    clock.set_offset(timedelta(days=5))
    assert job_clock.tick(START + timedelta(minutes=1)) == []


@pytest.mark.django_db
def test_a_schedule_nobody_declares_any_more_rests():
    Schedule.objects.create(name="tests.gone", next_at=START - HOUR)
    assert job_clock.tick(START) == []


@pytest.mark.django_db(transaction=True)
def test_two_clocks_enqueue_a_turn_once():
    declare()
    for hour in range(3):
        now, barrier, found = START + HOUR * hour, Barrier(2), []

        def tick(now=now, barrier=barrier, found=found) -> None:
            barrier.wait()
            found.extend(job_clock.tick(now))
            connection.close()

        threads = [Thread(target=tick) for _ in range(2)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join(20)
        assert found == ["tests.sweep"]
        assert worker.drain(now) == 1


@pytest.mark.django_db
def test_a_turn_somebody_else_took_and_finished_is_not_taken_again():
    declare()
    job_clock.tick(START)
    worker.drain(START)
    assert job_clock._turn(schedules.declared()[0], START) is False
    assert not Job.objects.exists()


def test_midnight_in_jakarta_is_seventeen_hours_utc():
    declare(every=timedelta(days=1), offset=timedelta(hours=17))
    assert schedules.declared()[0].next_after(START) == datetime(2026, 11, 24, 17, tzinfo=UTC)
    assert schedules.declared()[0].next_after(datetime(2026, 11, 24, 17, tzinfo=UTC)) == datetime(2026, 11, 25, 17, tzinfo=UTC)


def test_a_name_is_declared_for_one_thing():
    declare()
    declare()
    with pytest.raises(ValueError, match="declared twice"):
        declare(every=HOUR * 2)
    with pytest.raises(ValueError, match="at least a second"):
        declare(name="tests.fast", every=timedelta(milliseconds=10))
