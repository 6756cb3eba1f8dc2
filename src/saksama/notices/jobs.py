"""Thin tasks: an id in, one action called. Each may run twice."""

from __future__ import annotations

from django.db import transaction
from django_tasks import task

from saksama.jobs.actions import enqueue_once
from saksama.store import clock

from .actions import following, mailing, sweeping


@task
def follow_act(entry_id: str) -> None:
    """Tell what an act of a case brings."""
    following.follow_act(entry_id, clock.now())


@task
def follow_person(entry_id: str) -> None:
    """Take back what a person may not read any more."""
    following.follow_person(entry_id, clock.now())


@task
def follow_reset(entry_id: str) -> None:
    """End the calendar's address of a person who was helped back in. Safe to repeat."""
    following.follow_reset(entry_id)


@task
def sweep() -> None:
    """Tell of limits that came near or passed, of the day's list, and stand-ins of what waits. Safe to repeat."""
    now = clock.now()
    sweeping.tell_limits(now)
    sweeping.tell_daily(now)
    sweeping.hand_over(now)


@task
def send_mail(person: str) -> None:
    """Send one mail without content. A server that fails is noted, and no attempt is counted against the job."""
    mailing.send(person, clock.now())


@task
def catch_up_mail() -> None:
    """Send what quiet hours or a failing server held back. Safe to repeat."""
    now = clock.now()
    with transaction.atomic():
        for person in mailing.catch_up(now):
            enqueue_once(send_mail, person, key=f"notices.mail:{person}:late:{now:%Y%m%dT%H}")
