"""What can be said of effect: who could answer before and after the same activity. It proves no cause and ranks nobody."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Count, Sum

from saksama import store
from saksama.institutions import queries as institutions
from saksama.kernel.actor import Actor
from saksama.places.models import Place
from saksama.prevention.measures import MEASURES, Measure
from saksama.prevention.models import Visit

from .visits import Period

FEWEST = 3      # activities asked both times; below that a share says nothing


@dataclass(frozen=True, slots=True)
class Effect:
    """One measure: activities where people were asked before and after, people present, able before, able after."""

    measure: Measure
    activities: int
    present: int
    before: int
    after: int

    @property
    def enough(self) -> bool:
        """Tell whether enough activities were asked both times for a share to mean something."""
        return self.activities >= FEWEST and self.present > 0

    @property
    def shares(self) -> tuple[int, int]:
        """Return both shares in whole percent."""
        return round(100 * self.before / self.present), round(100 * self.after / self.present)


def effects(actor: Actor, period: Period, *, place: Place | None = None) -> list[Effect]:
    """Return, for each measure that was asked both times, what was answered before and after, in the actor's territory."""
    span = place or institutions.office(actor.office)
    with store.reading(actor):
        asked = Visit.objects.filter(period.visits(), office_position__range=(span.low, span.high))
        asked = asked.exclude(able=None).exclude(able_before=None).order_by()
        rows = asked.values("measure").annotate(n=Count("pk"), here=Sum("headcount"), first=Sum("able_before"), then=Sum("able"))
        found = {row["measure"]: row for row in rows}
    return [
        Effect(one, found[one.key]["n"], found[one.key]["here"], found[one.key]["first"], found[one.key]["then"])
        for one in MEASURES
        if one.key in found
    ]
