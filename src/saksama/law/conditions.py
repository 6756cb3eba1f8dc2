"""The six conditions of a formal report: met, missing, or an officer's to assess, each with article and reason.

Nothing is refused here: a report that lacks all six is still received.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, tzinfo

from saksama.kernel.errors import NoRule

from . import wording as say
from .calendar import calendar_for
from .clocks import Limit, limit
from .guard import KEYS, REGIMES, Condition, Frame, Guard, Met, guard, summary
from .guard import Answer as _Answer
from .rulebook import Book, released

__all__ = ["KEYS", "REGIMES", "Condition", "Guard", "Met", "Told", "conditions", "summary"]
SHORT_STORY = 60


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


def conditions(told: Told, regime: str | None, on: date, now: datetime, *, book: Book | None = None) -> tuple[Condition, ...]:
    """Return the six conditions in the order of the law, three formal and three material.

    `regime` None or `off_season`: no election runs, so the limit cannot be counted and an officer assesses; the other five are
    shown by both statutes. `on` is the day whose rules hold (the day of receipt); `now` an aware instant.
    """
    book = book or released()
    answers = {
        "reporter_identity": _identity(told),
        "accused": _accused(told),
        "time_limit": _time_limit(told, regime, now, book),
        "time_place": _time_place(told),
        "description": _description(told),
        "evidence": _evidence(told),
    }
    return guard(answers, Frame(regime, on, told.known_on), book=book).conditions


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
        )
    clock_id = book.process(regime).clocks["report"]
    try:
        rule = book.clock(clock_id, told.known_on)
        calendar = calendar_for((told.known_on.year, told.known_on.year + 1), told.timezone)
        counted = limit(rule, told.known_on, calendar)
    except NoRule as unknown:
        return _Answer(Met.ASSESS, f"{unknown.detail} Petugas menilai.", f"{unknown.detail_en} An officer assesses.")
    if counted is None:
        return _Answer(
            Met.ASSESS, "Tidak ada batas waktu yang diumumkan. Petugas menilai.", "No limit is published. An officer assesses."
        )
    return _within(counted, told.received_at or now, calendar.zone)


def _within(counted: Limit, at: datetime, zone: tzinfo) -> _Answer:
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
        )
    if at <= late:
        return _Answer(
            Met.ASSESS,
            f"Menurut satu cara hitung batasnya {first_id}, menurut cara lain {last_id}. Laporan diterima; petugas menilai.",
            f"By one reading the limit was {first_en}, by another it is {last_en}. The report is received; an officer assesses.",
        )
    return _Answer(
        Met.NO,
        f"Batasnya {last_id} menurut cara hitung terakhir. Tetap kirim: petugas dapat menelusurinya sebagai informasi awal.",
        f"The limit was {last_en} by the last reading. Send it anyway: officers can look into it as initial information.",
    )
