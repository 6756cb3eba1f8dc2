"""Answers of public knowledge kept for half a minute, so that a flood of reports does not ask the same again and again."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from datetime import datetime, timedelta
from typing import Generic, TypeVar

from django.conf import settings

T = TypeVar("T")
LASTS = timedelta(seconds=30)
MOST = 2000


class Recent(Generic[T]):
    """Keeps what was asked lately, per installation. By the caller's clock: without `now` nothing is kept and nothing is old."""

    def __init__(self) -> None:
        self._held: dict[Hashable, tuple[datetime, T]] = {}

    def get(self, key: Hashable, now: datetime | None, ask: Callable[[], T]) -> T:
        """Return what was kept for `key`, or ask. An answer from another day of the clock, earlier or later, is asked again."""
        if now is None:
            return ask()
        whole = (settings.SAKSAMA.data, key)
        held = self._held.get(whole)
        if held is not None and abs(now - held[0]) < LASTS:
            return held[1]
        answer = ask()
        if len(self._held) >= MOST:
            self._held.clear()
        self._held[whole] = (now, answer)
        return answer
