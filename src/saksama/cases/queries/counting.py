"""How many cases stand where, for a table of territories and for a work report: plain columns and standing acts, no person."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db.models import Count, F, OuterRef, Q, Subquery

from saksama import store
from saksama.cases import access
from saksama.cases.models import Act, Case, Clock, Limb
from saksama.kernel.actor import SYSTEM, Actor
from saksama.law.clocks import State

DAY = timedelta(days=1)
BAWASLU = "bawaslu"
# What a work report counts, by the act that made it so.
FLOWS = ("registered", "not_registered", "forwarded", "not_proven")


@dataclass(frozen=True, slots=True)
class Standing:
    """The cases at one position (a place's first number): open, past their limit, with a limit within a day; limits kept."""

    position: int
    open: int = 0
    late: int = 0
    soon: int = 0
    kept: int = 0
    ended: int = 0


def standings(actor: Actor, *, since: datetime, now: datetime) -> list[Standing]:
    """Return, by position, the cases the actor may see and how many of Bawaslu's limits ended since a day were kept.

    A limit counts as missed only after its later reading; one still running is in neither number.
    """
    with store.reading(actor):
        cases = access.visible(actor, now.date())
        counted = cases.filter(in_queue=True).order_by().values("office_position").annotate(
            open=Count("pk"),
            late=Count("pk", filter=Q(next_due_late__lt=now)),
            soon=Count("pk", filter=Q(next_due_late__gte=now, next_due_late__lte=now + DAY)),
        )
        found = {row["office_position"]: Standing(**_named(row)) for row in counted}
        for position, kept, ended in _limits(cases.values("pk"), since):
            one = found.get(position, Standing(position))
            found[position] = Standing(position, one.open, one.late, one.soon, kept, ended)
    return list(found.values())


def _named(row: Mapping[str, Any]) -> dict[str, int]:
    return {"position": row["office_position"], "open": row["open"], "late": row["late"], "soon": row["soon"]}


def _limits(cases: object, since: datetime) -> Iterable[tuple[int, int, int]]:
    done = Clock.objects.filter(
        case__in=cases, limb=Limb.ASN, actor=BAWASLU, state__in=(State.MET, State.MISSED), due_late__gte=since
    )
    kept = Count("pk", filter=Q(state=State.MET, stopped_at__lte=F("due_late")))
    return done.order_by().values_list("case__office_position").annotate(kept=kept, ended=Count("pk"))


def flows(office: str, *, since: datetime, until: datetime) -> dict[str, int]:
    """Return what an office's cases did between two instants (the second left out), by when it was recorded.

    Counted by the system, whoever asks: a work report's number does not depend on who signs it. Each act falls into one period
    however late it was recorded; one that was corrected does not count.
    """
    with store.reading(SYSTEM):
        cases = Case.objects.filter(office=office)
        corrections = Act.objects.filter(case=OuterRef("case"), limb=OuterRef("limb"), corrects=OuterRef("nth"))
        acts = Act.objects.filter(
            case__office=office, limb=Limb.ASN, kind__in=FLOWS, recorded_at__gte=since, recorded_at__lt=until
        ).annotate(corrected=Subquery(corrections.values("nth")[:1])).filter(corrected=None)
        counted = dict(acts.order_by().values_list("kind").annotate(Count("pk")))
        opened = cases.filter(opened_at__gte=since, opened_at__lt=until).count()
    return {"opened": opened, **{kind: counted.get(kind, 0) for kind in FLOWS}}
