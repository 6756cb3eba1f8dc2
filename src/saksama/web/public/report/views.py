"""The pages of reporting.

Every answer is a page (200) or the same page with what to mend (422): nothing is kept that a redirect could return to.
"""

from __future__ import annotations

from datetime import date, datetime

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from saksama.institutions import queries as institutions
from saksama.kernel.errors import NotFound
from saksama.places import queries as places
from saksama.store import clock
from saksama.web.frame import dates, public_page, render
from saksama.web.public import found

from . import sheet as sheets
from .check import check_page
from .sheet import ORDERED, SEEN, Sheet, Unreadable

ROUTES = {SEEN: "public:report", ORDERED: "public:report_ordered"}


def _words(step: str) -> dict[str, str]:
    """Return title, reason for asking and the word for the step line."""
    return {
        "risiko": {
            "title": _("Siapa saja yang tahu?"),
            "label": _("cermin risiko"),
            "why": _("Jika sedikit yang tahu, isinya dapat menunjuk kepada Anda."),
        },
        "apa": {"title": _("Apa yang Anda lihat?"), "label": _("apa"), "why": _("Pilih yang paling dekat. Tidak harus tepat.")},
        "siapa": {"title": _("Siapa?"), "label": _("siapa"), "why": _("Nama atau jabatan, salah satu cukup.")},
        "kapan": {
            "title": _("Kapan?"),
            "label": _("kapan"),
            "why": _("Waktu membuat laporan dapat diperiksa. Batas laporan resmi dihitung sejak Anda tahu."),
        },
        "tempat": {"title": _("Di mana?"), "label": _("di mana"), "why": _("Tempat menentukan kantor yang menerima.")},
        "cerita": {"title": _("Ceritakan"), "label": _("cerita"), "why": _("Kata Anda sendiri. Pendek pun cukup.")},
        "tautan": {
            "title": _("Ada tautan?"),
            "label": _("tautan dan bukti"),
            "why": _("Unggahan di media sosial, berita, atau video yang dapat dibuka umum."),
        },
        "pembaca": {"title": _("Siapa yang tidak boleh membaca?"), "label": _("pembaca"), "why": ""},
        "nama": {
            "title": _("Siapa yang boleh tahu nama Anda?"),
            "label": _("nama Anda"),
            "why": _("Tiga pintu. Semuanya sampai kepada petugas."),
        },
    }[step]


@public_page("GET", "POST")
def seen(request: HttpRequest) -> HttpResponse:
    """Saya melihat."""
    return _ask(request, SEEN)


@public_page("GET", "POST")
def ordered(request: HttpRequest) -> HttpResponse:
    """Saya diperintah: Kotak Tertutup."""
    return _ask(request, ORDERED)


def _ask(request: HttpRequest, variant: str) -> HttpResponse:
    now = clock.now()
    today = dates.local(now).date()
    if request.method != "POST":
        sheet = sheets.begin(variant, now)
        return show(request, sheet, sheet.steps[0], now=now)
    sentence = ""
    try:
        sheet = sheets.open_sheet(request.POST.get("isian", ""), variant)
    except Unreadable:
        sheet = sheets.begin(variant, now)
        sentence = _("Jawaban halaman sebelumnya tidak terbaca lagi. Yang di halaman ini masih ada.")
    step = request.POST.get("langkah", "")
    if step in sheet.steps:
        sheet.take(step, request.POST, today)
    target = request.POST.get("ke", "")
    if target == "cari" and step in sheet.steps:
        return show(request, sheet, step, now=now, searched=True)
    if target in sheet.steps:
        sheet.changing = step == "cek"
        return show(request, sheet, target, now=now, sentence=sentence)
    if step not in sheet.steps:
        return (
            check_page(request, sheet, now=now)
            if step == "cek"
            else show(request, sheet, sheet.steps[0], now=now, sentence=sentence)
        )
    return _go_on(request, sheet, step, today=today, now=now, sentence=sentence)


def _go_on(request: HttpRequest, sheet: Sheet, step: str, *, today: date, now: datetime, sentence: str) -> HttpResponse:
    form = sheet.form(step, today)
    if not form.is_valid():
        return show(request, sheet, step, now=now, form=form, searched=True, sentence=sentence)
    after = sheet.steps.index(step) + 1
    if sheet.changing or after == len(sheet.steps):
        sheet.changing = False
        return check_page(request, sheet, now=now)
    return show(request, sheet, sheet.steps[after], now=now, sentence=sentence)


def show(
    request: HttpRequest,
    sheet: Sheet,
    step: str,
    *,
    now: datetime,
    form: object = None,
    searched: bool = False,
    sentence: str = "",
) -> HttpResponse:
    """Return the page of one question; with a bound form that has errors, 422."""
    today = dates.local(now).date()
    at = sheet.steps.index(step)
    bad = bool(form is not None and form.errors)  # type: ignore[attr-defined]
    context = {
        **_words(step),
        **_results(sheet, step),
        "form": form or sheet.blank(step, today),
        "step": step,
        "sheet": sheet.seal(now),
        "action": reverse(ROUTES[sheet.variant]),
        "previous": "" if at == 0 else sheet.steps[at - 1],
        "at": at + 1,
        "total": len(sheet.steps) + 1,
        "changing": sheet.changing,
        "searched": searched,
        "sentence": sentence,
        "few": sheet.answers.get("risiko", {}).get("crowd") == "few",
        "neutral_title": _("Formulir") if sheet.variant == ORDERED else _("Sampaikan"),
        "other_language_url": "",
    }
    return render(
        request,
        f"public/report/{step}.html" if step in _OWN_PAGE else "public/report/question.html",
        context,
        status=422 if bad else 200,
    )


_OWN_PAGE = frozenset({"risiko", "siapa", "kapan", "tempat", "cerita", "tautan", "pembaca", "nama"})


def _results(sheet: Sheet, step: str) -> dict[str, object]:
    """Return what the search of this page found, with what was chosen before kept in the list."""
    answers = sheet.answers.get(step, {})
    if step == "tempat":
        results = [found.place(p) for p in places.search(answers.get("place_search", ""), limit=12)]
        return _with_chosen(results, answers.get("place", ""), _place_choice)
    if step == "siapa":
        results = [found.agency(a) for a in institutions.search_agencies(answers.get("agency_search", ""), limit=12)]
        return _with_chosen(results, answers.get("agency", ""), _agency_choice)
    return {}


def _with_chosen(results: list[dict[str, str]], chosen: str, look_up: object) -> dict[str, object]:
    if chosen and not any(r["value"] == chosen for r in results):
        try:
            results = [look_up(chosen), *results]  # type: ignore[operator]
        except NotFound:
            chosen = ""
    if not chosen and len(results) == 1:
        chosen = results[0]["value"]
    return {"found": results, "chosen": chosen}


def _place_choice(code: str) -> dict[str, str]:
    return found.place(places.by_code(code))


def _agency_choice(public_id: str) -> dict[str, str]:
    return found.agency(institutions.agency(public_id))
