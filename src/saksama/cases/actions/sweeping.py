"""Limits that pass: the act that says so, by one indexed query. A lapse refuses, forwards and sanctions nothing by itself."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.db.models import QuerySet

from saksama import store
from saksama.cases import access, projecting, reading
from saksama.cases.models import Case, Clock, Limb
from saksama.cases.performing import perform
from saksama.cases.projecting import Difference
from saksama.kernel.actor import SYSTEM
from saksama.law import book
from saksama.law.clocks import State

AT_ONCE = 500


def lapse_due_clocks(now: datetime, *, limit: int = AT_ONCE) -> int:
    """Record the lapse of every running limit whose later reading has passed; return how many. Safe to repeat."""
    with store.reading(SYSTEM):
        due = _unrecorded(now)
        found = list(due.order_by("due_late").values_list("case__public_id", flat=True)[:limit])
    return sum(_lapse(case, now) for case in dict.fromkeys(found))


def _unrecorded(now: datetime) -> QuerySet[Clock]:
    """The limits that run or ran out unstopped, whose passing no act tells yet."""
    rows: QuerySet[Clock] = Clock.objects.filter(stopped_by=0, lapse_recorded=False, due_late__lt=now)
    return rows.exclude(state=State.VOID.value)


def _lapse(case_public_id: UUID, now: datetime) -> int:
    """Record the lapses of one case, in a transaction of its own, oldest first."""
    with transaction.atomic(), store.scope(SYSTEM):
        case = access.locked(case_public_id, SYSTEM, now.date())
        rows = list(_unrecorded(now).filter(case=case).order_by("due_late", "pk"))
        for row in rows:
            perform(
                case,
                "clock.lapsed",
                actor=SYSTEM,
                happened_at=row.due_late or now,
                now=now,
                limb=row.limb,
                body={"rule": row.rule, "subject": row.subject, "due": row.due_late, "started_by": row.started_by},
            )
    return len(rows)


def move_clocks(now: datetime, *, limit: int = AT_ONCE) -> int:
    """Count open limits again after a release of law data: each due date that moved becomes an act; return how many did.

    Closed cases keep the release they were decided under. Safe to repeat.
    """
    with store.reading(SYSTEM):
        stale = Clock.objects.filter(stopped_by=0, case__closed_on=None).exclude(law_release=book().release)
        found = list(stale.order_by("case_id").values_list("case__public_id", flat=True).distinct()[:limit])
    return sum(_move(case, now) for case in found)


def _move(case_public_id: UUID, now: datetime) -> int:
    with transaction.atomic(), store.scope(SYSTEM):
        case = access.locked(case_public_id, SYSTEM, now.date())
        moved = 0
        for limb in Limb.values:
            before = {
                (row.subject, row.started_by): row.due_late for row in Clock.objects.filter(case=case, limb=limb, stopped_by=0)
            }
            derived = projecting.project(case, reading.acts_of(case, limb), now, limb)
            for row in projecting.clock_rows(derived):
                was, due = before.get((row["subject"], row["started_by"])), row["due_late"]
                if row["stopped_by"] or was is None or due is None or was == due:
                    continue
                body = {
                    "rule": row["rule"],
                    "subject": row["subject"],
                    "before": was,
                    "after": due,
                    "release": book().release[:40],
                }
                perform(case, "clock.moved", actor=SYSTEM, happened_at=now, now=now, body=body, limb=limb)
                moved += 1
    return moved


def rebuild(case_public_id: UUID | str, *, now: datetime, repair: bool = False) -> tuple[Difference, ...]:
    """Recompute what derives from the acts and name what differs; there must be nothing. `repair` writes it anew."""
    with transaction.atomic(), store.scope(SYSTEM):
        case = access.locked(case_public_id, SYSTEM, now.date())
        found = projecting.differences(case, now)
        if found and repair:
            for limb in Limb.values:
                projecting.project(case, reading.acts_of(case, limb), now, limb)
    return found


def rebuild_all(now: datetime, *, repair: bool = False) -> Iterator[tuple[Difference, ...]]:
    """Do so for every case, one transaction each, oldest first; yields what differed in each."""
    after = 0
    while found := _next_cases(after):
        for _, public_id in found:
            yield rebuild(public_id, now=now, repair=repair)
        after = found[-1][0]


def _next_cases(after: int) -> list[tuple[int, UUID]]:
    with store.reading(SYSTEM):
        return list(Case.objects.filter(pk__gt=after).order_by("pk").values_list("pk", "public_id")[:AT_ONCE])
