"""Limits that pass: the act that says so, by one indexed query. A lapse refuses, forwards and sanctions nothing by itself.

Each case is swept on its own: one whose acts do not fit (a defect of code or a damaged row) is left, named, and stops no other.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import datetime
from uuid import UUID

from django.db import InterfaceError, OperationalError, transaction
from django.db.models import QuerySet

from saksama import store
from saksama.cases import access, projecting, reading
from saksama.cases.models import Case, Clock, Limb
from saksama.cases.performing import perform, reports_of
from saksama.cases.projecting import Difference
from saksama.intake import actions as intake
from saksama.kernel.actor import SYSTEM
from saksama.kernel.errors import SaksamaError, Unavailable
from saksama.law.clocks import State

AT_ONCE = 500


class CasesLeft(SaksamaError):
    """Some cases could not be swept; `cases` are their public ids, the first error is the cause. All others were."""

    code = "cases_left"
    status = 500
    default_detail = "Batas waktu beberapa perkara tidak dapat dicatat. Pengelola menemukannya dengan `saksama doctor`."
    default_detail_en = "The limits of some cases could not be recorded. The administrator finds them with `saksama doctor`."

    def __init__(self, cases: tuple[UUID, ...], done: int) -> None:
        super().__init__(count=len(cases))
        self.cases, self.done = cases, done


def lapse_due_clocks(now: datetime, *, limit: int = AT_ONCE) -> int:
    """Record the lapse of every running limit whose later reading has passed; return how many. Safe to repeat.

    Raises `CasesLeft` after all others are done.
    """

    def due(tried: set[UUID]) -> list[UUID]:
        with store.reading(SYSTEM):
            rows = _unrecorded(now).exclude(case__public_id__in=tried) if tried else _unrecorded(now)
            return list(rows.order_by("due_late").values_list("case__public_id", flat=True)[:limit])

    return each_case(due, lambda case: lapse_limits_of(case, now), limit)


def each_case(more: Callable[[set[UUID]], list[UUID]], sweep: Callable[[UUID], int], limit: int) -> int:
    """Sweep case by case until `limit` is done or there are no more that were not tried, and return how much was done.

    What troubles the whole database stops it; what troubles one case leaves that case and takes no place from the others.
    """
    done, tried, left = 0, set[UUID](), dict[UUID, Exception]()
    while done < limit and (found := more(tried)):
        for case in dict.fromkeys(found):
            try:
                done += sweep(case)
            except (OperationalError, InterfaceError, Unavailable):
                raise
            except Exception as error:
                left[case] = error
        tried.update(found)
        if len(found) < limit:
            break
    if left:
        raise CasesLeft(tuple(left), done) from next(iter(left.values()))
    return done


def _unrecorded(now: datetime) -> QuerySet[Clock]:
    """The limits that run or ran out unstopped, whose passing no act tells yet."""
    rows: QuerySet[Clock] = Clock.objects.filter(stopped_by=0, lapse_recorded=False, due_late__lt=now)
    return rows.exclude(state=State.VOID.value)


def lapse_limits_of(case_public_id: UUID | str, now: datetime) -> int:
    """Record the lapses of one case, in a transaction of its own, oldest first; return how many."""
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


def rebuild(case_public_id: UUID | str, *, now: datetime, repair: bool = False) -> tuple[Difference, ...]:
    """Recompute what derives from the acts and name what differs; there must be nothing. `repair` writes it anew."""
    with transaction.atomic(), store.scope(SYSTEM):
        case = access.locked(case_public_id, SYSTEM, now.date())
        found = projecting.differences(case, now)
        if found and repair:
            for limb in Limb.values:
                projecting.project(case, reading.acts_of(case, limb), now, limb)
            intake.note_silence(reports_of(case), case.silent_since)
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
