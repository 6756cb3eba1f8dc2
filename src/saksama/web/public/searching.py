"""One search for what is written down and for what was asked before: situations and published answers, by plain words."""

from __future__ import annotations

from dataclasses import dataclass

from django.conf import settings
from django.urls import reverse
from django.utils.translation import get_language

from saksama import law
from saksama.law import situations
from saksama.law.finding import Index, Text, words
from saksama.prevention import queries
from saksama.prevention.models import Publication
from saksama.web.frame.season import DEMONSTRATION

ANSWERED = "jawaban:"
LONGEST, MOST_WORDS = 400, 12
_kept: tuple[tuple[str, tuple[str, ...]], Index] | None = None


@dataclass(frozen=True, slots=True)
class Hit:
    """One thing found. `kind` is `situation` or `answered`; `verdict` its short answer in words."""

    url: str
    title: str
    verdict: str
    verdict_kind: str
    kind: str


def find(typed: str, *, limit: int = 8) -> list[Hit]:
    """Return what fits the typed words best, best first."""
    asked = queries.published()
    answered = {f"{ANSWERED}{one.public_id}": one for one in asked}
    english = get_language() == "en"
    hits = []
    for name in _index(asked).find(" ".join(words(typed[:LONGEST])[:MOST_WORDS]), limit=limit):
        if name in answered:
            one = answered[name]
            said = situations.VERDICT_WORDS[one.verdict][english]
            hits.append(Hit(reverse("public:answered_one", args=[one.public_id]), one.asked, said, one.verdict, "answered"))
        else:
            entry = law.book().situation(name)
            title = entry.title_en if english else entry.title_id
            spoken = situations.spoken(entry, entry.verdict)[english]
            hits.append(Hit(reverse("public:situation", args=[entry.id]), title, spoken, entry.verdict, "situation"))
    return hits


def _index(asked: list[Publication]) -> Index:
    """Return the index over cards and published answers; it is made anew only where one of them came or went.

    A published text never changes, so the release and the ids of what is published tell all.
    """
    global _kept
    stands = (law.book().release, tuple(str(one.public_id) for one in asked))
    kept = _kept
    if kept is None or kept[0] != stands:
        texts = [situations.searchable(entry) for entry in law.book().situations]
        texts += [Text(f"{ANSWERED}{one.public_id}", ((3.0, one.asked), (1.0, one.answered))) for one in asked]
        _kept = kept = (stands, Index(texts))
    return kept[1]


def place_of_house() -> str:
    """Return the place whose season a page without place shows: the nation, or Provinsi Andai in a demonstration."""
    return DEMONSTRATION if settings.SAKSAMA.demo else ""
