"""Whose turn it was and how each limit stands by its early and by its late reading. Pure; no word of blame comes from here."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from saksama.law.calendar import Calendar
from saksama.law.clocks import Reading, State
from saksama.law.process import Process

from .fold import Standing
from .shown.delays import LimitLine, OwnerSum

KEPT, PASSED, RUNNING, VOID, NONE = "kept", "passed", "running", "void", "none"
NOBODY = "nobody"


@dataclass(frozen=True, slots=True)
class Stretch:
    """A body's turn between two acts; `until` None: it still is."""

    body: str
    since: datetime
    until: datetime | None


def stretches(standing: Sequence[Standing], process: Process) -> tuple[Stretch, ...]:
    """Return whose turn it was, in order, without gaps.

    An act entered later may have happened before the one that stands before it: a turn then has no length, never a negative one.
    """
    stage, found = process.initial_stage, list[Stretch]()
    for one in standing:
        stage = process.step(one.kind, stage).target
        body = process.waits_on(stage)
        if found and found[-1].body == body:
            continue
        at = max(one.happened_at, found[-1].since) if found else one.happened_at
        if found:
            found[-1] = Stretch(found[-1].body, found[-1].since, at)
        found.append(Stretch(body, at, None))
    return tuple(one for one in found if one.body != NOBODY)


def by_reading(due: datetime | None, one: Reading, now: datetime) -> str:
    """Return how a limit stands by one of its ends: kept, passed, running, void, or none where there is no date."""
    if due is None:
        return NONE
    if one.state is State.VOID:
        return VOID
    if one.stopped_at is not None:
        return KEPT if one.stopped_at <= due else PASSED
    return RUNNING if now <= due or one.state is State.PAUSED else PASSED


def days_over(due: datetime | None, one: Reading, now: datetime, calendar: Calendar) -> int:
    """Return the calendar days from an end that was passed to the act that ended the limit, or to now; else 0."""
    if due is None or by_reading(due, one, now) != PASSED:
        return 0
    return days_between(due, one.stopped_at or now, calendar)


def days_between(first: datetime, last: datetime, calendar: Calendar) -> int:
    """Return the calendar days between two instants on the office's wall."""
    return max((calendar.local_day(last) - calendar.local_day(first)) // timedelta(days=1), 0)


def sums(lines: Sequence[LimitLine]) -> tuple[OwnerSum, ...]:
    """Return the duties by owner, in the order of their first limit; rights, own standards and void limits are not summed."""
    duties = [line for line in lines if line.counted and line.early not in (VOID, NONE)]
    owners = list(dict.fromkeys(line.owner for line in duties))
    return tuple(_sum([line for line in duties if line.owner == owner]) for owner in owners)


def _sum(mine: Sequence[LimitLine]) -> OwnerSum:
    return OwnerSum(
        owner=mine[0].owner,
        limits=len(mine),
        kept=sum(line.early == KEPT for line in mine),
        unsettled=sum(line.early == PASSED and line.late != PASSED for line in mine),
        passed=sum(line.late == PASSED for line in mine),
        running=sum(line.early == RUNNING for line in mine),
        over_early=sum(line.over_early for line in mine),
        over_late=sum(line.over_late for line in mine),
    )
