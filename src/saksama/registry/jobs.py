"""Background work on lists: an id in, one action called. Each may run twice."""

from __future__ import annotations

from django_tasks import task

from saksama.store import clock

from .importing import actions


@task
def try_list(import_id: str) -> None:
    """Plan a list without writing. Safe to repeat."""
    actions.try_out(import_id, now=clock.now())


@task
def take_list(import_id: str) -> None:
    """Write a list as it was tried. Safe to repeat, and to be broken off."""
    actions.carry_out(import_id, now=clock.now())


@task
def undo_list(import_id: str) -> None:
    """Undo a list. Safe to repeat, and to be broken off."""
    actions.carry_back(import_id, now=clock.now())


@task
def forget_lists() -> None:
    """Destroy the files of lists that nobody came back to. Safe to repeat."""
    actions.forget_old(now=clock.now())
