"""Questions about keys and readers; none of them opens anything."""

from __future__ import annotations

from datetime import datetime

from . import recipients
from .keys import ReleaseRequest
from .recipients import has_living_key, members
from .sealed import Compartment, Item, Wrap

__all__ = ["compartment", "has_living_key", "item", "items_of", "members", "open_releases", "readers_of", "rewraps_waiting"]


def compartment(public_id: object) -> Compartment:
    return Compartment.objects.get(public_id=public_id)


def item(public_id: object) -> Item:
    return Item.objects.select_related("compartment").get(public_id=public_id)


def items_of(inside: Compartment, klass: str = "") -> list[Item]:
    """Return the items of a compartment in the order they were written, of one class where it is named."""
    rows = Item.objects.filter(compartment=inside).select_related("compartment").order_by("pk")
    return list(rows.filter(klass=klass) if klass else rows)


def readers_of(inside: Compartment) -> list[str]:
    """Return the owners who can open the compartment; a two-person wrap as `inner + outer`."""
    rows = Wrap.objects.filter(compartment=inside).order_by("owner", "epoch")
    return [f"{one.owner} + {one.outer_owner}" if one.outer_owner else one.owner for one in rows]


def open_releases(outer_unit: str, now: datetime) -> list[ReleaseRequest]:
    """Return the requests that wait for a custodian of this unit."""
    waiting = ReleaseRequest.objects.filter(released_at=None, compartment__destroyed_at=None)
    ours = waiting.filter(compartment__wraps__outer_owner=outer_unit)
    return list(ours.select_related("compartment").order_by("pk").distinct())


def rewraps_waiting(office: str) -> int:
    """Return how many wraps of the office still stand under an older epoch."""
    current = recipients.current(office)
    return (Wrap.objects.filter(owner=office, outer_owner="", epoch__lt=current.epoch).count()
            + Wrap.objects.filter(outer_owner=office, outer_epoch__lt=current.epoch).count())
