"""Words of the prevention pages that are not of the data: months, seasons, what a source is worth."""

from __future__ import annotations

from django.utils.dates import MONTHS
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from saksama.prevention.measures import Catalogue
from saksama.prevention.reports import Pattern

MONTHS_ID = ("Januari", "Februari", "Maret", "April", "Mei", "Juni", "Juli", "Agustus", "September", "Oktober", "November",
             "Desember")


def months() -> list[tuple[int, str]]:
    """Return the months with their names in the language of the page."""
    if get_language() == "en":
        return [(n, str(name)) for n, name in MONTHS.items()]
    return list(enumerate(MONTHS_ID, start=1))


def season_words() -> list[tuple[str, str]]:
    return [("", _("sepanjang waktu")), ("in", _("dalam tahapan")), ("out", _("di luar tahapan"))]


def note(source: Catalogue | Pattern) -> str:
    """Return what is known, and not known, of where a list comes from."""
    return source.note_en if get_language() == "en" else source.note_id
