"""The desks of one's office: opened, described, rostered, visited, ended; and the cases of one territory."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from uuid import UUID

from django import forms
from django.http import HttpResponse
from django.views.decorators.http import require_GET, require_http_methods

from saksama.accounts import queries as accounts
from saksama.cases.queries import follow_up
from saksama.institutions import desks as reads
from saksama.institutions import queries as institutions
from saksama.institutions import running_desks
from saksama.institutions.models import RegionalDesk
from saksama.kernel.errors import Invalid, NotFound
from saksama.places import queries as places
from saksama.store import clock
from saksama.web.casework.requests import DeskRequest
from saksama.web.desk.cases import policy
from saksama.web.desk.guard import desk_page
from saksama.web.frame import dates, render, said, see_other

from .forms import DeskForm, DutyForm, OpenForm, VisitForm

TWO_WEEKS = timedelta(days=13)


def today_of(request: DeskRequest) -> date:
    return dates.local(clock.now(), request.post.zone).date()


@require_GET
@desk_page
def desks(request: DeskRequest) -> HttpResponse:
    """The desks of this office, with who serves today."""
    policy.may_use_the_desk(request.actor).require()
    on = today_of(request)
    found = reads.public(reads.of_office(request.actor.office, on), on)
    return render(
        request,
        "desk/regional/desks.html",
        {"found": found, "may": bool(running_desks.may_run(request.actor, request.actor.office)), "here": "regional"},
    )


@require_GET
@desk_page
def desk(request: DeskRequest, desk_id: UUID) -> HttpResponse:
    """One desk: what waits in its territory, two weeks of roster, the coming visits."""
    return _page(request, _mine(request, desk_id))


@require_http_methods(["GET", "POST"])
@desk_page
def open_desk(request: DeskRequest) -> HttpResponse:
    """Open a desk for a territory within reach."""
    running_desks.may_run(request.actor, request.actor.office).require()
    form = OpenForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            place = places.by_code(form.cleaned_data["place"].strip())
            office = institutions.office(request.actor.office)
            made = running_desks.open_desk(
                office, place, form.described(), actor=request.actor, on=today_of(request), now=clock.now()
            )
        except (Invalid, NotFound) as refused:
            field = str(refused.context.get("field", "place"))
            form.add_error(field if field in form.fields else "place", said(refused))
        else:
            return see_other("desk:regional_desk", made.public_id)
    return _form(request, form, None)


@require_http_methods(["GET", "POST"])
@desk_page
def describe(request: DeskRequest, desk_id: UUID) -> HttpResponse:
    """Change what a desk says of itself."""
    found = _run(request, desk_id)
    known = {name: getattr(found, name) for name in ("name", "address", "phone", "hours")}
    form = DeskForm(request.POST or None, initial=known)
    if request.method == "POST" and form.is_valid():
        running_desks.describe(found, form.described(), actor=request.actor, now=clock.now())
        return see_other("desk:regional_desk", found.public_id)
    return _form(request, form, found)


@require_http_methods(["POST"])
@desk_page
def duty(request: DeskRequest, desk_id: UUID) -> HttpResponse:
    """Put somebody on the roster, or take one day back (`hapus`)."""
    found = _run(request, desk_id)
    if request.POST.get("hapus"):
        running_desks.take_off_duty(found, _id(request.POST["hapus"]), actor=request.actor, now=clock.now())
        return see_other("desk:regional_desk", found.public_id)
    form = DutyForm(request.POST, people=_people(found, today_of(request)), today=today_of(request))

    def put() -> None:
        data = form.cleaned_data
        running_desks.put_on_duty(
            found,
            data["officer"],
            data["first"],
            data["last"],
            weekdays=data["weekdays"],
            shown_as=data["shown_as"],
            actor=request.actor,
            now=clock.now(),
        )

    return _taken(request, found, form, put, duty_form=form)


@require_http_methods(["POST"])
@desk_page
def visit(request: DeskRequest, desk_id: UUID) -> HttpResponse:
    """Put down a day of visit, or take one back (`hapus`)."""
    found = _run(request, desk_id)
    if request.POST.get("hapus"):
        running_desks.cancel_visit(found, _id(request.POST["hapus"]), actor=request.actor, now=clock.now())
        return see_other("desk:regional_desk", found.public_id)
    form = VisitForm(request.POST, today=today_of(request))

    def put() -> None:
        data = form.cleaned_data
        running_desks.add_visit(
            found, data["day"], data["venue"], data["hours"], actor=request.actor, on=today_of(request), now=clock.now()
        )

    return _taken(request, found, form, put, visit_form=form)


@require_http_methods(["GET", "POST"])
@desk_page
def end(request: DeskRequest, desk_id: UUID) -> HttpResponse:
    """End a desk from today on; asked once before."""
    found = _run(request, desk_id)
    if request.method == "POST":
        running_desks.end_desk(found, actor=request.actor, on=today_of(request), now=clock.now())
        return see_other("desk:regional")
    return render(request, "desk/regional/end.html", {"desk": found, "here": "regional"})


def _taken(
    request: DeskRequest, found: RegionalDesk, form: forms.Form, put: Callable[[], None], **forms_of_page: forms.Form
) -> HttpResponse:
    """Take what a form of the desk's page asks for, or give the page back with what was typed."""
    if form.is_valid():
        try:
            put()
        except Invalid as refused:
            field = str(refused.context.get("field", ""))
            form.add_error(field if field in form.fields else None, said(refused))
        else:
            return see_other("desk:regional_desk", found.public_id)
    return _page(request, found, status=422, **forms_of_page)


def _page(
    request: DeskRequest,
    found: RegionalDesk,
    *,
    duty_form: forms.Form | None = None,
    visit_form: forms.Form | None = None,
    status: int = 200,
) -> HttpResponse:
    on = today_of(request)
    people = dict(_people(found, on))
    rows = [(row, people.get(row.officer, "")) for row in reads.roster(found, on, on + TWO_WEEKS)]
    waiting, next_key = follow_up.of_territory(
        request.actor, found.place.low, found.place.high, now=clock.now(), after=request.GET.get("sesudah", "")[:80]
    )
    return render(
        request,
        "desk/regional/desk.html",
        {
            "desk": found,
            "roster": rows,
            "visits": reads.visits(found, on),
            "waiting": waiting,
            "next_key": next_key,
            "may": bool(running_desks.may_run(request.actor, str(found.office.public_id))),
            "duty_form": duty_form or DutyForm(people=list(people.items()), today=on),
            "visit_form": visit_form or VisitForm(today=on),
            "here": "regional",
        },
        status=status,
    )


def _form(request: DeskRequest, form: forms.Form, found: RegionalDesk | None) -> HttpResponse:
    status = 422 if form.is_bound and form.errors else 200
    return render(request, "desk/regional/form.html", {"form": form, "desk": found, "here": "regional"}, status=status)


def _mine(request: DeskRequest, desk_id: UUID) -> RegionalDesk:
    """Return a desk of one's own office; one of another office is not found."""
    policy.may_use_the_desk(request.actor).require()
    found = reads.desk(desk_id, today_of(request))
    if str(found.office.public_id) != request.actor.office:
        raise NotFound(*reads.NO_DESK)
    return found


def _run(request: DeskRequest, desk_id: UUID) -> RegionalDesk:
    found = _mine(request, desk_id)
    running_desks.may_run(request.actor, str(found.office.public_id)).require()
    return found


def _people(found: RegionalDesk, on: date) -> list[tuple[str, str]]:
    users = accounts.users_of_office(str(found.office.public_id), on)
    return [(str(one.public_id), one.display_name or one.username) for one in users]


def _id(text: str) -> str:
    """Return a public id as the page sent it back; one that is none finds nothing."""
    try:
        return str(UUID(text))
    except ValueError:
        return str(UUID(int=0))
