"""Terima langsung and Rekam tautan: what did not come through the web becomes an equal case, at once."""

from __future__ import annotations

from contextlib import suppress
from uuid import uuid4

from django.http import HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from saksama.cases import actions, queries
from saksama.cases.actions import ByOfficer, OpenedByOfficer
from saksama.kernel.errors import NotFound, SaksamaError
from saksama.store import clock
from saksama.web.casework.dialogue import TOO_LARGE, files_dropped
from saksama.web.casework.kind_forms import names_of
from saksama.web.casework.requests import DeskRequest, keys
from saksama.web.desk import shell
from saksama.web.desk.guard import desk_page
from saksama.web.frame import render, said

from . import policy
from .take_in_forms import CaptureForm, TakeInForm

TAKEN, REMEMBERED = "terima", 5
BESIDE = {
    "place_code": "place",
    "arrived_at": "arrived_on",
    "documents": "papers",
}


@require_http_methods(["GET", "POST"])
@desk_page
def report(request: DeskRequest) -> HttpResponse:
    """A report on paper, by phone or by messenger. The answer shows the receipt code once, for the reporter.

    Sent twice (a reload) it is one report: the session remembers the form, never the code.
    """
    policy.may_take_in(request.actor).require()
    known = request.session.get(TAKEN, {}).get(request.POST.get("sekali", ""))
    if known is not None:
        return render(request, "desk/cases/handed_over.html", _stored(request, known))
    form = TakeInForm(request.POST or None, request.FILES or None, now=clock.now(), zone=request.post.zone)
    if not _sent(request, form):
        return _draw(request, form, "desk/cases/take_in.html", "take_in")
    told = form.cleaned_data
    filled = ByOfficer(
        channel=told["channel"],
        arrived_at=told["arrived"],
        answers=form.answers(),
        door=told["door"],
        papers=form.papers(),
        late_reason=told["late_reason"],
    )
    opened = _open(request, form, filled)
    if opened is None:
        return _draw(request, form, "desk/cases/take_in.html", "take_in", status=422)
    _remember(request, opened)
    context = {"code": opened.code, "refused": opened.refused, **_stored(request, opened.case_public_id)}
    return render(request, "desk/cases/handed_over.html", context)


@require_http_methods(["GET", "POST"])
@desk_page
def capture(request: DeskRequest) -> HttpResponse:
    """A public post: it opens a finding in tracing; nobody gets a code."""
    policy.may_take_in(request.actor).require()
    form = CaptureForm(request.POST or None, request.FILES or None, now=clock.now(), zone=request.post.zone)
    if not _sent(request, form):
        return _draw(request, form, "desk/cases/capture.html", "capture")
    captured = form.cleaned_data["captured"]
    filled = ByOfficer("social_media", captured, form.answers(), "nameless", form.papers())
    opened = _open(request, form, filled)
    if opened is None:
        return _draw(request, form, "desk/cases/capture.html", "capture", status=422)
    if not _handles(request):
        return render(request, "desk/cases/captured.html", {"here": "capture"})
    return HttpResponseRedirect(f"{reverse('desk:case', args=[opened.case_public_id])}?baru=1#baru", status=303)


def _handles(request: DeskRequest) -> bool:
    """Tell whether this person sees cases; a field supervisor only hands them in."""
    return request.actor.has(*shell.HANDLERS)


def _stored(request: DeskRequest, case_id: str) -> dict[str, object]:
    """Return what the page of a stored report shows: the case, and what looks like it to whoever sees cases."""
    context: dict[str, object] = {"case_id": case_id, "here": "take_in", "may_open": _handles(request)}
    if _handles(request):
        with suppress(NotFound):
            page = queries.page(case_id, request.actor, now=clock.now())
            context |= {"alike": page, "may_join": any(step.act == "joined" and step.allowed for step in page.steps)}
    return context


def _remember(request: DeskRequest, opened: OpenedByOfficer) -> None:
    kept = list(request.session.get(TAKEN, {}).items())[1 - REMEMBERED :]
    request.session[TAKEN] = dict([*kept, (request.POST.get("sekali", ""), str(opened.case_public_id))])


def _open(request: DeskRequest, form: TakeInForm | CaptureForm, filled: ByOfficer) -> OpenedByOfficer | None:
    try:
        return actions.open_by_officer(filled, actor=request.actor, keys=keys(request), now=clock.now())
    except SaksamaError as refused:
        field = str(refused.context.get("field", ""))
        field = form.beside.get(field, BESIDE.get(field, field))
        form.add_error(field if field in form.fields else None, said(refused))
        return None


def _sent(request: DeskRequest, form: TakeInForm | CaptureForm) -> bool:
    """Tell whether a complete form was sent; a search inside it only redraws the page."""
    if request.method != "POST":
        return False
    if "cari" in request.POST:
        form.forget_errors()
        return False
    whole = form.is_valid()
    if files_dropped(request):
        form.add_error("papers", str(TOO_LARGE))
        return False
    return whole


def _draw(request: DeskRequest, form: TakeInForm | CaptureForm, template: str, here: str, status: int = 0) -> HttpResponse:
    wrong = bool(form.errors) if form.is_bound else False
    context = {
        "form": form,
        "here": here,
        "lost": names_of(request.FILES) if form.is_bound else [],
        "once": request.POST.get("sekali") or str(uuid4()),
    }
    return render(request, template, context, status=status or (422 if wrong else 200))
