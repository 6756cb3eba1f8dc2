"""The clock process: enqueues declared schedules when they are due. Any number of clock processes may run."""

from __future__ import annotations

from datetime import datetime
from threading import Event

from django.db import DatabaseError, InterfaceError, close_old_connections, connection, transaction

from saksama.store import clock

from . import schedules
from .models import Job, Schedule, State

BEAT = 1.0
AFTER_TROUBLE = 2.0


def tick(now: datetime) -> list[str]:
    """Enqueue each schedule that is due at `now` (real time), once whoever else does the same; return their names.

    Turns missed while nothing ran are made up for by one. A turn is left out while the job of the last one is still waiting.
    """
    known = dict(Schedule.objects.values_list("name", "next_at"))
    return [each.name for each in schedules.declared() if known.get(each.name, now) <= now and _turn(each, now)]


def _turn(each: schedules.Declared, now: datetime) -> bool:
    """Move the schedule on and enqueue its task in one transaction; False where somebody else just did."""
    with transaction.atomic():
        Schedule.objects.bulk_create([Schedule(name=each.name, next_at=now)], ignore_conflicts=True)
        moved = Schedule.objects.filter(name=each.name, next_at__lte=now).update(next_at=each.next_after(now), last_at=now)
        if not moved or Job.objects.filter(schedule=each.name, state__in=(State.WAITING, State.RUNNING)).exists():
            return False
        result = each.task.enqueue()
        Job.objects.filter(public_id=result.id).update(schedule=each.name)
    return True


def run_forever(stop: Event) -> None:
    """Tick every second until `stop` is set. Survives the database's absence."""
    while not stop.is_set():
        try:
            close_old_connections()
            tick(clock.real())
            stop.wait(BEAT)
        except (DatabaseError, InterfaceError):
            connection.close()
            stop.wait(AFTER_TROUBLE)
