"""The answer: by the code of who asked, the sheet to show, the check of such a sheet, and what was published."""

from __future__ import annotations

from uuid import UUID

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse

from saksama.law import cards
from saksama.prevention import queries
from saksama.prevention.errors import WrongQuestionCode
from saksama.prevention.models import Publication
from saksama.prevention.queries import Box, ShownAnswer
from saksama.store import clock
from saksama.web.frame import dates, public_page, render
from saksama.web.public import advice
from saksama.web.public.mailbox import key
from saksama.web.public.writing.box import CodedBox
from saksama.web.public.writing.pages import Context


class AskedBox(CodedBox[Box]):
    """A question with its answers, or the sheet to show to others."""

    purpose = "kotak-tanya"
    folder = "public/asking"
    wrong = WrongQuestionCode

    def find(self, code: str) -> Box:
        return queries.box(code)

    def template(self, request: HttpRequest, box: Box) -> str:
        wanted = request.POST.get("ke") == "tunjukkan" and box.latest is not None
        return "public/asking/show.html" if wanted else super().template(request, box)

    def told(self, box: Box) -> Context:
        latest = box.latest
        return {
            "text": box.text,
            "asked_on": dates.local(box.question.asked_at, box.timezone).date(),
            "due": dates.local(box.question.due, box.timezone).date(),
            "late": latest is None and clock.now() > box.question.due,
            "office_name": box.office_name,
            "leaf": box.leaf,
            "answer": _answer(latest, box) if latest else None,
            "earlier": [_answer(one, box) for one in box.answers[:-1]],
        }


BOX = AskedBox()


@public_page("GET", "POST")
def enter(request: HttpRequest) -> HttpResponse:
    """Ask for the code; with it show the question and its answer, or the sheet to show to others."""
    return BOX.enter(request)


def _answer(one: ShownAnswer, box: Box) -> dict[str, object]:
    return {
        "kind": one.verdict,
        "words": advice.verdict_words(one.verdict),
        "text": one.text,
        "rules": advice.rules(list(one.rules)),
        "on": dates.local(one.answered_at, box.timezone).date(),
        "code": cards.pretty(one.check_code),
        "address": _absolute("public:answer_check", one.check_code),
    }


def _absolute(name: str, code: str) -> str:
    return f"{settings.SAKSAMA.base_url.rstrip('/')}{reverse(name, args=[code])}".partition("://")[2]


@public_page("GET")
def ask_check(request: HttpRequest) -> HttpResponse:
    """Ask for the check code under an answer; with one in the form go to its page."""
    typed = request.GET.get("kode", "")[:40]
    code = cards.normalise(typed)
    if code:
        return HttpResponse(status=303, headers={"Location": reverse("public:answer_check", args=[code])})
    wrong = bool(typed.strip())
    return render(request, "public/asking/answer_check.html", {"typed": typed, "wrong": wrong}, status=422 if wrong else 200)


@public_page("GET")
def check(request: HttpRequest, code: str) -> HttpResponse:
    """Say that an answer was given, when and by which body. No question, no words, nobody."""
    plain = cards.normalise(code[:40])
    found = queries.answer_by_check_code(plain)
    context: dict[str, object] = {"asked": True, "typed": code[:40], "found": found}
    if found is None:
        key.lane.wrong()
    else:
        context |= {
            "code": cards.pretty(plain),
            "words": advice.verdict_words(found.verdict),
            "kind": found.verdict,
            "rules": advice.rules(list(found.rules)),
            "on": dates.local(found.answered_at, found.timezone).date(),
        }
    return render(request, "public/asking/answer_check.html", context, status=200 if found else 404)


@public_page("GET")
def answered(request: HttpRequest) -> HttpResponse:
    """What was asked before and may be of use to others, newest first."""
    rows = [_published(one) for one in queries.published()]
    return render(request, "public/asking/answered.html", {"rows": rows})


@public_page("GET")
def answered_one(request: HttpRequest, publication: UUID) -> HttpResponse:
    one = next((each for each in queries.published() if each.public_id == publication), None)
    if one is None:
        raise Http404
    return render(request, "public/asking/answered_one.html", {"one": _published(one), "rules": advice.rules(list(one.rules))})


def _published(one: Publication) -> dict[str, object]:
    return {
        "id": one.public_id,
        "asked": one.asked,
        "answered": one.answered,
        "kind": one.verdict,
        "words": advice.verdict_words(one.verdict),
        "on": dates.local(one.approved_at).date() if one.approved_at else None,
    }
