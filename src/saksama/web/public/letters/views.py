"""Writing a letter: kind, words and place on one page, the check, the sending."""

from __future__ import annotations

from datetime import datetime

from django.http import HttpRequest, HttpResponse
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from saksama.intake.routing import Route
from saksama.kernel.actor import PUBLIC
from saksama.places.models import Place
from saksama.prevention import actions
from saksama.prevention.actions.letters import LONGEST
from saksama.prevention.letters import KINDS
from saksama.web.frame import public_page
from saksama.web.public.writing.pages import Context, Writing, day_of
from saksama.web.public.writing.sheet import Sheet

KIND, CONSENT, YES = "jenis", "izin", "ya"


class Letter(Writing):
    """Criticism, suggestion or question, and whether an officer may publish it rewritten."""

    purpose = "surat"
    folder = "public/letters"
    text = "surat"
    longest = LONGEST
    nothing = _("Tulis isi suratnya, satu kalimat pun cukup.")
    lost = _("Isian halaman itu tidak terbaca lagi, jadi surat belum terkirim. Mulai lagi dari sini.")

    def typed(self, request: HttpRequest, sheet: Sheet) -> dict[str, str]:
        return {KIND: request.POST.get(KIND, "")[:12], CONSENT: YES if request.POST.get(CONSENT) == YES else ""}

    def wrong(self, sheet: Sheet) -> dict[str, str]:
        known = {code for code, _id, _en in KINDS}
        return {} if sheet[KIND] in known else {KIND: str(_("Pilih satu: kritik, saran, pertanyaan, atau lainnya."))}

    def on_form(self, sheet: Sheet) -> Context:
        return {"kinds": kinds(), "kind": sheet[KIND], "consent": bool(sheet[CONSENT])}

    def on_check(self, sheet: Sheet, place: Place, now: datetime) -> Context:
        limits = actions.limits_of(place, now)
        return {
            "kind": kind_words(sheet[KIND]),
            "consent": bool(sheet[CONSENT]),
            "acknowledge_by": day_of(limits.acknowledge_by, place),
            "due": day_of(limits.due, place),
        }

    def deliver(self, sheet: Sheet, where: Route, now: datetime) -> Context:
        written = actions.Written(kind=sheet[KIND], text=sheet[self.text], consent=bool(sheet[CONSENT]))
        letter = actions.send(sheet.receipt_code(), written, route=where, actor=PUBLIC, now=now).letter
        return {
            "leaf": letter.entry.leaf_hash,
            "acknowledge_by": day_of(letter.acknowledge_by, where.place),
            "due": day_of(letter.due, where.place),
        }


LETTER = Letter()


@public_page("GET", "POST")
def write(request: HttpRequest) -> HttpResponse:
    """Ask for kind, words and place on one page; with all three, show the check page."""
    return LETTER.write(request)


@public_page("POST")
def send(request: HttpRequest) -> HttpResponse:
    """Take the letter and show its code, or show the check page again with the reason."""
    return LETTER.send(request)


def kinds() -> list[dict[str, str]]:
    english = get_language() == "en"
    return [{"code": code, "label": en if english else id_} for code, id_, en in KINDS]


def kind_words(code: str) -> str:
    return next((one["label"] for one in kinds() if one["code"] == code), "")
