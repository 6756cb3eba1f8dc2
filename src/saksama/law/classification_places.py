"""Where a track goes: to whom it is addressed, before whom it is decided, when that lies above the authority, what remedy."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from .classification_day import overseer, part
from .classification_people import Who
from .rulebook import Book, Entry

Pair = tuple[str, str]
NOTHING: Pair = ("", "")
ADDRESSEES: dict[str, Pair] = {
    "personnel_authority": (
        "Pejabat Pembina Kepegawaian (PPK), lewat {overseer}",
        "the personnel authority (PPK), through {overseer}",
    ),
    "oversight": ("{overseer} sebagai lembaga pengawas ASN", "{overseer} as the oversight body"),
    "gakkumdu": ("Sentra Gakkumdu", "Gakkumdu (Bawaslu, police and prosecution)"),
    "regent": ("bupati atau wali kota", "the regent or mayor"),
    "village_head_through_camat": ("kepala desa, lewat camat", "the village head, through the camat"),
    "military_or_police_superior": ("atasan di TNI atau Polri", "the superior in the armed forces or the police"),
    "own_agency_or_dkpp": ("instansinya sendiri; penyelenggara pemilu ke DKPP", "the own agency; election organisers go to DKPP"),
    "": NOTHING,
}
ABOVE = {"": "", "no": "", "yes": "UP-CONFLICT", "unknown": "UP-ASK"}
_FORUMS = {"ethics": "FO-ETHICS", "discipline": "FO-EXAM", "criminal": "FO-GAKKUMDU", "administrative": "FO-OVERSEER"}


@dataclass(frozen=True, slots=True)
class Chain:
    """What is known of the chain of command: whether the reported person is the regional secretary (Sekda), and whether the
    five questions found the authority in conflict: `yes`, `no`, `unknown` (not tested), empty where it is not asked.
    """

    secretary: bool = False
    conflict: str = ""


@dataclass(frozen=True, slots=True)
class Place:
    """The way of one track, in words. `above` are the ids of the rules that lead above the personnel authority."""

    addressee: Pair
    forum: str
    forum_words: Pair
    remedies: tuple[Pair, ...]
    above: tuple[str, ...]
    above_words: Pair
    needs_check: bool


def place_of(
    book: Book, entry: Entry, track: str, who: Who, sanctions: list[Entry], chain: Chain, *, on: date, sent: date
) -> Place:
    """Return the way of a track. `sent` is the day it would be sent: the overseer is that day's, the law that of the act."""
    forum = _forum(track, who, chain)
    found = part(book, forum, sent) if forum else None
    above = _above(track, chain)
    rules = [one for one in (part(book, name, sent) for name in above) if one is not None]
    return Place(
        addressee=_addressee(book, entry, sent),
        forum=forum,
        forum_words=(found.name_id, found.name_en) if found else NOTHING,
        remedies=tuple((one.name_id, one.name_en) for one in _remedies(book, track, sanctions, sent)),
        above=above,
        above_words=(" ".join(one.name_id for one in rules), " ".join(one.name_en for one in rules)),
        needs_check=any(one.needs_check for one in (*rules, *([found] if found else []))),
    )


def _forum(track: str, who: Who, chain: Chain) -> str:
    if track == "ethics" and chain.secretary:
        return "FO-ETHICS-UP"
    return _FORUMS.get(track, who.forum)


def _above(track: str, chain: Chain) -> tuple[str, ...]:
    if track not in ("ethics", "discipline"):
        return ()
    found = ("UP-SEKDA",) if chain.secretary else ()
    return (*found, ABOVE[chain.conflict]) if ABOVE[chain.conflict] else found


def _addressee(book: Book, entry: Entry, sent: date) -> Pair:
    holder = overseer(book, sent)
    words_id = holder.name_id if holder else "lembaga pengawas ASN"
    words_en = holder.name_en if holder else "the oversight body"
    found_id, found_en = ADDRESSEES[entry.addressee]
    return found_id.format(overseer=words_id), found_en.format(overseer=words_en)


def _remedies(book: Book, track: str, sanctions: list[Entry], sent: date) -> list[Entry]:
    """An objection against what does not end the service, an appeal to BPASN against what does."""
    if track != "discipline":
        return []
    names = [
        *(["FO-OBJECTION"] if any(not one.get("terminal", False) for one in sanctions) else []),
        *(["FO-BPASN"] if any(one.get("terminal", False) for one in sanctions) else []),
    ]
    return [one for one in (part(book, name, sent) for name in names) if one is not None]
