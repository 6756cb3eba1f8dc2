"""What a reader asked of the library: words, instrument, kind, and the day whose law is meant."""

from __future__ import annotations

import re
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from saksama.law import library
from saksama.law.library import Library
from saksama.law.records import slug_of
from saksama.web.frame import dates

from . import words

FIRST_DAY, LAST_DAY = date(1945, 8, 17), date(2100, 12, 31)
_MONTHS = {name.lower(): n for names in dates.MONTHS.values() for n, name in enumerate(names, 1)}
_FORMS = (
    re.compile(r"(?P<y>\d{4})-(?P<m>\d{1,2})-(?P<d>\d{1,2})"),
    re.compile(r"(?P<d>\d{1,2})[-/. ](?P<m>\d{1,2}|[a-z]+)[-/. ](?P<y>\d{4})"),
)


class DayField(forms.CharField):
    """A day as a calendar gives it or as people write it: 2024-10-01, 1/10/2024, 1 Oktober 2024."""

    def clean(self, value: object) -> date | None:  # type: ignore[override]
        text = str(super().clean(value) or "").strip()
        return day(text) if text else None


def day(text: str) -> date:
    """Return the day that was written. Raises `ValidationError` with what to do where there is none, or too far off."""
    found = next((match for form in _FORMS if (match := form.fullmatch(text.lower()))), None)
    month = 0 if found is None else int(found["m"]) if found["m"].isdigit() else _MONTHS.get(found["m"], 0)
    try:
        meant = date(int(found["y"]), month, int(found["d"])) if found else None
    except ValueError:
        meant = None
    if meant is None:
        raise forms.ValidationError(
            _("Tidak ada tanggal “%(text)s”. Tulis tanggal yang ada, misalnya 2024-10-01.") % {"text": text[:40]}
        )
    if not FIRST_DAY <= meant <= LAST_DAY:
        spoken = get_language() or "id"
        raise forms.ValidationError(
            _("Pilih tanggal antara %(first)s dan %(last)s.")
            % {"first": dates.long_date(FIRST_DAY, spoken), "last": dates.long_date(LAST_DAY, spoken)}
        )
    return meant


def _day_field() -> DayField:
    field = DayField(
        label=_("Hukum yang berlaku pada"), required=False, max_length=40, widget=forms.DateInput(attrs={"type": "date"})
    )
    field.bare = True  # type: ignore[attr-defined]  # every field here may be empty: it need not be said each time
    return field


class DayForm(forms.Form):
    """The day alone, on the page of one rule or one instrument."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **{"label_suffix": "", **kwargs})
        self.fields["pada"] = _day_field()


class AskForm(forms.Form):
    """The form of the entrance. All of it may stay empty; what is impossible is said, and the rest is kept."""

    def __init__(self, shelf: Library, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **{"label_suffix": "", **kwargs})
        anything = [("", _("Semua"))]
        instruments = [(slug_of(one.id), one.short) for one in shelf.instruments]
        kinds = [(library.place_of(name), words.kind(name)) for name in shelf.kinds]
        wrong = {"invalid_choice": _("Pilihan itu tidak ada. Pilih dari daftar.")}
        self.fields["q"] = forms.CharField(label=_("Kata yang dicari"), required=False, max_length=80)
        self.fields["dasar"] = forms.ChoiceField(
            label=_("Peraturan"), required=False, choices=anything + instruments, error_messages=wrong
        )
        self.fields["jenis"] = forms.ChoiceField(label=_("Jenis"), required=False, choices=anything + kinds, error_messages=wrong)
        self.fields["pada"] = _day_field()
        for field in self.fields.values():
            field.bare = True  # type: ignore[attr-defined]
