"""The two forms of prevention: one short entry, one year plan. Shape and type only."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from saksama.institutions.models import Office
from saksama.places import queries as places
from saksama.prevention.measures import MEASURES, ROLL_CALL, Measure


def label_of(measure: Measure) -> str:
    return measure.label_en if get_language() == "en" else measure.label_id


class VisitForm(forms.Form):
    """Seven short answers, four of them already filled in."""

    use_required_attribute = False

    token = forms.CharField(max_length=40, widget=forms.HiddenInput)
    headcount = forms.IntegerField(
        label=_("Berapa yang hadir?"),
        widget=forms.NumberInput(attrs={"class": "short", "inputmode": "numeric", "min": 1}),
        error_messages={"required": _("Isi jumlah hadir, kira-kira pun boleh."), "invalid": _("Tulis angka saja, misalnya 34.")},
    )
    place = forms.ChoiceField(
        label=_("Di mana?"),
        error_messages={"required": _("Pilih tempatnya."), "invalid_choice": _("Pilih satu tempat dari daftar.")},
    )
    held_on = forms.DateField(
        label=_("Tanggal"),
        widget=forms.DateInput(attrs={"type": "date", "class": "medium"}, format="%Y-%m-%d"),
        input_formats=["%Y-%m-%d", "%d-%m-%Y", "%d/%m/%Y"],
        error_messages={"required": _("Isi tanggalnya."), "invalid": _("Tanggal ini tidak ada. Tulis seperti 19-10-2024.")},
    )
    able = forms.IntegerField(
        label=_("Berapa yang dapat menjawab pertanyaan contoh?"),
        required=False,
        widget=forms.NumberInput(attrs={"class": "short", "inputmode": "numeric", "min": 0}),
        help_text=_("Kosongkan jika tidak ditanyakan. Hadir saja belum berarti paham."),
        error_messages={"invalid": _("Tulis angka saja, misalnya 12.")},
    )
    led_by = forms.CharField(label=_("Siapa yang memimpin?"), required=False, max_length=120)
    questions = forms.CharField(
        label=_("Pertanyaan yang muncul"), required=False, max_length=2000, widget=forms.Textarea(attrs={"rows": 3})
    )
    measure = forms.ChoiceField(label=_("Langkah"), initial=ROLL_CALL)

    def __init__(self, *args: Any, office: Office, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["place"].choices = _places_of(office)  # type: ignore[attr-defined]
        self.fields["measure"].choices = [(m.key, f"{m.key}. {label_of(m)}") for m in MEASURES]  # type: ignore[attr-defined]


def _places_of(office: Office) -> list[tuple[str, str]]:
    """The territory itself and what lies one step below: short enough for a phone."""
    if office.place is None:
        return [(p.code, p.full_name) for p in places.provinces()]
    return [(p.code, p.full_name) for p in (office.place, *places.children(office.place))]


class PlanForm(forms.Form):
    """One number for each measure; an empty one is left as it is."""

    use_required_attribute = False

    year = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, year: int, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["year"].initial = year
        for measure in MEASURES:
            self.fields[f"plan_{measure.key}"] = forms.IntegerField(
                label=f"{measure.key}. {label_of(measure)}",
                required=False,
                min_value=0,
                max_value=20_000,
                widget=forms.NumberInput(attrs={"class": "short", "inputmode": "numeric", "min": 0}),
                error_messages={
                    "invalid": _("Tulis angka saja."),
                    "min_value": _("Isi 0 atau lebih."),
                    "max_value": _("Angka ini terlalu besar. Periksa lagi."),
                },
            )

    def plans(self) -> dict[str, int]:
        """Return the measures with a number, as planned."""
        found = {m.key: self.cleaned_data.get(f"plan_{m.key}") for m in MEASURES}
        return {key: value for key, value in found.items() if value is not None}


def this_year(today: date, asked: str) -> int:
    """Return the year of the page: what was asked for when it makes sense, else today's."""
    return int(asked) if asked.isdecimal() and len(asked) == 4 and 2014 <= int(asked) <= today.year + 1 else today.year
