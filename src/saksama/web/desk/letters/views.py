"""The list of letters by time left, one letter with its reply, and the entry of one that came on paper."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID, uuid4

from django.core.files.uploadedfile import UploadedFile
from django.http import HttpResponse
from django.utils.translation import get_language
from django.views.decorators.http import require_GET, require_http_methods

from saksama.accounts import queries as accounts
from saksama.institutions import queries as institutions
from saksama.intake import completeness
from saksama.intake.routing import route
from saksama.kernel import receipt
from saksama.kernel.errors import Invalid, SaksamaError
from saksama.places import queries as places
from saksama.prevention import actions, policies, queries
from saksama.prevention.letters import CHANNELS, KINDS
from saksama.prevention.models import Letter
from saksama.store import clock
from saksama.web.casework import clocks, downloads
from saksama.web.casework.dialogue import TOO_LARGE, files_dropped
from saksama.web.casework.requests import DeskRequest, keys
from saksama.web.desk.guard import desk_page
from saksama.web.desk.rewording import standing
from saksama.web.frame import dates, render, said, see_other

from .forms import EnterForm, ReplyForm, words_of

TAKEN, REMEMBERED = "surat", 5


@require_GET
@desk_page
def listing(request: DeskRequest) -> HttpResponse:
    """Letters of the territory by time left, those answered last, and the figures of the year."""
    policies.may_answer(request.actor).require()
    now = clock.now()
    today = dates.local(now).date()
    figures = queries.letter_figures(request.actor, year=today.year, now=now)
    kinds = dict(words_of(KINDS))
    context = {
        "waiting": [row(one, now) for one in queries.waiting_letters(request.actor, on=today)],
        "answered": [row(one, now) for one in queries.answered_letters(request.actor, on=today, limit=20)],
        "figures": figures,
        "by_kind": [(kinds[code], n) for code, n in figures.by_kind if n],
        "year": today.year,
        "here": "letters",
    }
    return render(request, "desk/letters/list.html", context)


def row(one: Letter, now: datetime) -> dict[str, object]:
    place = places.by_code(one.place_code)
    zone = place.timezone or dates.DEFAULT_ZONE
    waits = one.acknowledge_by if one.acknowledged_at is None else one.due
    return {
        "id": one.public_id,
        "kind": dict(words_of(KINDS))[one.kind],
        "channel": dict(words_of(CHANNELS))[one.channel],
        "place": place.label,
        "received_on": dates.local(one.received_at, zone).date(),
        "acknowledged_on": dates.local(one.acknowledged_at, zone).date() if one.acknowledged_at else None,
        "replied_on": dates.local(one.replied_at, zone).date() if one.replied_at else None,
        "in_time": one.replied_at is not None and one.replied_at <= one.due,
        "owner": accounts.name_of(one.owner) if one.owner else "",
        "due": clocks.due(waits, waits, now=now, zone=zone, language=get_language() or "id"),
    }


@require_http_methods(["GET", "POST"])
@desk_page
def show(request: DeskRequest, letter: UUID) -> HttpResponse:
    """One letter, opened with the officer's key: acknowledged (`langkah=baca`) or answered."""
    policies.may_answer(request.actor).require()
    now = clock.now()
    today = dates.local(now).date()
    found = queries.letter(letter, request.actor, on=today)
    opened = keys(request)
    text = queries.letter_text(found, opened)
    if request.POST.get("langkah") == "baca":
        actions.acknowledge(found.public_id, actor=request.actor, now=now)
        return see_other("desk:letter", found.public_id)
    form = ReplyForm(request.POST or None)
    if request.method == "POST" and form.is_valid() and _answered(form, request, found, now):
        return see_other("desk:letter", found.public_id)
    context = {
        "row": row(found, now),
        "text": text,
        "pictures": range(1, queries.pictures_of(found) + 1),
        "form": form,
        "consent": found.consent,
        "replies": [_reply(one, found) for one in reversed(queries.replies_of(found, opened, request.actor))],
        "echoes": [{"id": one.public_id, "said": one.said, "state": standing(one)["state"]} for one in queries.echoes_of(found)],
        "mine": found.owner == request.actor.public_id,
        "here": "letters",
    }
    return render(request, "desk/letters/letter.html", context, status=422 if form.is_bound else 200)


def _answered(form: ReplyForm, request: DeskRequest, found: Letter, now: datetime) -> bool:
    told = form.cleaned_data
    try:
        actions.answer_letter(found.public_id, text=told["text"], acted=told["acted"], actor=request.actor, now=now)
    except Invalid as refused:
        form.add_error("text", said(refused))
        return False
    return True


def _reply(one: queries.ShownReply, found: Letter) -> dict[str, object]:
    zone = places.by_code(found.place_code).timezone or dates.DEFAULT_ZONE
    return {"text": one.text, "acted": one.acted, "on": dates.local(one.replied_at, zone).date(),
            "by": accounts.name_of(one.replied_by)}


@require_GET
@desk_page
def picture(request: DeskRequest, letter: UUID, nth: int) -> HttpResponse:
    """One photograph of the letter, as it was drawn anew."""
    policies.may_answer(request.actor).require()
    found = queries.letter(letter, request.actor, on=dates.local(clock.now()).date())
    opened = queries.letter_picture(found, nth, keys(request))
    return downloads.picture(opened.content, opened.type)


@require_http_methods(["GET", "POST"])
@desk_page
def enter(request: DeskRequest) -> HttpResponse:
    """A letter on paper or from a kampung. The answer shows the code once, for the writer; sent twice it is one letter."""
    policies.may_record_visit(request.actor).require()
    once = request.POST.get("sekali", "")
    if once in request.session.get(TAKEN, []):
        return render(request, "desk/letters/handed_over.html", {"here": "letters", "code": ""})
    office = institutions.office(request.actor.office)
    form = EnterForm(request.POST or None, request.FILES or None, office=office)
    whole = request.method == "POST" and form.is_valid()
    if whole and files_dropped(request):
        form.add_error("pictures", str(TOO_LARGE))
        whole = False
    code = _entered(form, request) if whole else ""
    if not code:
        context = {"form": form, "once": once or str(uuid4()), "home": _home(request), "here": "letters"}
        return render(request, "desk/letters/enter.html", context, status=422 if form.is_bound else 200)
    request.session[TAKEN] = [*request.session.get(TAKEN, []), once][-REMEMBERED:]
    return render(request, "desk/letters/handed_over.html", {"here": "letters", "code": code})


def _home(request: DeskRequest) -> str:
    """Return where to go without a letter: who may not read them has no list of them."""
    return "desk:letters" if policies.may_answer(request.actor) else "desk:prevention"


def _entered(form: EnterForm, request: DeskRequest) -> str:
    """Enter the letter and return its code; nothing where it was refused, with the reason at its field."""
    told, now = form.cleaned_data, clock.now()
    place = places.by_code(told["place"])
    files: tuple[UploadedFile, ...] = told["pictures"]
    written = actions.Written(
        kind=told["kind"],
        text=told["text"],
        consent=told["consent"],
        channel=told["channel"],
        pictures=tuple(one.read() for one in files),
    )
    code = receipt.draw()
    try:
        where = route(place, None, completeness.day_in(place, now), now=now)
        actions.enter(code, written, route=where, actor=request.actor, now=now)
    except SaksamaError as refused:
        field = str(refused.context.get("field", ""))
        form.add_error(field if field in form.fields else None, said(refused))
        return ""
    return receipt.pretty(code)
