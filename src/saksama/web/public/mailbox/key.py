"""The sealed field that carries the code from page to page, and the lane that slows down who guesses codes."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from saksama.kernel import receipt
from saksama.kernel.ids import new_id
from saksama.vault import forms as sealed_forms
from saksama.vault.forms import FormSpoiled

PURPOSE = "kotak"
LASTS = timedelta(minutes=30)


@dataclass(frozen=True, slots=True, repr=False)
class Key:
    """An opened field: the code, and the id the page's next message will have, so that sending twice is one message."""

    code: str
    message_id: UUID


def seal(code: str, now: datetime, *, purpose: str = PURPOSE) -> str:
    """Return the field for the next page, good for half an hour. A box of another kind has a purpose of its own."""
    return sealed_forms.seal({"code": receipt.normalise(code), "next": str(new_id())}, purpose=purpose, now=now)


def opened(field: str, now: datetime, *, purpose: str = PURPOSE) -> Key | None:
    """Return what the field holds; None where it is too old or was not sealed here: then the code is typed again."""
    try:
        held = sealed_forms.open(field, purpose=purpose)
    except FormSpoiled:
        return None
    if now - held.issued_at > LASTS:
        return None
    return Key(str(held["code"]), UUID(str(held["next"])))


class Lane:
    """Lets `rate` wrong codes a second pass and holds every further one for `hold` seconds. No code is ever locked.

    One lane for everybody in this process: who cannot guess fast cannot guess, and nobody is counted by address.
    """

    def __init__(self, rate: float = 50, hold: float = 0.25, *, clock: Callable[[], float] = time.monotonic,
                 sleep: Callable[[float], None] = time.sleep) -> None:
        self._rate, self._hold, self._clock, self._sleep = rate, hold, clock, sleep
        self._left, self._at = rate, clock()
        self._lock = threading.Lock()

    def wrong(self) -> None:
        """Count one wrong code; wait where too many came."""
        with self._lock:
            now = self._clock()
            self._left = min(self._rate, self._left + (now - self._at) * self._rate)
            self._at = now
            free = self._left >= 1
            if free:
                self._left -= 1
        if not free:
            self._sleep(self._hold)


lane = Lane()
