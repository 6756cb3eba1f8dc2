"""The board of recommendations, and the letters that the clock prepared: read, then sent as a step, or left."""

from __future__ import annotations

from urllib.parse import urlencode
from uuid import UUID

from django.http import Http404, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from saksama.followup import board as boards
from saksama.followup import drafting, ladder
from saksama.law import forms
from saksama.store import clock
from saksama.web.casework import downloads, words
from saksama.web.casework.requests import DeskRequest
from saksama.web.desk.cases import policy
from saksama.web.desk.guard import desk_page
from saksama.web.frame import render


@require_GET
@desk_page
def board(request: DeskRequest) -> HttpResponse:
    """Every recommendation the reader may see, by time left; `rak` is a shelf, `sesudah` the key of the page before."""
    policy.may_use_the_desk(request.actor).require()
    found = boards.board(
        request.actor, now=clock.now(), shelf=request.GET.get("rak", ""), after=request.GET.get("sesudah", "")[:80]
    )
    english = words.language() == "en"
    tabs = [("?", _("Semua"), not found.shelf)]
    tabs += [(f"?rak={name}", boards.SHELVES[name][english], name == found.shelf) for name in found.shelves]
    following = "?" + urlencode({"rak": found.shelf, "sesudah": found.next_key}) if found.next_key else ""
    return render(
        request,
        "desk/follow_up/board.html",
        {
            "board": found,
            "tabs": tabs,
            "next_url": following,
            "beyond": ladder.BEYOND[english],
            "names": ladder.WORDS,
            "here": "follow_up",
        },
    )


@require_GET
@desk_page
def prepared(request: DeskRequest, draft_id: UUID) -> HttpResponse:
    """A prepared letter in words, with the step that would send it. Nothing is sent from here."""
    policy.may_use_the_desk(request.actor).require()
    found = drafting.preview(draft_id, request.actor, now=clock.now())
    step = reverse("desk:step", args=[found.case, found.act])
    return render(
        request,
        "desk/follow_up/prepared.html",
        {
            "draft": found,
            "rung": ladder.WORDS[found.rung][words.language() == "en"],
            "letter": found.letter,
            "step_url": step if found.act == "reminder.sent" else f"{step}?{urlencode({'measure': found.rung})}",
            "zone": request.post.zone,
            "here": "follow_up",
        },
    )


@require_GET
@desk_page
def letter(request: DeskRequest, draft_id: UUID) -> HttpResponse:
    """The prepared letter as PDF: a draft without number, to be read on paper."""
    policy.may_use_the_desk(request.actor).require()
    found = drafting.preview(draft_id, request.actor, now=clock.now())
    if found.letter is None:
        raise Http404
    form = "reminder" if found.act == "reminder.sent" else "escalation"
    return downloads.attachment(forms.render(form, found.letter).pdf, f"konsep-{form}.pdf", "application/pdf")
