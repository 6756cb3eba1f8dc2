"""Places and agencies as a person recognises them in a list of results: the name, and what it lies in."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from saksama.institutions.models import Agency
    from saksama.places.models import Place


def place(one: Place) -> dict[str, str]:
    """Return a place as a choice: its code, its name, and the territories around it."""
    return {"value": one.code, "label": one.full_name, "why": one.label.partition(", ")[2]}


def agency(one: Agency) -> dict[str, str]:
    """Return an agency as a choice: its public id, its name, and where it is."""
    return {"value": str(one.public_id), "label": one.name, "why": one.place.full_name if one.place else ""}
