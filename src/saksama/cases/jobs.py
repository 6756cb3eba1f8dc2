"""Thin tasks: an id in, one action called. Each may run twice."""

from __future__ import annotations

from contextlib import suppress

from django.db import transaction
from django_tasks import task

from saksama.jobs.actions import enqueue_once
from saksama.law import in_use
from saksama.store import clock

from .actions import assigning, mirroring, moving, opening, sweeping
from .actions.sweeping import CasesLeft


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
    """Count open limits again where the law data are newer than their count. Safe to repeat.

    Not while a damaged rule base is stood in for by an older one: nobody chose that one for these limits.
    """
    if not in_use.standing().as_wanted:
        return
    with suppress(CasesLeft):    # what cannot be counted stays under its old release, and is left again in an hour
        moving.move_clocks(clock.now())


@task
def release_departed() -> None:
    """Take cases from officers who left or are barred. Safe to repeat; a case that could not be swept is tried in an hour."""
    with suppress(CasesLeft):
        assigning.release_departed(clock.now())


@task
def lapse_due_clocks() -> None:
    """Record the limits that passed. Safe to repeat. A case that could not be swept becomes a job of its own."""
    try:
        sweeping.lapse_due_clocks(clock.now())
    except CasesLeft as left:
        with transaction.atomic():
            for case in left.cases:
                enqueue_once(lapse_limits_of, str(case), key=f"cases.lapse:{case}")


@task
def lapse_limits_of(case_public_id: str) -> None:
    """Record the limits of one case that the sweep had to leave: tried five times, then parked with where it failed."""
    sweeping.lapse_limits_of(case_public_id, clock.now())
