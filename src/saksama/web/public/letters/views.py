"""Writing a letter: kind, words and place on one page, the check, the sending. Nothing is lost on the way."""

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
from saksama.places import queries as places
from saksama.places.models import Place
from saksama.prevention import actions
from saksama.prevention.actions.letters import LONGEST, Limits
from saksama.prevention.letters import KINDS
from saksama.store import clock
from saksama.vault import receipt
from saksama.web.frame import dates, public_page, render
from saksama.web.public import found, trouble

from . import sheet as sheets
from .sheet import LONGEST_RAW, Sheet

CONTROLS = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f]")


@public_page("GET", "POST")
def write(request: HttpRequest) -> HttpResponse:
    """Ask for kind, words and place on one page; with all three, show the check page."""
    now = clock.now()
    if request.method != "POST":
        return _form(request, sheets.begin(now), now=now)
    sheet = sheets.opened(request.POST.get("isian", "")) or sheets.begin(now)
    if request.POST.get("ke") == "ubah":
        return _form(request, sheet, now=now)
    sheet.fill(
        kind=request.POST.get("jenis", "")[:12],
        text=request.POST.get("surat", sheet.text)[:LONGEST_RAW].strip(),
        place=request.POST.get("tempat", "")[:20],
        consent=request.POST.get("izin") == "ya",
    )
    searched = request.POST.get("cari_tempat", "")[:80]
    if request.POST.get("ke") == "cari":
        return _form(request, sheet, now=now, searched=searched)
    errors = errors_of(sheet)
    if errors:
        return _form(request, sheet, now=now, searched=searched, errors=errors)
    return _check(request, sheet, now=now)


def errors_of(sheet: Sheet) -> dict[str, str]:
    errors = {}
    if sheet.kind not in {code for code, _id, _en in KINDS}:
        errors["jenis"] = _("Pilih satu: kritik, saran, pertanyaan, atau lainnya.")
    if not sheet.text:
        errors["surat"] = _("Tulis isi suratnya, satu kalimat pun cukup.")
    elif len(sheet.text) > LONGEST:
        errors["surat"] = _("Terlalu panjang: %(n)d huruf. Paling banyak %(most)d. Yang Anda tulis masih ada di bawah.") % {
            "n": len(sheet.text),
            "most": LONGEST,
        }
    elif CONTROLS.search(sheet.text):
        errors["surat"] = _("Ada tanda yang tidak dapat dibaca. Hapus lalu tulis lagi bagian itu.")
    if place_of(sheet) is None:
        errors["cari_tempat"] = _("Pilih satu tempat dari daftar. Kabupaten atau kota saja sudah cukup.")
    return errors


def place_of(sheet: Sheet) -> Place | None:
    try:
        return places.by_code(sheet.place) if sheet.place else None
    except NotFound:
        return None


def kinds() -> list[dict[str, str]]:
    english = get_language() == "en"
    return [{"code": code, "label": en if english else id_} for code, id_, en in KINDS]


def kind_words(code: str) -> str:
    return next((one["label"] for one in kinds() if one["code"] == code), "")


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
    chosen = place_of(sheet)
    if chosen is not None and all(one["value"] != chosen.code for one in results):
        results = [found.place(chosen), *results]
    only = results[0]["value"] if len(results) == 1 else ""
    context: dict[str, object] = {
        "sheet": sheet.seal(now),
        "letter": sheet,
        "kinds": kinds(),
        "searched": searched,
        "found": results,
        "chosen": chosen.code if chosen else only,
        "errors": errors or {},
        "sentence": sentence,
    }
    if request.method == "POST":
        context["other_language_url"] = ""
    return render(request, "public/letters/write.html", context, status=422 if errors or sentence else 200)


def _check(request: HttpRequest, sheet: Sheet, *, now: datetime, sentence: str = "", status: int = 200) -> HttpResponse:
    """Return the letter as it will be sent: which office answers, and until when."""
    place = place_of(sheet)
    assert place is not None  # noqa: S101  the caller looked
    if not sheet.receipt_code():
        sheet.code = receipt.draw_sealed()
    where, refused = _route(place, now)
    if refused is not None:
        sentence, status = said(refused), refused.status
    limits, untold = _limits(place, now)
    if untold is not None:
        sentence, status = said(untold), untold.status
    zone = place.timezone or dates.DEFAULT_ZONE
    context = {
        "sheet": sheet.seal(now),
        "letter": sheet,
        "kind": kind_words(sheet.kind),
        "place": found.place(place),
        "office_name": where.office.name if where else "",
        "acknowledge_by": dates.local(limits.acknowledge_by, zone).date() if limits else None,
        "due": dates.local(limits.due, zone).date() if limits else None,
        "sentence": sentence,
        "other_language_url": "",
    }
    return render(request, "public/letters/check.html", context, status=status)


def _route(place: Place, now: datetime) -> tuple[Route | None, SaksamaError | None]:
    try:
        return route(place, None, completeness.day_in(place, now), now=now), None
    except NoOffice as none:
        return None, none


def _limits(place: Place, now: datetime) -> tuple[Limits | None, SaksamaError | None]:
    try:
        return actions.limits_of(place, now), None
    except NoRule as none:
        return None, none


@public_page("POST")
def send(request: HttpRequest) -> HttpResponse:
    """Take the letter and show its code, or show the check page again with the reason."""
    now = clock.now()
    sheet = sheets.opened(request.POST.get("isian", ""))
    if sheet is None:
        sentence = _("Isian halaman itu tidak terbaca lagi, jadi surat belum terkirim. Mulai lagi dari sini.")
        return _form(request, sheets.begin(now), now=now, sentence=sentence)
    errors = errors_of(sheet)
    if errors:
        return _form(request, sheet, now=now, errors=errors)
    unready = _unready(sheet, now)
    if unready:
        return _check(request, sheet, now=now, sentence=unready, status=422)
    try:
        return _sent(request, sheet, now)
    except (SaksamaError, OperationalError) as error:
        refusal = trouble.named(error)
        words = said(refusal) + " " + _("Isian Anda masih ada di halaman ini.")
        return _check(request, sheet, now=now, sentence=words, status=refusal.status)


def _unready(sheet: Sheet, now: datetime) -> str:
    if sheet.expired(now):
        return _("Halaman ini terbuka lebih dari 6 jam. Isian Anda masih ada: periksa, lalu kirim.")
    if sheet.too_young(now):
        return _("Terlalu cepat. Baca sekali lagi, lalu tekan Kirim.")
    return "" if sheet.receipt_code() else _("Periksa sekali lagi, lalu tekan Kirim.")


def _sent(request: HttpRequest, sheet: Sheet, now: datetime) -> HttpResponse:
    place = place_of(sheet)
    assert place is not None  # noqa: S101  `errors_of` looked
    code = sheet.receipt_code()
    where = route(place, None, completeness.day_in(place, now), now=now)
    written = actions.Written(kind=sheet.kind, text=sheet.text, consent=sheet.consent)
    letter = actions.send(code, written, route=where, actor=PUBLIC, now=now).letter
    zone = place.timezone or dates.DEFAULT_ZONE
    context = {
        "code": code,
        "leaf": letter.entry.leaf_hash,
        "acknowledge_by": dates.local(letter.acknowledge_by, zone).date(),
        "due": dates.local(letter.due, zone).date(),
        "office_name": where.office.name,
        "other_language_url": "",
    }
    return render(request, "public/letters/sent.html", context)


def said(error: SaksamaError) -> str:
    return error.detail_en if get_language() == "en" else error.detail
