"""The form of one part of the board: only the fields of its kind."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from saksama.kernel.actor import Actor
from saksama.prevention import queries
from saksama.prevention.actions import Wanted
from saksama.prevention.measures import MEASURES
from saksama.prevention.strategy import ACTION, PROGRAMME, RESOURCE, UNDER, Aim
from saksama.web.desk.prevention.forms import label_of

FIELDS = {ACTION: ("measure",), RESOURCE: ("people", "days", "rupiah"), PROGRAMME: ("figure", "before", "after")}
NUMBER = {"class": "medium", "inputmode": "numeric", "min": 0}
WRONG = {"invalid": _("Tulis angka saja."), "min_value": _("Isi 0 atau lebih."), "max_value": _("Angka ini terlalu besar.")}


class AimForm(forms.Form):
    """Title, what it belongs to, its years, and the fields of its kind."""

    use_required_attribute = False

    token = forms.CharField(max_length=40, widget=forms.HiddenInput)
    title = forms.CharField(
        label=_("Satu kalimat"),
        max_length=160,
        error_messages={"required": _("Tulis satu kalimat."), "max_length": _("Paling banyak 160 huruf.")},
    )
    under = forms.ChoiceField(
        label=_("Bagian dari"), required=False, error_messages={"invalid_choice": _("Pilih satu dari daftar.")}
    )
    measure = forms.ChoiceField(
        label=_("Langkah yang dihitung"),
        required=False,
        help_text=_("Kegiatan langkah ini dihitung pada tindakan ini saja."),
        error_messages={"invalid_choice": _("Pilih satu dari tujuh langkah.")},
    )
    people = forms.IntegerField(
        label=_("Orang"),
        required=False,
        min_value=0,
        max_value=100_000,
        widget=forms.NumberInput(attrs=NUMBER),
        error_messages=WRONG,
    )
    days = forms.IntegerField(
        label=_("Hari kerja"),
        required=False,
        min_value=0,
        max_value=1_000_000,
        widget=forms.NumberInput(attrs=NUMBER),
        error_messages=WRONG,
    )
    rupiah = forms.IntegerField(
        label=_("Rupiah"),
        required=False,
        min_value=0,
        max_value=10**13,
        widget=forms.NumberInput(attrs=NUMBER),
        error_messages=WRONG,
    )
    figure = forms.CharField(
        label=_("Angka yang diukur"),
        required=False,
        max_length=160,
        help_text=_("Misalnya: hari sampai sanksi dilaksanakan, median."),
    )
    before = forms.DecimalField(label=_("Sebelum"), required=False, max_digits=14, decimal_places=2, error_messages=WRONG)
    after = forms.DecimalField(label=_("Sesudah"), required=False, max_digits=14, decimal_places=2, error_messages=WRONG)
    first_year = forms.IntegerField(label=_("Tahun awal"), widget=forms.NumberInput(attrs=NUMBER), error_messages=WRONG)
    last_year = forms.IntegerField(label=_("Tahun akhir"), widget=forms.NumberInput(attrs=NUMBER), error_messages=WRONG)
    note = forms.CharField(label=_("Keterangan"), required=False, max_length=1000, widget=forms.Textarea(attrs={"rows": 3}))

    def __init__(self, *args: Any, kind: str, actor: Actor, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.kind = kind
        for name in {name for fields in FIELDS.values() for name in fields} - set(FIELDS.get(kind, ())):
            del self.fields[name]
        if kind in UNDER:
            parents = [(str(one.public_id), one.title) for one in queries.parents(UNDER[kind], actor)]
            self.fields["under"].choices = [("", _("belum ditentukan")), *parents]  # type: ignore[attr-defined]
        else:
            del self.fields["under"]
        if "measure" in self.fields:
            measures = [(one.key, f"{one.key}. {label_of(one)}") for one in MEASURES]
            self.fields["measure"].choices = [("", _("tidak satu pun")), *measures]  # type: ignore[attr-defined]

    def wanted(self) -> Wanted:
        """Return what a valid form says."""
        told = {name: value for name, value in self.cleaned_data.items() if name != "token"}
        return Wanted(kind=self.kind, **told)


def known(aim: Aim) -> dict[str, object]:
    """Return what a part says, for its form."""
    fields = (
        "title",
        "note",
        "first_year",
        "last_year",
        "measure",
        "people",
        "days",
        "rupiah",
        "figure",
        "before",
        "after",
        "token",
    )
    return {name: getattr(aim, name) for name in fields} | {"under": str(aim.under.public_id) if aim.under else ""}
