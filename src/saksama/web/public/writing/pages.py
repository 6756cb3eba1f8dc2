"""The three pages of a text sent without name: form, check, sent. Each answer is a page (200) or one with what to mend (422).

A subclass says what is typed, what is wrong with it, what the check page tells, and what sending does; nothing else differs.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import datetime
from typing import ClassVar, TypeVar

from django.db import OperationalError
from django.http import HttpRequest, HttpResponse
from django.utils.functional import Promise
from django.utils.translation import gettext as _

from saksama.intake import completeness
from saksama.intake.errors import NoOffice
from saksama.intake.routing import Route, route
from saksama.kernel.errors import NoRule, NotFound, SaksamaError
from saksama.places import queries as places
from saksama.places.models import Place
from saksama.store import clock
from saksama.vault import receipt
from saksama.web.frame import dates, render, said
from saksama.web.public import found, trouble

from . import sheet as sheets
from .sheet import Sheet

LONGEST_RAW = 20_000
PLACE, SEARCH = "tempat", "cari_tempat"
CONTROLS = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f]")
Context = dict[str, object]
T = TypeVar("T")


class Writing:
    """One kind of text. `folder` holds the templates, `text` is the field of its words, `lost` what is said of a spoiled form."""

    purpose: ClassVar[str]
    folder: ClassVar[str]
    text: ClassVar[str]
    longest: ClassVar[int]
    nothing: ClassVar[Promise]
    lost: ClassVar[Promise]

    # ---- what differs ----------------------------------------------------------------------------------------------------

    def typed(self, request: HttpRequest, sheet: Sheet) -> dict[str, str]:
        """Return what was typed beside words and place."""
        return {}

    def wrong(self, sheet: Sheet) -> dict[str, str]:
        """Return what is wrong beside words and place, by field."""
        return {}

    def on_form(self, sheet: Sheet) -> Context:
        return {}

    def on_check(self, sheet: Sheet, place: Place, now: datetime) -> Context:
        """Return what the check page tells beside words, place and office. Raises `NoRule` where no calendar tells a limit."""
        raise NotImplementedError

    def deliver(self, sheet: Sheet, where: Route, now: datetime) -> Context:
        """Send it, and return what the page with the code tells."""
        raise NotImplementedError

    # ---- the pages -------------------------------------------------------------------------------------------------------

    def write(self, request: HttpRequest) -> HttpResponse:
        """Ask on one page; with everything there, show the check page."""
        now = clock.now()
        if request.method != "POST":
            return self._form(request, sheets.begin(self.purpose, now), now=now)
        sheet = sheets.opened(self.purpose, request.POST.get("isian", "")) or sheets.begin(self.purpose, now)
        if request.POST.get("ke") == "ubah":
            return self._form(request, sheet, now=now)
        words = request.POST.get(self.text, sheet[self.text])[:LONGEST_RAW].strip()
        sheet.fill(**{self.text: words, PLACE: request.POST.get(PLACE, "")[:20]}, **self.typed(request, sheet))
        searched = request.POST.get(SEARCH, "")[:80]
        if request.POST.get("ke") == "cari":
            return self._form(request, sheet, now=now, searched=searched)
        errors = self._errors(sheet)
        if errors:
            return self._form(request, sheet, now=now, searched=searched, errors=errors)
        return self._check(request, sheet, now=now)

    def send(self, request: HttpRequest) -> HttpResponse:
        """Take the text and show its code, or show the check page again with the reason."""
        now = clock.now()
        sheet = sheets.opened(self.purpose, request.POST.get("isian", ""))
        if sheet is None:
            return self._form(request, sheets.begin(self.purpose, now), now=now, sentence=str(self.lost))
        errors = self._errors(sheet)
        if errors:
            return self._form(request, sheet, now=now, errors=errors)
        unready = _unready(sheet, now)
        if unready:
            return self._check(request, sheet, now=now, sentence=unready, status=422)
        try:
            return self._sent(request, sheet, now)
        except (SaksamaError, OperationalError) as error:
            refusal = trouble.named(error)
            words = said(refusal) + " " + _("Isian Anda masih ada di halaman ini.")
            return self._check(request, sheet, now=now, sentence=words, status=refusal.status)

    # ---- parts -----------------------------------------------------------------------------------------------------------

    def _errors(self, sheet: Sheet) -> dict[str, str]:
        errors = self.wrong(sheet)
        words = sheet[self.text]
        if not words:
            errors[self.text] = str(self.nothing)
        elif len(words) > self.longest:
            errors[self.text] = _("Terlalu panjang: %(n)d huruf. Paling banyak %(most)d. Yang Anda tulis masih ada di bawah.") % {
                "n": len(words),
                "most": self.longest,
            }
        elif CONTROLS.search(words):
            errors[self.text] = _("Ada tanda yang tidak dapat dibaca. Hapus lalu tulis lagi bagian itu.")
        if place_of(sheet) is None:
            errors[SEARCH] = _("Pilih satu tempat dari daftar. Kabupaten atau kota saja sudah cukup.")
        return errors

    def _form(
        self,
        request: HttpRequest,
        sheet: Sheet,
        *,
        now: datetime,
        searched: str = "",
        errors: Mapping[str, str] | None = None,
        sentence: str = "",
    ) -> HttpResponse:
        results = [found.place(one) for one in places.search(searched, limit=12)] if searched else []
        chosen = place_of(sheet)
        if chosen is not None and all(one["value"] != chosen.code for one in results):
            results = [found.place(chosen), *results]
        only = results[0]["value"] if len(results) == 1 else ""
        context = {
            "sheet": sheet.seal(now),
            "text": sheet[self.text],
            "searched": searched,
            "found": results,
            "chosen": chosen.code if chosen else only,
            "errors": errors or {},
            "sentence": sentence,
            **self.on_form(sheet),
        }
        if request.method == "POST":
            context["other_language_url"] = ""
        return render(request, f"{self.folder}/write.html", context, status=422 if errors or sentence else 200)

    def _check(self, request: HttpRequest, sheet: Sheet, *, now: datetime, sentence: str = "", status: int = 200) -> HttpResponse:
        """Return the text as it will be sent: which office answers, until when."""
        place = _chosen(sheet)
        if not sheet.receipt_code():
            sheet.code = receipt.draw_sealed()
        where, refused = _tried(lambda: _way(place, now))
        told, untold = _tried(lambda: self.on_check(sheet, place, now))
        refused = refused or untold
        if refused is not None:
            sentence, status = said(refused), refused.status
        context = {
            "sheet": sheet.seal(now),
            "text": sheet[self.text],
            "place": found.place(place),
            "office_name": where.office.name if where else "",
            "sentence": sentence,
            "other_language_url": "",
            **(told or {}),
        }
        return render(request, f"{self.folder}/check.html", context, status=status)

    def _sent(self, request: HttpRequest, sheet: Sheet, now: datetime) -> HttpResponse:
        where = _way(_chosen(sheet), now)
        context = {
            "code": sheet.receipt_code(),
            "office_name": where.office.name,
            "other_language_url": "",
            **self.deliver(sheet, where, now),
        }
        return render(request, f"{self.folder}/sent.html", context)


def place_of(sheet: Sheet) -> Place | None:
    try:
        return places.by_code(sheet[PLACE]) if sheet[PLACE] else None
    except NotFound:
        return None


def day_of(at: datetime, place: Place) -> object:
    """Return the day of an instant at a place."""
    return dates.local(at, place.timezone or dates.DEFAULT_ZONE).date()


def _chosen(sheet: Sheet) -> Place:
    place = place_of(sheet)
    assert place is not None  # noqa: S101  `_errors` looked
    return place


def _way(place: Place, now: datetime) -> Route:
    return route(place, None, completeness.day_in(place, now), now=now)


def _tried(ask: Callable[[], T]) -> tuple[T | None, SaksamaError | None]:
    try:
        return ask(), None
    except (NoOffice, NoRule) as none:
        return None, none


def _unready(sheet: Sheet, now: datetime) -> str:
    if sheet.expired(now):
        return _("Halaman ini terbuka lebih dari 6 jam. Isian Anda masih ada: periksa, lalu kirim.")
    if sheet.too_young(now):
        return _("Terlalu cepat. Baca sekali lagi, lalu tekan Kirim.")
    return "" if sheet.receipt_code() else _("Periksa sekali lagi, lalu tekan Kirim.")
