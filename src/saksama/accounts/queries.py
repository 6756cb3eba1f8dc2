"""Who somebody is on a day: the kernel's `Actor` of a user, and the people of an office."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date, datetime, timedelta
from uuid import UUID

from django.db.models import Q, QuerySet

from saksama.institutions import queries as institutions
from saksama.kernel.actor import Actor, ActorKind

from . import posts, throttle
from .models import Grant, Recusal, Role, User
from .policies import WITHOUT_PLACE
from .posts import NO_POST, Post

_PUBLIC_ID = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")
DAY = timedelta(days=1)


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
    return _acting(user, list(grants_on(user, on)), office, None)[0]


def acting_now(user: User, now: datetime, *, office: str = "", known: Post | None = None) -> tuple[Actor, Post]:
    """Return who acts at this instant, by the date on the wall of his office, and the post he acts from.

    `known` is a post looked up before (the session keeps it): where it is still the one, no office is read.
    """
    rows = list(_near(user, now))
    actor, post = _acting(user, _on(rows, NO_POST.day(now)), office, known)
    if post.day(now) != NO_POST.day(now):
        actor, post = _acting(user, _on(rows, post.day(now)), office or post.office, post)
    return actor, post


def _near(user: User, now: datetime) -> QuerySet[Grant]:
    """The grants in force on the day before, the day, or the day after: zones differ."""
    first, last = (now - DAY).date(), (now + DAY).date()
    found = Grant.objects.filter(Q(valid_to=None) | Q(valid_to__gte=first), user=user, valid_from__lte=last)
    return found.order_by("valid_from", "pk")


def _on(rows: list[Grant], day: date) -> list[Grant]:
    return [row for row in rows if row.valid_from <= day and (row.valid_to is None or row.valid_to >= day)]


def _acting(user: User, rows: list[Grant], office: str, known: Post | None) -> tuple[Actor, Post]:
    rows = rows if user.is_active else []
    offices = [row.office for row in rows if row.office]
    chosen = office if office in offices else next(iter(offices), "")
    agency = "" if chosen else next((row.agency for row in rows if row.agency), "")
    roles = {row.role for row in rows if (row.office, row.agency) == (chosen, agency) or row.role in WITHOUT_PLACE}
    if user.is_system_admin and user.is_active:
        roles.add(Role.SYSTEM_ADMINISTRATOR.value)
    post = known if known is not None and (known.office, known.agency) == (chosen, agency) else post_of(chosen, agency)
    actor = Actor(kind=ActorKind.OFFICER, user_id=user.pk, public_id=str(user.public_id), pseudonym=str(user.pseudonym),
                  roles=frozenset(roles), span=post.span, office=chosen, agency=agency, home_agency=user.home_agency,
                  key=post.key or agency)
    return actor, post


def post_of(office: str, agency: str) -> Post:
    """Return the post of a role in this office or this agency; where neither is named, none."""
    if office:
        return posts.of_office(office)
    return posts.of_agency(agency) if agency else NO_POST


def pseudonyms(public_ids: Iterable[str]) -> dict[str, str]:
    """Return under which pseudonym these people stand in the ledger, by public id; what is no person's id is left out."""
    known = [UUID(one) for one in public_ids if _PUBLIC_ID.fullmatch(one)]
    return {str(one): str(name) for one, name in User.objects.filter(public_id__in=known).values_list("public_id", "pseudonym")}


def users_of_office(office: str, on: date, *roles: str) -> list[User]:
    """Return the active people who hold a role (one of `roles`, or any) in an office on a day, by name of account."""
    rows = _valid(Grant.objects.filter(office=str(office)), on)
    if roles:
        rows = rows.filter(role__in=roles)
    return list(User.objects.filter(pk__in=rows.values("user"), is_active=True).order_by("username"))


def roles_given(*roles: str) -> set[str]:
    """Return those of the roles that anybody was ever given."""
    return set(Grant.objects.filter(role__in=roles).values_list("role", flat=True).distinct())


def users_of_agency(agency: str, on: date, *roles: str) -> list[User]:
    """Return the active people who hold a role (one of `roles`, or any) in an agency on a day, by name of account."""
    rows = _valid(Grant.objects.filter(agency=str(agency)), on)
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


def known(public_id: str) -> User | None:
    """Return an account by its public id, closed ones too, or None: also for what is no person's id."""
    return User.objects.filter(public_id=public_id).first() if _PUBLIC_ID.fullmatch(public_id) else None


def active(public_id: str) -> User | None:
    """Return an account by its public id, or None where it is closed or nobody's."""
    found = known(public_id)
    return found if found is not None and found.is_active else None


def behind(pseudonym: str) -> str:
    """Return the public id of who stands in the ledger under a pseudonym; nothing where it is nobody's."""
    if not _PUBLIC_ID.fullmatch(pseudonym):
        return ""
    return next((str(one) for one in User.objects.filter(pseudonym=pseudonym).values_list("public_id", flat=True)), "")


def by_username(name: str) -> User | None:
    return User.objects.filter(username=name, is_active=True).first()


def name_of(public_id: str | UUID) -> str:
    """Return the name shown beside an act, or nothing for one that is no person's."""
    user = User.objects.filter(public_id=public_id).first()
    return (user.display_name or user.username) if user else ""


def roles_held(user: User, on: date) -> set[str]:
    """Return every role a user holds on a day or later, the administrator's switch included."""
    rows = Grant.objects.filter(Q(valid_to=None) | Q(valid_to__gte=on), user=user)
    held = set(rows.values_list("role", flat=True))
    return held | {Role.SYSTEM_ADMINISTRATOR.value} if user.is_system_admin else held


def roles_in(user: User, office: str, on: date) -> set[str]:
    """Return the roles a user holds in one office (or agency) on a day."""
    rows = grants_on(user, on).filter(Q(office=office) | Q(agency=office))
    return set(rows.values_list("role", flat=True))


def superior_offices(user: User, now: datetime) -> set[str]:
    """Return the offices above those a user serves in; where none is above (or in an agency), his own."""
    found: set[str] = set()
    for row in grants_on(user, NO_POST.day(now)):
        above = {str(one.public_id) for one in institutions.superiors(institutions.office(row.office))} if row.office else set()
        found |= above or {row.office or row.agency}
    return found - {""}


def people(text: str = "", *, after: str = "", limit: int = 50) -> list[User]:
    """Return accounts by user name, from `after` on; `text` is a part of the user name. For the administrator: no case data."""
    found = User.objects.filter(username__gt=after, username__contains=text.strip().lower()).prefetch_related("grants")
    return list(found.order_by("username")[:limit])


def is_waiting(user: User) -> bool:
    """Tell whether this name is being slowed down by wrong sign-ins."""
    return throttle.seconds_to_wait(user.username) > 0
