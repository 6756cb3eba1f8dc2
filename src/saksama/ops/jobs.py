"""Background work of the operator's side."""

from __future__ import annotations

from django_tasks import task


@task
def make_backup() -> None:
    """Write a backup into the data folder, as the desk asked. A second run makes a second file."""
    from . import desk

    desk.make_backup()


@task
def drill() -> None:
    """Try the newest backup aside and keep the result. Safe to repeat; without a backup nothing is done."""
    from . import desk

    desk.drill()


@task
def keep_erasures() -> None:
    """Note what was erased by law since the last backup, where a restore will find it. Safe to repeat."""
    from . import backups  # heavy, and of no use to the processes that only declare the schedule

    backups.keep_erasures()
