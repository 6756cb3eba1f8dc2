"""The forms of a list: the file, the columns, the day. Shape only."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from saksama.institutions import agency_list
from saksama.registry.importing import columns
from saksama.registry.models import Import
from saksama.web.casework import words

KINDS = (
    ("offices", _("Kantor: alamat, telepon, kode")),
    ("agencies", _("Instansi dan unit, dengan induknya")),
    ("posts", _("Jabatan di unit")),
    ("roster", _("Daftar pegawai (NIP, nama, unit, jabatan)")),
)


class UploadForm(forms.Form):
    """Which kind of list, and the file."""

    use_required_attribute = False

    kind = forms.ChoiceField(label=_("Daftar apa ini?"), choices=KINDS, widget=forms.RadioSelect,
                             error_messages={"required": _("Pilih jenis daftarnya.")})
    file = forms.FileField(
        label=_("Berkas"), help_text=_("CSV atau XLSX, paling besar 64 MB dan 250.000 baris. Baris pertama berisi judul kolom."),
        error_messages={"required": _("Pilih berkasnya; paling besar 64 MB."), "empty": _("Berkas ini kosong. Pilih yang lain.")})


class ColumnsForm(forms.Form):
    """One choice of a column for each field of ours; for a staff list also its day and whose list it is."""

    use_required_attribute = False

    def __init__(self, *args: Any, row: Import, heading: Sequence[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offered = [("", _("(tidak diambil)"))] + [(str(at), one) for at, one in enumerate(heading)
                                                  if one.strip() and not columns.is_nik(one)]
        for column in columns.of(row.kind):
            self.fields[f"column_{column.name}"] = forms.ChoiceField(
                label=words.of(column, "label"), choices=offered, required=column.required, initial=_initial(row, column.name),
                error_messages={"required": gettext("Pilih kolomnya."),
                                "invalid_choice": gettext("Kolom ini tidak ada di berkas.")})
        if row.kind == Import.Kind.ROSTER:
            self._ask_day(row)

    def _ask_day(self, row: Import) -> None:
        self.fields["as_of"] = forms.DateField(
            label=_("Daftar per tanggal"), initial=row.as_of, input_formats=["%Y-%m-%d", "%d-%m-%Y", "%d/%m/%Y"],
            widget=forms.DateInput(attrs={"type": "date", "class": "medium"}, format="%Y-%m-%d"),
            error_messages={"required": _("Isi tanggal daftar: hari ini atau sebelumnya."),
                            "invalid": _("Tanggal ini tidak ada. Tulis seperti 31-10-2024.")})
        self.fields["whole_of"] = forms.CharField(
            label=_("Daftar lengkap dari instansi"), required=False, max_length=160, initial=agency_list.code_of(row.whole_of),
            help_text=_("Kode atau nama, misalnya pemda:13.71. Yang tidak disebut lagi berakhir jabatannya. "
                        "Kosongkan bila sebagian."))

    def clean_whole_of(self) -> str:
        text = self.cleaned_data["whole_of"].strip()
        found = agency_list.find(text) if text else ""
        if text and not found:
            raise forms.ValidationError(_("Instansi ini tidak dikenal, atau namanya tidak tunggal. Tulis kodenya."))
        return found

    def mapping(self) -> dict[str, int]:
        """Return the chosen columns, for `name_columns`. Only after `is_valid`."""
        named = {name.removeprefix("column_"): value for name, value in self.cleaned_data.items() if name.startswith("column_")}
        return {name: int(value) for name, value in named.items() if value}


def _initial(row: Import, name: str) -> str:
    return str(row.mapping[name]) if name in row.mapping else ""
