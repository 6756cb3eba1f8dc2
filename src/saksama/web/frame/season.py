"""The quiet line on every page: which election and regime hold here today, or that none does (decision 48)."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime

from django.conf import settings

from saksama.law import season

from .dates import DEFAULT_ZONE, local, long_date

DEMONSTRATION = "99"


@dataclass(frozen=True, slots=True)
class SeasonLine:
    """`head` is what is said strongly, `tail` the rest; `on` is whether an election is under way."""

    day: str
    head: str
    tail: str
    on: bool


def line(now: datetime, language: str, place_code: str = "", zone: str = DEFAULT_ZONE) -> SeasonLine:
    """Return the season line of a place; where none is meant, of the nation, or of Provinsi Andai in a demonstration."""
    day = local(now, zone).date()
    today = season.today(place_code or (DEMONSTRATION if settings.SAKSAMA.demo else ""), day)
    words = today.text_en if language == "en" else today.text_id
    parts = re.match(r"(.*?[.:])(?:\s+(.*))?$", words, re.S)
    head, tail = (parts[1], parts[2] or "") if parts else (words, "")
    return SeasonLine(day=long_date(day, language), head=head, tail=tail, on=today.election is not None)
