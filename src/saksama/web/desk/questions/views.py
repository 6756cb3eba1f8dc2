"""The list of questions by time left, and one question: read, answered."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.http import HttpResponse
from django.utils.translation import get_language
from django.views.decorators.http import require_http_methods

from saksama import law
from saksama.kernel.errors import Invalid
from saksama.law import cards, situations
from saksama.law.finding import Index
from saksama.places import queries as places
from saksama.prevention import actions, policies, queries
from saksama.prevention.errors import NoSuchQuestion
from saksama.prevention.models import Question
from saksama.store import clock
from saksama.web.casework import clocks
from saksama.web.casework.requests import DeskRequest, keys
from saksama.web.desk.guard import desk_page
from saksama.web.desk.rewording import standing
from saksama.web.frame import dates, render, said, see_other

from .forms import AnswerForm

SUGGESTED = 8


@require_http_methods(["GET"])
@desk_page
def listing(request: DeskRequest) -> HttpResponse:
    """Questions of the territory by time left, those answered last, and the figures of the year. A check code leads to one."""
    policies.may_answer(request.actor).require()
    now = clock.now()
    today = dates.local(now).date()
    typed = request.GET.get("kode", "")[:40]
    missed = False
    if typed.strip():
        try:
            found = queries.question_of_check_code(cards.normalise(typed), request.actor, on=today)
            return see_other("desk:question", found.public_id)
        except NoSuchQuestion:
            missed = True
    waiting = [_row(one, now) for one in queries.waiting(request.actor, on=today)]
    context = {
        "waiting": waiting,
        "answered": [_row(one, now) for one in queries.answered(request.actor, on=today, limit=20)],
        "figures": queries.figures(request.actor, year=today.year, now=now),
        "year": today.year,
        "typed": typed,
        "missed": missed,
        "here": "questions",
    }
    return render(request, "desk/questions/list.html", context, status=422 if missed else 200)


def _row(one: Question, now: datetime) -> dict[str, object]:
    place = places.by_code(one.place_code)
    zone = place.timezone or dates.DEFAULT_ZONE
    return {
        "id": one.public_id,
        "place": place.label,
        "asked_on": dates.local(one.asked_at, zone).date(),
        "answered_on": dates.local(one.answered_at, zone).date() if one.answered_at else None,
        "in_time": one.answered_at is not None and one.answered_at <= one.due,
        "due": clocks.due(one.due, one.due, now=now, zone=zone, language=get_language() or "id"),
    }


@require_http_methods(["GET", "POST"])
@desk_page
def show(request: DeskRequest, question: UUID) -> HttpResponse:
    """One question, opened with the officer's key, and the form that answers it."""
    policies.may_answer(request.actor).require()
    now = clock.now()
    today = dates.local(now).date()
    asked = queries.get(question, request.actor, on=today)
    text = queries.open_question(asked, keys(request))
    form = AnswerForm(request.POST or None, suggestions=_suggestions(text))
    if request.method == "POST" and form.is_valid() and _answer(form, request, asked, now):
        return see_other("desk:question", asked.public_id)
    context = _context(request, asked, text, form, now)
    return render(request, "desk/questions/question.html", context, status=422 if form.is_bound else 200)


def _answer(form: AnswerForm, request: DeskRequest, asked: Question, now: datetime) -> bool:
    told = form.cleaned_data
    try:
        actions.answer(
            asked.public_id, verdict=told["verdict"], rules=form.rules(), text=told["text"], actor=request.actor, now=now
        )
    except Invalid as refused:
        name = str(refused.context.get("field", ""))
        form.add_error({"rules": "others"}.get(name, name) or None, said(refused))
        return False
    return True


def _context(request: DeskRequest, asked: Question, text: str, form: AnswerForm, now: datetime) -> dict[str, object]:
    answers = queries.answers_of(asked, keys(request), request.actor)
    published = queries.publications_of([one.public_id for one in answers])
    return {
        "row": _row(asked, now),
        "text": text,
        "form": form,
        "answers": [_shown(one, asked) for one in reversed(answers)],
        "latest": answers[-1].public_id if answers else None,
        "published": [{"id": one.public_id, "asked": one.asked, "state": standing(one)["state"]} for one in published],
        "near": [situation_link(name) for name in near(text)[:4]],
        "here": "questions",
    }


def _shown(one: queries.ShownAnswer, asked: Question) -> dict[str, object]:
    zone = places.by_code(asked.place_code).timezone or dates.DEFAULT_ZONE
    return {
        "words": situations.VERDICT_WORDS[one.verdict][get_language() == "en"],
        "text": one.text,
        "rules": ", ".join(one.rules),
        "on": dates.local(one.answered_at, zone).date(),
        "code": cards.pretty(one.check_code),
    }


def near(text: str) -> list[str]:
    """Return the situations nearest to a question, nearest first."""
    return Index(situations.searchable(entry) for entry in law.book().situations).find(text, limit=6)


def situation_link(name: str) -> dict[str, str]:
    entry = law.book().situation(name)
    return {"id": entry.id, "title": entry.title_en if get_language() == "en" else entry.title_id}


def _suggestions(text: str) -> list[tuple[str, str]]:
    """Return the rules of the nearest situations, as choices."""
    english = get_language() == "en"
    found: dict[str, str] = {}
    for name in near(text)[:3]:
        for rule in situations.rules_of(law.book().situation(name), law.book()):
            kind = "name" if rule.kind == "violations" else "title"
            found.setdefault(rule.id, f"{rule.id}: {rule.get(kind + ('_en' if english else '_id'))}")
    return list(found.items())[:SUGGESTED]
