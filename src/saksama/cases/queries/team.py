"""How much each officer of an office has to do, which cases wait for an officer, and to whom one could be given."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from uuid import UUID

from django.db.models import Count, Q, QuerySet

from saksama import store
from saksama.accounts import away
from saksama.accounts import queries as accounts
from saksama.accounts.models import User
from saksama.cases import access
from saksama.cases.models import Case
from saksama.cases.projections import Appointment
from saksama.cases.shown import Row
from saksama.kernel.actor import Actor
from saksama.law.calendar import zone

from .lists import NOT_SHOWN, as_rows

WEEK = timedelta(days=7)
AT_ONCE = 50


@dataclass(frozen=True, slots=True)
class Load:
    """What one officer has: open cases, those whose next limit ends within seven days, those past it, hearings of that week."""

    officer: str
    open: int = 0
    due: int = 0
    late: int = 0
    hearings: int = 0


@dataclass(frozen=True, slots=True)
class Held:
    """One open case of somebody, with those of the office who may take it and who is suggested, by public id and name."""

    row: Row
    handed_back: str
    officers: tuple[tuple[str, str], ...]
    suggested: str


def loads(actor: Actor, *, now: datetime) -> dict[str, Load]:
    """Return the load of the actor's office by officer; what nobody works on stands under an empty name."""
    with store.reading(actor):
        rows = _open(actor, now)
        counted = rows.order_by().values("assigned_to").annotate(
            open=Count("pk"),
            due=Count("pk", filter=Q(sort_due__gt=now, sort_due__lte=now + WEEK)),
            late=Count("pk", filter=Q(next_due_late__lt=now)),
        )
        found = {one["assigned_to"]: Load(one["assigned_to"], one["open"], one["due"], one["late"]) for one in counted}
        for officer, number in _hearings(rows, now).items():
            found[officer] = replace(found[officer], hearings=number)
    return found


def _open(actor: Actor, now: datetime) -> QuerySet[Case]:
    return access.visible(actor, now.date()).filter(office=actor.office, in_queue=True).exclude(office="")


def _hearings(rows: QuerySet[Case], now: datetime) -> Counter[str]:
    """Count the hearings fixed for the coming week, by who works on the case."""
    fixed = Appointment.objects.filter(case__in=rows.values("pk"), state="planned", at__gte=now, at__lte=now + WEEK)
    return Counter(fixed.order_by().values_list("case__assigned_to", flat=True))


def held_by(actor: Actor, officer: str, *, now: datetime, limit: int = AT_ONCE) -> tuple[Held, ...]:
    """Return the open cases of one officer of the actor's office (nobody's: an empty name), the nearest limit first.

    Suggested is whoever has the fewest open cases among those who may read it and are there, one after the other.
    """
    with store.reading(actor):
        rows = _open(actor, now).filter(assigned_to=officer)
        found = list(rows.defer(*_UNUSED).order_by("sort_due", "public_id")[:limit])
        shown = as_rows(found, now)
        able = [_able(case, now) for case in found]
        chosen = _suggested(able, officer, _open(actor, now), now, found)
        return tuple(
            Held(row, case.handed_back, tuple((str(one.public_id), one.display_name or one.username) for one in people), name)
            for case, row, people, name in zip(found, shown, able, chosen, strict=True)
        )


# What a list does not show; who sanctions is asked where somebody may take the case.
_UNUSED = tuple(name for name in NOT_SHOWN if name not in ("authority", "opening_report"))


def _able(case: Case, now: datetime) -> list[User]:
    on = now.astimezone(zone(case.timezone)).date()
    return access.readers_among(case, accounts.users_of_office(case.office, on, *access.BAWASLU), on)


def _suggested(
    able: Sequence[Sequence[User]], officer: str, rows: QuerySet[Case], now: datetime, cases: Sequence[Case]
) -> list[str]:
    """Return for each case whoever has least to do so far; ties go by name. Examiners first, and nobody who is away."""
    taken: Counter[str] = Counter(rows.exclude(assigned_to="").values_list("assigned_to", flat=True))
    found = []
    for people, case in zip(able, cases, strict=True):
        on = now.astimezone(zone(case.timezone)).date()
        name = _least(_there(people, case.office, on, without=officer), taken)
        found.append(name)
        if name:
            taken[name] += 1
    return found


def _there(people: Sequence[User], office: str, on: object, *, without: str) -> list[User]:
    absent = away.stand_ins([str(one.public_id) for one in people], on)  # type: ignore[arg-type]
    here = [one for one in people if str(one.public_id) not in absent and str(one.public_id) != without]
    examiners = {one.pk for one in accounts.users_of_office(office, on, "examiner")}  # type: ignore[arg-type]
    return [one for one in here if one.pk in examiners] or here


def _least(people: Iterable[User], taken: Counter[str]) -> str:
    ordered = sorted(people, key=lambda one: (taken[str(one.public_id)], one.username))
    return str(ordered[0].public_id) if ordered else ""


def waiting_for_officer(actor: Actor, *, now: datetime) -> int:
    """Return how many open cases of the actor's office lost their officer and have no new one."""
    with store.reading(actor):
        return _open(actor, now).filter(assigned_to="").exclude(handed_back__in=("", "own")).count()


def seen_of(public_ids: Sequence[UUID], actor: Actor, *, now: datetime) -> dict[str, int]:
    """Return the act counts of these cases of the actor's office, by public id."""
    with store.reading(actor):
        rows = _open(actor, now).filter(public_id__in=list(public_ids)).values_list("public_id", "act_count")
        return {str(public_id): count for public_id, count in rows}
