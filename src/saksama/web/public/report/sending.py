"""The sending: one POST, text first, files last; sealed while it arrives, one report however often it is sent.

Whatever goes wrong before the report is durable answers with the check page and every answer in it. Nothing is acknowledged that
is not written.
"""

from __future__ import annotations

from datetime import datetime

from django.db import OperationalError
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from saksama.evidence import types
from saksama.intake import completeness
from saksama.intake.actions import Acknowledgement, Filing, begin, submit_report
from saksama.intake.models import Report
from saksama.intake.routing import route
from saksama.kernel.actor import PUBLIC
from saksama.kernel.errors import SaksamaError
from saksama.store import clock
from saksama.vault import receipt
from saksama.vault.forms import FormSpoiled
from saksama.web.frame import public_page, said
from saksama.web.public import trouble, uploads
from saksama.web.public.uploads import Plain, Sending

from . import answers
from . import sheet as sheets
from .answers import Told
from .check import check_page
from .questions import show
from .sent import sent_page
from .sheet import SEEN, Sheet, Unreadable


@public_page("POST")
def send(request: HttpRequest) -> HttpResponse:
    """Take the report and show its code, or show the check page again with the reason."""
    now = clock.now()
    sending = uploads.open_sending(request)
    try:
        text = sending.text()
        sheet = sheets.open_sheet(text.get("isian", ""))
    except Unreadable:
        sending.drain()
        sentence = _("Isian halaman itu tidak terbaca lagi, jadi laporan belum terkirim. Mulai lagi dari sini.")
        fresh = sheets.begin(SEEN, now)
        return show(request, fresh, fresh.steps[0], now=now, sentence=sentence, status=422)
    unready = _unready(sheet, now) or _unread(sheet, text.get("dibacakan", ""))
    if unready:
        sending.drain()
        return check_page(request, sheet, now=now, sentence=unready, status=422)
    try:
        told = answers.understood(sheet, now)
        given = _take(sending, sheet, told, now)
    except (SaksamaError, OperationalError) as error:
        refusal = trouble.named(error)
        return check_page(request, sheet, now=now, sentence=_sentence(refusal), status=refusal.status)
    return sent_page(request, receipt.open_sealed(sheet.code), given, told, sheet)


def _unready(sheet: Sheet, now: datetime) -> str:
    """Return why this sheet cannot be sent yet, or nothing."""
    if sheet.expired(now):
        return _("Halaman ini terbuka lebih dari 6 jam. Isian Anda masih ada: periksa, pilih lagi berkasnya, lalu kirim.")
    if sheet.too_young(now):
        return _("Terlalu cepat. Baca sekali lagi, lalu tekan Kirim.")
    if not sheet.understood or not _has_code(sheet):
        return _("Periksa sekali lagi, lalu tekan Kirim.")
    return ""


def _unread(sheet: Sheet, read_back: str) -> str:
    """Return what to do where a helper has not said that it was read back, or nothing."""
    if sheet.helper and read_back != "ya":
        return _("Bacakan kembali seluruh isinya, lalu centang bahwa ia setuju.")
    return ""


def _has_code(sheet: Sheet) -> bool:
    try:
        return bool(receipt.open_sealed(sheet.code))
    except FormSpoiled:
        sheet.code = ""
        return False


def _take(sending: Sending | Plain, sheet: Sheet, told: Told, now: datetime) -> Acknowledgement:
    """Seal text and files, then write; the body is read to its end before anything is acknowledged."""
    try:
        where = route(told.place, told.answers.agency, completeness.day_in(told.place, now), wishes=told.wishes, now=now)
        filing = begin(
            receipt.open_sealed(sheet.code),
            answers=told.answers,
            door=told.door,
            route=where,
            channel=Report.Channel.ASSISTED if sheet.helper else Report.Channel.WEB,
            now=now,
        )
    except SaksamaError:
        sending.drain()
        raise
    try:
        _take_files(sending, filing)
    except BaseException:
        filing.discard()
        raise
    return submit_report(filing, actor=PUBLIC, now=now)


def _take_files(sending: Sending | Plain, filing: Filing) -> None:
    for file in sending.files():
        if sending.too_many:
            filing.refuse(types.too_many(file.name))
        else:
            filing.take_file(file.name, file.declared_type, file.chunks)


def _sentence(error: SaksamaError) -> str:
    """Return what to tell a reporter whose report is not stored: all answers stay on the page."""
    return said(error) + " " + _("Isian Anda masih ada di halaman ini.")
