"""What to say at a roll call in three minutes: three cards of the day's topic and two questions likely to be asked. Pure.

The topics take turns by day, so that a week of roll calls goes through all of them. Every sentence is the rule base's own.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from saksama.law.rulebook import Book, Entry
from saksama.law.situations import TOPICS, spoken

SAID, ASKED = 3, 2


@dataclass(frozen=True, slots=True)
class Message:
    """The day, its topic in both languages, the cards to speak of, and those likely to be asked about."""

    day: date
    topic: tuple[str, str]
    said: tuple[Entry, ...]
    asked: tuple[Entry, ...]


def message(day: date, book: Book) -> Message:
    """Return the message of a day. A topic with few cards is filled up from the next ones."""
    start = day.toordinal() % len(TOPICS)
    order = [TOPICS[(start + n) % len(TOPICS)] for n in range(len(TOPICS))]
    held = [card for card in book.situations if card.holds_on(day)]
    turn = day.toordinal() // len(TOPICS)
    cards = [card for code, *_ in order for card in _turned([one for one in held if one.topic == code], turn)]
    return Message(day, (order[0][1], order[0][2]), tuple(cards[:SAID]), tuple(cards[SAID : SAID + ASKED]))


def verdict(card: Entry) -> tuple[str, str]:
    """Return the card's verdict in words."""
    return spoken(card, card.verdict)


def _turned(cards: list[Entry], turn: int) -> list[Entry]:
    at = turn % len(cards) if cards else 0
    return cards[at:] + cards[:at]
