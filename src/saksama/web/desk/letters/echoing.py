"""*Anda bilang, kami lakukan*: written by an officer, looked over with the guard that warns, approved by a second person."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpResponse
from django.views.decorators.http import require_http_methods

from saksama.kernel.errors import Invalid
from saksama.prevention import actions, policies, queries
from saksama.prevention.errors import NoConsent
from saksama.prevention.traits import Trait
from saksama.store import clock
from saksama.web.casework.requests import DeskRequest, keys
from saksama.web.desk.guard import desk_page
from saksama.web.desk.rewording import standing, traits_of, worded
from saksama.web.frame import dates, render, said, see_other, why_not

from .forms import EchoForm


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
        left = traits_of(f"{told['said']}\n{told['did']}", found.place_code, text)
        try:
            actions.propose_echo(found.public_id, said=told["said"], did=told["did"], looked_at=told["looked_at"], found=left,
                                 actor=request.actor, now=now)
            return see_other("desk:letter", found.public_id)
        except Invalid as refused:
            name = str(refused.context.get("field", ""))
            form.add_error(name if name in ("said", "did") else None, said(refused))
    context = {"form": form, "traits": worded(left), "text": text, "letter": found.public_id, "here": "letters"}
    return render(request, "desk/letters/echo_write.html", context, status=422 if form.is_bound else 200)


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
    text = queries.letter_text(found, keys(request))
    may = policies.may_approve(request.actor, written_by=draft.written_by)
    context = {
        "draft": draft,
        **standing(draft),
        "traits": worded(traits_of(f"{draft.said}\n{draft.did}", found.place_code, text)),
        "letter": found.public_id,
        "may": may,
        "why_not": why_not(may),
        "here": "letters",
    }
    return render(request, "desk/letters/echo.html", context)
