"""The persons of a case: written to encrypted fields, found by blind indexes, never in an act's body."""

from __future__ import annotations

from collections.abc import Sequence

from saksama.vault.fields import blind_index, blind_tokens

from .inputs import Person
from .models import Case, NameToken, Party

ACCUSED = "accused"
ROLES = {
    ACCUSED: ("yang dilaporkan", "reported person"),
    "witness": ("saksi", "witness"),
    "companion": ("pendamping", "companion"),
    "expert": ("ahli", "expert"),
    "interpreter": ("juru bahasa", "interpreter"),
    "recipient": ("penerima paket", "recipient of a package"),
    "attendant": ("yang juga hadir", "also present"),
}


def record(case: Case, persons: Sequence[Person], *, nth: int, status: str = "unknown", role: str = ACCUSED) -> list[Party]:
    """Write persons named by act `nth`. The same name again takes the place of the earlier row, with its newer post."""
    rows = []
    for person in persons:
        index = blind_index(person.name)
        Party.objects.filter(case=case, role=role, name_index=index).delete()
        row = Party(case=case, role=role, name=person.name, post=person.post, status=status, name_index=index, nth=nth)
        row.save(force_insert=True)
        NameToken.objects.bulk_create([NameToken(party=row, token=token) for token in blind_tokens(person.name)])
        rows.append(row)
    return rows


def of(case: Case, *, without: frozenset[int] = frozenset(), role: str = "") -> list[Party]:
    """Return the persons of a case in the order they were named, without those of corrected acts."""
    rows = Party.objects.filter(case=case).order_by("nth", "pk")
    return [row for row in rows if row.nth not in without and (not role or row.role == role)]


def corrected(acts: Sequence[object]) -> frozenset[int]:
    """Return the numbers of acts that a later one corrected."""
    return frozenset(act.corrects for act in acts if getattr(act, "corrects", None) is not None)  # type: ignore[attr-defined]


def cases_with(text: str, *, limit: int) -> list[int]:
    """Return row ids of cases with a person of this name: the whole name, or every word of it. In the caller's scope."""
    exact = Party.objects.filter(name_index=blind_index(text)).values_list("case_id", flat=True)
    found = list(exact[:limit])
    tokens = blind_tokens(text)
    if tokens and len(found) < limit:
        rows = Party.objects.all()
        for token in tokens:
            rows = rows.filter(tokens__token=token)
        found += [pk for pk in rows.values_list("case_id", flat=True)[:limit] if pk not in found]
    return found[:limit]
