"""The exercise of a drill: begun by whoever handles cases there, its sheet read by everybody of the desk."""

from __future__ import annotations

from dataclasses import dataclass

from django.conf import settings
from django.http import Http404, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from saksama.kernel.errors import SaksamaError
from saksama.web.casework.requests import DeskRequest
from saksama.web.desk.guard import desk_page
from saksama.web.frame import render, said, see_other

from .exercises import DoneShown, exercises


@dataclass(frozen=True, slots=True)
class Told:
    """A row of the sheet in words. What there was to learn is told once the report was decided."""

    row: DoneShown
    verdict: str
    lesson: str


@require_http_methods(["GET", "POST"])
@desk_page
def show(request: DeskRequest) -> HttpResponse:
    """The exercise: begin it, or look at what became of it so far."""
    if not settings.SAKSAMA.drill:
        raise Http404
    refused, status = "", 200
    if request.method == "POST":
        try:
            exercises().begin()
        except SaksamaError as error:
            refused, status = said(error), error.status
        else:
            return see_other("desk:queue")
    result = exercises().result()
    rows = [told(one) for one in result.rows] if result else []
    return render(
        request, "desk/drill/show.html", {"here": "drill", "result": result, "rows": rows, "refused": refused}, status=status
    )


def told(row: DoneShown) -> Told:
    return Told(row, verdict_of(row.verdict), lesson_of(row.lesson) if row.verdict != "open" else "")


def verdict_of(verdict: str) -> str:
    return {
        "right": _("tepat"),
        "half": _("tepat, satu langkah kurang"),
        "wrong": _("keliru"),
        "wrong_refusal": _("keliru ditolak"),
        "open": _("belum dikerjakan"),
    }[verdict]


def lesson_of(lesson: str) -> str:
    """Return what a report teaches, as a practised officer would say it."""
    return {
        "registered": _("Lengkap: diregistrasi."),
        "joined": _("Sudah disampaikan orang lain: dibandingkan, lalu digabung."),
        "handed_over": _("Yang dilaporkan bukan ASN: dialihkan."),
        "completion_requested": _("Ada yang kurang: diminta dilengkapi, bukan ditolak."),
        "conflict": _("Menguntungkan pejabat yang akan menjatuhkan sanksi: uji benturan kepentingan."),
        "criminal": _("Mungkin juga pidana: tandai jalur pidana."),
        "wrong_person": _("Periksa dahulu siapa yang memegang jabatan pada hari itu."),
    }[lesson]
