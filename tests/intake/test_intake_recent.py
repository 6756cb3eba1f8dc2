"""Public knowledge may be half a minute old, never older, and never another installation's."""

from __future__ import annotations

import dataclasses
from datetime import UTC, datetime, timedelta

from saksama.intake.recent import Recent

NOW = datetime(2024, 10, 14, 2, 0, tzinfo=UTC)


def counting(recent: Recent[int], *moments: datetime | None) -> list[int]:
    """Return what is answered at each moment, where every real question is answered by the next number."""
    numbers = iter(range(100))
    return [recent.get("siapa", now, lambda: next(numbers)) for now in moments]


def test_answer_is_kept_for_half_a_minute_of_the_callers_clock():
    moments = (NOW, NOW + timedelta(seconds=29), NOW + timedelta(seconds=31), NOW)
    assert counting(Recent(), *moments) == [0, 0, 1, 2]


def test_without_a_clock_nothing_is_kept():
    assert counting(Recent(), NOW, None, None, NOW) == [0, 1, 2, 0]


def test_another_installation_is_asked_anew(settings, tmp_path):
    recent: Recent[int] = Recent()
    assert recent.get("siapa", NOW, lambda: 1) == 1
    settings.SAKSAMA = dataclasses.replace(settings.SAKSAMA, data=tmp_path / "lain")
    assert recent.get("siapa", NOW, lambda: 2) == 2


def test_memory_stays_bounded(monkeypatch):
    from saksama.intake import recent as module

    monkeypatch.setattr(module, "MOST", 10)
    kept: Recent[int] = Recent()
    for n in range(50):
        kept.get(n, NOW, lambda: 0)
    assert len(kept._held) <= 11
