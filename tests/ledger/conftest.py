"""Honest histories to start from."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import ClassVar
from uuid import uuid4

import pytest
from django.db import transaction
from tests.emptying import triggers_off

from saksama import ledger
from saksama.kernel.actor import SYSTEM
from saksama.kernel.facts import Fact
from saksama.ledger import kept
from saksama.ledger.models import Checkpoint, Entry

NOON = datetime(2024, 10, 7, 5, 0, tzinfo=UTC)   # 12.00 WIB


@dataclass(frozen=True, slots=True, kw_only=True)
class Happened(Fact):
    """A fact for the tests of this room."""

    kind: ClassVar[str] = "tests.happened"


def record(**detail: object) -> Entry:
    """Append one entry in a transaction of its own."""
    with transaction.atomic():
        return ledger.append(Happened(object_id=str(uuid4()), at=NOON, detail=detail), actor=SYSTEM)


def sign(now: datetime, *, daily: bool = False) -> Checkpoint | None:
    """Sign, and keep the note outside the database although the test's own transaction is never committed."""
    made = ledger.actions.sign_checkpoint(now, daily=daily)
    if made:
        kept.write(made.note)
    return made


def become_owner_of_the_database() -> None:
    """Take the append-only triggers away, until the test's own transaction is rolled back."""
    triggers_off().__enter__()


@pytest.fixture
def history(db) -> Callable[[Sequence[int]], list[Entry]]:
    """Make an honest history: so many entries before each checkpoint, all with their position."""

    def make(parts: Sequence[int]) -> list[Entry]:
        made = []
        for turn, part in enumerate(parts):
            made += [record(nth=nth, step="registered") for nth in range(part)]
            ledger.actions.sequence()
            sign(NOON + timedelta(minutes=10 * turn))
        return made

    return make
