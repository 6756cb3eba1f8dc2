"""Rooms above may wrap every job: what is counted by one rule base is recorded under it."""

from __future__ import annotations

from contextlib import contextmanager

import pytest

from saksama.jobs import worker
from saksama.law import in_use

pytestmark = pytest.mark.django_db


def test_every_job_of_this_process_works_by_one_rule_base():
    assert in_use.hold in worker._around


def test_a_job_runs_inside_what_was_declared_and_the_block_ends_with_it(monkeypatch):
    seen = []

    @contextmanager
    def block():
        seen.append("begin")
        yield
        seen.append("end")

    monkeypatch.setattr(worker, "_around", [block])
    claim = worker.claims.Claim.__new__(worker.claims.Claim)
    for name, value in {"task": "saksama.cases.jobs.move_clocks", "args": [], "kwargs": {}}.items():
        object.__setattr__(claim, name, value)
    worker._call(claim)
    assert seen == ["begin", "end"]
