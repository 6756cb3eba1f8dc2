"""Who works on a case: taken or given, handed back, and lost where its officer left the office or may not read it any more."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db import transaction
from django.db.models import QuerySet

from saksama import store
from saksama.accounts import known
from saksama.accounts import queries as accounts
from saksama.accounts.models import User
from saksama.cases import access
from saksama.cases.kinds import Field
from saksama.cases.models import Case
from saksama.cases.performing import perform
from saksama.cases.policies import may_assign_to
from saksama.cases.steps import Input
from saksama.cases.verbs import Taking, Verb, verb
from saksama.kernel.actor import SYSTEM, Actor
from saksama.kernel.errors import Conflict, Invalid, SaksamaError
from saksama.law.calendar import zone

from .sweeping import AT_ONCE, each_case
from .taking import take


@verb("officer.assigned")
class Assign(Verb):
    """Name who works on the case: somebody of the handling office who may read it."""

    def choices(self, case: Case, field: Field, now: datetime) -> tuple[tuple[str, str, str], ...] | None:
        """Return those whom the person at the screen may name; an examiner finds himself."""
        actor = store.scope.current()
        people = [one for one in officers_for(case, now) if may_assign_to(actor, str(one.public_id))]
        named = [(str(one.public_id), one.display_name or one.username) for one in people]
        return tuple((public_id, name, name) for public_id, name in named if public_id != case.assigned_to)

    def check(self, taking: Taking) -> None:
        officer, case = str(taking.cleaned.body["officer"]), taking.case
        may_assign_to(taking.actor, officer).require()
        if officer == case.assigned_to:
            raise Conflict("Perkara ini sudah dikerjakan petugas itu.", "That officer works on this case already.")
        if not any(str(one.public_id) == officer for one in officers_for(case, taking.now)):
            raise Invalid(
                "Petugas ini tidak bertugas di kantor ini atau tidak boleh membaca perkara ini. Pilih petugas lain.",
                "This officer does not serve in this office or may not read this case. Choose another one.",
                field="officer",
            )


@verb("officer.unassigned")
class Unassign(Verb):
    """Give the case back: it waits for an officer, and all examiners of the office are told of its limits."""

    def check(self, taking: Taking) -> None:
        if not taking.case.assigned_to:
            raise Conflict("Perkara ini belum punya petugas.", "This case has no officer.")
        may_assign_to(taking.actor, taking.case.assigned_to).require()
        taking.body.update(officer=taking.case.assigned_to, ground="own")


@dataclass(frozen=True, slots=True)
class Move:
    """One case to be given to somebody, as the screen showed it: `seen` is its act count there."""

    case: UUID
    officer: str
    seen: int


@dataclass(frozen=True, slots=True)
class Moved:
    """What became of it: nothing in `refused_*` where it was given."""

    case: UUID
    refused_id: str = ""
    refused_en: str = ""


def reassign(moves: Iterable[Move], *, actor: Actor, now: datetime) -> tuple[Moved, ...]:
    """Give cases to officers, each by an act of its own; one that cannot be given stops no other and says why."""
    found = []
    for move in moves:
        step = Input(values={"officer": move.officer}, happened_at=now, seen=move.seen)
        try:
            take(move.case, "officer.assigned", step, actor=actor, keys=None, now=now)
        except SaksamaError as refused:
            found.append(Moved(move.case, refused.detail, refused.detail_en))
        else:
            found.append(Moved(move.case))
    return tuple(found)


def officers_for(case: Case, now: datetime) -> list[User]:
    """Return the people of the handling office who may read the case today, in an open scope that reaches it."""
    on = today_of(case, now)
    return access.readers_among(case, accounts.users_of_office(case.office, on, *access.BAWASLU), on)


def today_of(case: Case, now: datetime) -> date:
    return now.astimezone(zone(case.timezone)).date()


def release_departed(now: datetime, *, limit: int = AT_ONCE) -> int:
    """Take open cases from officers who left the office or may not read them any more; return how many. Safe to repeat.

    Each becomes an act of the system, so that the case shows as waiting for an officer. Raises `CasesLeft` after all others.
    """
    lost = _lost(now)
    return each_case(lambda tried: [one for one in lost if one not in tried][:limit], lambda case: _release(case, now), limit)


def _lost(now: datetime) -> list[UUID]:
    """Return the open cases whose officer may have left or may be barred: by a few queries an office; `_release` looks closer."""
    with store.reading(SYSTEM):
        held = Case.objects.filter(in_queue=True).exclude(assigned_to="").order_by("office", "pk")
        found: list[UUID] = []
        for office in held.order_by("office").values_list("office", flat=True).distinct():
            found += _lost_in(held.filter(office=office), office, now)
        return found


def _lost_in(held: QuerySet[Case], office: str, now: datetime) -> list[UUID]:
    on = today_of(held[0], now)
    serving = {str(user.public_id): user for user in accounts.users_of_office(office, on, *access.BAWASLU)}
    rows = list(held.only("public_id", "opening_report", "assigned_to", "agency", "authority"))
    doubtful = {name for name, user in serving.items() if user.home_agency or known.stands_aside_from(user.pk)}
    return [
        case.public_id
        for case in rows
        if case.assigned_to not in serving
        or (case.assigned_to in doubtful and not access.readers_among(case, [serving[case.assigned_to]], on))
    ]


def _ground(case: Case, now: datetime) -> str:
    """Return why a case has lost its officer; nothing where he still works on it."""
    on = today_of(case, now)
    serving = [
        user
        for user in accounts.users_of_office(case.office, on, *access.BAWASLU)
        if str(user.public_id) == case.assigned_to
    ]
    if not serving:
        return "left"
    return "" if access.readers_among(case, serving, on) else "barred"


def _release(case_public_id: UUID, now: datetime) -> int:
    with transaction.atomic(), store.scope(SYSTEM):
        case = access.locked(case_public_id, SYSTEM, now.date())
        ground = _ground(case, now) if case.assigned_to else ""
        if not ground:
            return 0
        body = {"officer": case.assigned_to, "ground": ground}
        perform(case, "officer.unassigned", actor=SYSTEM, happened_at=now, now=now, body=body)
        return 1
