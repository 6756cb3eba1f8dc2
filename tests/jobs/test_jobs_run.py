"""What a job may carry, when it runs, and what is left of it."""

from __future__ import annotations

import json
from datetime import timedelta
from uuid import uuid4

import pytest
from django.core import serializers
from django.db import transaction
from django_tasks import TaskResultStatus
from django_tasks.base import Task
from django_tasks.exceptions import InvalidTaskError, TaskResultDoesNotExist
from tests.jobs import sample_tasks

from saksama.jobs import actions, claims, queries, worker
from saksama.jobs.arguments import NotAnId
from saksama.jobs.models import Attempt, Job, Schedule, State
from saksama.store import clock

pytestmark = pytest.mark.django_db


@pytest.fixture
def now():
    return clock.real()


def everything_stored() -> str:
    return json.dumps([serializers.serialize("python", model.objects.all()) for model in (Job, Attempt, Schedule)], default=str)


def test_job_runs_once_and_leaves_no_row(now):
    sample_tasks.note.enqueue("ran")
    assert worker.run_once(now)
    assert not worker.run_once(now)
    assert Schedule.objects.filter(name="ran").count() == 1
    assert not Job.objects.exists()


def test_enqueue_is_rolled_back_with_the_transaction():
    with pytest.raises(RuntimeError), transaction.atomic():
        sample_tasks.note.enqueue("a")
        assert Job.objects.count() == 1
        raise RuntimeError
    assert not Job.objects.exists()


STORY = "Camat membagikan stiker"


@pytest.mark.parametrize("value", [STORY, "nama-berkas foto.jpg", "é", {"a": 1}, ["a"], b"x", 1.5, "x" * 121, "a\nb"])
def test_a_job_takes_ids_only_and_the_refusal_names_no_value(value):
    for call in (lambda: sample_tasks.note.enqueue(value), lambda: sample_tasks.note.enqueue(name=value)):
        with pytest.raises(NotAnId) as refusal:
            call()
        assert str(value) not in str(refusal.value)
    assert not Job.objects.exists()


def test_a_uuid_is_an_id(now):
    chosen = uuid4()
    sample_tasks.note.enqueue(chosen)
    worker.run_once(now)
    assert Schedule.objects.get().name == str(chosen)


def test_a_task_that_wants_its_context_is_refused():
    with pytest.raises(InvalidTaskError):
        Task(func=sample_tasks.note.func, takes_context=True)


@pytest.mark.parametrize(
    ("task", "kinds"),
    [(sample_tasks.fail, "builtins.ValueError"), (sample_tasks.fail_deeper, "builtins.RuntimeError < builtins.ValueError")],
)
def test_a_failure_keeps_type_file_and_line_and_no_value(now, task, kinds):
    task.enqueue("perkara-7")
    worker.run_once(now)
    failed = Attempt.objects.get()
    assert failed.error_type == kinds
    assert failed.error_at[-1].startswith("jobs/sample_tasks.py:")
    assert failed.error_at[-1].endswith(f" {task.func.__name__}")
    for word in [*sample_tasks.SECRET.split(), "story"]:
        assert word not in everything_stored()


def test_what_is_kept_of_a_failure_tells_the_hour_only(now):
    sample_tasks.fail.enqueue("a")
    worker.run_once(now)
    for kept in (Attempt.objects.get().hour, Job.objects.get().created_at):
        assert (kept.minute, kept.second, kept.microsecond) == (0, 0, 0)


def test_a_return_value_is_not_kept(now):
    result = sample_tasks.chain.enqueue("later")
    assert worker.drain(now) == 2
    assert sample_tasks.SECRET not in everything_stored()
    with pytest.raises(TaskResultDoesNotExist):
        result.refresh()


def test_a_failing_job_waits_longer_each_time_and_is_parked_after_the_fifth(now):
    result = sample_tasks.fail.enqueue("a")
    for pause in claims.RETRY_AFTER:
        assert worker.run_once(now)
        assert not worker.run_once(now + pause - timedelta(seconds=1))
        now += pause
    assert worker.run_once(now)
    assert Job.objects.get().state == State.PARKED
    assert not worker.run_once(now + timedelta(days=30))
    result.refresh()
    assert result.status == TaskResultStatus.FAILED
    assert result.attempts == 5
    assert [each.public_id for each in queries.parked()] == [Job.objects.get().public_id]


def test_a_parked_job_is_tried_again_by_hand(now):
    sample_tasks.fail.enqueue("a")
    for _ in range(claims.ATTEMPTS):
        worker.run_once(now)
        now += timedelta(hours=1)
    assert actions.retry_parked() == 1
    assert not Attempt.objects.exists()
    assert worker.run_once(now)


def test_a_job_that_succeeds_in_the_end_leaves_nothing(now, data_folder):
    sample_tasks.fail_unless_there.enqueue(str(data_folder / "there"))
    worker.run_once(now)
    assert Attempt.objects.count() == 1
    (data_folder / "there").touch()
    assert worker.run_once(now + timedelta(minutes=1))
    assert not Job.objects.exists()
    assert not Attempt.objects.exists()


def test_trouble_that_passes_counts_as_no_attempt(now):
    sample_tasks.busy.enqueue("a")
    for _ in range(20):
        assert worker.run_once(now)
        now += claims.PASSING
    assert Job.objects.get().attempts == 0
    assert not Attempt.objects.exists()


def test_a_task_this_version_does_not_know_is_parked_in_the_end(now):
    Job.objects.create(task="saksama.gone.jobs.work", arguments={"args": [], "kwargs": {}}, created_at=now)
    Job.objects.create(task="os.getcwd", arguments={"args": [], "kwargs": {}}, created_at=now)
    for _ in range(claims.ATTEMPTS):
        worker.drain(now)
        now += timedelta(hours=1)
    assert {job.state for job in Job.objects.all()} == {State.PARKED}
    assert {each.error_type.split(" ")[0] for each in Attempt.objects.all()} == {"saksama.jobs.worker.NoSuchTask"}


def test_urgent_jobs_go_first_then_the_oldest(now):
    for name, priority in (("a", 0), ("b", 10), ("c", 0)):
        sample_tasks.note.using(priority=priority).enqueue(name)
    worker.drain(now)
    assert list(Schedule.objects.order_by("pk").values_list("name", flat=True)) == ["b", "a", "c"]


def test_a_worker_may_keep_to_some_queues(now):
    sample_tasks.note.using(queue_name="media").enqueue("picture")
    sample_tasks.note.enqueue("case")
    assert worker.run_once(now, queues=("default",))
    assert not worker.run_once(now, queues=("default",))
    assert Schedule.objects.get().name == "case"
    assert worker.run_once(now, queues=("media",))


def test_a_deferred_job_follows_the_installation_s_clock(now):
    sample_tasks.note.using(run_after=clock.now() + timedelta(days=1)).enqueue("tomorrow")
    assert not worker.run_once(now)
    assert queries.depth(now).later == 1
    clock.set_offset(timedelta(days=2))
    assert worker.run_once(now)


def test_an_immediate_job_runs_whatever_the_demonstration_s_clock_did(now):
    clock.set_offset(timedelta(days=50))
    sample_tasks.note.enqueue("a")
    clock.set_offset(timedelta(days=-50))
    assert worker.run_once(now)


def test_a_key_makes_one_job_of_many(now):
    first = actions.enqueue_once(sample_tasks.note, "a", key="letter:7")
    second = actions.enqueue_once(sample_tasks.note, "b", key="letter:7")
    assert first.id == second.id
    assert worker.drain(now) == 1
    third = actions.enqueue_once(sample_tasks.note, "c", key="letter:7")
    assert (third.id, third.status) == (first.id, TaskResultStatus.SUCCESSFUL)
    assert worker.drain(now) == 0
    assert actions.forget_done(now + timedelta(hours=1)) == 1
    actions.enqueue_once(sample_tasks.note, "d", key="letter:7")
    assert worker.drain(now) == 1


def test_depth_counts_and_tells_the_age(now):
    assert queries.depth(now) == queries.Depth(waiting=0, later=0, running=0, parked=0, oldest=timedelta(0))
    sample_tasks.note.enqueue("a")
    sample_tasks.note.enqueue("b")
    Job.objects.update(created_at=now - timedelta(seconds=90))
    with transaction.atomic():
        claims.take(now)
    assert queries.depth(now) == queries.Depth(waiting=1, later=0, running=1, parked=0, oldest=timedelta(seconds=90))
