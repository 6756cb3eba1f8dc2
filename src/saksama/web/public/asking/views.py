"""Asking: the words and the place, the check, the sending. Every answer is a page (200) or the page with what to mend (422)."""

from __future__ import annotations

import re
from datetime import datetime

from django.db import OperationalError
from django.http import HttpRequest, HttpResponse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from saksama.intake import completeness
from saksama.intake.errors import NoOffice
from saksama.intake.routing import Route, route
from saksama.kernel.actor import PUBLIC
from saksama.kernel.errors import NoRule, NotFound, SaksamaError
from saksama.kernel.text import fold
from saksama.places import queries as places
from saksama.places.models import Place
from saksama.prevention import actions
from saksama.prevention.actions.questions import LONGEST, due_of
from saksama.store import clock
from saksama.vault import receipt
from saksama.web.frame import dates, public_page, render
from saksama.web.public import found, searching, trouble

from . import sheet as sheets
from .sheet import LONGEST_RAW, Sheet

# Words by which a question may in truth be a report: somebody ordered, threatened, or was seen.
REPORTING = frozenset(
    (
        "disuruh",
        "menyuruh",
        "diperintah",
        "diperintahkan",
        "memerintah",
        "memerintahkan",
        "dipaksa",
        "memaksa",
        "diancam",
        "mengancam",
        "ditekan",
        "menekan",
        "dimutasi",
        "menyaksikan",
        "melihat",
        "melaporkan",
        "lapor",
        "ordered",
        "orders",
        "forced",
        "forces",
        "threatened",
        "threatens",
        "saw",
        "report",
    )
)


@public_page("GET", "POST")
def ask(request: HttpRequest) -> HttpResponse:
    """Ask for words and place on one page; with both, show the check page."""
    now = clock.now()
    if request.method != "POST":
        return _form(request, sheets.begin(now), now=now)
    held = sheets.opened(request.POST.get("isian", ""))
    sheet = held or sheets.begin(now)
    if request.POST.get("ke") == "ubah":
        return _form(request, sheet, now=now)
    sheet.fill(request.POST.get("pertanyaan", sheet.text)[:LONGEST_RAW].strip(), request.POST.get("tempat", "")[:20])
    searched = request.POST.get("cari_tempat", "")[:80]
    if request.POST.get("ke") == "cari":
        return _form(request, sheet, now=now, searched=searched)
    errors = _errors(sheet)
    if errors:
        return _form(request, sheet, now=now, searched=searched, errors=errors)
    return _check(request, sheet, now=now)


def _errors(sheet: Sheet) -> dict[str, str]:
    errors = {}
    if not sheet.text:
        errors["pertanyaan"] = _("Tulis pertanyaan Anda, satu kalimat pun cukup.")
    elif len(sheet.text) > LONGEST:
        errors["pertanyaan"] = _("Terlalu panjang: %(n)d huruf. Paling banyak %(most)d. Yang Anda tulis masih ada di bawah.") % {
            "n": len(sheet.text),
            "most": LONGEST,
        }
    elif re.search(r"[\x00-\x08\x0b\x0c\x0e-\x1f]", sheet.text):
        errors["pertanyaan"] = _("Ada tanda yang tidak dapat dibaca. Hapus lalu tulis lagi bagian itu.")
    if _place(sheet) is None:
        errors["cari_tempat"] = _("Pilih satu tempat dari daftar. Kabupaten atau kota saja sudah cukup.")
    return errors


def _place(sheet: Sheet) -> Place | None:
    try:
        return places.by_code(sheet.place) if sheet.place else None
    except NotFound:
        return None


def _form(
    request: HttpRequest,
    sheet: Sheet,
    *,
    now: datetime,
    searched: str = "",
    errors: dict[str, str] | None = None,
    sentence: str = "",
) -> HttpResponse:
    results = [found.place(one) for one in places.search(searched, limit=12)] if searched else []
    chosen = _place(sheet)
    if chosen is not None and all(one["value"] != chosen.code for one in results):
        results = [found.place(chosen), *results]
    only = results[0]["value"] if len(results) == 1 else ""
    context = {
        "sheet": sheet.seal(now),
        "text": sheet.text,
        "searched": searched,
        "found": results,
        "chosen": chosen.code if chosen else only,
        "errors": errors or {},
        "sentence": sentence,
        "longest": LONGEST,
    }
    if request.method == "POST":
        context["other_language_url"] = ""
    return render(request, "public/asking/ask.html", context, status=422 if errors or sentence else 200)


def _check(request: HttpRequest, sheet: Sheet, *, now: datetime, sentence: str = "", status: int = 200) -> HttpResponse:
    """Return the question as it will be sent: which office answers, until when, what is written already, where a report goes."""
    place = _place(sheet)
    assert place is not None  # noqa: S101  the caller looked
    if not sheet.receipt_code():
        sheet.code = receipt.draw_sealed()
    where, refused = _route(place, now)
    due, untold = _due(place, now)
    refused = refused or untold
    if refused is not None:
        sentence, status = _said(refused), refused.status
    context = {
        "sheet": sheet.seal(now),
        "text": sheet.text,
        "place": found.place(place),
        "office_name": where.office.name if where else "",
        "due": dates.local(due, place.timezone or dates.DEFAULT_ZONE).date() if due else None,
        "hits": searching.find(sheet.text, limit=3),
        "like_a_report": bool(REPORTING & set(fold(sheet.text).split())),
        "sentence": sentence,
        "other_language_url": "",
    }
    return render(request, "public/asking/check.html", context, status=status)


def _route(place: Place, now: datetime) -> tuple[Route | None, SaksamaError | None]:
    try:
        return route(place, None, completeness.day_in(place, now), now=now), None
    except NoOffice as none:
        return None, none


def _due(place: Place, now: datetime) -> tuple[datetime | None, SaksamaError | None]:
    try:
        return due_of(place, now), None
    except NoRule as none:
        return None, none


@public_page("POST")
def send(request: HttpRequest) -> HttpResponse:
    """Take the question and show its code, or show the check page again with the reason."""
    now = clock.now()
    sheet = sheets.opened(request.POST.get("isian", ""))
    if sheet is None:
        sentence = _("Isian halaman itu tidak terbaca lagi, jadi pertanyaan belum terkirim. Mulai lagi dari sini.")
        return _form(request, sheets.begin(now), now=now, sentence=sentence)
    errors = _errors(sheet)
    if errors:
        return _form(request, sheet, now=now, errors=errors)
    unready = _unready(sheet, now)
    if unready:
        return _check(request, sheet, now=now, sentence=unready, status=422)
    try:
        return _sent(request, sheet, now)
    except (SaksamaError, OperationalError) as error:
        refusal = trouble.named(error)
        words = _said(refusal) + " " + _("Isian Anda masih ada di halaman ini.")
        return _check(request, sheet, now=now, sentence=words, status=refusal.status)


def _unready(sheet: Sheet, now: datetime) -> str:
    if sheet.expired(now):
        return _("Halaman ini terbuka lebih dari 6 jam. Isian Anda masih ada: periksa, lalu kirim.")
    if sheet.too_young(now):
        return _("Terlalu cepat. Baca sekali lagi, lalu tekan Kirim.")
    return "" if sheet.receipt_code() else _("Periksa sekali lagi, lalu tekan Kirim.")


def _sent(request: HttpRequest, sheet: Sheet, now: datetime) -> HttpResponse:
    place = _place(sheet)
    assert place is not None  # noqa: S101  `_errors` looked
    code = sheet.receipt_code()
    where = route(place, None, completeness.day_in(place, now), now=now)
    asked = actions.ask(code, sheet.text, route=where, actor=PUBLIC, now=now)
    zone = place.timezone or dates.DEFAULT_ZONE
    context = {
        "code": code,
        "leaf": asked.question.entry.leaf_hash,
        "due": dates.local(asked.question.due, zone).date(),
        "office_name": where.office.name,
        "other_language_url": "",
    }
    return render(request, "public/asking/sent.html", context)


def _said(error: SaksamaError) -> str:
    return error.detail_en if get_language() == "en" else error.detail
