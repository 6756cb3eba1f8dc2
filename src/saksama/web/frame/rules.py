"""Where a rule stands in the public library: the address of every citation that a page or a letter prints."""

from __future__ import annotations

from datetime import date
from functools import lru_cache

from django.urls import get_script_prefix, reverse
from django.utils.translation import get_language

from saksama import law
from saksama.law import library
from saksama.law.records import Instrument, Record, slug_of


def address(one: Record, *, exact: bool = False) -> str:
    """Return the address of a rule; `exact`: of this version, for good."""
    key = f"{one.slug}@{one.valid_from.isoformat()}" if exact else one.slug
    return _spoken(reverse("public:rule", args=[library.place_of(one.kind), key]))


def instrument_address(one: Instrument) -> str:
    return _spoken(reverse("public:instrument", args=[slug_of(one.id)]))


def _spoken(path: str) -> str:
    """Public addresses know their language by prefix; a page of the desk has none, so it is put before."""
    return f"/en{path}" if get_language() == "en" and get_script_prefix() == "/" else path


def cited(rule: str, citation: str, on: date | None = None) -> str:
    """Return the address behind a citation: of the rule (its id, or `id@day` for that version), of the only rule with this
    citation, or of the instrument it names first. Empty where the library holds none of them.
    """
    return _cited(law.book().release, rule, citation, on, get_language() or "id", get_script_prefix())


@lru_cache(maxsize=4096)
def _cited(_release: str, rule: str, citation: str, on: date | None, _language: str, _prefix: str) -> str:
    shelf = library.of(law.book())
    found = shelf.by_id(rule, on) if rule else shelf.only_one_cited(citation)
    if found is not None:
        return address(found, exact=True)
    named = shelf.instrument_named(citation)
    return instrument_address(named) if named else ""
