"""What the pages of a text for everybody share: what may point to its writer, and how far the text has come."""

from __future__ import annotations

from django.utils.translation import gettext as _

from saksama.places import queries as places
from saksama.prevention.models import Echo, Publication
from saksama.prevention.traits import Trait, traits
from saksama.web.frame.sentences import english


def traits_of(text: str, place_code: str, original: str) -> tuple[Trait, ...]:
    """Return what the guard finds, with the names of the territory the `original` came from."""
    place = places.by_code(place_code)
    around = places.ancestors(place)
    names = {one.name for one in (place, *around, *places.children(place), *places.children(around[0] if around else place))}
    return traits(text, place_names=names, original=original)


def worded(found: tuple[Trait, ...]) -> list[dict[str, str]]:
    return [{"found": one.found, "why": one.why_en if english() else one.why_id} for one in found]


def standing(draft: Publication | Echo) -> dict[str, object]:
    """Return how far it has come in words, and what can still be done with it."""
    withdrawn, approved = draft.withdrawn_at is not None, draft.approved_at is not None
    return {
        "state": _("ditarik") if withdrawn else _("terbit") if approved else _("menunggu persetujuan"),
        "open": not approved and not withdrawn,
        "published": approved and not withdrawn,
    }
