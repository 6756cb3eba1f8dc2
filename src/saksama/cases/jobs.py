"""Thin tasks: an id in, one action called. Each may run twice."""

from __future__ import annotations

from django_tasks import task

from saksama.store import clock

from .actions import mirroring, opening, sweeping


@task
def open_file(entry_id: str) -> None:
    """Open the case file of a received report. Safe to repeat: a second run finds it open."""
    opening.open_by_entry(entry_id, now=clock.now())


@task
def take_completion(entry_id: str) -> None:
    """Let the act follow what the reporter completed."""
    mirroring.take_completion(entry_id, now=clock.now())


@task
def take_message(entry_id: str) -> None:
    """Let the act follow the reporter's message."""
    mirroring.take_message(entry_id, now=clock.now())


@task
def take_withdrawal(entry_id: str) -> None:
    """Let the act follow the reporter's withdrawal."""
    mirroring.take_withdrawal(entry_id, now=clock.now())


@task
def take_evidence(entry_id: str) -> None:
    """Let the act follow evidence that a reporter added."""
    mirroring.take_evidence(entry_id, now=clock.now())


@task
def move_clocks() -> None:
    """Count open limits again where the law data are newer than their count. Safe to repeat."""
    sweeping.move_clocks(clock.now())


@task
def lapse_due_clocks() -> None:
    """Record the limits that passed. Safe to repeat."""
    sweeping.lapse_due_clocks(clock.now())
