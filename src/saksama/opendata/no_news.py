"""*Kami belum menerima bukti sejak*: how many recommendations wait with each authority, small cells hidden (decisions 25, 39).

It never says that something was not done: only what has not been received. Computed at every reading, so that an agency whose
proof is recorded is gone from it the same minute.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable
from dataclasses import dataclass
from datetime import date, datetime

from saksama.followup import listing

from .suppression import Cell, State, protect_line


@dataclass(frozen=True, slots=True)
class Waiting:
    """One authority. `since` is the day the oldest recommendation was received; where the count is small, the first of its month.

    `step_*` is what was sent last; `words` the agency's own, empty where it said nothing.
    """

    authority: str
    agency: str
    count: Cell
    since: date
    to_the_month: bool
    step_id: str
    step_en: str
    words: str
    names_removed: bool


@dataclass(frozen=True, slots=True)
class NoNews:
    """The list as of one moment, the total, and what was corrected within a year."""

    as_of: datetime
    rows: tuple[Waiting, ...]
    total: Cell
    errata: tuple[listing.Erratum, ...]


def no_news(now: datetime) -> NoNews:
    """Return what may be published, the longest wait first."""
    found = listing.listed(now)
    counts: Counter[Hashable] = Counter(one.agency_key for one in found)
    line = protect_line(counts)
    keys = {one.agency_key for one in found}
    names, words = listing.names_of(keys), listing.words_of(keys)
    rows = [_row([one for one in found if one.agency_key == key], line.cells[key], names, words) for key in keys]
    rows.sort(key=lambda row: (row.since, row.agency))
    return NoNews(now, tuple(rows), line.total, tuple(listing.errata(now)))


def _row(
    of_one: list[listing.Listed], cell: Cell, names: dict[str, str], words: dict[str, listing.Words]
) -> Waiting:
    oldest = min(of_one, key=lambda one: one.served_on)
    small = cell.state is not State.SHOWN
    said = words.get(oldest.agency_key)
    step_id, step_en = listing.rung_words(oldest.rung)
    return Waiting(
        authority=oldest.authority,
        agency=names.get(oldest.agency_key, ""),
        count=cell,
        since=oldest.served_on.replace(day=1) if small else oldest.served_on,
        to_the_month=small,
        step_id=step_id,
        step_en=step_en,
        words=said.text if said else "",
        names_removed=said.names_removed if said else False,
    )
