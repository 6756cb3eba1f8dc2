"""What the day of the act decides: on which side of the KPU's determination it lies, and which law was in force.

The same act is ethics while the one helped is a prospective candidate and discipline once he is a candidate (law.md 8.1). On the
day of determination itself both are given, because nothing that was read settles it.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from . import wording as say
from .classification_people import SIDES
from .rulebook import Book, Election, Entry

Pair = tuple[str, str]
NOTHING: Pair = ("", "")
_CHAINS = ("asn", "ethics", "discipline", "neutrality_list")


@dataclass(frozen=True, slots=True)
class Sides:
    """The standings of the one helped that are to be considered, and why there is more than one."""

    helped: tuple[str, ...]
    why: Pair = NOTHING

    @property
    def unsettled(self) -> bool:
        return len(self.helped) > 1


def determinations(election: Election) -> tuple[date, ...]:
    """Return the days on which the KPU determines candidates, in order; a national election has one for each contest."""
    days = getattr(election, "determinations", None) or {}
    found = {*days.values(), *([election.determination] if election.determination else [])}
    return tuple(sorted(found))


def standing_on(election: Election, day: date) -> str:
    """Return `bakal_calon` before the KPU's determination and `calon` after it; empty on that day itself or where none is known.

    The day of the act decides, not the day of the report. An act on the day of determination is unsettled, and so is every day
    between the first and the last determination of an election with several.
    """
    days = determinations(election)
    if not days or days[0] <= day <= days[-1]:
        return ""
    return "bakal_calon" if day < days[0] else "calon"


def contest_on(book: Book, day: date, regime: str | None) -> Election | None:
    """Return the nationwide election under way on a day, where there is exactly one of the regime."""
    running = [
        one
        for one in book.elections
        if one.stages and not one.places and one.begins <= day <= one.ends and regime in (None, one.regime)
    ]
    return running[0] if len(running) == 1 else None


def sides(helped: str, day: date, contest: Election | None) -> Sides:
    """Return which standings an act on this day is to be read under."""
    if contest is not None and day in determinations(contest) and helped in (*SIDES, ""):
        return Sides(SIDES, _on_the_day(day))
    if not helped:
        return Sides(("bakal_calon", "calon"), _not_known(contest, day))
    known = standing_on(contest, day) if contest is not None else ""
    if helped in SIDES and known and known != helped:
        return Sides(SIDES, _contradicts(helped, contest, day))
    return Sides((helped,))


def _on_the_day(day: date) -> Pair:
    return (
        f"Perbuatannya pada hari penetapan calon itu sendiri ({say.short_id(day)}). Belum pasti: kode etik atau disiplin.",
        f"The act was on the day of determination itself ({say.short_en(day)}). It is unsettled: ethics or discipline.",
    )


def _not_known(contest: Election | None, day: date) -> Pair:
    if contest is not None and len(determinations(contest)) > 1 and not standing_on(contest, day):
        return (
            "Hari itu sebagian calon sudah ditetapkan dan sebagian belum. Penetapan KPU menentukan jalurnya.",
            "On that day some candidates had been determined and some not. The KPU's determination decides the track.",
        )
    return (
        "Belum diketahui apakah yang didukung sudah ditetapkan sebagai calon hari itu. Penetapan KPU menentukan jalurnya.",
        "It is not known whether the one helped had been determined as candidate. The KPU's determination decides the track.",
    )


def _contradicts(helped: str, contest: Election | None, day: date) -> Pair:
    assert contest is not None and contest.determination is not None  # noqa: S101  a known standing comes from one
    fixed_id, fixed_en = say.short_id(contest.determination), say.short_en(contest.determination)
    word_id, word_en = ("sudah calon", "a candidate") if helped == "calon" else ("masih bakal calon", "a prospective candidate")
    return (
        f"Disebut {word_id}, tetapi KPU menetapkan calon pada {fixed_id} dan perbuatannya {say.short_id(day)}. Periksa keduanya.",
        f"Called {word_en}, but the KPU determined candidates on {fixed_en} and the act was on {say.short_en(day)}. Check both.",
    )


def why_no_rule(book: Book, day: date) -> Pair:
    """Return why no act of a subject is listed on a day, with the texts in force then, whose lists the data do not hold."""
    names = ", ".join(dict.fromkeys(str(one.short) for one in _texts_on(book, day)))
    return (
        f"Data hukum tidak memuat aturan untuk perbuatan ini pada {say.short_id(day)}."
        + (f" Yang berlaku hari itu: {names}. Daftar perbuatannya belum dicatat." if names else ""),
        f"The law data hold no rule for this act on {say.short_en(day)}."
        + (f" In force on that day: {names}. Their list of acts is not recorded." if names else ""),
    )


def _texts_on(book: Book, day: date) -> list[Entry]:
    return [
        version
        for name, versions in book.entries["norms"].items()
        for version in versions
        if "." not in name and version.get("chain") in _CHAINS and version.holds_on(day)
    ]


def part(book: Book, entry_id: str, day: date) -> Entry | None:
    """Return a part of `classification.yaml` in force on a day, or None."""
    return next((one for one in book.entries["classification"].get(entry_id, ()) if one.holds_on(day)), None)


def overseer(book: Book, day: date) -> Entry | None:
    """Return who oversaw civil servants on a day; None before there was such a body in the data."""
    return part(book, "OV", day)
