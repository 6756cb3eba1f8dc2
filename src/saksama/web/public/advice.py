"""Boleh atau tidak?: cards with up to three yes-or-no questions as links, a verdict, its rule, what a lawyer must see."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from saksama import law
from saksama.kernel.errors import NoRule
from saksama.kernel.text import fold
from saksama.web.frame import public_page, render

if TYPE_CHECKING:
    from saksama.law.rulebook import Entry

YES, NO = "y", "t"


@public_page("GET")
def listing(request: HttpRequest) -> HttpResponse:
    """Every situation, or those with a word that begins with what was typed."""
    typed = request.GET.get("q", "")[:80]
    wanted = fold(typed).split()
    cards = [card for card in law.book().situations if _fits(card, wanted)]
    situations = [{"id": card.id, "title": _said(card, "title"), "verdict": verdict_words(card.verdict)} for card in cards]
    return render(request, "public/allowed.html", {"situations": situations, "q": typed})


def _fits(card: Entry, wanted: list[str]) -> bool:
    words = fold(f"{_said(card, 'title')} {_said(card, 'why')}").split()
    return all(any(word.startswith(part) for word in words) for part in wanted)


@public_page("GET")
def card(request: HttpRequest, situation: str) -> HttpResponse:
    """One situation: the next question, or the verdict that follows from the answers in `?j=` (y yes, t no)."""
    try:
        entry = law.book().situation(situation)
    except NoRule as unknown:
        raise Http404 from unknown
    given = "".join(c for c in request.GET.get("j", "")[:3] if c in (YES, NO))
    verdict, asked = follow(entry, given)
    context: dict[str, object] = {
        "card": {"id": entry.id, "title": _said(entry, "title"), "citation": _rules(entry), "needs_check": entry.needs_check},
        "answers": ", ".join(_answered(entry, given)),
    }
    if verdict is None:
        question = entry.questions[asked]
        context["question"] = {"text": _spoken(question), "yes": given[:asked] + YES, "no": given[:asked] + NO}
    else:
        context["verdict"] = {
            "kind": verdict,
            "words": verdict_words(verdict),
            "do": _said(entry, "do") if verdict != "tidak_boleh" else (),
            "dont": _said(entry, "dont"),
            "why": _said(entry, "why"),
            "counter": _said(entry, "counter"),
        }
    return render(request, "public/situation.html", context)


def follow(entry: Entry, given: str) -> tuple[str | None, int]:
    """Return the verdict the answers lead to, or none and the number of the question to ask next.

    "No" ends with the question's own verdict; "yes" ends where the question says so, else the next one is asked; after the last
    yes stands the card's verdict.
    """
    for n, question in enumerate(entry.questions):
        if n >= len(given):
            return None, n
        if given[n] == NO:
            return question["no"], n
        if question.get("yes"):
            return question["yes"], n
    return entry.verdict, len(entry.questions)


def verdict_words(verdict: str) -> str:
    return {
        "boleh": _("Boleh"),
        "boleh_dengan_syarat": _("Boleh, dengan syarat"),
        "tidak_boleh": _("Sebaiknya jangan"),
        "tanya_dulu": _("Tanya dulu"),
    }[verdict]


def _answered(entry: Entry, given: str) -> list[str]:
    said = {YES: _("ya"), NO: _("tidak")}
    return [f"{_spoken(question).rstrip('?')}: {said[answer]}" for question, answer in zip(entry.questions, given, strict=False)]


def _rules(entry: Entry) -> str:
    """Return the citations of the norms behind a card; a rule the book does not hold is shown by the card's own citation."""
    cited: list[str] = []
    for rule in entry.rules:
        try:
            cited.append(law.book().norm(rule).citation)
        except NoRule:
            continue
    return "; ".join(dict.fromkeys(cited)) or entry.citation


def _said(entry: Entry, name: str) -> object:
    return entry.get(f"{name}_{'en' if get_language() == 'en' else 'id'}")


def _spoken(question: dict[str, str]) -> str:
    return question["en" if get_language() == "en" else "id"]
