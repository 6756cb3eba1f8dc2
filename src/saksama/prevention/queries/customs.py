"""The culture and risk sheets of an office, the present stage first, with what was done of the step that answers each."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Count

from saksama import store
from saksama.institutions import queries as institutions
from saksama.kernel.actor import Actor
from saksama.prevention.customs import Custom
from saksama.prevention.messages import words
from saksama.prevention.models import Visit


@dataclass(frozen=True, slots=True)
class Sheet:
    """A sheet; `done` activities of its step this year: nought beside a risk of the present stage has to be seen."""

    custom: Custom
    done: int
    present: bool


def customs(actor: Actor, *, stage: str, year: int) -> list[Sheet]:
    """Return the sheets that stand in the actor's office, those of `stage` first, then in the order of the stages."""
    office = institutions.office(actor.office)
    with store.reading(actor):
        rows = list(Custom.objects.filter(office=actor.office, ended_at=None))
        visits = Visit.objects.filter(
            held_on__year=year, office_position__range=(office.low, office.high), withdrawn_at=None
        )
        done = dict(visits.order_by().values_list("measure").annotate(n=Count("pk")))
    order = {code: nth for nth, code in enumerate(words().stages)}
    found = [Sheet(one, done.get(one.measure, 0), one.stage == stage) for one in rows]
    return sorted(found, key=lambda one: (not one.present, order.get(one.custom.stage, 99), one.custom.pk))
