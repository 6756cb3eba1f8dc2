"""Open limits as plain rows: for notices, for a calendar, for the load of a team. What a case is about does not come along.

`limits_between` and `limits_of_case` are read by the system, whose jobs tell people of them; who may be told is asked
separately (`readers`). `limits_for` is read by one person in his own scope.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import Q, QuerySet

from saksama import store
from saksama.accounts.models import User
from saksama.cases import access
from saksama.cases.models import Act, Case, Clock, Limb
from saksama.cases.processes import calendar_from, first_year
from saksama.cases.shown import Row
from saksama.kernel.actor import SYSTEM, Actor
from saksama.law.calendar import Calendar
from saksama.law.clocks import State

from .lists import NOT_SHOWN, as_rows

_OPEN = (State.RUNNING.value, State.MISSED.value, State.PAUSED.value)
_COLUMNS = (
    "subject", "rule", "actor", "limb", "started_by", "started_at", "due_early", "due_late", "case__public_id", "case__number",
    "case__office", "case__office_position", "case__oversight_office", "case__waiting_on", "case__assigned_to", "case__timezone",
    "case__opened_at", "case__happened_on", "pk",
)


@dataclass(frozen=True, slots=True)
class Limit:
    """One open limit of an open case. `actor` is whose limit it is, in the law's words (`bawaslu`, `reporter`, ...)."""

    subject: str
    rule: str
    actor: str
    limb: str
    started_by: int
    started_at: datetime | None
    due_early: datetime
    due_late: datetime
    case: UUID
    number: str
    office: str
    office_position: int
    oversight_office: str
    waiting_on: str
    assigned_to: str
    timezone: str
    calendar: Calendar
    pk: int


def limits_between(*, until: datetime, since: datetime, now: datetime, after: int = 0, limit: int = 1000) -> list[Limit]:
    """Return limits that still run and end first by `until`, and those whose last reading ended since `since`; by row."""
    with store.reading(SYSTEM):
        rows = _open().filter(Q(due_early__lte=until, due_late__gt=now) | Q(due_late__gt=since, due_late__lte=now), pk__gt=after)
        return _read(rows.order_by("pk")[:limit], now)


def limits_of_case(case_public_id: UUID | str, *, now: datetime) -> list[Limit]:
    """Return the open limits of one case, both limbs."""
    with store.reading(SYSTEM):
        return _read(_open().filter(case__public_id=case_public_id).order_by("pk"), now)


@dataclass(frozen=True, slots=True)
class Standing:
    """Where a case lies and who works on it."""

    public_id: UUID
    office: str
    office_position: int
    oversight_office: str
    assigned_to: str
    timezone: str
    act_count: int


def standing(case_public_id: UUID | str) -> Standing | None:
    """Return where a case lies, or None. For jobs of the system."""
    columns = ("public_id", "office", "office_position", "oversight_office", "assigned_to", "timezone", "act_count")
    with store.reading(SYSTEM):
        row = Case.objects.filter(public_id=case_public_id).values_list(*columns).first()
    return Standing(*row) if row else None


def limits_for(actor: Actor, people: Collection[str], *, now: datetime, limit: int = 500) -> list[Limit]:
    """Return the open limits of the cases these people work on, and of those of the actor's office that nobody works on.

    Only cases the actor may see, and not the criminal limb, which is confidential in itself.
    """
    with store.reading(actor):
        nobody = Q(case__assigned_to="", case__office=actor.office)
        mine = _open().filter(Q(case__assigned_to__in=list(people)) | nobody, limb=Limb.ASN)
        visible = access.visible(actor, now.date()).filter(in_queue=True)
        return _read(mine.filter(case__in=visible.values("pk")).order_by("due_early", "pk")[:limit], now)


def _open() -> QuerySet[Clock]:
    rows: QuerySet[Clock] = Clock.objects.filter(stopped_by=0, state__in=_OPEN, due_early__isnull=False)
    return rows.exclude(case__stage="closed")


def _read(rows: QuerySet[Clock], now: datetime) -> list[Limit]:
    return [_limit(row, now) for row in rows.values_list(*_COLUMNS)]


def _limit(row: Sequence[object], now: datetime) -> Limit:
    *plain, opened_at, happened_on, pk = row
    calendar = calendar_from(first_year(opened_at, happened_on), plain[-1], now)  # type: ignore[arg-type]
    return Limit(*plain, calendar, pk)  # type: ignore[arg-type, call-arg]


def readers(case_public_id: UUID | str, people: Sequence[User], *, now: datetime) -> list[User]:
    """Return those of these people whom nothing excludes from a case; nobody where it is absent. For jobs of the system."""
    with store.reading(SYSTEM):
        found = Case.objects.filter(public_id=case_public_id).first()
        return access.readers_among(found, people, now.date()) if found and people else []


def worked_on_after(case_public_id: UUID | str, limb: str, nth: int) -> bool:
    """Tell whether somebody of Bawaslu took a step on a case after its act `nth`; naming an officer is no step."""
    with store.reading(SYSTEM):
        acts = Act.objects.filter(case__public_id=case_public_id, limb=limb, nth__gt=nth, role__in=access.BAWASLU)
        return acts.exclude(actor="system").exclude(kind__in=("officer.assigned", "officer.unassigned")).exists()


def among(public_ids: Collection[UUID], actor: Actor, *, now: datetime) -> dict[str, Row]:
    """Return those of these cases that the actor may see, as rows of a list, by public id."""
    if not public_ids:
        return {}
    with store.reading(actor):
        found = access.visible(actor, now.date()).filter(public_id__in=list(public_ids)).defer(*NOT_SHOWN)
        return {row.public_id: row for row in as_rows(list(found), now)}


def due_by(end: datetime, *, office: str) -> list[tuple[UUID, str]]:
    """Return the open cases of an office whose next limit ends by then, with who works on each (nobody: an empty name)."""
    with store.reading(SYSTEM):
        rows = Case.objects.filter(office=office, in_queue=True, sort_due__lte=end)
        return list(rows.values_list("public_id", "assigned_to"))


def offices_with_cases(*, after: str = "", limit: int = 500) -> list[tuple[str, int, str]]:
    """Return offices that have open cases, by public id: with position and time zone."""
    with store.reading(SYSTEM):
        rows = Case.objects.filter(in_queue=True, office__gt=after).order_by("office").values_list(
            "office", "office_position", "timezone"
        )
        return list(rows.distinct()[:limit])

