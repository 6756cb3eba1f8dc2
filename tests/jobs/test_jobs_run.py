from __future__ import annotations

import pytest
from django.db import transaction
from tests.jobs import sample_tasks

from saksama.jobs import worker
from saksama.jobs.models import Job
from saksama.store import clock

pytestmark = pytest.mark.django_db


def test_job_runs_once_and_leaves_no_row():
    sample_tasks.note.enqueue("a")
    assert worker.run_once(clock.real())
    assert not worker.run_once(clock.real())
    assert not Job.objects.exists()


def test_enqueue_is_rolled_back_with_the_transaction():
    with pytest.raises(RuntimeError), transaction.atomic():
        sample_tasks.note.enqueue("a")
        raise RuntimeError
    assert not Job.objects.exists()
