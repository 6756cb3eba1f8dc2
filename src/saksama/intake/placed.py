"""Which office a report, or a compartment of one, belongs to: for whoever may look at a territory and at no content."""

from __future__ import annotations

from collections.abc import Collection

from django.db.models import Q

from saksama import store
from saksama.kernel.actor import Actor

from .models import Report

COMPARTMENTS = ("report", "identity", "contact")


def offices(object_ids: Collection[str], *, actor: Actor) -> dict[str, str]:
    """Return the office (public id) of each of these reports or compartments that lies in the actor's territory."""
    wanted = set(object_ids)
    condition = Q(public_id__in=wanted)
    for name in COMPARTMENTS:
        condition |= Q(**{f"{name}__public_id__in": wanted})
    with store.reading(actor):
        ids_of = (f"{name}__public_id" for name in COMPARTMENTS)
        rows = Report.objects.filter(condition).values_list("office", "public_id", *ids_of)
        return {str(one): str(office) for office, *ids in rows for one in ids if str(one) in wanted}
