"""`/desain`: every component with its states on one page, so that a change of look is seen. All content is invented."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime

from django import forms
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from saksama.web.frame import public_page, render
from saksama.web.frame.line import State, Station

from .figures import funnel_2020


class SampleForm(forms.Form):
    name = forms.CharField(label=gettext_lazy("Siapa?"), help_text=gettext_lazy("Nama atau jabatan, misalnya Camat Koto Umpamo."))
    story = forms.CharField(label=gettext_lazy("Cerita"), widget=forms.Textarea, required=False)
    when = forms.ChoiceField(
        label=gettext_lazy("Kapan terjadi?"),
        widget=forms.RadioSelect(attrs={"class": "across"}),
        choices=[
            ("today", gettext_lazy("Hari ini")),
            ("yesterday", gettext_lazy("Kemarin")),
            ("other", gettext_lazy("Tanggal lain")),
        ],
    )
    file = forms.FileField(label=gettext_lazy("Berkas"), required=False, help_text=gettext_lazy("Paling banyak 10 berkas."))
    sure = forms.BooleanField(label=gettext_lazy("Saya sudah menulis kodenya di kertas"), required=False)


@dataclass(frozen=True, slots=True)
class Sample:
    label: str
    value: str = ""
    edit: str = ""
    note: str = ""
    met: str = "yes"
    why: str = ""
    citation: str = ""
    verified: bool = False


def _stations() -> list[Station]:
    sent = datetime(2024, 10, 20, 12, 42, tzinfo=UTC)
    return [
        Station(_("Anda"), State.PAST, sent, detail=_("Terkirim Minggu, 20 Oktober 2024.")),
        Station("Bawaslu Kabupaten Umpamo", State.PAST, date(2024, 10, 25), detail=_("Diregistrasi, lalu diteruskan.")),
        Station(
            _("Lembaga pengawas ASN"),
            State.PAST,
            date(2024, 11, 15),
            detail=_("Rekomendasi sanksi."),
            provenance=_("Dicatat Bawaslu dari surat yang datang 19 November."),
        ),
        Station(_("Kantor Bupati Umpamo"), State.WAITING, date(2024, 11, 18), detail=_("Menerima rekomendasi 18 November.")),
        Station(_("Belum ada kabar sejak 18 November"), State.SILENT),
        Station(_("Sanksi dijalankan"), State.AHEAD, detail=_("Dicatat setelah ada dua bukti.")),
    ]


def _limits() -> list[Station]:
    here = datetime(2024, 10, 21, 1, 5, tzinfo=UTC)
    return [
        Station(_("Kejadian"), State.PAST, datetime(2024, 10, 19, 9, 20, tzinfo=UTC), short="Sab 19, 16.20"),
        Station(_("Pelapor mengirim"), State.PAST, datetime(2024, 10, 20, 12, 42, tzinfo=UTC), short="Min 20, 19.42"),
        Station("Bawaslu Kab. Umpamo", State.WAITING, here, short=_("menunggu di sini 12 jam")),
        Station(_("Batas kajian awal"), State.DUE, date(2024, 10, 22), short="Sel 22", urgency="soon"),
        Station(_("Batas putusan"), State.DUE, date(2024, 10, 25), short="Jum 25", urgency="ease"),
        Station(_("Perpanjangan"), State.DUE, date(2024, 10, 27), short="Min 27", urgency="ease"),
        Station(_("Lembaga pengawas"), State.AHEAD),
        Station(_("PPK"), State.AHEAD),
        Station(_("Sanksi"), State.AHEAD),
    ]


@dataclass(frozen=True, slots=True)
class Waiting:
    """A row of the desk's queue."""

    state: str
    words: str
    title: str
    place: str
    waits: str
    number: str = ""
    similar: str = ""
    meter: tuple[str, ...] = ()
    met: str = ""
    here: bool = False
    new: bool = False


@dataclass(frozen=True, slots=True)
class Step:
    """An entry of the timeline."""

    nth: int
    at: str
    said: str
    who: str
    source: str = ""
    corrected: bool = False


def _queue() -> list[Waiting]:
    met = ("yes", "yes", "yes", "yes", "assess", "no")
    return [
        Waiting("last", _("Hari ini, 16.00"), _("Ikut kampanye"), "Nagari Pasia Umpamo", _("belum dibuka"),
                similar=_("Mirip 2 laporan lain"), meter=met, met="4/6", new=True),
        Waiting("late", _("Lewat 2 hari"), _("Mengajak memilih"), "Koto Umpamo", _("belum ada kabar sejak 18 Nov"),
                number="014/LP/PB/Kab/99.01/X/2024", here=True),
        Waiting("stopped", _("Berhenti: menunggu pelapor"), _("Ikut kampanye"), "Koto Umpamo", _("menunggu pelapor"),
                number="012/LP/PB/Kab/99.01/X/2024"),
    ]


def _steps() -> list[Step]:
    return [
        Step(9, "19 Nov 2024, 09.10", _("Rekomendasi diterima."), "Laila, " + _("analis lembaga pengawas"), _("dari surat")),
        Step(8, "18 Nov 2024, 14.02", _("Rekomendasi dikirim."), "Laila, " + _("analis lembaga pengawas")),
        Step(7, "18 Nov 2024, 13.40", _("Rekomendasi dikirim."), "Laila", corrected=True),
    ]


TOKENS = (
    "paper",
    "surface",
    "ink",
    "ink-soft",
    "line",
    "accent",
    "accent-strong",
    "accent-wash",
    "ochre",
    "ochre-wash",
    "brick",
    "brick-wash",
    "map-1",
    "map-2",
    "map-3",
    "map-4",
    "map-5",
)


@public_page("GET")
def show(request: HttpRequest) -> HttpResponse:
    wrong = SampleForm({"name": "", "when": "yesterday"})
    wrong.is_valid()
    return render(
        request,
        "public/design.html",
        {
            "form": SampleForm(initial={"when": "yesterday"}),
            "wrong": wrong,
            "stations": _stations(),
            "limits": _limits(),
            "queue": _queue(),
            "steps": _steps(),
            "funnel": funnel_2020(),
            "code": "7K3MA9QX2TN4ZJ5DRW87",
            "tokens": TOKENS,
            "facts": [
                Sample(_("Siapa"), "Camat Koto Umpamo", edit="siapa"),
                Sample(_("Cerita"), "“Beliau naik ke panggung.”", edit="cerita"),
            ],
            "conditions": [
                Sample(_("Siapa yang dilaporkan"), why=_("Jabatan disebut.")),
                Sample(_("Masih dalam batas waktu"), met="assess"),
                Sample(_("Bukti"), met="no", why=_("Tambahkan nanti dengan kode Anda.")),
            ],
            "meter": ["yes", "yes", "yes", "yes", "assess", "no"],
            "clocks": [
                ("ease", _("Longgar: Jum 25 Okt")),
                ("soon", _("Besok, 16.00")),
                ("last", _("Hari ini, 16.00")),
                ("late", _("Lewat 2 hari")),
                ("stopped", _("Berhenti: menunggu pelapor")),
            ],
            "tabs": [("#tab", _("Ringkas"), True), ("#tab", _("Bukti"), False), ("#tab", _("Riwayat"), False)],
            "columns": [(_("Daerah"), False), (_("Perkara"), True), (_("Tepat waktu"), True)],
            "rows": [["Kabupaten Umpamo", "12", "92 %"], ["Kota Batang Misal", "7", "86 %"]],
            "sheet": [
                Sample(_("Tanggal kejadian"), "19-10-2024", verified=True),
                Sample(_("Uraian"), _("Diduga ikut kampanye.")),
            ],
            "choices": [
                ("a", _("Ikut kampanye"), _("Hadir, naik panggung, memakai atribut"), "icons/_flag.html"),
                ("b", _("Mengajak memilih"), "", "icons/_speech.html"),
            ],
            "paragraphs": [
                _("Kami merekomendasikan pemeriksaan atas dugaan pelanggaran berikut."),
                _("Yang dilaporkan sudah diberi kesempatan menjawab."),
            ],
        },
    )
