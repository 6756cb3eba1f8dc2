"""The quiet line on every page: which election and regime hold here today, or that none does (decision 48)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from .dates import DEFAULT_ZONE, local, long_date


@dataclass(frozen=True, slots=True)
class SeasonLine:
    """`on` is whether an election is running; the words come from the law data."""

    day: str
    words: str
    on: bool


def line(now: datetime, language: str, place_code: str = "", zone: str = DEFAULT_ZONE) -> SeasonLine:
    """Return the season line of a place, or of the nation where no place is meant."""
    from saksama.law import season

    day = local(now, zone).date()
    today = season.today(place_code, day)
    return SeasonLine(
        day=long_date(day, language), words=today.text_en if language == "en" else today.text_id, on=today.election is not None
    )
