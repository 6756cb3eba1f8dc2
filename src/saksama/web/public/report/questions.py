"""The page of one question."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from saksama.institutions import queries as institutions
from saksama.kernel.errors import NotFound
from saksama.places import queries as places
from saksama.web.frame import dates, render
from saksama.web.public import found

from .forms import Question
from .sheet import ORDERED, SEEN, Sheet

ROUTES = {SEEN: "public:report", ORDERED: "public:report_ordered"}
OWN_PAGE = frozenset({"risiko", "siapa", "kapan", "tempat", "cerita", "tautan", "pembaca", "nama"})


def words(step: str) -> dict[str, str]:
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


def neutral_title(sheet: Sheet) -> str:
    """Return what stands in the browser's tab and history: never what the report is about."""
    return _("Formulir") if sheet.variant == ORDERED else _("Sampaikan")


def show(
    request: HttpRequest,
    sheet: Sheet,
    step: str,
    *,
    now: datetime,
    form: Question | None = None,
    searched: bool = False,
    sentence: str = "",
    status: int = 200,
) -> HttpResponse:
    """Return the page of one question; 422 with a bound form that has errors."""
    today = dates.local(now).date()
    at = sheet.steps.index(step)
    context = {
        **words(step),
        **_results(sheet, step),
        "form": form or sheet.blank(step, today),
        "step": step,
        "sheet": sheet.seal(now),
        "action": reverse(ROUTES[sheet.variant]),
        "previous": "" if at == 0 else sheet.steps[at - 1],
        "at": at + 1,
        "total": len(sheet.steps) + 1,
        "changing": sheet.changing,
        "searched": searched and bool(sheet.answers.get(step, {}).get(f"{SEARCHES.get(step)}_search")),
        "sentence": sentence,
        "few": sheet.answers.get("risiko", {}).get("crowd") == "few",
        "neutral_title": neutral_title(sheet),
        "helper": sheet.helper,
        "other_language_url": "" if request.method == "POST" else None,
    }
    if context["other_language_url"] is None:
        del context["other_language_url"]
    template = f"public/report/{step}.html" if step in OWN_PAGE else "public/report/question.html"
    return render(request, template, context, status=422 if form is not None and form.errors else status)


SEARCHES = {"tempat": "place", "siapa": "agency"}


def _results(sheet: Sheet, step: str) -> dict[str, object]:
    """Return what the search of this page found, with what was chosen before kept in the list."""
    answers = sheet.answers.get(step, {})
    if step == "tempat":
        results = [found.place(p) for p in places.search(answers.get("place_search", ""), limit=12)]
        return _with_chosen(results, answers.get("place", ""), lambda code: found.place(places.by_code(code)))
    if step == "siapa":
        results = [found.agency(a) for a in institutions.search_agencies(answers.get("agency_search", ""), limit=12)]
        return _with_chosen(results, answers.get("agency", ""), lambda one: found.agency(institutions.agency(one)))
    return {}


def _with_chosen(results: list[dict[str, str]], chosen: str, look_up: Callable[[str], dict[str, str]]) -> dict[str, object]:
    if chosen and not any(r["value"] == chosen for r in results):
        try:
            results = [look_up(chosen), *results]
        except NotFound:
            chosen = ""
    if not chosen and len(results) == 1:
        chosen = results[0]["value"]
    return {"found": results, "chosen": chosen}
