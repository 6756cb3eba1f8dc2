"""The field kit measured: what is asked inside the house. The browser is driven from outside, by `telephone`."""

from __future__ import annotations

from tests.residents import furnished

from saksama import store
from saksama.kernel.actor import SYSTEM
from saksama.prevention import actions
from saksama.prevention.models import KitEntry, Visit

from . import desk


def prepared() -> dict[str, str]:
    """Return the cookies of an officer and the path of his telephone's page."""
    cast = furnished()
    kit = actions.prepare_kit("telepon", actor=cast.pandu.actor, now=cast.now)
    return {"cookies": desk.signed_in(cast.pandu), "path": f"/petugas/lapangan/telepon/{kit.public_id}/"}


def arrived() -> dict[str, int]:
    """Return how many entries, different tokens, and activities there are."""
    with store.reading(SYSTEM):
        tokens = list(KitEntry.objects.values_list("token", flat=True))
        return {"entries": len(tokens), "tokens": len(set(tokens)), "visits": Visit.objects.count()}
