"""The six conditions of a formal report: met, missing, or an officer's to assess, each with article and reason.

Nothing is refused here: a report that lacks all six is still received.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, tzinfo
from enum import StrEnum

from saksama.kernel.errors import NoRule

from . import wording as say
from .calendar import calendar_for
from .clocks import Limit, limit
from .rule import ClockRule, Confidence
from .rulebook import Book, Entry, released

SHORT_STORY = 60
REGIMES = ("pilkada", "pemilu")
KEYS = ("reporter_identity", "accused", "time_limit", "time_place", "description", "evidence")


class Met(StrEnum):
    """How a condition stands by what was told; `assess` is for an officer to judge."""

    YES = "yes"
    NO = "no"
    ASSESS = "assess"


@dataclass(frozen=True, slots=True)
class Told:
    """What was told, as numbers and yes-or-no: no word of the reporter's and no name comes into this room.

    `received_at` None: not sent yet, `now` counts. `happened_at` is the hour as written, empty where none was given.
    """

    door: str
    has_name: bool
    accused: bool
    happened_on: date | None
    happened_at: str
    known_on: date | None
    received_at: datetime | None
    place_given: bool
    story_length: int
    links: int
    files: int
    other_evidence: bool = False
    timezone: str = "WIB"


@dataclass(frozen=True, slots=True)
class Condition:
    """One of the six conditions, with its reason and what would satisfy it (empty where it is met)."""

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

    @property
    def mark_id(self) -> str:
        return say.CHECK_ID if self.needs_check else ""

    @property
    def mark_en(self) -> str:
        return say.CHECK_EN if self.needs_check else ""


@dataclass(frozen=True, slots=True)
class _Answer:
    met: Met
    why_id: str
    why_en: str
    citation: str = ""
    needs_check: bool = False


def conditions(told: Told, regime: str | None, on: date, now: datetime, *, book: Book | None = None) -> tuple[Condition, ...]:
    """Return the six conditions in the order of the law, three formal and three material.

    `regime` None or `off_season`: no election runs, so the limit cannot be counted and an officer assesses; the other five are
    shown by both statutes. `on` is the day whose rules hold (the day of receipt); `now` an aware instant.
    """
    book = book or released()
    regimes = (regime,) if regime in REGIMES else REGIMES
    answers = {
        "reporter_identity": _identity(told),
        "accused": _accused(told),
        "time_limit": _time_limit(told, regime, now, book),
        "time_place": _time_place(told),
        "description": _description(told),
        "evidence": _evidence(told),
    }
    return tuple(_condition(answers[key], [_requirement(book, key, one, on) for one in regimes]) for key in KEYS)


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


def _requirement(book: Book, key: str, regime: str, on: date) -> Entry:
    """Return the requirement in force on the day; for a day before its first version, the first one."""
    entry_id = next(entry.id for entry in book.requirements if entry.key == key and regime in entry.regimes)
    try:
        return book.requirement(entry_id, on)
    except NoRule:
        return book.requirement(entry_id)


def _condition(answer: _Answer, entries: Sequence[Entry]) -> Condition:
    first = entries[0]
    recalled = any(entry.confidence is Confidence.RECALLED for entry in entries)
    return Condition(
        key=first.key,
        label_id=first.label_id,
        label_en=first.label_en,
        met=answer.met,
        why_id=answer.why_id,
        why_en=answer.why_en,
        satisfied_by_id="" if answer.met is Met.YES else first.cure_id,
        satisfied_by_en="" if answer.met is Met.YES else first.cure_en,
        citation=answer.citation or "; ".join(dict.fromkeys(entry.citation for entry in entries)),
        confidence=(Confidence.RECALLED if recalled else first.confidence).value,
        needs_check=answer.needs_check or any(entry.needs_check for entry in entries),
    )


def _identity(told: Told) -> _Answer:
    if told.door == "nameless":
        return _Answer(
            Met.NO,
            "Tanpa nama, yang Anda sampaikan menjadi informasi awal. Petugas memeriksanya sendiri.",
            "Without a name, what you tell us becomes initial information. Officers check it themselves.",
        )
    if not told.has_name:
        return _Answer(Met.NO, "Nama dan alamat belum ada.", "Name and address are not there yet.")
    if told.door == "sealed":
        return _Answer(
            Met.YES,
            "Nama ada dan disegel. Petugas nanti mencocokkannya dengan KTP sesudah dua orang membukanya.",
            "The name is there and sealed. It is compared with the identity card once two persons have opened it.",
        )
    return _Answer(
        Met.YES,
        "Nama ada. Petugas nanti meminta Anda menunjukkan KTP dan menandatangani.",
        "The name is there. An officer will ask you to show your identity card and sign.",
    )


def _accused(told: Told) -> _Answer:
    if told.accused:
        return _Answer(Met.YES, "Nama atau jabatannya disebut.", "The name or the post is given.")
    return _Answer(Met.NO, "Belum disebut siapa yang dilaporkan.", "It is not said who is reported.")


def _time_place(told: Told) -> _Answer:
    lacking = [
        words
        for given, words in (
            (told.happened_on, ("hari kejadian", "the day")),
            (told.place_given, ("tempat kejadian", "the place")),
        )
        if not given
    ]
    if lacking:
        return _Answer(
            Met.NO,
            f"Belum ada: {' dan '.join(words for words, _ in lacking)}.",
            f"Not given yet: {' and '.join(words for _, words in lacking)}.",
        )
    if not told.happened_at:
        return _Answer(
            Met.YES,
            "Hari dan tempat ada. Tambahkan kira-kira jamnya jika Anda tahu.",
            "Day and place are there. Add the hour if you know it.",
        )
    return _Answer(Met.YES, "Hari, jam, dan tempat ada.", "Day, hour and place are there.")


def _description(told: Told) -> _Answer:
    if told.story_length <= 0:
        return _Answer(Met.NO, "Belum ada cerita.", "There is no account yet.")
    if told.story_length < SHORT_STORY:
        return _Answer(
            Met.ASSESS,
            "Ceritanya singkat. Petugas menilai apakah cukup.",
            "The account is short. An officer assesses whether it is enough.",
        )
    return _Answer(Met.YES, "Cerita ada.", "The account is there.")


def _evidence(told: Told) -> _Answer:
    counted = [(told.files, "berkas", "file"), (told.links, "tautan", "link")]
    parts_id = [f"{n} {word}" for n, word, _ in counted if n] + (["keterangan lain"] if told.other_evidence else [])
    parts_en = [f"{n} {word}{'' if n == 1 else 's'}" for n, _, word in counted if n] + (
        ["other evidence"] if told.other_evidence else []
    )
    if not parts_id:
        return _Answer(Met.NO, "Belum ada bukti.", "There is no evidence yet.")
    return _Answer(
        Met.YES,
        f"Ada {' dan '.join(parts_id)}. Petugas menilai isinya.",
        f"There is: {' and '.join(parts_en)}. An officer assesses the content.",
    )


# ---- the time limit --------------------------------------------------------------------------------------------------


def _time_limit(told: Told, regime: str | None, now: datetime, book: Book) -> _Answer:
    """Met before the first reading, missed only after the last; between them an officer assesses (decision 46)."""
    if told.known_on is None:
        return _Answer(
            Met.NO,
            "Belum ada: sejak kapan Anda tahu. Batas waktu dihitung dari hari itu.",
            "Not given yet: since when you know. The limit is counted from that day.",
        )
    if regime not in REGIMES:
        return _Answer(
            Met.ASSESS,
            "Tidak ada pemilihan yang sedang berjalan, jadi batas waktu laporan tidak dapat dihitung. Petugas menilai.",
            "No election is under way, so the limit cannot be counted. An officer assesses.",
            needs_check=True,
        )
    clock_id = book.process(regime).clocks["report"]
    try:
        rule = book.clock(clock_id, told.known_on)
        calendar = calendar_for((told.known_on.year, told.known_on.year + 1), told.timezone)
        counted = limit(rule, told.known_on, calendar)
    except NoRule as unknown:
        return _Answer(
            Met.ASSESS, f"{unknown.detail} Petugas menilai.", f"{unknown.detail_en} An officer assesses.", needs_check=True
        )
    if counted is None:
        return _Answer(
            Met.ASSESS, "Tidak ada batas waktu yang diumumkan. Petugas menilai.", "No limit is published. An officer assesses."
        )
    return _within(counted, told.received_at or now, calendar.zone, rule)


def _within(counted: Limit, at: datetime, zone: tzinfo, rule: ClockRule) -> _Answer:
    early, late = counted.due_early, counted.due_late
    settled = early == late
    first_id, last_id = say.instant_id(early, zone), say.instant_id(late, zone)
    first_en, last_en = say.instant_en(early, zone), say.instant_en(late, zone)
    if at <= early:
        other_id = "" if settled else f" Menurut cara hitung lain sampai {last_id}."
        other_en = "" if settled else f" By another reading until {last_en}."
        return _Answer(
            Met.YES,
            f"Dalam batas, sampai {first_id}.{other_id}",
            f"In time, until {first_en}.{other_en}",
            rule.citation,
            rule.needs_check,
        )
    if at <= late:
        return _Answer(
            Met.ASSESS,
            f"Menurut satu cara hitung batasnya {first_id}, menurut cara lain {last_id}. Laporan diterima; petugas menilai.",
            f"By one reading the limit was {first_en}, by another it is {last_en}. The report is received; an officer assesses.",
            rule.citation,
            True,
        )
    return _Answer(
        Met.NO,
        f"Batasnya {last_id} menurut cara hitung terakhir. Tetap kirim: petugas dapat menelusurinya sebagai informasi awal.",
        f"The limit was {last_en} by the last reading. Send it anyway: officers can look into it as initial information.",
        rule.citation,
        rule.needs_check,
    )
