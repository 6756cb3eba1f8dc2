"""Background work of this room: ids in, one action called."""

from __future__ import annotations

from django_tasks import task

from saksama.store import clock


@task
def make_copy(file_public_id: str) -> None:
    """Make the clean copy of one file. Safe to repeat."""
    from . import actions  # actions enqueue this task

    actions.make_copy(file_public_id, now=clock.now())


@task
def mark_late() -> None:
    """Note which copies the worker can no longer make. Safe to repeat."""
    from . import actions  # actions enqueue this task

    actions.mark_late(clock.now())
