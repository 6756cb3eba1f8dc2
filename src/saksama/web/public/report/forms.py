"""The questions as forms: shape and type only. What is incomplete in law is shown on the check page, never refused."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import date, timedelta
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from django import forms
from django.utils.html import format_html
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from saksama.web.frame import dates

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise as Lazy

    Words = str | Lazy
    Answered = Mapping[str, str]

LONGEST_STORY = 12_000
OLDEST = date(2014, 1, 1)  # the ASN law of 2014 created the duty reports are about
NOWHERE = "-"

WHAT = (
    ("kampanye", gettext_lazy("Ikut kampanye atau deklarasi"), gettext_lazy("Hadir, naik panggung, memakai atribut")),
    ("medsos", gettext_lazy("Mendukung di media sosial"), gettext_lazy("Mengunggah, menyukai, membagikan")),
    ("ajakan", gettext_lazy("Mengajak atau mengarahkan pilihan"), gettext_lazy("Kepada warga, keluarga, rekan")),
    ("fasilitas", gettext_lazy("Memakai barang atau uang negara"), gettext_lazy("Mobil dinas, kantor, rumah dinas")),
    ("program", gettext_lazy("Bantuan atau layanan untuk calon"), gettext_lazy("Dibagikan, ditahan, atau dibedakan")),
    ("tekanan", gettext_lazy("Memerintah atau menekan bawahan"), gettext_lazy("Ancaman pindah, nilai, atau kontrak")),
    ("partai", gettext_lazy("Menjadi anggota partai atau calon"), gettext_lazy("Tanpa mundur lebih dahulu")),
    ("lain", gettext_lazy("Yang lain"), gettext_lazy("Ceritakan nanti dengan kata Anda")),
)
DOORS = (
    (
        "named",
        gettext_lazy("Laporan resmi"),
        gettext_lazy(
            "Petugas kantor yang menerima mengetahui nama Anda dan dapat menghubungi Anda. Setiap pembukaan nama tercatat "
            "dan Anda lihat. Nanti Anda diminta menunjukkan KTP dan menandatangani."
        ),
    ),
    (
        "sealed",
        gettext_lazy("Rahasia"),
        gettext_lazy(
            "Nama Anda disegel. Dua petugas dari dua bagian harus setuju untuk membukanya, "
            "dan Anda akan melihat siapa yang membuka."
        ),
    ),
    (
        "nameless",
        gettext_lazy("Tanpa nama"),
        gettext_lazy("Yang Anda sampaikan menjadi informasi awal. Petugas memeriksanya sendiri."),
    ),
)
CROWD = (
    ("few", gettext_lazy("1 sampai 5 orang")),
    ("some", gettext_lazy("6 sampai 20 orang")),
    ("many", gettext_lazy("Lebih dari 20 orang")),
    ("unknown", gettext_lazy("Saya tidak tahu")),
)


def labelled(choices: object) -> list[tuple[str, object]]:
    """Return choices with the explanation under the label."""
    return [(key, format_html('{}</span><span class="why">{}', label, why)) for key, label, why in choices]  # type: ignore[attr-defined]


class Question(forms.Form):
    """Base of the questions: no `required` attributes (the answer to an empty field is ours), errors in our words."""

    use_required_attribute = False

    def __init__(self, data: Answered | None = None, *, today: date, initial: Answered | None = None) -> None:
        self.today = today
        super().__init__(data, initial=dict(initial) if initial else None)


def text(
    label: Words, longest: int, empty: Words = "", *, help_text: Words = "", rows: int = 0, css: str = "", **attrs: str
) -> forms.CharField:
    """Return a text field that counts by characters and says plainly when it is too long or empty."""
    widget_attrs: dict[str, str | int] = {"class": css, **attrs}
    return forms.CharField(
        label=label,
        help_text=help_text,
        required=bool(empty),
        strip=True,
        widget=forms.Textarea(attrs={**widget_attrs, "rows": rows}) if rows else forms.TextInput(attrs=widget_attrs),
        error_messages={"required": str(empty) if isinstance(empty, str) else empty},
        validators=[_no_longer_than(longest)],
    )


def _no_longer_than(longest: int) -> Callable[[str], None]:
    def check(value: str) -> None:
        if len(value) > longest:
            raise forms.ValidationError(
                _("Terlalu panjang: %(n)d huruf. Paling banyak %(most)d. Yang Anda tulis masih ada di bawah.")
                % {"n": len(value), "most": longest}
            )
        if any(ord(c) < 32 and c not in "\r\n\t" for c in value):
            raise forms.ValidationError(_("Ada tanda yang tidak dapat dibaca. Hapus lalu tulis lagi bagian itu."))

    return check


class WhatForm(Question):
    what = forms.ChoiceField(
        label=gettext_lazy("Apa yang Anda lihat?"),
        widget=forms.RadioSelect,
        error_messages={
            "required": gettext_lazy("Pilih satu yang paling dekat."),
            "invalid_choice": gettext_lazy("Pilih satu dari daftar."),
        },
    )

    def __init__(self, data: Answered | None = None, *, today: date, initial: Answered | None = None) -> None:
        super().__init__(data, today=today, initial=initial)
        self.fields["what"].choices = labelled(WHAT)  # type: ignore[attr-defined]
        self.fields["what"].quiet = True  # type: ignore[attr-defined]  # read by components/_field.html


class WhoForm(Question):
    who = text(
        gettext_lazy("Nama atau jabatan"),
        300,
        gettext_lazy("Tulis namanya atau jabatannya. Salah satu cukup."),
        help_text=gettext_lazy("Tidak tahu namanya? Tulis jabatannya, misalnya “Camat Koto Umpamo”. NIK atau NIP tidak perlu."),
    )
    agency_search = text(
        gettext_lazy("Instansinya"),
        80,
        help_text=gettext_lazy("Tulis tiga huruf pertama, misalnya “Din” untuk dinas, lalu tekan Cari."),
    )
    agency = forms.CharField(required=False, max_length=60, widget=forms.HiddenInput)


class RiskForm(Question):
    crowd = forms.ChoiceField(
        label=gettext_lazy("Berapa orang yang mengetahui hal ini?"),
        choices=CROWD,
        widget=forms.RadioSelect,
        error_messages={
            "required": gettext_lazy("Pilih satu, kira-kira saja."),
            "invalid_choice": gettext_lazy("Pilih satu dari daftar."),
        },
    )

    def __init__(self, data: Answered | None = None, *, today: date, initial: Answered | None = None) -> None:
        super().__init__(data, today=today, initial=initial)
        self.fields["crowd"].quiet = True  # type: ignore[attr-defined]  # read by components/_field.html


_FORMS_OF_DATE = ("%Y-%m-%d", "%d-%m-%Y", "%d/%m/%Y", "%d.%m.%Y", "%d %m %Y")


def day(label: Words) -> forms.DateField:
    return forms.DateField(
        label=label,
        required=False,
        input_formats=_FORMS_OF_DATE,
        widget=forms.DateInput(attrs={"type": "date", "class": "medium"}, format="%Y-%m-%d"),
        error_messages={"invalid": gettext_lazy("Tanggal ini tidak ada. Tulis seperti 19-10-2024.")},
    )


class WhenForm(Question):
    happened = forms.ChoiceField(
        label=gettext_lazy("Kapan terjadi?"),
        widget=forms.RadioSelect(attrs={"class": "across"}),
        error_messages={"required": gettext_lazy("Pilih kapan kejadiannya.")},
    )
    happened_on = day(gettext_lazy("Tanggal lain"))
    happened_at = text(gettext_lazy("Kira-kira pukul berapa?"), 20, css="short", inputmode="numeric", placeholder="16.20")
    known = forms.ChoiceField(
        label=gettext_lazy("Sejak kapan Anda tahu?"),
        widget=forms.RadioSelect(attrs={"class": "across"}),
        error_messages={"required": gettext_lazy("Pilih sejak kapan Anda tahu.")},
    )
    known_on = day(gettext_lazy("Tahu sejak tanggal lain"))

    def __init__(self, data: Answered | None = None, *, today: date, initial: Answered | None = None) -> None:
        super().__init__(data, today=today, initial=initial)
        yesterday = self.today - timedelta(days=1)
        self.fields["happened"].choices = labelled(  # type: ignore[attr-defined]
            (
                ("today", _("Hari ini"), self._short(self.today)),
                ("yesterday", _("Kemarin"), self._short(yesterday)),
                ("other", _("Tanggal lain"), ""),
            )
        )
        for field in ("happened_on", "known_on"):
            self.fields[field].bare = True  # type: ignore[attr-defined]  # read by components/_field.html
        self.fields["known"].choices = labelled(  # type: ignore[attr-defined]
            (
                ("event", _("Sejak kejadian"), ""),
                ("today", _("Hari ini"), self._short(self.today)),
                ("other", _("Tanggal lain"), ""),
            )
        )

    @staticmethod
    def _short(value: date) -> str:
        return dates.short_date(value, get_language() or "id")

    def clean_happened_at(self) -> str:
        typed = self.cleaned_data["happened_at"]
        if not typed:
            return ""
        match = re.fullmatch(r"(\d{1,2})(?:\s*[.:]\s*(\d{1,2}))?(?:\s*wi[bt]a?)?", typed.lower())
        if not match or int(match[1]) > 23 or int(match[2] or 0) > 59:
            raise forms.ValidationError(_("Jam ini tidak ada. Tulis seperti 16.20, atau kosongkan."))
        return f"{int(match[1]):02d}.{int(match[2] or 0):02d}"

    def clean(self) -> dict[str, object]:
        data = super().clean() or {}
        happened = self._chosen(data, "happened", "happened_on")
        known = happened if data.get("known") == "event" else self._chosen(data, "known", "known_on")
        if happened and happened > self.today:
            self.add_error("happened_on", _("Tanggal kejadian belum tiba. Periksa lagi."))
        elif happened and happened < OLDEST:
            self.add_error("happened_on", _("Tanggal kejadian terlalu lama. Periksa tahunnya."))
        if known and known > self.today:
            self.add_error("known_on", _("Tanggal ini belum tiba. Sejak kapan Anda tahu?"))
        elif known and happened and known < happened:
            self.add_error("known_on", _("Anda tidak mungkin tahu sebelum kejadian. Periksa kedua tanggal."))
        data["happened_date"], data["known_date"] = happened, known
        return data

    def _chosen(self, data: dict[str, object], choice: str, typed: str) -> date | None:
        if data.get(choice) == "today":
            return self.today
        if data.get(choice) == "yesterday":
            return self.today - timedelta(days=1)
        if data.get(choice) == "other" and not data.get(typed) and typed not in self.errors:
            self.add_error(typed, _("Tulis tanggalnya, misalnya 19-10-2024."))
        return data.get(typed) if data.get(choice) == "other" else None  # type: ignore[return-value]


class WhereForm(Question):
    place_search = text(
        gettext_lazy("Nama nagari, desa, kelurahan, atau kecamatan"),
        80,
        help_text=gettext_lazy("Tulis tiga huruf pertama, lalu tekan Cari. Tidak tahu persis? Cari kabupaten atau kotanya."),
    )
    place = forms.CharField(required=False, max_length=20, widget=forms.HiddenInput)
    place_search.bare = True  # type: ignore[attr-defined]  # read by components/_field.html
    landmark = text(gettext_lazy("Patokan tempat"), 300, help_text=gettext_lazy("Misalnya lapangan bola dekat pasar."))

    def clean(self) -> dict[str, object]:
        data = super().clean() or {}
        if not data.get("place"):
            self.add_error("place_search", _("Pilih satu tempat dari daftar. Kabupaten atau kota saja sudah cukup."))
        return data


class StoryForm(Question):
    story = text(
        gettext_lazy("Ceritakan dengan kata Anda sendiri"),
        LONGEST_STORY,
        gettext_lazy("Tulis sedikitnya satu kalimat: siapa, melakukan apa, di depan siapa."),
        rows=10,
        help_text=gettext_lazy("Siapa, melakukan apa, di depan siapa. Siapa lagi yang melihat, jika Anda bersedia menyebutnya."),
    )


class LinksForm(Question):
    links = text(gettext_lazy("Alamat tautan"), 3000, rows=4, help_text=gettext_lazy("Satu baris satu tautan, paling banyak 10."))

    def clean_links(self) -> str:
        lines = [line.strip() for line in self.cleaned_data["links"].splitlines() if line.strip()]
        if len(lines) > 10:
            raise forms.ValidationError(_("Paling banyak 10 tautan. Sisanya bisa ditambahkan nanti dengan kode Anda."))
        for line in lines:
            parts = urlsplit(line if "://" in line else "https://" + line)
            if parts.scheme not in ("http", "https") or "." not in parts.netloc or " " in line:
                raise forms.ValidationError(_("Ini bukan tautan: %(line)s. Salin alamatnya dari peramban.") % {"line": line[:60]})
        return "\n".join(lines)


class ReadersForm(Question):
    exclude_district = forms.BooleanField(
        label=gettext_lazy("Jangan dibaca kantor kabupaten atau kota; langsung ke provinsi"), required=False
    )
    exclude_province = forms.BooleanField(label=gettext_lazy("Jangan dibaca kantor provinsi; langsung ke pusat"), required=False)


class NameForm(Question):
    door = forms.ChoiceField(
        label=gettext_lazy("Siapa yang boleh tahu nama Anda?"),
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("Pilih satu pintu."), "invalid_choice": gettext_lazy("Pilih satu pintu.")},
    )
    name = text(gettext_lazy("Nama Anda"), 200, autocomplete="off")
    address = text(gettext_lazy("Alamat Anda"), 500, rows=2, autocomplete="off")
    contact = text(
        gettext_lazy("Telepon atau surel"),
        200,
        autocomplete="off",
        help_text=gettext_lazy("Boleh kosong. Tanpa ini kami menjawab lewat halaman ini saja."),
    )

    def __init__(self, data: Answered | None = None, *, today: date, initial: Answered | None = None) -> None:
        super().__init__(data, today=today, initial=initial)
        self.fields["door"].choices = labelled(DOORS)  # type: ignore[attr-defined]
        self.fields["door"].quiet = True  # type: ignore[attr-defined]  # read by components/_field.html
        self.fields["door"].widget.attrs["class"] = "top"
        for field in ("name", "address"):
            self.fields[field].bare = True  # type: ignore[attr-defined]  # read by components/_field.html

    def clean(self) -> dict[str, object]:
        data = super().clean() or {}
        if data.get("door") in ("named", "sealed"):
            if not data.get("name"):
                self.add_error("name", _("Tulis nama Anda, atau pilih Tanpa nama."))
            if not data.get("address"):
                self.add_error("address", _("Tulis alamat Anda, atau pilih Tanpa nama."))
        elif data.get("door") == "nameless":
            data["name"] = data["address"] = data["contact"] = ""
        return data
