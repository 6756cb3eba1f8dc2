"""Learning for everybody: twelve stories in ten minutes, questions by local staff, and the anonymous survey. Nothing is kept."""

from __future__ import annotations

import secrets
from datetime import date
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from saksama import law
from saksama.kernel.errors import Invalid
from saksama.law import cards, situations
from saksama.law.rulebook import Entry
from saksama.prevention import pact_texts
from saksama.prevention.actions import learning as actions
from saksama.prevention.learning import ANSWERS
from saksama.prevention.lessons import lessons
from saksama.prevention.queries import learning as reads
from saksama.store import clock
from saksama.vault import forms as sealed
from saksama.vault.forms import FormSpoiled
from saksama.web.frame import dates, public_page, render, said

PURPOSE = "survei"
WORDS = {"boleh": "boleh", "tidak": "tidak_boleh", "tanya": "tanya_dulu"}
WAVE_IN_ADDRESS = {"sebelum": "before", "sesudah": "after"}


def _today() -> date:
    return dates.local(clock.now()).date()


def _tail() -> str:
    return "en" if get_language() == "en" else "id"


@public_page("GET")
def start(request: HttpRequest) -> HttpResponse:
    """What learning is, and its twelve stories."""
    tail = _tail()
    found = [{"nth": nth, "title": one.card.get(f"title_{tail}")} for nth, one in enumerate(lessons(law.book()), start=1)]
    return render(request, "public/learning/start.html", {"lessons": found})


@public_page("GET")
def lesson(request: HttpRequest, nth: int) -> HttpResponse:
    """One story and its question; with `?j=` the reason. The answer rides in the address and is kept nowhere."""
    every = lessons(law.book())
    if not 1 <= nth <= len(every):
        raise Http404
    found = every[nth - 1]
    tail = _tail()
    given = WORDS.get(request.GET.get("j", ""), "")
    context = {
        "nth": nth,
        "total": len(every),
        "story": found.story_en if tail == "en" else found.story_id,
        "row": _row(found.card),
        "given": given,
        "fits": bool(given) and _fits(found.card, given),
        "next": nth + 1 if nth < len(every) else 0,
        "situation": found.card.id,
    }
    return render(request, "public/learning/lesson.html", context)


def _fits(card: Entry, given: str) -> bool:
    verdict = situations.main_ending(card).verdict
    if verdict == "tanya_dulu" or given == "tanya_dulu":
        return verdict == given
    return pact_texts.is_right(card, given)


def _row(card: Entry) -> dict[str, object]:
    tail = _tail()
    own = cards.of(card, law.book(), tail)
    return {
        "id": card.id,
        "title": card.get(f"title_{tail}"),
        "conditions": own.words["conditions"],
        "verdict": own.words["verdict"],
        "why": own.words["why"],
        "citation": card.citation,
    }


@public_page("GET")
def quiz(request: HttpRequest) -> HttpResponse:
    """The questions local staff wrote and a second person approved, each with its answer behind a fold."""
    words = {code: en if get_language() == "en" else id_ for code, id_, en in ANSWERS}
    rows = [{"asked": one.asked, "answer": words[one.answer], "why": one.why, "citation": one.citation}
            for one in reads.published_quiz()]
    return render(request, "public/learning/quiz.html", {"rows": rows})


@public_page("GET", "POST")
def survey(request: HttpRequest, survey: UUID, wave: str) -> HttpResponse:
    """Three situations, answered without name; what is counted are numbers. Sent twice it counts once."""
    found = actions.standing_survey(survey, _today())
    if wave not in WAVE_IN_ADDRESS:
        raise Http404
    rows = [_row(card) for card in law.book().situations if card.id in found.situations]
    mark = _mark(request, str(found.public_id)) if request.method == "POST" else ""
    error = _("Isian halaman itu tidak terbaca lagi. Jawaban Anda belum terhitung; tekan Kirim sekali lagi.")
    given = {str(row["id"]): request.POST.get(str(row["id"]), "") for row in rows}
    if mark:
        try:
            actions.answer_survey(found.public_id, WAVE_IN_ADDRESS[wave], given, mark=mark, on=_today())
            return render(request, "public/learning/thanks.html", {"rows": rows, "other_language_url": ""})
        except Invalid as refused:
            error = said(refused)
    mark = mark or secrets.token_hex(16)
    context = {
        "survey": found,
        "wave": wave,
        "rows": [row | {"given": given[str(row["id"])]} for row in rows],
        "sheet": sealed.seal({"m": mark, "s": str(found.public_id)}, purpose=PURPOSE),
        "error": error if request.method == "POST" else "",
    }
    if request.method == "POST":
        context["other_language_url"] = ""
    return render(request, "public/learning/survey.html", context, status=422 if request.method == "POST" else 200)


def _mark(request: HttpRequest, survey: str) -> str:
    """Return the mark of the page that was sent; empty for a page that is not ours: it is shown again."""
    try:
        held = sealed.open(request.POST.get("isian", ""), purpose=PURPOSE)
    except FormSpoiled:
        return ""
    return str(held["m"]) if held["s"] == survey else ""
