"""Keeping count of the cards handed out, so that an old one can be told from the present one, with the day it was replaced."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from saksama import law
from saksama.law import cards
from saksama.prevention.models import IssuedCard


def note_cards(*, now: datetime) -> int:
    """Note every card of the rule base in use that is not noted yet, and which of the noted ones are no more. Returns how many.

    Safe to repeat and to run twice at once; each day by the schedule, and whenever a card is handed out for the first time.
    """
    present = cards.present(law.book())
    with transaction.atomic():
        known = set(IssuedCard.objects.values_list("code", flat=True))
        fresh = [card for code, card in present.items() if code not in known]
        IssuedCard.objects.bulk_create(
            [IssuedCard(code=card.code, situation=card.situation, language=card.language, issued_at=now) for card in fresh],
            ignore_conflicts=True,
        )
        IssuedCard.objects.filter(replaced_at=None).exclude(code__in=list(present)).update(replaced_at=now)
        IssuedCard.objects.filter(code__in=list(present)).exclude(replaced_at=None).update(replaced_at=None)
    return len(fresh)
