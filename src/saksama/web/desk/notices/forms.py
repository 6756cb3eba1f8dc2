"""How one wants to be told, and when an office wants its people told. Shape only."""

from __future__ import annotations

from datetime import time
from typing import Any

from django import forms
from django.utils.translation import get_language, gettext
from django.utils.translation import gettext_lazy as _

from saksama.kernel.errors import SaksamaError
from saksama.notices.kinds import GROUPS, MUST
from saksama.notices.models import Preference

LONGEST_LIST = 60


def refuse(form: forms.Form, error: SaksamaError) -> None:
    """Show a refusal at its field, or over the form, in the reader's language."""
    field = str(error.context.get("field", ""))
    sentence = error.detail_en if _english() else error.detail
    form.add_error(field if field in form.fields else None, sentence)


def _english() -> bool:
    return (get_language() or "id").startswith("en")


def group_choices(*, without: frozenset[str] = frozenset()) -> list[tuple[str, str]]:
    return [(one.id, one.label_en if _english() else one.label_id) for one in GROUPS if one.id not in without]


class ChoiceOfWays(forms.Form):
    """Mail, quiet hours, the desk and the calendar of one person."""

    use_required_attribute = False

    address = forms.CharField(
        label=_("Alamat surel"),
        required=False,
        max_length=300,
        widget=forms.EmailInput(attrs={"autocomplete": "email", "spellcheck": "false"}),
        help_text=_("Kosongkan bila tidak mau. Surel hanya berisi jumlah, tanpa nama dan nomor."),
    )
    mailed = forms.MultipleChoiceField(
        label=_("Kirim surel untuk"), required=False, widget=forms.CheckboxSelectMultiple, choices=[]
    )
    quiet_from = forms.TimeField(
        label=_("Jam tenang mulai"), required=False, widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M")
    )
    quiet_to = forms.TimeField(
        label=_("Jam tenang berakhir"),
        required=False,
        widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M"),
        help_text=_("Selama jam tenang tidak ada surel. Meja tetap mencatat."),
    )
    hidden = forms.MultipleChoiceField(
        label=_("Sembunyikan di meja"), required=False, widget=forms.CheckboxSelectMultiple, choices=[],
        help_text=_("Batas waktu dan tugas selalu tampil."),
    )
    feed_numbers = forms.BooleanField(label=_("Kalender saya memuat nomor perkara"), required=False)

    def __init__(self, *args: Any, kept: Preference, **kwargs: Any) -> None:
        kwargs.setdefault("initial", {
            "address": kept.address, "mailed": kept.mailed, "hidden": kept.hidden, "quiet_from": kept.quiet_from,
            "quiet_to": kept.quiet_to, "feed_numbers": kept.feed_numbers,
        })
        super().__init__(*args, **kwargs)
        self.fields["mailed"].choices = group_choices()  # type: ignore[attr-defined]
        self.fields["hidden"].choices = group_choices(without=MUST)  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        told = super().clean() or self.cleaned_data
        begin, end = told.get("quiet_from"), told.get("quiet_to")
        if (begin is None) != (end is None) and not {"quiet_from", "quiet_to"} & set(self.errors):
            self.add_error("quiet_to", gettext("Isi kedua jam tenang, atau kosongkan keduanya."))
        return told

    def quiet(self) -> tuple[time, time] | None:
        begin, end = self.cleaned_data.get("quiet_from"), self.cleaned_data.get("quiet_to")
        return (begin, end) if begin is not None and end is not None else None


class OfficeDays(forms.Form):
    """Working days before a limit, as a short list of numbers."""

    use_required_attribute = False

    before = forms.CharField(
        label=_("Berapa hari kerja sebelum batas"),
        max_length=LONGEST_LIST,
        widget=forms.TextInput(attrs={"inputmode": "text", "autocomplete": "off"}),
        help_text=_("Angka dipisah koma, misalnya: 3, 1."),
        error_messages={"required": _("Tulis paling sedikit satu angka.")},
    )

    def days(self) -> list[int]:
        """Return the numbers; a list that is none where something else was typed, so that the action refuses it."""
        parts = [part.strip() for part in self.cleaned_data["before"].replace(";", ",").split(",") if part.strip()]
        return [int(part) for part in parts] if all(part.isascii() and part.isdecimal() for part in parts) else []
