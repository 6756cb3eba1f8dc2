"""Is this letter ours? The code under it tells anybody its kind, number, day and office, and nothing of a person."""

from __future__ import annotations

from saksama import store
from saksama.cases import checkcodes
from saksama.cases.models import Act, Document
from saksama.cases.shown import CheckedLetter
from saksama.institutions import queries as institutions
from saksama.kernel.actor import SYSTEM

from . import signing
from .enclosures import form_words


def checked(code: str) -> CheckedLetter | None:
    """Return the letter of a check code, however it was typed; None where there is none."""
    wanted = checkcodes.normalise(code)
    if not wanted:
        return None
    with store.reading(SYSTEM):
        row = Document.objects.select_related("case").filter(check_code=wanted).first()
        signed = signing.version_of(row) if row is not None else None
    if row is None:
        return None
    words_id, words_en = form_words(row.form)
    office = row.case.oversight_office if row.form == "recommendation" and row.case.oversight_office else _sender(row)
    name = institutions.office(office).name
    return CheckedLetter(words_id, words_en, row.number, name, row.issued_at, row.case.timezone, signed)


def _sender(row: Document) -> str:
    """Return the office that sent it: a case may have moved since."""
    with store.reading(SYSTEM):
        act = Act.objects.filter(case=row.case, limb=row.limb, nth=row.nth).first()
    return act.office if act is not None and act.office else row.case.office
