"""Thin tasks of the follow-up. Each may run twice."""

from __future__ import annotations

from django_tasks import task

from saksama.store import clock

from . import drafting


@task
def prepare_letters() -> None:
    """Prepare the letters of the ladder that have become due. It sends nothing. Safe to repeat."""
    drafting.prepare(clock.now())
