"""Which process, calendar and zone a case is read by."""

from __future__ import annotations

from datetime import date, datetime
from functools import lru_cache

from saksama.law import book
from saksama.law.calendar import Calendar, calendar_for, zone
from saksama.law.process import Process

from .models import Case, Limb

CRIMINAL = "gakkumdu"


def process_of(case: Case, limb: str = Limb.ASN) -> Process:
    """Return the rows of one limb under the regime the case was opened in."""
    return process_named(case.regime, limb)


def process_named(regime: str, limb: str) -> Process:
    return book().process(CRIMINAL if limb == Limb.CRIMINAL else regime)


def calendar_of(case: Case, now: datetime) -> Calendar:
    """Return the office's calendar, from the year before the case to two years on."""
    return calendar_from(first_year(case.opened_at, case.happened_on), case.timezone, now)


def first_year(opened_at: datetime, happened_on: date | None) -> int:
    return min(opened_at.year, happened_on.year if happened_on else opened_at.year) - 1


def calendar_from(first: int, timezone: str, now: datetime) -> Calendar:
    """Return the calendar of a zone from a year to two years after `now`."""
    return _calendar(first, now.year + 2, timezone, book().release)


@lru_cache(maxsize=256)
def _calendar(first: int, last: int, timezone: str, release: str) -> Calendar:
    zone(timezone)
    return calendar_for(range(first, last + 1), timezone)
