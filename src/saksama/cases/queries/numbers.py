"""Numbers that outside systems gave to cases."""

from __future__ import annotations

from datetime import datetime

from saksama import store
from saksama.cases import access
from saksama.cases.models import Act
from saksama.kernel.actor import Actor


def also_used(actor: Actor, target: str, number: str, but: str, *, now: datetime) -> tuple[str, ...]:
    """Return the register numbers of other cases this actor sees that carry the same number of the same system."""
    with store.reading(actor):
        cases = access.visible(actor, now.date()).exclude(public_id=but)
        acts = Act.objects.filter(case__in=cases.values("pk"), limb="asn", kind="outside_number.recorded")
        found = acts.filter(body__system=target, body__number=number).values_list("case__number", flat=True)
        return tuple(sorted({one or "-" for one in found}))[:5]
