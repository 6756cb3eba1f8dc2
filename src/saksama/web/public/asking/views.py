"""Asking before one acts: the words and the place, the check, the sending."""

from __future__ import annotations

from datetime import datetime

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _

from saksama.intake.routing import Route
from saksama.kernel.actor import PUBLIC
from saksama.kernel.text import fold
from saksama.places.models import Place
from saksama.prevention import actions
from saksama.prevention.actions.questions import LONGEST, due_of
from saksama.web.frame import public_page
from saksama.web.public import searching
from saksama.web.public.writing.pages import Context, Writing, day_of
from saksama.web.public.writing.sheet import Sheet

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


class Question(Writing):
    """Words and place, nothing else: who asks is known to nobody."""

    purpose = "tanya"
    folder = "public/asking"
    text = "pertanyaan"
    longest = LONGEST
    nothing = _("Tulis pertanyaan Anda, satu kalimat pun cukup.")
    lost = _("Isian halaman itu tidak terbaca lagi, jadi pertanyaan belum terkirim. Mulai lagi dari sini.")

    def on_check(self, sheet: Sheet, place: Place, now: datetime) -> Context:
        """Tell what may be answered already, where a report goes, and until when an answer comes."""
        words = sheet[self.text]
        return {
            "due": day_of(due_of(place, now), place),
            "hits": searching.find(words, limit=3),
            "like_a_report": bool(REPORTING & set(fold(words).split())),
        }

    def deliver(self, sheet: Sheet, where: Route, now: datetime) -> Context:
        asked = actions.ask(sheet.receipt_code(), sheet[self.text], route=where, actor=PUBLIC, now=now).question
        return {"leaf": asked.entry.leaf_hash, "due": day_of(asked.due, where.place)}


QUESTION = Question()


@public_page("GET", "POST")
def ask(request: HttpRequest) -> HttpResponse:
    """Ask for words and place on one page; with both, show the check page."""
    return QUESTION.write(request)


@public_page("POST")
def send(request: HttpRequest) -> HttpResponse:
    """Take the question and show its code, or show the check page again with the reason."""
    return QUESTION.send(request)
