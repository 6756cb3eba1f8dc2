"""The two numberings of PP 94/2021: article 5 letter n lists seven prohibitions, article 14 letter i makes
3 to 7 heavy as 1 to 5.

Press and letters mix them. Read from the citations of the catalogue, so that a corrected citation corrects this too.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from .rulebook import Book, Entry

SHIFT = 2
_POINT = r"(\d)(?:-(\d))?"
_PROHIBITION = re.compile(rf"ps\. 5 huruf n angka {_POINT}")
_HEAVY = re.compile(rf"ps\. 14 huruf i angka {_POINT}")
_ASKED = re.compile(
    r"\s*(?:pp\s*94/2021\s*)?(?:ps\.?|pasal)?\s*(5|14)\s*(?:huruf\s*)?(n|i)\s*(?:angka\s*)?(\d)\s*", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Numbering:
    """The numbers of one act in both lists; empty where it stands in the one only. `heavy` is `prohibition` less two."""

    prohibition: tuple[int, ...]
    heavy: tuple[int, ...]

    def sentence(self, language: str) -> str:
        """Return one sentence on both numbers, empty where no point of article 5 letter n is known."""
        if not self.prohibition:
            return ""
        first, second = _run(self.prohibition), _run(self.heavy)
        if not second:
            return (
                f"PP 94/2021 ps. 5 huruf n angka {first}; tidak tercantum di ps. 14 huruf i."
                if language == "id"
                else f"Regulation 94/2021 art. 5 letter n point {first}; not listed in art. 14 letter i."
            )
        return (
            f"PP 94/2021 ps. 5 huruf n angka {first} sama dengan ps. 14 huruf i angka {second}."
            if language == "id"
            else f"Regulation 94/2021 art. 5 letter n point {first} is art. 14 letter i point {second}."
        )


def numbering(entry: Entry) -> Numbering:
    """Return both numberings of an entry: what one list cites is carried over to the other."""
    prohibition, heavy = _points(_PROHIBITION, entry.citation), _points(_HEAVY, entry.citation)
    if not prohibition and heavy:
        prohibition = tuple(point + SHIFT for point in heavy)
    if not heavy:
        heavy = tuple(point - SHIFT for point in prohibition if point > SHIFT)
    return Numbering(prohibition, heavy)


def act_of(book: Book, text: str, on: date) -> str:
    """Return the act a point of either list names, such as `ps. 14 huruf i angka 4` or `5n6`; empty for another text."""
    asked = _ASKED.fullmatch(text)
    if asked is None or (asked[1], asked[2].lower()) not in (("5", "n"), ("14", "i")):
        return ""
    point = int(asked[3]) + (SHIFT if asked[1] == "14" else 0)
    return next((one.id for one in _singly(book, on) if numbering(one).prohibition == (point,)), "")


def _singly(book: Book, on: date) -> list[Entry]:
    found = [one for versions in book.entries["violations"].values() for one in versions if one.holds_on(on)]
    return [one for one in found if len(_points(_PROHIBITION, one.citation)) == 1]


def _points(pattern: re.Pattern[str], citation: str) -> tuple[int, ...]:
    found = pattern.search(citation)
    if found is None:
        return ()
    return tuple(range(int(found[1]), int(found[2] or found[1]) + 1))


def _run(points: tuple[int, ...]) -> str:
    return "" if not points else str(points[0]) if len(points) == 1 else f"{points[0]}-{points[-1]}"
