"""Reads over a person's own telephones and what waits on them."""

from __future__ import annotations

from uuid import UUID

from saksama import store
from saksama.kernel.actor import Actor
from saksama.kernel.errors import NotFound
from saksama.prevention.fieldkit import WAITING, Kit, KitEntry


def kits(actor: Actor) -> list[Kit]:
    """Return the actor's telephones in use, newest first."""
    with store.reading(actor):
        return list(Kit.objects.filter(person=actor.public_id, ended_at=None).order_by("-made_at", "-pk"))


def kit(kit_id: UUID | str, actor: Actor) -> Kit:
    """Return one of the actor's telephones in use. Raises `NotFound`."""
    with store.reading(actor):
        found: Kit | None = Kit.objects.filter(public_id=kit_id, person=actor.public_id, ended_at=None).first()
    if found is None:
        raise NotFound("Telepon ini tidak terdaftar atas nama Anda.", "This telephone is not registered in your name.")
    return found


def waiting_entries(actor: Actor, *, limit: int = 100) -> list[KitEntry]:
    """Return the entries of the actor's telephones that he has to look at, oldest first."""
    with store.reading(actor):
        rows = KitEntry.objects.filter(kit__person=actor.public_id, state=WAITING).select_related("kit")
        return list(rows.order_by("received_at", "pk")[:limit])


def kit_entry(entry_id: UUID | str, actor: Actor) -> KitEntry:
    """Return one waiting entry of the actor. Raises `NotFound`."""
    with store.reading(actor):
        rows = KitEntry.objects.filter(public_id=entry_id, kit__person=actor.public_id, state=WAITING)
        found: KitEntry | None = rows.select_related("kit").first()
    if found is None:
        raise NotFound("Catatan ini sudah diselesaikan.", "This entry has been settled.")
    return found
