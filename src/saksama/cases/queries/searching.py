"""Finding cases over plain fields, whatever somebody knows of them: a number, a code, a name, a place, an agency, stage or kind.

Each reading of the words is a query of its own, by an index, and brings a page at most; what they bring is put together here. So
a million cases cost as much as a thousand.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from django.db.models import Q, QuerySet

from saksama import store
from saksama.cases import access, parties, terms
from saksama.cases.models import Case
from saksama.cases.shown import Row
from saksama.institutions import queries as institutions
from saksama.kernel.actor import Actor
from saksama.kernel.text import fold
from saksama.law import book
from saksama.places import queries as places
from saksama.store.search import begins

from .lists import NOT_SHOWN, as_rows

SHORTEST, LONGEST = 3, 120
KNOWN = 200         # cases looked at for one number or name, before what the reader may not see is left out
PLACES, AGENCIES = 12, 25
MOST_READINGS = 12


def search(actor: Actor, text: str, *, now: datetime, limit: int = 25) -> tuple[Row, ...]:
    """Return the cases the actor may see that the words fit, open ones by their limit first; at most `limit`.

    Numbers and codes fit by their beginning or a later group of digits, names whole or by all of their words, places, agencies,
    stages and kinds by a word's beginning. Fewer than three letters find nothing.
    """
    wanted = " ".join(text[:LONGEST].replace("\0", " ").split())  # PostgreSQL refuses a zero byte as a defect
    if len(wanted) < SHORTEST:
        return ()
    with store.reading(actor):
        rows = access.visible(actor, now.date()).defer(*NOT_SHOWN)
        found: dict[int, Case] = {}
        known = list(dict.fromkeys((*terms.cases_with(wanted, limit=KNOWN), *parties.cases_with(wanted, limit=KNOWN))))
        if known:
            found.update(_first(rows, Q(pk__in=known), limit))
        if len(found) < limit:
            for reading in _readings(wanted)[:MOST_READINGS]:
                found.update(_first(rows, reading, limit))
        ordered = sorted(found.values(), key=lambda case: (case.pk not in known, case.sort_due, case.public_id))
        return as_rows(ordered[:limit], now)


def _first(rows: QuerySet[Case], condition: Q, limit: int) -> dict[int, Case]:
    return {case.pk: case for case in rows.filter(condition).order_by("sort_due", "public_id")[:limit]}


def _readings(text: str) -> list[Q]:
    """Return what the words may mean: all of them one thing, or else the first or the last word one and the others another."""
    words = fold(text).split()
    if "/" in text:
        return []       # a number of a register or letter, which nothing is called by
    names = _Names()
    whole = _meanings(" ".join(words), names)
    if whole or len(words) < 2:
        return whole
    for cut in dict.fromkeys((1, len(words) - 1)):
        first = _meanings(" ".join(words[:cut]), names)
        rest = _meanings(" ".join(words[cut:]), names) if first else []
        if rest:
            return [one & other for one in first for other in rest]
    return []


@dataclass(slots=True)
class _Names:
    """What is called so among places and agencies: asked once for the same words in one search.

    Where no name has a word, none has it with more words behind it: that is not asked.
    """

    places: dict[str, list[str]] = field(default_factory=dict)
    agencies: dict[str, list[str]] = field(default_factory=dict)

    def place_codes(self, words: str) -> list[str]:
        first, _, more = words.partition(" ")
        if more and len(first) >= SHORTEST and not places.names_a_kind(first) and not self.place_codes(first):
            return []
        if words not in self.places:
            self.places[words] = [one.code for one in places.search(words, limit=PLACES)]
        return self.places[words]

    def agency_ids(self, words: str) -> list[str]:
        first, _, more = words.partition(" ")
        if more and len(first) >= SHORTEST and not self.agency_ids(first):
            return []
        if words not in self.agencies:
            self.agencies[words] = [str(one.public_id) for one in institutions.search_agencies(words, limit=AGENCIES)]
        return self.agencies[words]


def _meanings(words: str, names: _Names) -> list[Q]:
    """Return one condition for each thing that is called so.

    Kinds and stages one by one: what equals a code stands in its index in the order of the queue. Of a list of codes PostgreSQL
    reads every row there is before it sorts them.
    """
    if len(words.replace(" ", "")) < SHORTEST:
        return []
    found = (_placed(names.place_codes(words)), _of_agency(names.agency_ids(words)))
    return [*(one for one in found if one is not None), *_of_kinds(words), *_at_stages(words)]


def _placed(codes: Sequence[str]) -> Q | None:
    whole = [code for code in codes if not any(code != other and code.startswith(f"{other}.") for other in codes)]
    return _any(begins("place_code", code) for code in whole)


def _of_agency(found: Sequence[str]) -> Q | None:
    return Q(agency__in=found) & ~Q(agency="") if found else None


def _of_kinds(words: str) -> list[Q]:
    return [Q(category=one.id) for one in book().categories() if _called(words, (one.label_id, one.label_en))]


def _at_stages(words: str) -> list[Q]:
    stages = book().process("pilkada").stages.values()
    return [Q(stage=one.code) for one in stages if _called(words, (one.id, one.en))]


def _called(words: str, names: Sequence[str]) -> bool:
    return any(f" {fold(name)}".find(f" {words}") >= 0 for name in names)


def _any(conditions: Iterable[Q]) -> Q | None:
    found: Q | None = None
    for one in conditions:
        found = one if found is None else found | one
    return found
