"""Which election is under way in a place on a day, under which regime and at which stage, or none: a normal state too."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache

from . import demonstration
from . import wording as say
from .rulebook import Book, Election, released

# When two elections overlap, the one whose stage binds people most is the day's season.
_WEIGHT = {"voting": 9, "revote": 9, "quiet": 8, "campaign": 7, "counting": 6, "number_drawing": 5, "determination": 5}


@dataclass(frozen=True, slots=True)
class Season:
    """The day's election, regime and stage, each None where there is none; `text_*` says it in one sentence.

    `others` are further elections under way on the same day; `nearest` is the next one known, with or without dates.
    """

    election: str | None
    regime: str | None
    stage: str | None
    text_id: str
    text_en: str
    name_id: str = ""
    name_en: str = ""
    voting: date | None = None
    determination: date | None = None
    others: tuple[str, ...] = ()
    nearest: str | None = None
    needs_check: bool = False

    @property
    def off_season(self) -> bool:
        return self.election is None

    @property
    def process(self) -> str:
        """Return the name of the process a new case follows: `pilkada`, `pemilu` or `off_season`."""
        return self.regime or "off_season"


def book_in_use() -> Book:
    """Return the released book, with the demonstration's election where one was fixed (`demonstration.fix_voting_day`)."""
    voting_day, book = demonstration.voting_day(), released()
    return book if voting_day is None else _with_demo(_Released(book), voting_day)


class _Released:
    """A book as a key: two of one release are the same."""

    def __init__(self, book: Book) -> None:
        self.book = book

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Released) and other.book.release == self.book.release

    def __hash__(self) -> int:
        return hash(self.book.release)


@lru_cache(maxsize=4)
def _with_demo(released_book: _Released, voting_day: date) -> Book:
    return released_book.book.with_demo_election(voting_day)


def today(place_code: str, on: date, *, book: Book | None = None) -> Season:
    """Return the season of a place (any code from province to village; empty: the nation) on a day."""
    book = book or book_in_use()
    here = [election for election in book.elections if election.reaches(place_code)]
    running = [election for election in here if election.stages and election.begins <= on <= election.ends]
    upcoming = min((e for e in here if e.begins > on), key=lambda e: e.begins, default=None)
    if not running:
        return _none(upcoming)
    running.sort(key=lambda e: (-_WEIGHT.get(e.stage_on(on), 1 if e.stage_on(on) != "between" else 0), e.ends))
    first = running[0]
    stage = first.stage_on(on)
    words_id, words_en = book.stage_words[stage]
    season = Season(
        election=first.id,
        regime=first.regime,
        stage=stage,
        text_id="",
        text_en="",
        name_id=first.name_id,
        name_en=first.name_en,
        voting=first.voting,
        determination=first.determination,
        others=tuple(e.id for e in running[1:]),
        nearest=upcoming.id if upcoming else None,
        needs_check=first.confidence == "recalled" or bool({stage, "stages"} & set(first.recalled_parts)),
    )
    until_id, until_en = _until(first, stage)
    return replace(season, text_id=f"{first.name_id}: {words_id}{until_id}.", text_en=f"{first.name_en}: {words_en}{until_en}.")


def _until(election: Election, stage: str) -> tuple[str, str]:
    if stage not in election.stages or stage in ("voting", "revote"):
        return "", ""
    last = election.stages[stage][1]
    return f", sampai {say.day_id(last)}", f", until {say.day_en(last)}"


def _none(upcoming: Election | None) -> Season:
    text_id = "Di luar tahapan pemilihan. Aturan netralitas tetap berlaku"
    text_en = "Between elections. The rules on neutrality still apply"
    if upcoming is None:
        return Season(None, None, None, f"{text_id}.", f"{text_en}.")
    when_id = upcoming.expected_id or f"mulai {say.short_id(upcoming.begins)}"
    when_en = upcoming.expected_en or f"from {say.day_en(upcoming.begins)}"
    return Season(
        None,
        None,
        None,
        f"{text_id}. Berikutnya: {upcoming.name_id} ({when_id}).",
        f"{text_en}. Next: {upcoming.name_en} ({when_en}).",
        nearest=upcoming.id,
    )
