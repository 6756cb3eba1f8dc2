"""What the public list may count: told, out of the time for correction, still without news. No person, no case number."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from saksama import store
from saksama.cases.queries.passed import passed
from saksama.institutions import queries as institutions
from saksama.kernel.actor import SYSTEM

from . import ladder
from .drafting import SILENT_STAGES
from .models import Listing, Statement

ERRATA_FOR = timedelta(days=365)


@dataclass(frozen=True, slots=True)
class Listed:
    """One recommendation on the list. It leaves the list the moment that news of the authority is recorded."""

    agency_key: str
    authority: str
    served_on: date
    rung: str


@dataclass(frozen=True, slots=True)
class Words:
    """The agency's own words, as cleared."""

    text: str
    names_removed: bool
    on: datetime


@dataclass(frozen=True, slots=True)
class Erratum:
    """A correction of what had been public: whose row, when, and why."""

    authority: str
    at: datetime
    ground: str


def listed(now: datetime) -> list[Listed]:
    """Return what the list counts at this moment: the limit is over by every reading, and the window for correction too."""
    silent = set(passed("ppk", SILENT_STAGES, now))
    with store.reading(SYSTEM):
        rows = Listing.objects.filter(correctable_until__lt=now, corrected_at=None).select_related("case")
        return [
            Listed(row.agency_key, row.authority, row.served_on, row.rung) for row in rows if row.case.public_id in silent
        ]


def words_of(agency_keys: set[str]) -> dict[str, Words]:
    """Return the cleared words of some agencies; an agency that said nothing has none."""
    rows = Statement.objects.filter(agency_key__in=agency_keys)
    return {row.agency_key: Words(row.words, row.names_removed, row.cleared_at) for row in rows}


def errata(now: datetime) -> list[Erratum]:
    """Return the corrections of a year, of rows that had been public."""
    with store.reading(SYSTEM):
        rows = Listing.objects.filter(corrected_at__gt=now - ERRATA_FOR).order_by("-corrected_at")
        return [
            Erratum(row.authority, row.corrected_at, row.corrected_as)
            for row in rows
            if row.corrected_at is not None and row.corrected_at > row.correctable_until
        ]


def names_of(agency_keys: set[str]) -> dict[str, str]:
    return institutions.agency_names(agency_keys)


def rung_words(rung: str) -> tuple[str, str]:
    """Return what was sent last, in both languages; nothing where no letter went out yet."""
    return ladder.WORDS.get(rung, ("", ""))
