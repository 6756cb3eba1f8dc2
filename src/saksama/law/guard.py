"""The guard at the door: the six conditions of a formal report, each with its article, its state and what would satisfy it.

One function for everybody who asks: the check page of a reporter, who is told how it stands by what he wrote; the desk, where an
officer judges; and the steps that are lawful only where the conditions are met. The same states give the same answer.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from saksama.kernel.errors import NoRule

from . import wording as say
from .rule import ClockRule, Confidence
from .rulebook import Book, Entry, released

REGIMES = ("pilkada", "pemilu")
KEYS = ("reporter_identity", "accused", "time_limit", "time_place", "description", "evidence")
INCURABLE = "time_limit"
"""A day that has passed cannot be mended; a name, a day, an account and a proof can still be given."""
CURABLE = tuple(key for key in KEYS if key != INCURABLE)
UNDATED = ("Tulis sejak kapan Anda tahu.", "Write since when you have known.")
UNASKED = ("Ini temuan: penemunya petugas, bukan pelapor.", "This is a finding: officers made it, not a reporter.")


class Met(StrEnum):
    """How a condition stands; `assess` is for an officer to judge, `unasked` holds where officers found it themselves."""

    YES = "yes"
    NO = "no"
    ASSESS = "assess"
    UNASKED = "unasked"


@dataclass(frozen=True, slots=True)
class Answer:
    """A state, and why it is that."""

    met: Met
    why_id: str = ""
    why_en: str = ""


@dataclass(frozen=True, slots=True)
class Frame:
    """By which law it is asked. `on`: the day of receipt, whose rules hold; `found_by_officers`: nobody reports."""

    regime: str | None
    on: date
    known_on: date | None = None
    found_by_officers: bool = False


@dataclass(frozen=True, slots=True)
class Condition:
    """One of the six conditions, with its reason and what would satisfy it (empty where it is met or not asked for)."""

    key: str
    label_id: str
    label_en: str
    met: Met
    why_id: str
    why_en: str
    satisfied_by_id: str
    satisfied_by_en: str
    citation: str
    confidence: str
    needs_check: bool
    formal: bool = True

    @property
    def mark_id(self) -> str:
        return say.CHECK_ID if self.needs_check else ""

    @property
    def mark_en(self) -> str:
        return say.CHECK_EN if self.needs_check else ""

    @property
    def lacking(self) -> bool:
        """Tell whether it is not met yet: missing, or not judged."""
        return self.met in (Met.NO, Met.ASSESS)


@dataclass(frozen=True, slots=True)
class Guard:
    """The six conditions in the order of the law, three formal and three material."""

    conditions: tuple[Condition, ...]

    @property
    def lacking(self) -> tuple[Condition, ...]:
        return tuple(one for one in self.conditions if one.lacking)

    @property
    def curable(self) -> tuple[Condition, ...]:
        """Return what is lacking and can still be given: what a reporter may be asked to complete."""
        return tuple(one for one in self.lacking if one.key in CURABLE)

    def state(self, key: str) -> Met:
        return next(one.met for one in self.conditions if one.key == key)


def guard(answers: Mapping[str, Answer], frame: Frame, *, book: Book | None = None) -> Guard:
    """Return the six conditions as they stand by these answers; one without an answer is for an officer to assess.

    No regime or `off_season`: no election runs, and the conditions are shown by both statutes.
    """
    book = book or released()
    regimes = (frame.regime,) if frame.regime in REGIMES else REGIMES
    found = [_condition(key, _answer(answers, key, frame), regimes, frame, book) for key in KEYS]
    return Guard(tuple(found))


def summary(found: Sequence[Condition]) -> tuple[str, str]:
    """Return `5 dari 6 syarat lengkap. Yang kurang: bukti.` in both languages; what is to be assessed is named apart."""
    met = sum(1 for condition in found if condition.met is Met.YES)
    words_id, words_en = f"{met} dari {len(found)} syarat lengkap.", f"{met} of {len(found)} conditions met."
    for state, intro_id, intro_en in (
        (Met.NO, "Yang kurang", "Missing"),
        (Met.ASSESS, "Dinilai petugas", "For an officer to assess"),
    ):
        here = [condition for condition in found if condition.met is state]
        if here:
            words_id += f" {intro_id}: {', '.join(_lower(c.label_id) for c in here)}."
            words_en += f" {intro_en}: {', '.join(_lower(c.label_en) for c in here)}."
    return words_id, words_en


def _lower(label: str) -> str:
    return label[:1].lower() + label[1:]


def _answer(answers: Mapping[str, Answer], key: str, frame: Frame) -> Answer:
    answer = answers.get(key, Answer(Met.ASSESS))
    if frame.found_by_officers and key == "reporter_identity" and answer.met is not Met.YES:
        return Answer(Met.UNASKED, *UNASKED)
    return answer


def _condition(key: str, answer: Answer, regimes: Sequence[str], frame: Frame, book: Book) -> Condition:
    entries = [_requirement(book, key, one, frame.on) for one in regimes]
    first = entries[0]
    recalled = any(entry.confidence is Confidence.RECALLED for entry in entries)
    rule = _report_limit(frame, book) if key == INCURABLE else None
    uncertain = key == INCURABLE and (answer.met is Met.ASSESS or (rule is not None and rule.needs_check))
    cure = _cure(key, answer, frame, first)
    return Condition(
        key=key,
        label_id=first.label_id,
        label_en=first.label_en,
        met=answer.met,
        why_id=answer.why_id,
        why_en=answer.why_en,
        satisfied_by_id=cure[0],
        satisfied_by_en=cure[1],
        citation=rule.citation if rule else "; ".join(dict.fromkeys(entry.citation for entry in entries)),
        confidence=(Confidence.RECALLED if recalled else first.confidence).value,
        needs_check=uncertain or any(entry.needs_check for entry in entries),
        formal=first.get("kind") == "formal",
    )


def _cure(key: str, answer: Answer, frame: Frame, entry: Entry) -> tuple[str, str]:
    if answer.met not in (Met.NO, Met.ASSESS):
        return "", ""
    if key == INCURABLE and frame.known_on is None:
        return UNDATED
    return entry.cure_id, entry.cure_en


def _requirement(book: Book, key: str, regime: str, on: date) -> Entry:
    """Return the requirement in force on the day; for a day before its first version, the first one."""
    entry_id = next(entry.id for entry in book.requirements if entry.key == key and regime in entry.regimes)
    try:
        return book.requirement(entry_id, on)
    except NoRule:
        return book.requirement(entry_id)


def _report_limit(frame: Frame, book: Book) -> ClockRule | None:
    """Return the rule of the limit for reporting, by which the state was or would be counted; None where no rule holds."""
    if frame.regime not in REGIMES or frame.known_on is None:
        return None
    try:
        return book.clock(book.process(frame.regime).clocks["report"], frame.known_on)
    except NoRule:
        return None
