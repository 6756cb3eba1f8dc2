"""Open limits after a release of law data: all are counted again, those that moved say so in an act. Ended ones never move.

Most limits do not move, so they are counted from their rows alone, a portion at a time, equal ones once (`law.basis`), and
stamped with the new release. A case with a limit that moved is counted from its acts, in a transaction of its own.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime
from uuid import UUID

from django.db import transaction
from django.db.models import QuerySet

from saksama import store
from saksama.cases import access, processes, projecting, reading
from saksama.cases.models import Case, Clock, Limb
from saksama.cases.performing import perform
from saksama.kernel.actor import SYSTEM
from saksama.law import book
from saksama.law.basis import Recount
from saksama.law.calendar import Calendar
from saksama.law.clocks import State
from saksama.law.rule import ClockRule

from .sweeping import each_case

PORTION = 10_000
AT_ONCE = 5_000
_COLUMNS = (
    "pk", "case_id", "limb", "subject", "version", "started_at", "due_early", "due_late", "basis",
    "case__public_id", "case__regime", "case__timezone", "case__opened_at", "case__happened_on",
)


@dataclass(frozen=True, slots=True)
class Row:
    """One open limit as the table holds it, with what of its case decides how it is counted."""

    pk: int
    case_pk: int
    limb: str
    subject: str
    version: str
    started_at: datetime | None
    due_early: datetime | None
    due_late: datetime | None
    basis: str
    case: UUID
    regime: str
    timezone: str
    opened_at: datetime
    happened_on: date | None


def move_clocks(now: datetime, *, limit: int = AT_ONCE) -> int:
    """Count open limits again after a release of law data: each that moved becomes an act; return how many did.

    Closed cases and ended limits keep the release they were decided under. Safe to repeat: what `limit` leaves for later is
    found again. Raises `CasesLeft` after all others are done.
    """
    waiting: dict[UUID, None] = {}
    for found in recount(now):
        waiting.update(dict.fromkeys(found))
    return each_case(lambda tried: [case for case in waiting if case not in tried][:limit], lambda case: _move(case, now), limit)


def recount(now: datetime) -> Iterator[list[UUID]]:
    """Count every open limit of an older release again, a portion at a time; yield the cases in which one has moved.

    The others are stamped with the release in use: it says under which law data their date was last found true.
    """
    counting, after = _Counting(now), 0
    while rows := _portion(after):
        moved = {row.case_pk: row.case for row in rows if counting.moves(row)}
        _stamp(after, rows[-1].pk, moved)
        after = rows[-1].pk
        yield list(moved.values())


def _open() -> QuerySet[Clock]:
    rows: QuerySet[Clock] = Clock.objects.filter(stopped_by=0, case__closed_on=None).exclude(law_release=book().release)
    return rows.exclude(state=State.VOID.value)


def _portion(after: int) -> list[Row]:
    with store.reading(SYSTEM):
        return [Row(*row) for row in _open().filter(pk__gt=after).order_by("pk").values_list(*_COLUMNS)[:PORTION]]


def _stamp(after: int, last: int, moved: dict[int, UUID]) -> None:
    with transaction.atomic(), store.scope(SYSTEM):
        rows = _open().filter(pk__gt=after, pk__lte=last)
        same = rows.exclude(case_id__in=list(moved)) if moved else rows
        Clock.objects.filter(pk__in=same.values("pk")).update(law_release=book().release)


@dataclass(slots=True)
class _Counting:
    """Looks up rules and calendars once for all limits they hold for."""

    now: datetime
    _counts: dict[tuple[int, str], tuple[Calendar, Recount]] = field(default_factory=dict)
    _rules: dict[tuple[str, str, date], ClockRule | None] = field(default_factory=dict)

    def moves(self, row: Row) -> bool:
        """Tell whether a limit ends elsewhere now, or cannot be told from its row alone."""
        if not row.basis or row.started_at is None:
            return True
        calendar, recount = self._count(row)
        rule = self._rule(row, calendar)
        if (rule.version if rule else "") != row.version:
            return True
        ends = recount.ends(rule, row.basis, calendar) if rule else None
        return (ends or (None, None)) != (row.due_early, row.due_late)

    def _count(self, row: Row) -> tuple[Calendar, Recount]:
        key = (processes.first_year(row.opened_at, row.happened_on), row.timezone)
        if key not in self._counts:
            self._counts[key] = (processes.calendar_from(*key, self.now), Recount())
        return self._counts[key]

    def _rule(self, row: Row, calendar: Calendar) -> ClockRule | None:
        assert row.started_at is not None  # noqa: S101  asked before
        day = calendar.local_day(row.started_at)
        key = (row.regime if row.limb == Limb.ASN else row.limb, row.subject, day)
        if key not in self._rules:
            rules = processes.process_named(row.regime, row.limb).rules.get(row.subject, ())
            self._rules[key] = next((rule for rule in rules if rule.holds_on(day)), None)
        return self._rules[key]


@dataclass(frozen=True, slots=True)
class _Was:
    early: datetime | None
    late: datetime | None
    version: str


def _move(case_public_id: UUID, now: datetime) -> int:
    """Count the open limits of one case from its acts, and record each that moved with both dates and the cause."""
    with transaction.atomic(), store.scope(SYSTEM):
        case = access.locked(case_public_id, SYSTEM, now.date())
        return sum(_move_limb(case, limb, now) for limb in Limb.values)


def _move_limb(case: Case, limb: str, now: datetime) -> int:
    rows = Clock.objects.filter(case=case, limb=limb, stopped_by=0).exclude(state=State.VOID.value)
    before = {(row.subject, row.started_by): _Was(row.due_early, row.due_late, row.version) for row in rows}
    derived = projecting.project(case, reading.acts_of(case, limb), now, limb)
    moved = 0
    for row in projecting.clock_rows(derived):
        was = before.get((row["subject"], row["started_by"]))
        body = _moved(row, was) if was and not row["stopped_by"] else None
        if body:
            perform(case, "clock.moved", actor=SYSTEM, happened_at=now, now=now, body=body, limb=limb)
            moved += 1
    return moved


def _moved(row: dict[str, object], was: _Was) -> dict[str, object] | None:
    """Return what the act says of a limit that moved: its later reading where that moved, else its earlier one."""
    pairs = ((was.late, row["due_late"]), (was.early, row["due_early"]))
    for before, after in pairs:
        if before != after and (before or after):
            return {
                "rule": row["rule"] or was.version.partition("@")[0],
                "subject": row["subject"],
                "started_by": row["started_by"],
                "cause": "days" if row["version"] == was.version else "rule",
                "release": book().release[:40],
                **({"before": before} if before else {}),
                **({"after": after} if after else {}),
            }
    return None


__all__ = ["move_clocks", "recount"]
