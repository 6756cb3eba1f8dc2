"""What a case is found by beside its columns: its numbers, those of its letters, numbers in other systems, and check codes."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from django.db.models import QuerySet

from saksama.store import search

from .models import Act, Case, Document, Limb
from .worktables import SearchTerm

NUMBER, LETTER, CHECK, OUTSIDE = "number", "letter", "check", "outside"


def note(case: Case, act: Act, documents: Sequence[Document], *, number_before: str) -> None:
    """Write the terms that an act brought, in its transaction. Those of the criminal limb are not found by anybody."""
    if act.limb != Limb.ASN:
        return
    found: list[tuple[str, str]] = []
    if case.number != number_before:
        if act.kind == "registered":   # after a transfer it is found by both numbers
            SearchTerm.objects.filter(case=case, kind=NUMBER).delete()
        found += _named(NUMBER, case.number)
    if act.kind == "outside_number.recorded":
        found += _named(OUTSIDE, str(act.body.get("number", "")))
    for document in documents:
        found += _named(LETTER, document.number)
        if document.check_code:
            found.append((CHECK, search.squash(document.check_code)))
    if found:
        rows = [SearchTerm(case=case, position=case.office_position, kind=kind, term=term) for kind, term in dict.fromkeys(found)]
        SearchTerm.objects.bulk_create(rows, ignore_conflicts=True)


def _named(kind: str, number: str) -> Iterable[tuple[str, str]]:
    return [(kind, tail) for tail in search.tails(number)]


def cases_with(text: str, *, limit: int) -> list[int]:
    """Return row ids of cases that carry a number or code beginning with `text`: those that are exactly it first.

    In the caller's scope. Leading zeros do not matter.
    """
    wanted = search.squash(text)
    bare = wanted.lstrip("0")
    spellings = [one for one in dict.fromkeys((wanted, bare)) if one]
    if not spellings:
        return []
    within: QuerySet[SearchTerm] = SearchTerm.objects.all()
    exact = within.filter(term__in=spellings).values_list("case_id", flat=True)
    found = list(dict.fromkeys(exact[:limit]))
    for spelling in spellings:
        if len(found) < limit:
            rows = within.filter(search.begins("term", spelling)).values_list("case_id", flat=True)
            found = list(dict.fromkeys((*found, *rows[:limit])))
    return found[:limit]

