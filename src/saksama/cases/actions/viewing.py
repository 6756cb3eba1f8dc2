"""An officer's own views of the queue: kept, renamed, put in order, shared with the office, thrown away. No act, no ledger."""

from __future__ import annotations

from uuid import UUID

from django.db import transaction

from saksama.cases.queries.views import NO_VIEW
from saksama.cases.shown import Wanted
from saksama.cases.worktables import SavedView
from saksama.kernel.actor import Actor
from saksama.kernel.errors import Conflict, Invalid, NotAllowed, NotFound

MOST, LONGEST = 20, 60


def keep_view(*, name: str, wanted: Wanted, shared: bool, actor: Actor) -> UUID:
    """Keep a view at the end of his list and return its public id. Twenty at most."""
    if not actor.office or not actor.public_id:
        raise NotAllowed("Tampilan disimpan oleh petugas kantor.", "Views are kept by officers of an office.")
    with transaction.atomic():
        mine = _mine(actor)
        if len(mine) >= MOST:
            raise Conflict(
                "Anda sudah menyimpan 20 tampilan. Hapus satu dahulu.", "You keep 20 views already. Remove one first."
            )
        row = SavedView(
            owner=actor.public_id, office=actor.office, name=_named(name), wanted=wanted.as_dict(), shared=shared, place=len(mine)
        )
        row.save(force_insert=True)
        return row.public_id


def change_view(public_id: UUID, *, name: str, shared: bool, actor: Actor) -> None:
    """Give a view of one's own another name, and share it or stop sharing it."""
    with transaction.atomic():
        row = _own(public_id, actor)
        row.name, row.shared = _named(name), shared
        row.save()


def move_view(public_id: UUID, *, up: bool, actor: Actor) -> None:
    """Let a view of one's own change places with its neighbour; at the end of the list nothing happens."""
    with transaction.atomic():
        rows = _mine(actor)
        at = next((n for n, row in enumerate(rows) if row.public_id == public_id), None)
        if at is None:
            raise NotFound(*NO_VIEW)
        to = at - 1 if up else at + 1
        if 0 <= to < len(rows):
            rows[at], rows[to] = rows[to], rows[at]
        _number(rows)


def drop_view(public_id: UUID, *, actor: Actor) -> None:
    """Throw a view of one's own away."""
    with transaction.atomic():
        _own(public_id, actor).delete()
        _number(_mine(actor))


def _own(public_id: UUID, actor: Actor) -> SavedView:
    row = SavedView.objects.filter(public_id=public_id, owner=actor.public_id, office=actor.office).first()
    if row is None:
        raise NotFound(*NO_VIEW)
    return row


def _mine(actor: Actor) -> list[SavedView]:
    return list(SavedView.objects.filter(owner=actor.public_id, office=actor.office))


def _number(rows: list[SavedView]) -> None:
    for n, row in enumerate(rows):
        if row.place != n:
            SavedView.objects.filter(pk=row.pk).update(place=n)


def _named(name: str) -> str:
    found = " ".join(name.replace("\0", " ").split())[:LONGEST]
    if not found:
        raise Invalid("Beri nama tampilannya.", "Give the view a name.", field="name")
    return found
