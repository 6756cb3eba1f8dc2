"""Runs jobs, one at a time. Several workers, on several machines, share the work over the database.

At least once: a worker that dies leaves its job to the next one after the lease; an error puts it back with growing pauses and
parks it after five attempts. Trouble that passes (disk full, database busy) counts as no attempt.
"""

from __future__ import annotations

from collections.abc import Callable, Collection
from contextlib import AbstractContextManager, ExitStack
from datetime import datetime, timedelta
from threading import Event

from django.db import DatabaseError, InterfaceError, close_old_connections, connection, transaction
from django.utils.module_loading import import_string
from django_tasks.base import Task

from saksama.store import clock

from . import actions, claims
from .heartbeat import Heartbeat

IDLE = 0.5
REAP_EVERY = timedelta(seconds=15)
AFTER_TROUBLE = 2.0


Around = Callable[[], AbstractContextManager[object]]
_around: list[Around] = []


class NoSuchTask(LookupError):
    """The stored name is no task of this version."""


def run_within(around: Around) -> None:
    """Run every job of this process inside such a block; rooms above say so once, when they are ready."""
    _around.append(around)


def run_once(now: datetime, *, queues: Collection[str] = ()) -> bool:
    """Run the next job that is due at `now` (real time) and let it go; False where none was."""
    claim = claims.next_claim(now, queues)
    if claim is None:
        return False
    error = _run(claim)
    with transaction.atomic():
        _let_go(claim, error, now)
    return True


def drain(now: datetime, *, limit: int = 100_000) -> int:
    """Run what is due, and what that asks for, until nothing is; return how many runs there were."""
    done = 0
    while done < limit and run_once(now):
        done += 1
    return done


def run_forever(stop: Event, *, queues: Collection[str] = ()) -> None:
    """Work until `stop` is set; the job at hand is finished first. Survives the database's absence."""
    reaped = clock.real() - REAP_EVERY
    while not stop.is_set():
        try:
            close_old_connections()
            if clock.real() - reaped >= REAP_EVERY:
                reaped = clock.real()
                actions.reap(reaped)
            _work(stop, queues)
            stop.wait(IDLE)
        except (DatabaseError, InterfaceError):
            connection.close()
            stop.wait(AFTER_TROUBLE)


def _work(stop: Event, queues: Collection[str]) -> None:
    """Run jobs while there are any: letting one go and taking the next is one transaction."""
    claim = claims.next_claim(clock.real(), queues)
    while claim is not None:
        error = _run(claim)
        with transaction.atomic():
            _let_go(claim, error, clock.real())
            claim = None if stop.is_set() else claims.take(clock.real(), queues)


def _let_go(claim: claims.Claim, error: BaseException | None, now: datetime) -> None:
    if error is None:
        claims.finish(claim)
    else:
        claims.fail(claim, error, now)


def _run(claim: claims.Claim) -> BaseException | None:
    """Call the task under a heartbeat and return its error, if any. What it returns is dropped."""
    try:
        with Heartbeat(claim):
            _call(claim)
    except Exception as error:
        return error
    return None


def _call(claim: claims.Claim) -> None:
    try:
        task = import_string(claim.task)
    except ImportError:
        raise NoSuchTask from None
    if not isinstance(task, Task):
        raise NoSuchTask
    with ExitStack() as blocks:
        for around in _around:
            blocks.enter_context(around())
        task.call(*claim.args, **claim.kwargs)
