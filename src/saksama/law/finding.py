"""Finding a text by plain words, forgiving of spelling: whole words, beginnings, and words that share their letter triples. Pure.

Small enough to be read in one sitting, quick enough for a few hundred texts on every request: no index on disk, no script.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from math import log

from saksama.kernel.text import fold

STOP = frozenset(
    " ".join(
        (
            "saya aku awak kami kita anda bapak ibu pak bu boleh bolehkah apakah apa kah tidak nggak gak tak yang di ke dari dan",
            "atau untuk dengan pada ini itu jika kalau bila oleh akan sudah belum ada adalah bisa bisakah dapat hanya saja juga",
            "lagi para sebagai dalam i may can am is are the a an of to in on for with my me we our be do does if it this that",
            "not",
            "at and or",
        )
    ).split()
)
SHORTEST = 3
SHORT = 4
ALIKE, ALIKE_SHORT = 0.45, 0.6  # of four letters, one wrong one makes another word: juri is no juru
ENOUGH = 0.34


@dataclass(frozen=True, slots=True)
class Text:
    """One thing to be found: its fields by weight, heaviest first."""

    id: str
    fields: Sequence[tuple[float, str]]


@lru_cache(maxsize=8192)
def triples(word: str) -> frozenset[str]:
    """Return the letter triples of a word, its edges marked: `like` has `^li lik ike ke$`."""
    edged = f"^{word}$"
    return frozenset(edged[n : n + 3] for n in range(len(edged) - 2))


@lru_cache(maxsize=65536)
def closeness(typed: str, word: str) -> float:
    """Return how well a typed word fits a word: 1 the same, .8 a beginning, less for shared triples, 0 for no kinship."""
    if typed == word:
        return 1.0
    if len(typed) >= SHORTEST and word.startswith(typed):
        return 0.8
    if len(word) > SHORTEST and typed.startswith(word):
        return 0.7
    if min(len(typed), len(word)) <= SHORTEST or abs(len(typed) - len(word)) > SHORTEST:
        return 0.0
    mine, theirs = triples(typed), triples(word)
    alike = 2 * len(mine & theirs) / (len(mine) + len(theirs))
    least = ALIKE if max(len(typed), len(word)) > SHORT else ALIKE_SHORT
    return alike * 0.75 if alike >= least else 0.0


def words(text: str) -> list[str]:
    """Return the words that carry meaning, in order; where none does, all of them."""
    every = fold(text).split()
    return [word for word in every if word not in STOP] or every


class Index:
    """A few hundred texts, ready to be asked."""

    def __init__(self, texts: Iterable[Text]) -> None:
        self._texts = [(text.id, _weighed(text.fields)) for text in texts]
        seen = Counter(word for _id, held in self._texts for word in held)
        total = max(len(self._texts), 1)
        self._rarity: Mapping[str, float] = {word: log(1 + total / count) for word, count in seen.items()}

    def find(self, typed: str, *, limit: int = 12) -> list[str]:
        """Return the ids that fit best, best first; nothing where no word fits well enough."""
        asked = list(dict.fromkeys(words(typed[:400])))
        if not asked:
            return []
        fitting = {one: [(word, fit) for word in self._rarity if (fit := closeness(one, word))] for one in asked}
        scored = [(self._score(held, asked, fitting), id_) for id_, held in self._texts]
        best = max((score for score, _id in scored), default=0.0)
        kept = [(score, id_) for score, id_ in scored if score and score >= best * ENOUGH]
        return [id_ for _score, id_ in sorted(kept, key=lambda pair: -pair[0])][:limit]

    def _score(self, held: Mapping[str, float], asked: Sequence[str], fitting: Mapping[str, list[tuple[str, float]]]) -> float:
        """Add up the best fit of each typed word; a text that answers more of them is ahead."""
        total, answered = 0.0, 0
        for one in asked:
            best = max((held[word] * fit * fit * self._rarity[word] for word, fit in fitting[one] if word in held), default=0.0)
            total += best
            answered += best > 0
        return total * (0.5 + answered / len(asked))


def _weighed(fields: Sequence[tuple[float, str]]) -> dict[str, float]:
    """Return each word of the fields with the weight of the heaviest field it stands in."""
    held: dict[str, float] = {}
    for weight, text in fields:
        for word in fold(text).split():
            if word not in STOP:
                held[word] = max(held.get(word, 0.0), weight)
    return held
