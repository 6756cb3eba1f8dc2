"""The forms of what reaches an officer outside the web: a report on paper, by phone, by messenger; and a public post."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from saksama import law
from saksama.cases.steps import Paper
from saksama.intake.answers import Answers
from saksama.web.casework import fields, words
from saksama.web.casework.kind_forms import LATE_AFTER, PapersField, SearchingForm
from saksama.web.casework.searching import SearchField
from saksama.web.frame import dates

CHANNELS = (
    ("walk_in", gettext_lazy("Datang langsung")),
    ("letter", gettext_lazy("Surat")),
    ("phone", gettext_lazy("Telepon")),
    ("messenger", gettext_lazy("Aplikasi pesan")),
    ("field", gettext_lazy("Pengawas lapangan")),
)
DOORS = (
    ("named", gettext_lazy("Laporan resmi: petugas kantor ini boleh tahu namanya")),
    ("sealed", gettext_lazy("Rahasia: nama disegel, dua petugas dari dua bagian untuk membukanya")),
    ("nameless", gettext_lazy("Tanpa nama: informasi awal")),
)
FILL = {"required": gettext_lazy("Isi bagian ini.")}
AREA = {"rows": 6}


def categories() -> list[tuple[str, str]]:
    """Return what can have been seen, officers' categories included, in the page's language."""
    return [(one.id, words.of(one, "label")) for one in law.book().categories()]


class TakeInForm(SearchingForm):
    """Everything an `Answers` needs, in the order in which a person tells it."""

    beside: Mapping[str, str] = {}

    channel = forms.ChoiceField(
        label=gettext_lazy("Lewat apa datangnya?"),
        choices=CHANNELS,
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("Pilih jalurnya.")},
    )
    category = forms.ChoiceField(
        label=gettext_lazy("Apa yang dilihat?"), error_messages={"required": gettext_lazy("Pilih yang paling dekat.")}
    )
    who = forms.CharField(
        label=gettext_lazy("Siapa yang dilaporkan?"),
        max_length=300,
        error_messages=FILL,
        help_text=gettext_lazy("Nama atau jabatan; jabatan saja cukup. Tersegel."),
    )
    story = forms.CharField(
        label=gettext_lazy("Ceritanya, dengan kata pelapor"),
        max_length=fields.LONGEST,
        error_messages=FILL,
        widget=forms.Textarea(attrs=AREA),
        help_text=gettext_lazy("Tersegel. Tulis yang diceritakan, bukan simpulan Anda."),
    )
    landmark = forms.CharField(label=gettext_lazy("Patokan tempat"), required=False, max_length=300)
    links = forms.CharField(
        label=gettext_lazy("Tautan"), required=False, max_length=2000, widget=forms.Textarea(attrs={"rows": 2})
    )
    door = forms.ChoiceField(
        label=gettext_lazy("Siapa yang boleh tahu nama pelapor?"),
        choices=DOORS,
        widget=forms.RadioSelect(attrs={"class": "top"}),
        error_messages={"required": gettext_lazy("Tanyakan kepada pelapor, lalu pilih.")},
        help_text=gettext_lazy("Pelapor yang memilih. Bacakan ketiganya sebelum menulis namanya."),
    )
    name = forms.CharField(label=gettext_lazy("Nama pelapor"), required=False, max_length=200)
    address = forms.CharField(label=gettext_lazy("Alamat"), required=False, max_length=300)
    contact = forms.CharField(label=gettext_lazy("Kontak"), required=False, max_length=200)
    read_back = forms.BooleanField(label=gettext_lazy("Sudah saya bacakan ulang, dan pelapor membenarkannya"), required=False)
    late_reason = forms.CharField(
        label=gettext_lazy("Mengapa baru dicatat sekarang?"),
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=gettext_lazy("Diisi bila datangnya lebih dari sehari yang lalu. Lampirkan pindaian kertasnya."),
    )

    def __init__(self, *args: Any, now: datetime, zone: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.now, self.zone = now, zone
        today = dates.local(now, zone).date()
        zone_name = dates.ZONES.get(zone, "WIB")
        self.fields["category"].choices = [("", _("pilih")), *categories()]  # type: ignore[attr-defined]
        self.fields["arrived_on"] = fields.date_field(_("Kapan datang?"))
        self.fields["arrived_on"].initial = today
        self.fields["arrived_at"] = fields.time_field(_("Jam (%(zone)s)") % {"zone": zone_name})
        self.fields["arrived_at"].initial = dates.local(now, zone).time()
        self.fields["happened_on"] = fields.date_field(_("Kapan terjadi?"))
        self.fields["happened_at"] = fields.time_field(_("Kira-kira jam"), required=False)
        self.fields["known_on"] = fields.date_field(
            _("Sejak kapan pelapor tahu?"), hint=_("Batas laporan resmi dihitung sejak tahu.")
        )
        self.fields["place"] = SearchField(
            "place", label=_("Di mana?"), help_text=_("Tulis tiga huruf nama nagari, desa, atau kecamatan.")
        )
        self.fields["agency"] = SearchField(
            "agency",
            label=_("Instansi yang dilaporkan"),
            required=False,
            help_text=_("Tulis tiga huruf. Kosongkan bila tidak diketahui."),
        )
        self.fields["papers"] = PapersField(
            label=_("Pindaian, foto, atau rekaman"), required=False, help_text=_("Asli disegel. Bersama-sama paling besar 10 MB.")
        )

    def clean(self) -> dict[str, Any]:
        told = super().clean() or self.cleaned_data
        self._check_arrival(told)
        for name in ("happened_on", "known_on"):
            day = told.get(name)
            if day is not None and day > dates.local(self.now, self.zone).date():
                self.add_error(name, _("Tanggal ini masih di depan."))
        if told.get("happened_on") and told.get("known_on") and told["known_on"] < told["happened_on"]:
            self.add_error("known_on", _("Tahu tidak mungkin lebih dulu daripada kejadian. Periksa kedua tanggal."))
        self._check_person(told)
        return told

    def _check_arrival(self, told: dict[str, Any]) -> None:
        day, at = told.get("arrived_on"), told.get("arrived_at")
        if day is None or at is None:
            return
        arrived = fields.moment(day, at, self.zone)
        if arrived > self.now + LATE_AFTER / 144:
            self.add_error("arrived_on", _("Waktu ini masih di depan. Isi waktu datangnya."))
            return
        told["arrived"] = min(arrived, self.now)
        if self.now - arrived <= LATE_AFTER:
            return
        if not str(told.get("late_reason") or "").strip():
            self.add_error("late_reason", _("Tulis mengapa baru dicatat sekarang."))
        if not told.get("papers") and "papers" not in self.errors:
            self.add_error("papers", _("Lampirkan pindaian kertasnya."))

    def _check_person(self, told: dict[str, Any]) -> None:
        if told.get("door") in ("named", "sealed") and not str(told.get("name") or "").strip():
            self.add_error("name", _("Pintu ini memerlukan nama pelapor. Pilih Tanpa nama bila pelapor tidak mau menyebutnya."))
        if told.get("channel") in ("walk_in", "phone") and not told.get("read_back"):
            self.add_error("read_back", _("Bacakan ulang ceritanya kepada pelapor, lalu centang."))

    def answers(self) -> Answers:
        """Return what was told, as the public form would have it. Nameless: nothing of the person is taken along."""
        told = self.cleaned_data
        person = {} if told["door"] == "nameless" else {key: told[key] for key in ("name", "address", "contact")}
        return Answers(
            category=told["category"],
            place_code=told["place"],
            happened_on=told["happened_on"],
            known_on=told["known_on"],
            who=told["who"],
            story=told["story"],
            agency=told["agency"],
            happened_at=f"{told['happened_at']:%H.%M}" if told["happened_at"] else "",
            landmark=told["landmark"],
            links=told["links"],
            **person,
        )

    def papers(self) -> tuple[Paper, ...]:
        return papers_of(self.cleaned_data["papers"])


class CaptureForm(SearchingForm):
    """A public post as evidence: address, time, picture, who captured. No page of ours fetches anything from the network."""

    beside: Mapping[str, str] = {"links": "address", "arrived_at": "captured_on", "happened_on": "posted_on"}

    address = forms.URLField(
        label=gettext_lazy("Alamat unggahan"),
        max_length=1000,
        assume_scheme="https",
        error_messages={
            "required": gettext_lazy("Tempel alamat unggahannya."),
            "invalid": gettext_lazy("Alamat ini tidak lengkap. Salin dari bilah alamat."),
        },
        help_text=gettext_lazy("Hanya halaman yang dapat dibuka umum. Jangan merekam akun tertutup."),
    )
    category = forms.ChoiceField(
        label=gettext_lazy("Apa yang terlihat?"), error_messages={"required": gettext_lazy("Pilih yang paling dekat.")}
    )
    who = forms.CharField(
        label=gettext_lazy("Akun atau orang yang tampak"),
        max_length=300,
        error_messages=FILL,
        help_text=gettext_lazy("Tersegel."),
    )
    story = forms.CharField(
        label=gettext_lazy("Isi unggahan dan mengapa diduga"),
        max_length=fields.LONGEST,
        error_messages=FILL,
        widget=forms.Textarea(attrs=AREA),
        help_text=gettext_lazy("Kutip seperlunya. Tersegel."),
    )

    def __init__(self, *args: Any, now: datetime, zone: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.now, self.zone = now, zone
        today, zone_name = dates.local(now, zone).date(), dates.ZONES.get(zone, "WIB")
        self.fields["category"].choices = [("", _("pilih")), *categories()]  # type: ignore[attr-defined]
        self.fields["captured_on"] = fields.date_field(_("Direkam pada"))
        self.fields["captured_on"].initial = today
        self.fields["captured_at"] = fields.time_field(_("Jam (%(zone)s)") % {"zone": zone_name})
        self.fields["captured_at"].initial = dates.local(now, zone).time()
        self.fields["posted_on"] = fields.date_field(_("Tanggal unggahan"))
        self.fields["place"] = SearchField("place", label=_("Wilayah yang bersangkutan"), help_text=_("Tulis tiga huruf."))
        self.fields["agency"] = SearchField(
            "agency", label=_("Instansi"), required=False, help_text=_("Tulis tiga huruf. Boleh kosong.")
        )
        self.fields["papers"] = PapersField(
            label=_("Tangkapan layar"),
            error_messages={"required": _("Lampirkan tangkapan layarnya.")},
            help_text=_("Seluruh layar, termasuk alamat dan jamnya. Sidik berkas (SHA-256) dihitung saat disimpan."),
        )

    def clean(self) -> dict[str, Any]:
        told = super().clean() or self.cleaned_data
        today = dates.local(self.now, self.zone).date()
        if told.get("posted_on") and told["posted_on"] > today:
            self.add_error("posted_on", _("Tanggal ini masih di depan."))
        if told.get("captured_on") and told.get("captured_at"):
            captured = fields.moment(told["captured_on"], told["captured_at"], self.zone)
            if captured > self.now + LATE_AFTER / 144:
                self.add_error("captured_on", _("Waktu ini masih di depan. Isi waktu merekamnya."))
            told["captured"] = min(captured, self.now)
        return told

    def answers(self) -> Answers:
        """Return the capture as answers; the officer is who knows, since the moment of the capture."""
        told = self.cleaned_data
        return Answers(
            category=told["category"],
            place_code=told["place"],
            happened_on=told["posted_on"],
            known_on=told["captured_on"],
            who=told["who"],
            story=told["story"],
            agency=told["agency"],
            links=told["address"],
        )

    def papers(self) -> tuple[Paper, ...]:
        return papers_of(self.cleaned_data["papers"])


def papers_of(found: tuple[object, ...]) -> tuple[Paper, ...]:
    return tuple(Paper(one.name or "", one.content_type or "", one.read()) for one in found)  # type: ignore[attr-defined]
