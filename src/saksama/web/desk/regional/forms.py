"""What is asked to run a desk: shape and type only."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from saksama.institutions.running_desks import Described
from saksama.web.casework import fields

PLACE = _("Kode wilayah, misalnya 99.01")
NAME_HINT = _("Nama yang dikenal warga, misalnya: Meja Umpamo.")
NO_ADDRESS = _("Kosongkan bila tanpa kantor.")


class DeskForm(forms.Form):
    """What a desk says of itself."""

    use_required_attribute = False

    name = forms.CharField(
        label=_("Nama meja"), max_length=120, help_text=NAME_HINT, error_messages={"required": _("Isi nama mejanya.")}
    )
    address = forms.CharField(label=_("Alamat"), max_length=200, required=False, help_text=NO_ADDRESS)
    phone = forms.CharField(label=_("Telepon"), max_length=40, required=False)
    hours = forms.CharField(label=_("Jam layanan"), max_length=120, required=False)

    def described(self) -> Described:
        data = self.cleaned_data
        return Described(name=data["name"], address=data["address"], phone=data["phone"], hours=data["hours"])


class OpenForm(DeskForm):
    """A new desk, for a territory by its code."""

    place = forms.CharField(label=PLACE, max_length=13, error_messages={"required": _("Isi kode wilayahnya.")})
    field_order = ("place", "name", "address", "phone", "hours")


class DutyForm(forms.Form):
    """Who serves from which day to which."""

    use_required_attribute = False

    officer = forms.ChoiceField(label=_("Petugas"), error_messages={"required": _("Pilih petugasnya.")})
    weekdays = forms.BooleanField(label=_("Hanya Senin sampai Jumat"), required=False, initial=True)
    shown_as = forms.CharField(
        label=_("Nama yang tampil di halaman publik"),
        max_length=80,
        required=False,
        help_text=_("Hanya bila orangnya setuju. Kosong: tertulis “petugas piket”."),
    )
    agreed = forms.BooleanField(label=_("Ia setuju namanya tampil"), required=False)

    def __init__(self, *args: Any, people: list[tuple[str, str]], today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["officer"].choices = people  # type: ignore[attr-defined]
        self.fields["first"] = fields.date_field(str(_("Dari")))
        self.fields["last"] = fields.date_field(str(_("Sampai")))
        self.fields["first"].initial = self.fields["last"].initial = today
        self.order_fields(["officer", "first", "last", "weekdays", "shown_as", "agreed"])

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if data.get("shown_as") and not data.get("agreed"):
            self.add_error("agreed", _("Nama hanya tampil dengan persetujuan orangnya."))
        return data


class VisitForm(forms.Form):
    """A day on which people can come."""

    use_required_attribute = False

    venue = forms.CharField(label=_("Tempat"), max_length=160, error_messages={"required": _("Isi tempat kunjungannya.")})
    hours = forms.CharField(label=_("Jam"), max_length=60, required=False)

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["day"] = fields.date_field(str(_("Hari")))
        self.fields["day"].initial = today
        self.order_fields(["day", "venue", "hours"])
