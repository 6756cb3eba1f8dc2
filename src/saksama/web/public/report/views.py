"""The pages of reporting.

Every answer is a page (200) or the same page with what to mend (422): nothing is kept that a redirect could return to.
"""

from __future__ import annotations

from datetime import date, datetime

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from saksama.store import clock
from saksama.web.frame import dates, public_page
from saksama.web.public import kampung

from . import sheet as sheets
from .check import check_page
from .questions import show
from .sheet import ORDERED, SEEN, Sheet, Unreadable


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
        sheet = sheets.begin(variant, now, helper=kampung.helper_of(request) if variant == SEEN else "")
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
