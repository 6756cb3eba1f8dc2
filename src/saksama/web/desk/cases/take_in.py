"""Terima langsung and Rekam tautan: what did not come through the web becomes an equal case, at once."""

from __future__ import annotations

from uuid import UUID

from django.forms.utils import ErrorDict
from django.http import HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from saksama.accounts.keep import signed_in_required
from saksama.cases import actions
from saksama.kernel.errors import SaksamaError
from saksama.store import clock
from saksama.web.casework.dialogue import sentence_of
from saksama.web.casework.kind_forms import names_of
from saksama.web.casework.requests import DeskRequest, keys
from saksama.web.frame import render

from . import policy
from .take_in_forms import CaptureForm, TakeInForm

BESIDE = {
    "happened_on": "happened_on",
    "known_on": "known_on",
    "place_code": "place",
    "arrived_at": "arrived_on",
    "documents": "papers",
}


@require_http_methods(["GET", "POST"])
@signed_in_required
def report(request: DeskRequest) -> HttpResponse:
    """A report on paper, by phone or by messenger. The answer shows the receipt code once, for the reporter."""
    policy.may_take_in(request.actor).require()
    form = TakeInForm(request.POST or None, request.FILES or None, now=clock.now(), zone=request.post.zone)
    if not _sent(request, form):
        return _draw(request, form, "desk/cases/take_in.html", "take_in")
    told = form.cleaned_data
    filled = actions.ByOfficer(
        channel=told["channel"],
        arrived_at=told["arrived"],
        answers=form.answers(),
        door=told["door"],
        papers=form.papers(),
        late_reason=told["late_reason"],
    )
    try:
        opened = actions.open_by_officer(filled, actor=request.actor, keys=keys(request), now=clock.now())
    except SaksamaError as refused:
        _refuse(form, refused)
        return _draw(request, form, "desk/cases/take_in.html", "take_in", status=422)
    context = {
        "code": opened.code,
        "case_id": opened.case_public_id,
        "refused": opened.refused,
        "here": "take_in",
        "nameless": told["door"] == "nameless",
    }
    return render(request, "desk/cases/handed_over.html", context)


@require_http_methods(["GET", "POST"])
@signed_in_required
def capture(request: DeskRequest) -> HttpResponse:
    """A public post: it opens a finding in tracing; nobody gets a code."""
    policy.may_capture(request.actor).require()
    form = CaptureForm(request.POST or None, request.FILES or None, now=clock.now(), zone=request.post.zone)
    if not _sent(request, form):
        return _draw(request, form, "desk/cases/capture.html", "capture")
    filled = actions.ByOfficer(
        channel="social_media",
        arrived_at=form.cleaned_data["captured"],
        answers=form.answers(),
        door="nameless",
        papers=form.papers(),
    )
    try:
        opened = actions.open_by_officer(filled, actor=request.actor, keys=keys(request), now=clock.now())
    except SaksamaError as refused:
        _refuse(form, refused)
        return _draw(request, form, "desk/cases/capture.html", "capture", status=422)
    return _to_case(opened.case_public_id)


def _to_case(case_id: UUID | str) -> HttpResponse:
    return HttpResponseRedirect(f"{reverse('desk:case', args=[case_id])}?baru=1#baru", status=303)


def _sent(request: DeskRequest, form: TakeInForm | CaptureForm) -> bool:
    """Tell whether a complete form was sent; a search inside it only redraws the page."""
    if request.method != "POST":
        return False
    if "cari" in request.POST:
        form._errors = ErrorDict()
        return False
    return form.is_valid()


def _refuse(form: TakeInForm | CaptureForm, refused: SaksamaError) -> None:
    field = str(refused.context.get("field", ""))
    field = BESIDE.get(field, field)
    form.add_error(field if field in form.fields else None, sentence_of(refused))


def _draw(request: DeskRequest, form: TakeInForm | CaptureForm, template: str, here: str, status: int = 0) -> HttpResponse:
    wrong = bool(form.errors) if form.is_bound else False
    context = {"form": form, "here": here, "lost": names_of(request.FILES) if form.is_bound else []}
    return render(request, template, context, status=status or (422 if wrong else 200))
