"""The forms of prevention: one short entry with what its measure asks, and one year plan. Shape and type only."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from saksama.institutions.models import Office
from saksama.places import queries as places
from saksama.prevention.measures import MEASURES, ROLL_CALL, Asked, Measure, catalogue
from saksama.web.casework import fields
from saksama.web.casework.kind_forms import PapersField

OWN = "own_"
DIGITS = {"invalid": _("Tulis angka saja, misalnya 12.")}


def label_of(measure: Measure | Asked) -> str:
    return measure.label_en if get_language() == "en" else measure.label_id


def number(label: Any, *, hint: Any = "") -> forms.IntegerField:
    """Return a field for a number that may stay empty."""
    return forms.IntegerField(
        label=label,
        required=False,
        min_value=0,
        help_text=hint,
        widget=forms.NumberInput(attrs={"class": "short", "inputmode": "numeric", "min": 0}),
        error_messages={**DIGITS, "min_value": _("Isi 0 atau lebih.")},
    )


def own_field(asked: Asked) -> forms.Field:
    """Return the form field of one of a measure's own fields; every one may stay empty."""
    label = label_of(asked)
    if asked.type == "number":
        return number(label)
    if asked.type == "choice":
        words = [(one.code, one.en if get_language() == "en" else one.id) for one in asked.choices]
        return forms.ChoiceField(label=label, required=False, choices=[("", "-"), *words])
    if asked.type == "date":
        return fields.date_field(label, required=False)
    if asked.type == "yes":
        return forms.BooleanField(label=label, required=False)
    return forms.CharField(label=label, required=False, max_length=1000, widget=forms.Textarea(attrs={"rows": 2}))


Choices = Sequence[tuple[str, str]]


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
        self.fields["place"].choices = places_of(office)  # type: ignore[attr-defined]
        self.fields["measure"].choices = [(m.key, f"{m.key}. {label_of(m)}") for m in MEASURES]  # type: ignore[attr-defined]


class ActivityForm(VisitForm):
    """The same short answers, and folded away what else the measure asks. `measure` is given."""

    planned = forms.CharField(max_length=40, required=False, widget=forms.HiddenInput)
    agency = forms.ChoiceField(label=_("Instansi yang didatangi"), required=False)
    staff = number(_("Jumlah pegawai unit itu"), hint=_("Agar yang hadir tidak lebih banyak dari pegawainya."))
    guests = forms.BooleanField(label=_("Ada tamu dari luar unit"), required=False)
    able_before = number(_("Berapa yang dapat menjawab sebelum dijelaskan?"))
    cost = number(_("Biaya (rupiah)"))
    campaign = forms.ChoiceField(label=_("Bagian dari kampanye"), required=False)
    effect = forms.CharField(
        label=_("Apa yang berubah sesudahnya?"), required=False, max_length=2000, widget=forms.Textarea(attrs={"rows": 2})
    )

    def __init__(
        self, *args: Any, office: Office, measure: str, agencies: Choices = (), campaigns: Choices = (), **kwargs: Any
    ) -> None:
        super().__init__(*args, office=office, **kwargs)
        for name, choices in (("agency", agencies), ("campaign", campaigns)):
            self.fields[name].choices = [("", "-"), *choices]  # type: ignore[attr-defined]
        self.fields["measure"].initial = measure
        self.fields["measure"].widget = forms.HiddenInput()
        for asked in catalogue().of(measure).fields:
            self.fields[f"{OWN}{asked.key}"] = own_field(asked)

    def first(self) -> list[forms.BoundField]:
        """Return what is asked of every visit: the short form of a minute."""
        return [self[name] for name in ("headcount", "place", "held_on", "able", "led_by", "questions")]

    def own(self) -> list[forms.BoundField]:
        return [self[name] for name in self.fields if name.startswith(OWN)]

    def more(self) -> list[forms.BoundField]:
        return [self[name] for name in ("agency", "staff", "guests", "able_before", "cost", "campaign", "effect")]

    @property
    def opened(self) -> bool:
        """Tell whether the folded part has to be open: something of it is wrong, or filled already."""
        names = [field.name for field in (*self.own(), *self.more())]
        return any(name in self.errors or self.initial.get(name) for name in names)

    def own_values(self) -> dict[str, Any]:
        found = {name.removeprefix(OWN): value for name, value in self.cleaned_data.items() if name.startswith(OWN)}
        return {name: value for name, value in found.items() if value not in (None, "", False)}


def places_of(office: Office) -> list[tuple[str, str]]:
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


class FileForm(forms.Form):
    """One file of an activity, and what it is."""

    use_required_attribute = False

    kind = forms.ChoiceField(label=_("Berkas apa?"), widget=forms.RadioSelect)
    file = PapersField(
        label=_("Berkas"),
        help_text=_("Foto, PDF, atau daftar hadir sebagai XLSX atau CSV. Disegel untuk kantor ini."),
        error_messages={"required": _("Pilih berkasnya dulu.")},
    )

    def __init__(self, *args: Any, kinds: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["kind"].choices = kinds  # type: ignore[attr-defined]
