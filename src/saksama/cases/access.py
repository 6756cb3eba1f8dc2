"""Who may see which cases: the one place that every list, page, count and search goes through.

The scope gives a territory, or what has reached an overseer or an agency. Out of that come the cases from which the actor is
excluded: by recusal, by act, or because he is employed under the authority that would sanction (decision 35).
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from datetime import date
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db.models import Exists, OuterRef, Q, QuerySet

from saksama.accounts import known, lent
from saksama.accounts import queries as accounts
from saksama.accounts.models import Role, User
from saksama.intake.routing import shield_of
from saksama.kernel.actor import Actor, ActorKind
from saksama.kernel.errors import NotFound
from saksama.vault import recipients

from .models import Case, Exclusion

BAWASLU = (Role.EXAMINER, Role.COMMISSIONER, Role.PROVINCIAL_SUPERVISOR, Role.NATIONAL_SUPERVISOR)
HANDLING = (Role.EXAMINER, Role.COMMISSIONER)
NO_CASE = ("Perkara ini tidak ditemukan. Kembali ke antrean.", "This case was not found. Go back to the queue.")


def visible(actor: Actor, on: date) -> QuerySet[Case]:
    """Return the cases the actor may see if, and only if, his role and scope reach them and nothing excludes him.

    Runs in the actor's scope. Examiners and commissioners of an office see that office's and those of its territory.
    """
    rows: QuerySet[Case] = Case.objects.all()
    if actor.kind == ActorKind.SYSTEM:
        return rows
    if actor.has(Role.OVERSIGHT_ANALYST):
        rows = rows.filter(oversight_office=actor.office).exclude(oversight_office="")  # the index is over these
    elif actor.has(Role.AGENCY_OFFICER):
        rows = rows.filter(agency_key=actor.agency).exclude(agency_key="")
    elif not actor.has(*BAWASLU):
        return rows.none()
    return rows.filter(not_excluded(actor, on))


def not_excluded(actor: Actor, on: date) -> Q:
    """Return the condition that nothing bars this person from a case: no act, no recusal, no shared authority. In a scope."""
    excluded = Exclusion.objects.filter(case=OuterRef("pk"), person=actor.public_id)
    found = ~Q(Exists(excluded))
    recused = [UUID(subject) for subject in known.stands_aside_from(actor.user_id)]
    if recused:
        found &= ~Q(public_id__in=recused) & ~Q(opening_report__in=recused)
    if actor.home_agency and not actor.has(Role.AGENCY_OFFICER):
        found &= ~Q(agency=actor.home_agency) & ~Q(authority=shield_of(actor.home_agency, on), authority__gt="")
    return found


def case(public_id: UUID | str, actor: Actor, on: date) -> Case:
    """Return a case the actor may see; out of scope, excluded and absent look the same: `NotFound`."""
    return _one(visible(actor, on), public_id)


def locked(public_id: UUID | str, actor: Actor, on: date, *, beside: Collection[str] = ()) -> Case:
    """Return it with its row locked until the end of the transaction, and those `beside` it, always in the same order."""
    rows = visible(actor, on).select_for_update(of=("self",))
    if beside:
        list(rows.filter(public_id__in=[public_id, *beside]).order_by("pk"))
    return _one(rows, public_id)


def _one(rows: QuerySet[Case], public_id: UUID | str) -> Case:
    try:
        found = rows.filter(public_id=public_id).first()
    except (ValidationError, ValueError):
        found = None
    if found is None:
        raise NotFound(*NO_CASE)
    return found


def readers_among(found: Case, users: Sequence[User], on: date) -> list[User]:
    """Return those of an office's people whom nothing excludes from a case: no act, no recusal, no shared authority.

    The rules of `visible`, asked for many people about one case. Runs in an open scope that reaches the case.
    """
    barred = set(Exclusion.objects.filter(case=found).values_list("person", flat=True))
    for subject in (found.public_id, found.opening_report):
        barred |= {str(user.public_id) for user in accounts.recused_from(subject)}
    seats = {user.home_agency: shield_of(user.home_agency, on) for user in users if user.home_agency}
    return [user for user in users if str(user.public_id) not in barred and not _lent_here(found, user.home_agency, seats)]


def _lent_here(found: Case, home: str, seats: Mapping[str, str]) -> bool:
    return bool(home) and (home == found.agency or (bool(found.authority) and seats[home] == found.authority))


def members_of(offices: Collection[str]) -> set[str]:
    """Return the key owners who ever held a key of one of these offices."""
    return {member for office in offices for member in recipients.offices_members_any_epoch(f"office:{office}")}


def barred_from(case_authority: str, members: Collection[str], subjects: Collection[str], on: date) -> frozenset[str]:
    """Return the key owners among these members of offices who must not read (decision 35).

    They are employed under the authority that sanctions here, or recused from one of the `subjects` (the case, its reports).
    """
    homes = lent.home_agencies(members) if case_authority else {}
    seats = {agency: shield_of(agency, on) for agency in set(homes.values())}
    lent_here = {owner for owner, agency in homes.items() if seats[agency] == case_authority}
    return frozenset(lent_here | {user.owner for subject in subjects for user in accounts.recused_from(subject)})
