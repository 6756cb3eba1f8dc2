"""What is asked to run a signing of the pact: shape and type only."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext_lazy as _

from saksama.kernel.errors import Invalid
from saksama.prevention.actions.pacts import MOST_SLIPS, MOST_STAFF, Signer, digits_of
from saksama.store import sheets
from saksama.store.sheets import TableRefused
from saksama.web.casework import fields

COLUMNS = {"number": ("nip", "nomor", "nomor pegawai", "number"), "name": ("nama", "name")}
LARGEST = 4 * 1024 * 1024
NUMBER = _("Tulis angka saja, misalnya 34.")
LIST_HINT = _("CSV atau XLSX dengan kolom NIP dan Nama. Daftarnya tidak disimpan.")


class OpenForm(forms.Form):
    """A signing: how many serve there, and until when."""

    use_required_attribute = False

    staff = forms.IntegerField(
        label=_("Berapa pegawai di unit ini?"),
        min_value=1,
        max_value=MOST_STAFF,
        widget=forms.NumberInput(attrs={"class": "short", "inputmode": "numeric"}),
        error_messages={"required": _("Isi jumlah pegawainya."), "invalid": NUMBER},
    )

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["until"] = fields.date_field(str(_("Tanda tangan dibuka sampai")))
        self.fields["until"].initial = today


class ListField(forms.FileField):
    """A list of numbers and names, read whole or refused with the line."""

    def clean(self, data: Any, initial: Any = None) -> list[Signer]:
        if not data:
            return []
        if data.size > LARGEST:
            raise forms.ValidationError(_("Berkas itu terlalu besar. Bagi menjadi beberapa berkas."))
        return people_of(super().clean(data, initial))


def people_of(file: UploadedFile) -> list[Signer]:
    """Return the people of a list; raises `TableRefused` (an `Invalid`) for what cannot be read."""
    heading, lines = sheets.headed(sheets.rows(file), COLUMNS, required=("number",))  # type: ignore[arg-type]
    found: list[Signer] = []
    for line in lines:
        told = heading.values(line)
        if told.get("number") or told.get("name"):
            found.append(Signer(told.get("name", "").strip(), _number(told.get("number", ""), line.number)))
        if len(found) > MOST_SLIPS:
            raise Invalid(f"Paling banyak {MOST_SLIPS} orang sekali unggah.", f"{MOST_SLIPS} people at most in one upload.")
    return found


def _number(typed: str, line: int) -> str:
    try:
        return digits_of(typed)
    except Invalid as refused:
        raise TableRefused(f"Baris {line}: {refused.detail}", f"Line {line}: {refused.detail_en}", line=line) from refused


class SlipsForm(forms.Form):
    """Slips for anybody of the unit, or one for each of a list."""

    use_required_attribute = False

    n = forms.IntegerField(
        label=_("Berapa lembar?"),
        required=False,
        min_value=1,
        max_value=MOST_SLIPS,
        widget=forms.NumberInput(attrs={"class": "short", "inputmode": "numeric"}),
        help_text=_("Lembar tanpa nama: siapa pun di unit ini dapat memakainya sekali."),
        error_messages={"invalid": NUMBER},
    )
    people = ListField(label=_("Atau dari daftar pegawai"), required=False, help_text=LIST_HINT)

    def clean(self) -> dict[str, Any]:
        told = super().clean() or {}
        if not self.errors and not told.get("n") and not told.get("people"):
            self.add_error("n", _("Isi jumlah lembar, atau pilih daftarnya."))
        return told


class PaperForm(forms.Form):
    """A list that was signed on paper."""

    use_required_attribute = False

    people = ListField(label=_("Daftar yang menandatangani"), required=False, help_text=LIST_HINT)

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["signed_on"] = fields.date_field(str(_("Tanggal tanda tangan")))
        self.fields["signed_on"].initial = today

    def clean_people(self) -> list[Signer]:
        people: list[Signer] = self.cleaned_data["people"]
        if not people:
            raise forms.ValidationError(_("Pilih daftarnya."))
        return people


class TakeBackForm(forms.Form):
    """A signature that somebody else made with a number or slip."""

    use_required_attribute = False

    code = forms.CharField(
        label=_("Kode periksa sertifikat"), max_length=20, error_messages={"required": _("Isi kode periksanya.")}
    )
