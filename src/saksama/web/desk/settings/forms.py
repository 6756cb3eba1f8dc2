"""The one field of a setting, by its kind. What may stand in it is the institution's question."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from saksama.institutions.known_settings import Known

LONGEST = 4000


class SettingForm(forms.Form):
    """`value` as typed; `seen` is the last change the form knew."""

    use_required_attribute = False

    seen = forms.CharField(required=False, max_length=40, widget=forms.HiddenInput)

    def __init__(self, *args: Any, known: Known, label: str, hint: str, people: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["value"] = _field(known, label, hint, people)


def _field(known: Known, label: str, hint: str, people: list[tuple[str, str]]) -> forms.Field:
    if known.kind == "switch":
        return forms.ChoiceField(
            label=label,
            help_text=hint,
            widget=forms.RadioSelect,
            choices=[("ya", _("Ya")), ("tidak", _("Tidak"))],
            error_messages={"required": _("Pilih ya atau tidak.")},
        )
    if known.kind == "person":
        return forms.ChoiceField(
            label=label,
            help_text=hint,
            required=False,
            choices=[("", _("Orang yang menjalankan langkahnya")), *people],
            error_messages={"invalid_choice": _("Pilih orangnya dari daftar.")},
        )
    long = known.kind in ("lines", "days")
    return forms.CharField(
        label=label,
        help_text=hint,
        required=False,
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 4}) if long else forms.TextInput,
        error_messages={"max_length": _("Terlalu panjang. Ringkas isinya.")},
    )
