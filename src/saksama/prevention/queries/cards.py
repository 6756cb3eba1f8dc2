"""Whether a card is the present one."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from saksama import law
from saksama.law import cards
from saksama.prevention.models import IssuedCard


@dataclass(frozen=True, slots=True)
class CardState:
    """A card by its code: the present one, or `replaced_at` (None where the day is not noted yet)."""

    code: str
    situation: str
    language: str
    is_present: bool
    issued_at: datetime | None
    replaced_at: datetime | None


def checked_card(typed: str) -> CardState | None:
    """Return what is known of a typed check code; None where no card ever bore it. Anybody may ask."""
    code = cards.normalise(typed)
    if not code:
        return None
    row = IssuedCard.objects.filter(code=code).first()
    card = cards.present(law.book()).get(code)
    if card is not None:
        return CardState(code, card.situation, card.language, True, row.issued_at if row else None, None)
    if row is None:
        return None
    return CardState(code, row.situation, row.language, False, row.issued_at, row.replaced_at)
