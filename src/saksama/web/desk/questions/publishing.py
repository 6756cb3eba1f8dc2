"""Publishing without traits: written by an officer, looked over with a guard that warns, approved by a second person."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpResponse
from django.utils.translation import get_language
from django.views.decorators.http import require_http_methods

from saksama.kernel.errors import Invalid
from saksama.law import situations
from saksama.prevention import actions, policies, queries
from saksama.prevention.models import Publication
from saksama.prevention.traits import Trait
from saksama.store import clock
from saksama.web.casework.requests import DeskRequest, keys
from saksama.web.desk.guard import desk_page
from saksama.web.desk.rewording import standing, traits_of, worded
from saksama.web.frame import dates, render, said, see_other, why_not

from .forms import PublishForm


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
        found = traits_of(f"{told['asked']}\n{told['answered']}", asked.place_code, text)
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
    text = queries.open_question(asked, keys(request))
    may = policies.may_approve(request.actor, written_by=draft.written_by)
    context = {
        "draft": _shown(draft),
        "traits": worded(traits_of(f"{draft.asked}\n{draft.answered}", asked.place_code, text)),
        "question": asked.public_id,
        "may": may,
        "why_not": why_not(may),
        "here": "questions",
    }
    return render(request, "desk/questions/publication.html", context)


def _shown(draft: Publication) -> dict[str, object]:
    return {
        "asked": draft.asked,
        "answered": draft.answered,
        "words": situations.VERDICT_WORDS[draft.verdict][get_language() == "en"],
        "rules": ", ".join(draft.rules),
        **standing(draft),
        "id": draft.public_id,
    }
