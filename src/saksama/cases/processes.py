"""Which process, calendar and zone a case is read by."""

from __future__ import annotations

from datetime import datetime
from functools import lru_cache

from saksama.law import book
from saksama.law.calendar import Calendar, calendar_for, zone
from saksama.law.process import Process

from .models import Case, Limb

CRIMINAL = "gakkumdu"


def process_of(case: Case, limb: str = Limb.ASN) -> Process:
    """Return the rows of one limb under the regime the case was opened in."""
    return book().process(CRIMINAL if limb == Limb.CRIMINAL else case.regime)


def calendar_of(case: Case, now: datetime) -> Calendar:
    """Return the office's calendar, from the year before the case to two years on."""
    first = min(case.opened_at.year, case.happened_on.year if case.happened_on else case.opened_at.year) - 1
    return _calendar(first, now.year + 2, case.timezone, book().release)


@lru_cache(maxsize=256)
def _calendar(first: int, last: int, timezone: str, release: str) -> Calendar:
    zone(timezone)
    return calendar_for(range(first, last + 1), timezone)
