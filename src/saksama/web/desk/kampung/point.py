"""One point: its volunteers and their consent, what was done, its board; three short forms on one page."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from uuid import UUID, uuid4

from django import forms
from django.http import HttpResponse
from django.utils.translation import get_language
from django.views.decorators.http import require_GET, require_http_methods

from saksama.kernel.errors import Conflict, Invalid, NotFound
from saksama.prevention import kampung_policies as policies
from saksama.prevention.actions import kampung as actions
from saksama.prevention.kampung import WORK, Point
from saksama.prevention.queries import kampung as reads
from saksama.store import clock
from saksama.web.casework.requests import DeskRequest
from saksama.web.desk.guard import desk_page
from saksama.web.frame import dates, render, said, see_other

from .forms import ActivityForm, NoticeForm, VolunteerForm


@require_GET
@desk_page
def show(request: DeskRequest, point: UUID) -> HttpResponse:
    return _page(request, point)


@require_http_methods(["POST"])
@desk_page
def volunteer(request: DeskRequest, point: UUID) -> HttpResponse:
    """Enter a volunteer, or (`langkah`) record his consent, take it back, let him leave."""
    found, on, now = _at(request, point)
    one, step = request.POST.get("relawan", "")[:40], request.POST.get("langkah", "")
    form = VolunteerForm(request.POST)
    if step in ("kertas", "lisan"):
        how = "paper" if step == "kertas" else "spoken"
        return _done(request, found, lambda: actions.consent(one, how=how, actor=request.actor, on=on, now=now))
    if step == "cabut":
        return _done(request, found, lambda: actions.withdraw_name(one, actor=request.actor, now=now))
    if step == "selesai":
        return _done(request, found, lambda: actions.end_volunteer(one, actor=request.actor, on=on, now=now))

    def do() -> object:
        return actions.add_volunteer(found.public_id, form.cleaned_data["name"], actor=request.actor, on=on, now=now)

    return _taken(request, found, form, do, volunteer_form=form)


@require_http_methods(["POST"])
@desk_page
def activity(request: DeskRequest, point: UUID) -> HttpResponse:
    """Enter one activity, once."""
    found, on, now = _at(request, point)
    form = ActivityForm(request.POST, today=on)

    def do() -> object:
        return actions.record_activity(found.public_id, form.told(), actor=request.actor, on=on, now=now)

    return _taken(request, found, form, do, activity_form=form)


@require_http_methods(["POST"])
@desk_page
def board(request: DeskRequest, point: UUID) -> HttpResponse:
    """Post a notice, or take one down (`turunkan`)."""
    found, on, now = _at(request, point)
    down = request.POST.get("turunkan", "")[:40]
    if down:
        return _done(request, found, lambda: actions.take_down(down, actor=request.actor, on=on, now=now))
    form = NoticeForm(request.POST, today=on)

    def do() -> object:
        told = form.cleaned_data
        return actions.post_notice(
            found.public_id, told["text"], until=told["until"], token=told["token"], actor=request.actor, on=on, now=now
        )

    return _taken(request, found, form, do, notice_form=form)


def _at(request: DeskRequest, point: UUID) -> tuple[Point, date, datetime]:
    now = clock.now()
    on = dates.local(now).date()
    found = reads.kept_point(point, request.actor, on=on).point
    policies.may_keep_point(request.actor, found.position).require()
    return found, on, now


def _done(request: DeskRequest, found: Point, do: Callable[[], object]) -> HttpResponse:
    do()
    return see_other("desk:point", found.public_id)


def _taken(
    request: DeskRequest, found: Point, form: forms.Form, do: Callable[[], object], **forms_of_page: forms.Form
) -> HttpResponse:
    """Take what a form of the page asks for, or give the page back with what was typed."""
    if form.is_valid():
        try:
            return _done(request, found, do)
        except (Invalid, Conflict, NotFound) as refused:
            name = str(refused.context.get("field", ""))
            form.add_error(name if name in form.fields else None, said(refused))
    return _page(request, found.public_id, status=422, **forms_of_page)


def _page(request: DeskRequest, point: UUID, *, status: int = 200, **forms_of_page: forms.Form) -> HttpResponse:
    on = dates.local(clock.now()).date()
    kept = reads.kept_point(point, request.actor, on=on)
    shown = reads.public_point(point, on=on)
    english = get_language() == "en"
    work = {code: en if english else id_ for code, id_, en in WORK}
    context = {
        "kept": kept,
        "point": kept.point,
        "shown": shown,
        "volunteers": reads.volunteers(kept.point, request.actor),
        "activities": [{"on": one.held_on, "work": work[one.work], "n": one.headcount} for one in shown.activities],
        "may_declare": bool(policies.may_declare_point(request.actor, kept.point.position)),
        "volunteer_form": VolunteerForm(auto_id="relawan_%s"),
        "activity_form": ActivityForm(initial={"token": str(uuid4())}, today=on, auto_id="kegiatan_%s"),
        "notice_form": NoticeForm(initial={"token": str(uuid4())}, today=on, auto_id="papan_%s"),
        "here": "kampung",
        **forms_of_page,
    }
    return render(request, "desk/kampung/point.html", context, status=status)
