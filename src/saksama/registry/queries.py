"""What the register suggests about a conflict of interest. People answer; a suggestion decides nothing."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db.models import Q

from saksama.institutions import queries as institutions
from saksama.institutions.models import Agency
from saksama.law import book
from saksama.law.season import book_in_use

from .models import Candidacy, Holding, Import

_HEADS = (Holding.Post.HEAD, Holding.Post.ACTING_HEAD)


@dataclass(frozen=True, slots=True)
class Suggestion:
    """One of the five questions the register has something on: which, in words, and from which source."""

    question: int
    words_id: str
    words_en: str
    source: str


def suggests_conflict(agency: Agency, place: object, on: date) -> list[Suggestion]:
    """Return what the register knows of the five questions for the authority over `agency` on this day; often nothing.

    Question 1: its head stands again. 2: its head is somebody's running mate. 4: its head came from, or follows, a candidate of
    this government. 3 and 5 cannot be read from a register.
    """
    government = institutions.government_of(agency)
    standing = list(
        Candidacy.objects.filter(agency=str(government.public_id), election__in=_elections(on)).order_by("pair", "seat")
    )
    heads = _held(str(government.public_id), on) if standing else []
    by_name = {row.name_index: row for row in heads}
    found = []
    for row in standing:
        holder = by_name.get(row.name_index)
        if row.office_held == Candidacy.Office.HEAD or (holder is not None and holder.post == Holding.Post.HEAD):
            found.append(_suggestion(1 if row.seat == Candidacy.Seat.FIRST else 2, row))
        elif row.office_held == Candidacy.Office.DEPUTY and heads:
            found.append(_suggestion(4, row))
    return found


def _held(agency: str, on: date) -> list[Holding]:
    rows = Holding.objects.filter(agency=agency, post__in=_HEADS, valid_from__lte=on)
    return list(rows.filter(Q(valid_to=None) | Q(valid_to__gt=on)))


def _elections(on: date) -> list[str]:
    """The elections that are under way, or not yet begun, on the day."""
    return [election.id for election in book_in_use().elections if election.ends >= on] or [one.id for one in book().elections]


_WORDS = {
    1: (
        "Kepala daerah ini tercatat sebagai calon (pasangan {0}).",
        "This head of government is recorded as a candidate (pair {0}).",
    ),
    2: (
        "Kepala daerah ini tercatat sebagai pasangan calon (pasangan {0}).",
        "This head of government is recorded as a running mate ({0}).",
    ),
    4: (
        "Wakil kepala daerah ini tercatat sebagai calon (pasangan {0}).",
        "This government's deputy is recorded as a candidate (pair {0}).",
    ),
}


def _suggestion(question: int, row: Candidacy) -> Suggestion:
    words_id, words_en = _WORDS[question]
    return Suggestion(question, words_id.format(row.pair), words_en.format(row.pair), row.source)


def lists(*, limit: int = 50) -> list[Import]:
    """Return the newest lists from outside, newest first. For the administrator: no name stands in them unopened."""
    return list(Import.objects.order_by("-pk")[:limit])
