"""The people of an office as a tree shows them: roles with their days, where each is employed, who holds the key."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.conf import settings
from django.db.models import Q

from saksama.institutions import queries as institutions
from saksama.institutions.models import Office
from saksama.vault import recipients

from .models import Grant, User


@dataclass(frozen=True, slots=True)
class Duty:
    """One role: from when to when, and in whose place."""

    role: str
    valid_from: date
    valid_to: date | None
    stands_for: str
    public_id: str
    to_come: bool


@dataclass(frozen=True, slots=True)
class Serving:
    """One person of an office. `home`: the agency that employs lent staff. `key`: whether he opens the office's key."""

    public_id: str
    username: str
    name: str
    home: str
    duties: tuple[Duty, ...]
    key: bool

    def has(self, *roles: str) -> bool:
        return any(one.role in roles for one in self.duties if not one.to_come)


@dataclass(frozen=True, slots=True)
class Node:
    """One office with its people, those above it (highest first) and those below."""

    office: Office
    people: tuple[Serving, ...]
    above: tuple[Office, ...]
    below: tuple[Office, ...]
    without_examiner: bool


def people_of(office: str, on: date) -> tuple[Serving, ...]:
    """Return who serves in an office today or later, by name of account; closed accounts are left out."""
    rows = Grant.objects.filter(Q(valid_to=None) | Q(valid_to__gte=on), office=office, user__is_active=True)
    by_user: dict[int, list[Grant]] = {}
    for row in rows.select_related("user").order_by("user__username", "valid_from", "pk"):
        by_user.setdefault(row.user_id, []).append(row)
    names = _names([row for rows in by_user.values() for row in rows])
    homes = institutions.agency_names({rows[0].user.home_agency for rows in by_user.values()} - {""})
    members = set(recipients.members(f"office:{office}"))
    return tuple(_serving(rows, on, names, homes, members) for rows in by_user.values())


def _names(rows: list[Grant]) -> dict[str, str]:
    wanted = {row.stands_for for row in rows if row.stands_for}
    found = User.objects.filter(public_id__in=wanted) if wanted else ()
    return {str(one.public_id): one.display_name or one.username for one in found}


def _serving(rows: list[Grant], on: date, names: dict[str, str], homes: dict[str, str], members: set[str]) -> Serving:
    user = rows[0].user
    duties = tuple(
        Duty(row.role, row.valid_from, row.valid_to, names.get(row.stands_for, ""), str(row.public_id), row.valid_from > on)
        for row in rows
    )
    return Serving(
        str(user.public_id), user.username, user.display_name or user.username, homes.get(user.home_agency, ""), duties,
        user.owner in members,
    )


def _shown(office: Office) -> bool:
    return bool(settings.SAKSAMA.demo) or not office.is_demo


def node(office: str, on: date) -> Node:
    """Return an office in the tree. Raises `NotFound`."""
    found = institutions.office(office)
    people = people_of(office, on)
    return Node(
        office=found,
        people=people,
        above=tuple(reversed(institutions.superiors(found))),
        below=tuple(one for one in institutions.subordinates(found, on) if one.parent_id == found.pk and _shown(one)),
        without_examiner=not any(one.has("examiner", "oversight_analyst") for one in people),
    )
