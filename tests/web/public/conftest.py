"""The public door on the day of the story, with a clock that the test moves."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest

from saksama.store import clock as store_clock


class Moved:
    """The time the product sees."""

    def __init__(self, now: datetime) -> None:
        self.now = now

    def on(self, **by: float) -> None:
        self.now += timedelta(**by)


@pytest.fixture
def clock(cast, monkeypatch) -> Moved:
    """Stand on the day of the story; each look at the clock is ten seconds later, as somebody who types would be."""
    moved = Moved(cast.now)

    def now() -> datetime:
        moved.on(seconds=1)
        return moved.now

    monkeypatch.setattr(store_clock, "now", now)
    return moved
