"""Background work of the operator's side."""

from __future__ import annotations

from django_tasks import task


@task
def keep_erasures() -> None:
    """Note what was erased by law since the last backup, where a restore will find it. Safe to repeat."""
    from . import backups  # heavy, and of no use to the processes that only declare the schedule

    backups.keep_erasures()
