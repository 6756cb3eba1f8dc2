"""Every recommendation on one board: whom it waits for, which day of how many, the next rung, and what was prepared.

For the overseer it begins at his door: what is new, in study, waits for the reply, is to decide. No name stands on it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Exists, OuterRef, Q, QuerySet

from saksama import store
from saksama.accounts.models import Role
from saksama.cases import access
from saksama.cases.models import Case
from saksama.cases.projecting import Derived
from saksama.cases.queries import follow_up as reading
from saksama.cases.queries.lists import as_rows
from saksama.cases.shown import ClockShown, Row
from saksama.institutions import queries as institutions
from saksama.kernel.actor import Actor

from . import drafting, ladder
from . import letters as drawing
from .ladder import Rung
from .models import Draft, Listing

LIMIT = 25
SHELVES: Mapping[str, tuple[str, str]] = {
    "new": ("Baru", "New"),
    "study": ("Ditelaah", "In study"),
    "reply": ("Menunggu jawaban", "Waiting for the reply"),
    "decide": ("Siap diputus", "To decide"),
    "issued": ("Dikirim", "Issued"),
    "ppk": ("Menunggu PPK", "Waiting for the authority"),
    "silent": ("Belum ada kabar", "No news"),
    "drafts": ("Surat disiapkan", "Letters prepared"),
    "decided": ("Sudah diputus", "Decided"),
}
BEFORE = ("new", "study", "reply", "decide")   # shelves of the overseer's own study
AFTER = ("recommendation", "with_ppk", "decided", "under_objection", "under_appeal", "annulled", "not_executed")
STUDY = ("forwarded", "verification", "review")


@dataclass(frozen=True, slots=True)
class Line:
    """One case on the board. `clock` is the authority's; `opens` from when `next_rung` is prepared; `draft` what waits.

    `listing` is the end of the time for correction where the agency was told of the public list.
    """

    row: Row
    authority: str
    clock: ClockShown | None
    rungs: tuple[Rung, ...]
    highest: str
    next_rung: str
    opens: datetime | None
    draft: str
    listing: datetime | None
    days_silent: int
    asked_time: bool
    conflict: str


@dataclass(frozen=True, slots=True)
class Board:
    """One page of the board; `next_key` goes back in as `after`. `prepared`: letters that wait, a hundred at most."""

    lines: tuple[Line, ...]
    next_key: str
    shelf: str
    shelves: tuple[str, ...]
    prepared: int


def shelves_of(actor: Actor) -> tuple[str, ...]:
    """Return the shelves of a reader: the overseer's own study is his, what follows is everybody's who may see it."""
    if actor.has(Role.OVERSIGHT_ANALYST):
        return tuple(SHELVES)
    return tuple(name for name in SHELVES if name not in BEFORE)


def board(actor: Actor, *, now: datetime, shelf: str = "", after: str = "", limit: int = LIMIT) -> Board:
    """Return a page of the recommendations the actor may see, the limit that ends first before the others."""
    shelves = shelves_of(actor)
    shelf = shelf if shelf in shelves else ""
    with store.reading(actor):
        rows = _on(shelf, reading.ours(access.visible(actor, now.date()), actor), actor, now)
        cases, next_key = reading.paged(rows, after=after, limit=limit)
        lines = _lines(cases, now)
        prepared = drafting.waiting(actor, now)[:100].count()
    return Board(lines, next_key, shelf, shelves, prepared)


def _on(shelf: str, rows: QuerySet[Case], actor: Actor, now: datetime) -> QuerySet[Case]:
    rows = rows.filter(in_queue=True)
    if shelf == "":
        return rows.filter(stage__in=[*(STUDY if actor.has(Role.OVERSIGHT_ANALYST) else ()), *AFTER])
    if shelf == "drafts":
        return rows.filter(Exists(drafting.waiting(actor, now).filter(case=OuterRef("pk"))))
    return rows.filter(_SHELF[shelf](now))


_SHELF = {
    "new": lambda now: Q(stage="forwarded"),
    "study": lambda now: Q(stage__in=("verification", "review")),
    "reply": lambda now: Q(stage="review", next_subject="reply", next_due_late__gte=now),
    "decide": lambda now: Q(stage="review") & ~Q(next_subject="reply", next_due_late__gte=now),
    "issued": lambda now: Q(stage="recommendation"),
    "ppk": lambda now: Q(stage="with_ppk"),
    "silent": lambda now: Q(stage__in=AFTER, silent_since__isnull=False),
    "decided": lambda now: Q(stage__in=("decided", "under_objection", "under_appeal", "annulled", "not_executed")),
}


def _lines(cases: Sequence[Case], now: datetime) -> tuple[Line, ...]:
    """Return the lines of some cases: four queries for any number, beside the names of offices and chairs."""
    derived = reading.derived(cases, now)
    drafts = dict(Draft.objects.filter(case__in=cases, state="waiting").values_list("case_id", "public_id"))
    told = dict(Listing.objects.filter(case__in=cases, corrected_at=None).values_list("case_id", "correctable_until"))
    titles = _titles(cases, now)
    shown = as_rows(cases, now)
    return tuple(
        _line(case, row, derived[case.pk], titles.get(case.agency, ""), str(drafts.get(case.pk, "")), told.get(case.pk), now)
        for case, row in zip(cases, shown, strict=True)
    )


def _line(
    case: Case, row: Row, derived: Derived, title: str, draft: str, listing: datetime | None, now: datetime
) -> Line:
    state, clock = derived.state, drawing.ppk_clock(derived)
    waits = case.stage in drafting.SILENT_STAGES
    return Line(
        row=row,
        authority=title,
        clock=reading.face(clock, derived, now) if clock is not None else None,
        rungs=ladder.rungs(state),
        highest=ladder.highest(state),
        next_rung=ladder.following(state) if waits else "",
        opens=drafting.due_since(derived) if waits else None,
        draft=draft if waits else "",
        listing=listing,
        days_silent=max(0, (now - case.silent_since).days) if case.silent_since else 0,
        asked_time="ppk.more_time" in state.done,
        conflict=reading.conflict(state),
    )


def _titles(cases: Sequence[Case], now: datetime) -> dict[str, str]:
    """Return the chair over each agency, asked once for each."""
    found: dict[str, str] = defaultdict(str)
    for agency in {case.agency for case in cases if case.agency}:
        standing = institutions.standing(agency, now.date())
        found[agency] = standing.sanctioning if standing else ""
    return found
