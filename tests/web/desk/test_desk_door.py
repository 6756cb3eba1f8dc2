"""The desk's door is shut to everybody who does not serve in an office that handles cases."""

from __future__ import annotations

from uuid import UUID

import pytest
from django.urls import URLPattern, get_resolver
from django.urls.converters import IntConverter

pytestmark = pytest.mark.django_db
NOBODY = UUID(int=7)
GIVEN = {
    "case_id": NOBODY, "report_id": NOBODY, "file_id": NOBODY, "document_id": NOBODY, "question": NOBODY, "answer": NOBODY,
    "publication": NOBODY, "act": "registered", "target": "sigaplapor",
    "officer": NOBODY, "leave_id": NOBODY, "grant_id": NOBODY,
}


# The rooms of the administrator (who also reads an office's settings) and of the auditor.
OWN = {"tania": ("/petugas/kelola/", "/petugas/pengaturan/"), "aulia": ("/petugas/audit/",)}


def given(name: str, converter: object) -> object:
    """Return a value for a part of an address: one that is asked for by name, else nobody's id, else a number."""
    return GIVEN.get(name, 7 if isinstance(converter, IntConverter) else NOBODY)


def addresses() -> list[str]:
    from django.urls import reverse

    found = next(one for one in get_resolver().url_patterns if getattr(one, "namespace", "") == "desk")
    patterns = [p for p in found.url_patterns if isinstance(p, URLPattern)]
    patterns += [p for inner in found.url_patterns if hasattr(inner, "url_patterns") for p in inner.url_patterns]
    return [reverse(f"desk:{p.name}", kwargs={k: given(k, c) for k, c in p.pattern.converters.items()}) for p in patterns]


@pytest.mark.parametrize("who", ["wati", "tania", "aulia"])
def test_no_page_of_the_desk_opens_for_agency_administrator_or_auditor(cast, who):
    client = getattr(cast, who).client()
    others = [a for a in addresses() if not a.startswith(OWN.get(who, ("-",)))]
    opened = [a for a in others if client.get(a).status_code not in (403, 405)]
    assert opened == []


def test_the_list_of_addresses_is_not_empty_and_an_examiner_comes_in(cast):
    assert len(addresses()) >= 15
    assert cast.bagus.client().get("/petugas/").status_code == 200


def test_nobody_reaches_a_page_of_the_desk_without_signing_in(client):
    assert {client.get(a).status_code for a in addresses()} <= {302, 303, 405}
