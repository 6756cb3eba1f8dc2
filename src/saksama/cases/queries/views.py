"""The views of the queue that somebody keeps, and those his office shares."""

from __future__ import annotations

from uuid import UUID

from django.db.models import Q

from saksama.cases.shown import View, Wanted
from saksama.cases.worktables import SavedView
from saksama.kernel.actor import Actor
from saksama.kernel.errors import NotFound

NO_VIEW = ("Tampilan ini tidak ada lagi. Pilih tampilan lain.", "This view is gone. Choose another one.")


def views(actor: Actor) -> tuple[View, ...]:
    """Return a person's own views in his order, then those that others of his office share."""
    rows = SavedView.objects.filter(Q(owner=actor.public_id) | Q(shared=True), office=actor.office)
    shown = [as_view(row, actor) for row in rows]
    return (*(one for one in shown if one.own), *(one for one in shown if not one.own))


def view(public_id: str, actor: Actor) -> View:
    """Return one of them; `NotFound` for a stranger's, another office's and one that is gone alike."""
    try:
        wanted = UUID(public_id)
    except ValueError:
        raise NotFound(*NO_VIEW) from None
    found = next((one for one in views(actor) if one.public_id == str(wanted)), None)
    if found is None:
        raise NotFound(*NO_VIEW)
    return found


def as_view(row: SavedView, actor: Actor) -> View:
    return View(str(row.public_id), row.name, Wanted.of(row.wanted), own=row.owner == actor.public_id, shared=row.shared)
