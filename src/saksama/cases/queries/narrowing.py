"""Which cases of a queue somebody wants to see: a few codes, kept with a view or written in an address, never words of a case."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime, timedelta
from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet

from saksama.accounts import away
from saksama.cases.models import Act, Case, Limb
from saksama.cases.policies import CRIMINAL_ROLES
from saksama.cases.shown import Wanted
from saksama.kernel.actor import Actor
from saksama.law.calendar import WIB, zone
from saksama.places import queries as places
from saksama.store.search import begins

DAYS: Mapping[str, int] = {"today": 1, "soon": 3, "week": 7}
_PLACES = 12


def narrowed(rows: QuerySet[Case], wanted: Wanted, actor: Actor, *, now: datetime, timezone: str = "") -> QuerySet[Case]:
    """Return those of `rows` that are wanted. `timezone` is the reader's office's: its midnight ends a day.

    The criminal limb narrows for those only who may know of it, to their own office's cases; others find nothing by it.
    """
    for column in ("stage", "category", "channel", "door"):
        if value := getattr(wanted, column):
            rows = rows.filter(**{column: value})
    if wanted.waiting:
        rows = rows.filter(waiting_on=_own_body(actor) if wanted.waiting == "us" else wanted.waiting)
    if wanted.due:
        rows = rows.filter(_due(wanted.due, now, timezone))
    if wanted.place:
        rows = rows.filter(_placed(wanted.place))
    if wanted.limb:
        rows = _with_criminal_limb(rows, actor)
    if wanted.officer:
        rows = rows.filter(_OFFICERS[wanted.officer](actor, now)) if wanted.officer in _OFFICERS else rows.none()
    if wanted.state:
        rows = rows.filter(_STATES[wanted.state]()) if wanted.state in _STATES else rows.none()
    return rows


def _own_body(actor: Actor) -> str:
    return "oversight" if actor.has("oversight_analyst") else "agency" if actor.agency else "bawaslu"


def _due(within: str, now: datetime, timezone: str) -> Q:
    """Late by the later reading, or ending by the early one until the midnight that closes the wanted days."""
    if within == "late":
        return Q(next_due_late__lt=now, sort_due__lt=now)      # never later than the late one, and in the order of the queue
    days = DAYS.get(within)
    if days is None:
        return Q(pk__in=())
    there = zone(timezone) if timezone else WIB
    midnight = now.astimezone(there).replace(hour=0, minute=0, second=0, microsecond=0)
    return Q(sort_due__lt=midnight + timedelta(days=days))


def _placed(text: str) -> Q:
    """Return the condition for a place by its code or by what it is called; nothing lies in a place nobody knows."""
    if text.replace(".", "").isdigit():
        return begins("place_code", text)
    found = Q(pk__in=())
    for place in places.search(text, limit=_PLACES):
        found |= begins("place_code", place.code)
    return found


def _with_criminal_limb(rows: QuerySet[Case], actor: Actor) -> QuerySet[Case]:
    if not actor.has(*CRIMINAL_ROLES):
        return rows.none()
    return rows.filter(Exists(Act.objects.filter(case=OuterRef("pk"), limb=Limb.CRIMINAL)), office=actor.office)


def _mine(actor: Actor, now: datetime) -> Q:
    return Q(assigned_to__in=away.represents(actor.public_id, now.date()))


_OFFICERS: Mapping[str, Callable[[Actor, datetime], Q]] = {
    "me": _mine,
    "nobody": lambda actor, now: Q(assigned_to=""),
    "me_or_nobody": lambda actor, now: _mine(actor, now) | Q(assigned_to=""),
}
_BY_ITSELF = ("clock.lapsed", "clock.moved")        # recorded by the clock: nobody has opened the case by that
_MOST_BY_ITSELF = 3


def _handled() -> Exists:
    acts = Act.objects.filter(case=OuterRef("pk"), limb=Limb.ASN, nth__gt=1)
    return Exists(acts.exclude(kind__in=_BY_ITSELF))


def unopened(cases: Sequence[Case]) -> frozenset[UUID]:
    """Return those on which nobody has acted since they arrived; a limit that lapsed meanwhile opens nothing."""
    fresh = frozenset(case.public_id for case in cases if case.act_count <= 1)
    maybe = [case.public_id for case in cases if 1 < case.act_count <= 1 + _MOST_BY_ITSELF and not case.assigned_to]
    if not maybe:
        return fresh
    return fresh | frozenset(Case.objects.filter(~_handled(), public_id__in=maybe).values_list("public_id", flat=True))


def _new() -> Q:
    return Q(act_count=1) | Q(~_handled(), act_count__range=(2, 1 + _MOST_BY_ITSELF), assigned_to="")


_STATES: Mapping[str, Callable[[], Q]] = {"new": _new, "silent": lambda: Q(silent_since__isnull=False)}
