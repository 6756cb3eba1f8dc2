"""Who somebody is on a day: the kernel's `Actor` of a user, and the people of an office."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from django.db.models import Q, QuerySet

from saksama.institutions import queries as institutions
from saksama.kernel.actor import Actor, ActorKind
from saksama.kernel.span import EVERYWHERE, NOWHERE, Span

from .models import Grant, Recusal, Role, User

WITHOUT_PLACE = {Role.SYSTEM_ADMINISTRATOR, Role.AUDITOR}


def grants_on(user: User, on: date) -> QuerySet[Grant]:
    """Return the roles a user holds on a day, oldest first."""
    return _valid(Grant.objects.filter(user=user), on).order_by("valid_from", "pk")


def _valid(rows: QuerySet[Grant], on: date) -> QuerySet[Grant]:
    return rows.filter(Q(valid_to=None) | Q(valid_to__gte=on), valid_from__lte=on)


def actor_for(user: User, on: date, *, office: str = "") -> Actor:
    """Return who acts: one office (or agency) with its roles and span, on this day.

    Somebody with roles in several offices acts for one at a time: `office` where he holds a role there, else the first. Span is
    the office's territory; an agency's officer and a person without office see nowhere, and are found by their `key`.
    """
    rows = list(grants_on(user, on)) if user.is_active else []
    places = [row.office for row in rows if row.office]
    chosen = office if office in places else next(iter(places), "")
    agency = "" if chosen else next((row.agency for row in rows if row.agency), "")
    roles = {row.role for row in rows if (row.office, row.agency) == (chosen, agency) or row.role in WITHOUT_PLACE}
    if user.is_system_admin and user.is_active:
        roles.add(Role.SYSTEM_ADMINISTRATOR.value)
    return Actor(kind=ActorKind.OFFICER, user_id=user.pk, public_id=str(user.public_id), pseudonym=str(user.pseudonym),
                 roles=frozenset(roles), span=_span(chosen), office=chosen, agency=agency, home_agency=user.home_agency,
                 key=agency)


def _span(office: str) -> Span:
    if not office:
        return NOWHERE
    row = institutions.office(office)
    return EVERYWHERE if row.level == "national" else Span(row.low, row.high)


def users_of_office(office: str, on: date, *roles: str) -> list[User]:
    """Return the active people who hold a role (one of `roles`, or any) in an office on a day, by name of account."""
    rows = _valid(Grant.objects.filter(office=str(office)), on)
    if roles:
        rows = rows.filter(role__in=roles)
    return list(User.objects.filter(pk__in=rows.values("user"), is_active=True).order_by("username"))


def users_with_home_agency(agencies: list[str]) -> list[User]:
    """Return the active people employed by these agencies: lent staff who must stay out of their matters (decision 35)."""
    return list(User.objects.filter(home_agency__in=agencies, is_active=True).order_by("username"))


def recused_from(subject: str | UUID) -> list[User]:
    """Return the people who stand aside from one matter."""
    return list(User.objects.filter(recusals__subject=str(subject)).order_by("username"))


def is_recused(user_id: int, subject: str | UUID) -> bool:
    return Recusal.objects.filter(user_id=user_id, subject=str(subject)).exists()


def by_public_id(public_id: str | UUID) -> User:
    return User.objects.get(public_id=public_id)


def name_of(public_id: str | UUID) -> str:
    """Return the name shown beside an act, or nothing for one that is no person's."""
    user = User.objects.filter(public_id=public_id).first()
    return (user.display_name or user.username) if user else ""
