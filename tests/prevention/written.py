"""A letter that Sari writes, as tests of several rooms need it."""

from __future__ import annotations

from datetime import datetime

from saksama.intake.routing import route
from saksama.kernel import receipt
from saksama.kernel.actor import PUBLIC
from saksama.places import queries as places
from saksama.prevention import actions
from saksama.prevention.models import Letter

WORDS = "Pengumuman di papan kantor terlalu kecil hurufnya. Tolong dibuat besar supaya orang tua dapat membacanya."
PLACE = "99.01"


def write(cast, *, code: str = "", now: datetime | None = None, place: str = PLACE, **told: object) -> tuple[str, Letter]:
    """Return the code and the letter."""
    now = now or cast.now
    code = code or receipt.draw()
    where = route(places.by_code(place), None, now.date(), now=now)
    written = actions.Written(**({"kind": "suggestion", "text": WORDS, "consent": True} | told))  # type: ignore[arg-type]
    return code, actions.send(code, written, route=where, actor=PUBLIC, now=now).letter
