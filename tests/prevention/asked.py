"""A question asked by Sari, as tests of several rooms need it."""

from __future__ import annotations

from datetime import datetime

from saksama.intake.routing import route
from saksama.kernel import receipt
from saksama.kernel.actor import PUBLIC
from saksama.places import queries as places
from saksama.prevention import actions
from saksama.prevention.models import Question

WORDS = "Saya guru di sekolah kecil dekat pasar. Bolehkah saya datang ke pesta adik ipar saya yang jadi calon?"
PLACE = "99.01"


def ask(cast, *, code: str = "", words: str = WORDS, place: str = PLACE, now: datetime | None = None) -> tuple[str, Question]:
    """Return the code and the question."""
    now = now or cast.now
    code = code or receipt.draw()
    where = route(places.by_code(place), None, now.date(), now=now)
    return code, actions.ask(code, words, route=where, actor=PUBLIC, now=now).question
