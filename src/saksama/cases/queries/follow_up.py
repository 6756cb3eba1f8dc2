"""What the board of recommendations reads of the cases' own tables, for many cases at once."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from datetime import datetime

from django.db.models import QuerySet

from saksama import store
from saksama.cases import access, reading
from saksama.cases.fold import ActView
from saksama.cases.models import Act, Case, Limb
from saksama.cases.projecting import Derived, derive
from saksama.cases.shown import Row
from saksama.cases.views import aftermath
from saksama.cases.views.clockface import face
from saksama.kernel.actor import Actor

from .lists import _after, _key, _ours, as_rows, in_order

__all__ = ["conflict", "derived", "face", "of_territory", "ours", "paged"]
conflict = aftermath.outcome


def ours(rows: QuerySet[Case], actor: Actor) -> QuerySet[Case]:
    """Narrow what the actor may see to what is his to do, as the queue does."""
    return _ours(rows, actor)


def paged(rows: QuerySet[Case], *, after: str, limit: int) -> tuple[list[Case], str]:
    """Return one page by time left, and the key of the next; empty at the end."""
    found = list(_after(rows, after).order_by("sort_due", "public_id")[: limit + 1])
    return found[:limit], _key(found[limit - 1]) if len(found) > limit else ""


def derived(cases: Sequence[Case], now: datetime) -> dict[int, Derived]:
    """Return the ASN limb of some cases as their acts make it, by the case's key; one query for all."""
    acts: dict[int, list[ActView]] = defaultdict(list)
    for row in Act.objects.filter(case__in=cases, limb=Limb.ASN).order_by("case_id", "nth"):
        acts[row.case_id].append(reading.view(row))
    return {case.pk: derive(case, acts[case.pk], now) for case in cases}


def of_territory(
    actor: Actor, low: int, high: int, *, now: datetime, after: str = "", limit: int = 25
) -> tuple[tuple[Row, ...], str]:
    """Return what waits in a territory, of what the actor may see: the limit that ends first before the others."""
    with store.reading(actor):
        rows = in_order(access.visible(actor, now.date()).filter(in_queue=True, office_position__range=(low, high)))
        cases, following = paged(rows, after=after, limit=limit)
        return as_rows(cases, now), following
