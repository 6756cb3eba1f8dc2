"""Boleh atau tidak?: found by plain words, up to three questions as links, a verdict with its rule, a card to pass on.

Nothing is kept of who looks: the answers ride in the address (`?j=`), letters that say yes, no or which choice.
"""

from __future__ import annotations

from datetime import date

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from saksama import law
from saksama.kernel.errors import NoRule
from saksama.law import cards, situations
from saksama.law import season as seasons
from saksama.law.rulebook import Entry
from saksama.law.situations import Standing
from saksama.prevention import actions, pictures, queries
from saksama.store import clock
from saksama.web.frame import dates, public_page, render

from . import searching

LONGEST = 200
TYPES = {"png": "image/png", "pdf": "application/pdf"}


@public_page("GET")
def listing(request: HttpRequest) -> HttpResponse:
    """Every situation by topic, or what fits the words typed: situations and questions already answered."""
    typed = request.GET.get("q", "")[:LONGEST].strip()
    context: dict[str, object] = {"q": typed, "topics": topics()}
    if typed:
        context["hits"] = searching.find(typed)
    return render(request, "public/allowed.html", context)


def topics() -> list[dict[str, object]]:
    """Return the topics with their situations, in the order of the file."""
    every = law.book().situations
    return [
        {
            "id": topic,
            "name": name_en if _english() else name_id,
            "situations": [{"id": one.id, "title": said(one, "title")} for one in every if one.topic == topic],
        }
        for topic, name_id, name_en in situations.TOPICS
    ]


@public_page("GET")
def card(request: HttpRequest, situation: str) -> HttpResponse:
    """One situation: the next question with the short answer under it, or the verdict the answers in `?j=` lead to."""
    entry = _situation(situation)
    standing = situations.follow(entry, request.GET.get("j", "")[: situations.MOST_QUESTIONS])
    context: dict[str, object] = {
        "card": {
            "id": entry.id,
            "title": said(entry, "title"),
            "citation": entry.citation,
            "needs_check": situations.needs_check(entry, law.book()),
            "rules": rules(entry.rules),
        },
        "given": [_answered(entry, standing, n) for n in range(len(standing.given))],
        "at": len(standing.given) + 1,
        "total": len(entry.questions),
    }
    if standing.question is not None:
        context["question"] = _question(standing)
        context["short"] = _short(entry)
    else:
        context["verdict"] = _verdict(entry, standing)
        context["stakes"] = _stakes(entry)
        context["own"] = cards.of(entry, law.book(), _tail())
        context["code"] = cards.pretty(context["own"].code)  # type: ignore[attr-defined]
    return render(request, "public/situation.html", context)


@public_page("GET")
def picture(request: HttpRequest, situation: str, form: cards.Form) -> HttpResponse:
    """The card of a situation as a picture for telephones (PNG) or as an A4 sheet (PDF), under a plain name."""
    entry = _situation(situation)
    one = cards.of(entry, law.book(), _tail())
    tag = f'"{pictures.name_of(one, form).partition(".")[0]}"'
    if request.headers.get("If-None-Match") == tag:
        return HttpResponse(status=304, headers={"ETag": tag})
    drawn = pictures.picture(one, form)
    _note(one)
    response = HttpResponse(drawn, content_type=TYPES[form])
    response["Content-Disposition"] = f'inline; filename="boleh-atau-tidak-{entry.id}.{form}"'
    response["ETag"] = tag
    return response


def _note(one: cards.Card) -> None:
    """Let the first hand-out of a card's version be known to the check page; one look at an index otherwise."""
    state = queries.checked_card(one.code)
    if state is None or state.issued_at is None:
        actions.note_cards(now=clock.now())


@public_page("GET")
def ask_check(request: HttpRequest) -> HttpResponse:
    """Ask for the code of a card; with one in the form show its page."""
    typed = request.GET.get("kode", "")[:40]
    code = cards.normalise(typed)
    if code:
        return HttpResponse(status=303, headers={"Location": reverse("public:card_check", args=[code])})
    wrong = bool(typed.strip())
    return render(request, "public/card_check.html", {"typed": typed, "wrong": wrong}, status=422 if wrong else 200)


@public_page("GET")
def check(request: HttpRequest, code: str) -> HttpResponse:
    """Say whether a card is the present one, or since when another took its place."""
    state = queries.checked_card(code[:40])
    context: dict[str, object] = {"asked": True, "typed": code[:40], "state": state}
    if state is not None:
        context["code"] = cards.pretty(state.code)
        context["situation"] = _shown(state.situation)
        if not state.is_present:
            context["since"] = dates.local(state.replaced_at or clock.now()).date()
    return render(request, "public/card_check.html", context, status=200 if state else 404)


def _shown(name: str) -> dict[str, str] | None:
    """Return a situation as the check page names it; None where the rule base no longer holds it."""
    try:
        entry = law.book().situation(name)
    except NoRule:
        return None
    return {"id": entry.id, "title": str(said(entry, "title")), "verdict": situations.spoken(entry, entry.verdict)[_english()]}


def _situation(name: str) -> Entry:
    try:
        return law.book().situation(name)
    except NoRule as unknown:
        raise Http404 from unknown


def _question(standing: Standing) -> dict[str, object]:
    """Return the question to ask and its answers as addresses."""
    asked = standing.question
    assert asked is not None  # noqa: S101  the caller looked
    english = _english()
    return {
        "text": asked.en if english else asked.id,
        "plain": asked.is_yes_or_no,
        "answers": [
            {"label": one.label_en if english else one.label_id, "letters": standing.letters + one.key} for one in asked.choices
        ],
    }


def _short(entry: Entry) -> dict[str, object]:
    """Return the answer of the card in one line, with the answers it presupposes: for who cannot wait."""
    way = situations.main_ending(entry)
    return {
        "kind": way.verdict,
        "words": situations.spoken(entry, way.verdict)[_english()],
        "conditions": [_answered(entry, way, n) for n in range(len(way.given))],
    }


def _answered(entry: Entry, standing: Standing, n: int) -> dict[str, str]:
    question, choice = situations.questions(entry)[n], standing.given[n]
    english = _english()
    return {
        "asked": question.en if english else question.id,
        "answer": choice.label_en if english else choice.label_id,
        "before": standing.letters[:n],
    }


def _verdict(entry: Entry, standing: Standing) -> dict[str, object]:
    because = standing.because_en if _english() else standing.because_id
    return {
        "kind": standing.verdict,
        "words": situations.spoken(entry, standing.verdict)[_english()],
        "because": because,
        "do": said(entry, "do") if standing.verdict != "tidak_boleh" else (),
        "dont": said(entry, "dont"),
        "now": said(entry, "now"),
        "why": said(entry, "why"),
        "counter": said(entry, "counter"),
    }


def _stakes(entry: Entry) -> dict[str, object] | None:
    """Return what the act is before and after candidates are determined, and which of the two holds today."""
    found = situations.stakes(entry, law.book())
    if not found:
        return None
    day = dates.local(clock.now()).date()
    today = seasons.today(searching.place_of_house(), day)
    return {
        "before": [_weight(rule) for rule in found.before],
        "after": [_weight(rule) for rule in found.after],
        "now": _side(today.determination, day) if today.election else "",
        "determined": today.determination,
    }


def _side(determined: date | None, day: date) -> str:
    if determined is None:
        return ""
    return "after" if day >= determined else "before"


def _weight(rule: Entry) -> str:
    """Return a violation as the reader needs it: what kind, how heavy, which."""
    tracks = {"ethics": _("kode etik"), "discipline": _("disiplin"), "criminal": _("pidana")}
    classes = {
        "moral": _("sanksi moral"),
        "light": _("hukuman ringan"),
        "medium": _("hukuman sedang"),
        "heavy": _("hukuman berat"),
        "dismissal": _("pemberhentian"),
    }
    parts = [tracks.get(rule.track, rule.track), classes.get(rule.get("sanction_class"), "")]
    return f"{', '.join(part for part in parts if part)} ({rule.id})"


def verdict_words(verdict: str) -> str:
    return situations.VERDICT_WORDS[verdict][_english()]


def rules(names: tuple[str, ...] | list[str]) -> list[dict[str, str]]:
    """Return rules by name with their words and citation; the page makes of the citation a link into the library."""
    book = law.book()
    found = []
    for name in names:
        for look, title in ((book.violation, "name"), (book.norm, "title")):
            try:
                rule = look(name)
            except NoRule:
                continue
            found.append({"id": rule.id, "name": str(said(rule, title)), "citation": rule.citation})
            break
    return found


def said(entry: Entry, name: str) -> object:
    return entry.get(f"{name}_{_tail()}")


def _tail() -> str:
    return "en" if _english() else "id"


def _english() -> bool:
    return get_language() == "en"
