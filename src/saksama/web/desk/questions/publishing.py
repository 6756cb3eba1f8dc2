"""Publishing without traits: written by an officer, looked over with a guard that warns, approved by a second person."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpResponse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from saksama.kernel.errors import Invalid
from saksama.law import situations
from saksama.places import queries as places
from saksama.prevention import actions, policies, queries
from saksama.prevention.models import Publication, Question
from saksama.prevention.traits import Trait, traits
from saksama.store import clock
from saksama.web.casework.requests import DeskRequest, keys
from saksama.web.desk.guard import desk_page
from saksama.web.frame import dates, render, see_other

from .forms import PublishForm
from .views import said, state_of


@require_http_methods(["GET", "POST"])
@desk_page
def propose(request: DeskRequest, answer: UUID) -> HttpResponse:
    """Write the text for everybody. What may point to a person is named first, and has to be looked at."""
    policies.may_answer(request.actor).require()
    now = clock.now()
    asked = queries.question_of_answer(answer, request.actor, on=dates.local(now).date())
    text = queries.open_question(asked, keys(request))
    form = PublishForm(request.POST or None)
    found: tuple[Trait, ...] = ()
    if request.method == "POST" and form.is_valid():
        told = form.cleaned_data
        found = traits_of(f"{told['asked']}\n{told['answered']}", asked, text)
        try:
            actions.propose(
                answer,
                asked=told["asked"],
                answered=told["answered"],
                looked_at=told["looked_at"],
                found=found,
                actor=request.actor,
                now=now,
            )
            return see_other("desk:question", asked.public_id)
        except Invalid as refused:
            name = str(refused.context.get("field", ""))
            form.add_error(name if name in ("asked", "answered") else None, said(refused))
    context = {"form": form, "traits": worded(found), "text": text, "question": asked.public_id, "here": "questions"}
    return render(request, "desk/questions/publish.html", context, status=422 if form.is_bound else 200)


def traits_of(text: str, asked: Question, original: str) -> tuple[Trait, ...]:
    """Return what the guard finds, with the names of the territory the question came from."""
    place = places.by_code(asked.place_code)
    around = places.ancestors(place)
    names = {one.name for one in (place, *around, *places.children(place), *places.children(around[0] if around else place))}
    return traits(text, place_names=names, original=original)


def worded(found: tuple[Trait, ...]) -> list[dict[str, str]]:
    english = get_language() == "en"
    return [{"found": one.found, "why": one.why_en if english else one.why_id} for one in found]


@require_http_methods(["GET", "POST"])
@desk_page
def decide(request: DeskRequest, publication: UUID) -> HttpResponse:
    """Approve a proposed text, or take one back."""
    policies.may_answer(request.actor).require()
    now = clock.now()
    today = dates.local(now).date()
    draft = queries.publication(publication, request.actor, on=today)
    asked = queries.question_of_answer(draft.answer_public_id, request.actor, on=today)
    if request.method == "POST":
        verb = actions.withdraw if request.POST.get("langkah") == "tarik" else actions.approve
        verb(draft.public_id, actor=request.actor, now=now)
        return see_other("desk:publication", draft.public_id)
    context = {
        "draft": _shown(draft),
        "traits": worded(traits_of(f"{draft.asked}\n{draft.answered}", asked, queries.open_question(asked, keys(request)))),
        "question": asked.public_id,
        "may": policies.may_approve(request.actor, written_by=draft.written_by),
        "why_not": _why_not(policies.may_approve(request.actor, written_by=draft.written_by)),
        "here": "questions",
    }
    return render(request, "desk/questions/publication.html", context)


def _why_not(decision: policies.Decision) -> str:
    if decision:
        return ""
    return (decision.reason_en if get_language() == "en" else decision.reason) or _("Langkah ini bukan untuk Anda.")


def _shown(draft: Publication) -> dict[str, object]:
    return {
        "asked": draft.asked,
        "answered": draft.answered,
        "words": situations.VERDICT_WORDS[draft.verdict][get_language() == "en"],
        "rules": ", ".join(draft.rules),
        "state": state_of(draft),
        "open": draft.approved_at is None and draft.withdrawn_at is None,
        "published": draft.approved_at is not None and draft.withdrawn_at is None,
        "id": draft.public_id,
    }
