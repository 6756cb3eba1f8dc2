"""Background work of the record. `ops` declares when: this room stands beside `jobs`, not above it."""

from __future__ import annotations

from django_tasks import task

from saksama.store import clock

from . import actions


@task
def sign_if_due() -> None:
    """Sign the day's first checkpoint, or the next one after ten minutes. Safe to repeat."""
    actions.sign_if_due(clock.now())
