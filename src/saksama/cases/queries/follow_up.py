"""What the board of recommendations reads of the cases' own tables, for many cases at once."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from datetime import datetime

from django.db.models import QuerySet

from saksama.cases import reading
from saksama.cases.fold import ActView
from saksama.cases.models import Act, Case, Limb
from saksama.cases.projecting import Derived, derive
from saksama.cases.views import aftermath
from saksama.cases.views.clockface import face
from saksama.kernel.actor import Actor

from .lists import _after, _key, _ours

__all__ = ["conflict", "derived", "face", "ours", "paged"]
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
