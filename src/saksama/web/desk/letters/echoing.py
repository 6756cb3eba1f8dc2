"""*Anda bilang, kami lakukan*: written by an officer, looked over with the guard that warns, approved by a second person."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpResponse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from saksama.kernel.decision import Decision
from saksama.kernel.errors import Invalid
from saksama.places import queries as places
from saksama.prevention import actions, policies, queries
from saksama.prevention.errors import NoConsent
from saksama.prevention.models import Echo, Letter
from saksama.prevention.traits import Trait, traits
from saksama.store import clock
from saksama.web.casework.requests import DeskRequest, keys
from saksama.web.desk.guard import desk_page
from saksama.web.desk.questions.publishing import worded
from saksama.web.frame import dates, render, see_other

from .forms import EchoForm
from .views import said, state_of


@require_http_methods(["GET", "POST"])
@desk_page
def propose(request: DeskRequest, letter: UUID) -> HttpResponse:
    """Write what everybody will read. What may point to a person is named first, and has to be looked at."""
    policies.may_answer(request.actor).require()
    now = clock.now()
    found = queries.letter(letter, request.actor, on=dates.local(now).date())
    if not found.consent:
        raise NoConsent
    text = queries.letter_text(found, keys(request))
    form = EchoForm(request.POST or None)
    left: tuple[Trait, ...] = ()
    if request.method == "POST" and form.is_valid():
        told = form.cleaned_data
        left = traits_of(f"{told['said']}\n{told['did']}", found, text)
        try:
            actions.propose_echo(found.public_id, said=told["said"], did=told["did"], looked_at=told["looked_at"], found=left,
                                 actor=request.actor, now=now)
            return see_other("desk:letter", found.public_id)
        except Invalid as refused:
            name = str(refused.context.get("field", ""))
            form.add_error(name if name in ("said", "did") else None, said(refused))
    context = {"form": form, "traits": worded(left), "text": text, "letter": found.public_id, "here": "letters"}
    return render(request, "desk/letters/echo_write.html", context, status=422 if form.is_bound else 200)


def traits_of(text: str, found: Letter, original: str) -> tuple[Trait, ...]:
    """Return what the guard finds, with the names of the territory the letter came from."""
    place = places.by_code(found.place_code)
    around = places.ancestors(place)
    names = {one.name for one in (place, *around, *places.children(place), *places.children(around[0] if around else place))}
    return traits(text, place_names=names, original=original)


@require_http_methods(["GET", "POST"])
@desk_page
def decide(request: DeskRequest, echo: UUID) -> HttpResponse:
    """Approve a proposed pair of texts, or take one back."""
    policies.may_answer(request.actor).require()
    now = clock.now()
    today = dates.local(now).date()
    draft = queries.echo(echo, request.actor, on=today)
    found = queries.letter(draft.letter_public_id, request.actor, on=today)
    if request.method == "POST":
        verb = actions.withdraw_echo if request.POST.get("langkah") == "tarik" else actions.approve_echo
        verb(draft.public_id, actor=request.actor, now=now)
        return see_other("desk:echo", draft.public_id)
    may = policies.may_approve(request.actor, written_by=draft.written_by)
    context = {
        "draft": draft,
        "state": state_of(draft),
        "open": draft.approved_at is None and draft.withdrawn_at is None,
        "published": draft.approved_at is not None and draft.withdrawn_at is None,
        "traits": worded(_left(draft, found, request)),
        "letter": found.public_id,
        "may": may,
        "why_not": _why_not(may),
        "here": "letters",
    }
    return render(request, "desk/letters/echo.html", context)


def _left(draft: Echo, found: Letter, request: DeskRequest) -> tuple[Trait, ...]:
    return traits_of(f"{draft.said}\n{draft.did}", found, queries.letter_text(found, keys(request)))


def _why_not(decision: Decision) -> str:
    if decision:
        return ""
    return (decision.reason_en if get_language() == "en" else decision.reason) or _("Langkah ini bukan untuk Anda.")
