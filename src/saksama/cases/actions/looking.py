"""Looking for words in sealed content: opened case by case with somebody's keys, compared in memory, kept nowhere.

That he looked is written before each case is opened, as for every reading; what he looked for is not.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from saksama import ledger, store
from saksama.cases import access, facts
from saksama.cases.models import Case
from saksama.cases.queries.lists import as_rows
from saksama.cases.queries.opened import sealed
from saksama.cases.shown import Row, SealedPage, Words
from saksama.kernel.actor import Actor
from saksama.kernel.errors import Invalid
from saksama.kernel.text import fold
from saksama.vault.keyring import Keyring

MOST, AT_ONCE, SHORTEST = 200, 10, 3
SEARCH = "search"
STORY = Words("cerita pelapor", "the reporter's story")
MESSAGE = Words("pesan", "messages")


@dataclass(frozen=True, slots=True, repr=False)
class Looked:
    """How far a search has come, with the case it stands at where the words are in it, and in what of it."""

    nth: int
    total: int
    row: Row | None
    where: tuple[Words, ...]


def look_through(text: str, *, actor: Actor, keys: Keyring, now: datetime, most: int = MOST) -> Iterator[Looked]:
    """Open the reader's newest open cases one by one, two hundred at most, and yield each as it was read.

    A case fits when every word is in one and the same of its texts. What his keys do not open is passed over. Stop taking from
    it, and no further case is opened.
    """
    words = fold(text).split()
    if sum(map(len, words)) < SHORTEST:
        raise Invalid("Tulis sedikitnya tiga huruf.", "Write three letters at least.", field="kata")
    with store.reading(actor):
        cases = list(access.visible(actor, now.date()).filter(in_queue=True).order_by("-opened_at", "public_id")[:most])
    return _read(cases, words, actor, keys, now)


def _read(cases: list[Case], words: list[str], actor: Actor, keys: Keyring, now: datetime) -> Iterator[Looked]:
    for start in range(0, len(cases), AT_ONCE):
        part = cases[start : start + AT_ONCE]
        _note(part, actor, now)
        for n, case in enumerate(part, start=start + 1):
            where = _where(sealed(case.public_id, actor, keys, now=now), words)
            yield Looked(n, len(cases), _row(case, actor, now) if where else None, where)


def _note(cases: list[Case], actor: Actor, now: datetime) -> None:
    with transaction.atomic(), store.scope(actor):
        for case in cases:
            ledger.append(facts.SealedRead(object_id=str(case.public_id), at=now, detail={"what": SEARCH}), actor=actor)


def _row(case: Case, actor: Actor, now: datetime) -> Row:
    with store.reading(actor):
        return as_rows([case], now, reader=actor)[0]


def _where(page: SealedPage, words: list[str]) -> tuple[Words, ...]:
    found = [STORY for one in page.narratives if _holds(f"{one.who} {one.story} {one.landmark} {one.links}", words)]
    found += [MESSAGE for one in page.messages if _holds(one.text, words)]
    for note in (*page.notes, *page.replies):
        if _holds(" ".join(str(text) for text in note.texts.values()), words):
            found.append(Words(note.label_id, note.label_en))
    return tuple(dict.fromkeys(found))


def _holds(text: str, words: list[str]) -> bool:
    folded = fold(text)
    return all(word in folded for word in words)
