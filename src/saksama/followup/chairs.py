"""Who decides about a case's agency, and who stands above: by rule or override of the day, never guessed."""

from __future__ import annotations

from datetime import date

from saksama.cases.models import Case
from saksama.institutions import queries as institutions
from saksama.kernel.errors import Invalid, NoRule

NOBODY_ABOVE = (
    "Tidak tercatat siapa yang berada di atas PPK ini, atau ia tercatat sebagai atasannya sendiri. Catat dulu di instansi.",
    "Nobody is on record above this authority, or it stands on record above itself. Record it with the agency first.",
)


def authority(case: Case, on: date) -> str:
    """Return the chair that alone may sanction: the addressee, whatever the conflict test says. Raises `NoRule`."""
    return institutions.sanctioning_authority(institutions.agency(case.agency), on).title


def higher(case: Case, on: date) -> str:
    """Return who stands above the authority; empty where nobody is on record."""
    try:
        return institutions.higher_authority(institutions.agency(case.agency), on).title
    except NoRule:
        return ""


def above(case: Case, on: date, *, field: str = "") -> str:
    """Return who stands above; raises `Invalid` where that is nobody, or the authority itself: nobody judges himself."""
    agency = institutions.agency(case.agency)
    try:
        own, over = institutions.sanctioning_authority(agency, on), institutions.higher_authority(agency, on)
    except NoRule:
        raise Invalid(*NOBODY_ABOVE, field=field) from None
    if own.seat == over.seat:
        raise Invalid(*NOBODY_ABOVE, field=field)
    return over.title
