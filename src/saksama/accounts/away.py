"""Who is away, who stands in, and who keeps the desk: by day, for other rooms."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import date

from django.db.models import Q, QuerySet

from .models import Duty, Grant, Leave, User


def standing(office: str, first: date, last: date | None = None) -> QuerySet[Leave]:
    """Return the leaves of an office that touch these days, called-off ones left out."""
    found = Leave.objects.filter(office=office, cancelled_at=None, ends_on__gte=first).select_related("user", "stand_in")
    return found.filter(starts_on__lte=last) if last else found


def touching(first: date, last: date) -> QuerySet[Leave]:
    """Return every leave that touches these days."""
    found = Leave.objects.filter(cancelled_at=None, ends_on__gte=first, starts_on__lte=last)
    return found.select_related("user", "stand_in")


def stand_ins(people: Collection[str], on: date) -> dict[str, str]:
    """Return for each of these people (public ids) who is away on the day who stands in, or nothing where nobody does.

    A stand-in who is away himself, or whose account is closed, is nobody: the office is asked instead.
    """
    if not people:
        return {}
    rows = list(touching(on, on).filter(user__public_id__in=people))
    absent = set(Leave.objects.filter(cancelled_at=None, starts_on__lte=on, ends_on__gte=on).values_list("user_id", flat=True))
    found: dict[str, str] = {}
    for row in rows:
        there = row.stand_in if row.stand_in and row.stand_in.is_active and row.stand_in_id not in absent else None
        found[str(row.user.public_id)] = str(there.public_id) if there else ""
    return found


def represents(public_id: str, on: date) -> tuple[str, ...]:
    """Return for whom somebody works on a day: himself, and those he stands in for."""
    rows = touching(on, on).filter(stand_in__public_id=public_id) if public_id else Leave.objects.none()
    return (public_id, *sorted({str(row.user.public_id) for row in rows}))


def own_roles(user_id: int | None, office: str, on: date) -> set[str]:
    """Return the roles somebody holds in an office on a day in his own right, those lent to him left out."""
    if user_id is None:
        return set()
    rows = Grant.objects.filter(Q(valid_to=None) | Q(valid_to__gte=on), user_id=user_id, office=office, valid_from__lte=on)
    return set(rows.filter(stands_for="").values_list("role", flat=True))


def lent_roles(office: str, on: date) -> list[Grant]:
    """Return the roles of an office that are or will be held in somebody's place."""
    rows = Grant.objects.filter(office=office, valid_to__gte=on).exclude(stands_for="")
    return list(rows.select_related("user").order_by("valid_from", "pk"))


def duties(office: str, first: date, last: date) -> Mapping[date, User]:
    """Return who keeps the desk of an office, by day."""
    rows = Duty.objects.filter(office=office, on__gte=first, on__lte=last).select_related("user")
    return {row.on: row.user for row in rows}
