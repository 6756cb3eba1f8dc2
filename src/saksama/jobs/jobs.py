"""The room's own housekeeping."""

from __future__ import annotations

from datetime import timedelta

from django_tasks import task

from saksama.store import clock

from . import actions

KEPT = timedelta(days=7)


@task
def forget_done() -> None:
    """Forget finished jobs a week after they were asked for; their keys may be used again. Safe to repeat."""
    actions.forget_done(clock.real() - KEPT)
