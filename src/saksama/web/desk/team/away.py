"""Leave, delegation and duty of one's office."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from django import forms
from django.http import Http404, HttpResponse
from django.views.decorators.http import require_http_methods, require_POST

from saksama.accounts import actions, away, policies, queries, tree
from saksama.accounts.models import User
from saksama.accounts.tree import Serving
from saksama.kernel.errors import Invalid, SaksamaError
from saksama.store import clock
from saksama.web.casework.requests import DeskRequest
from saksama.web.desk.guard import desk_page
from saksama.web.frame import render, said, see_other

from .forms import DelegateForm, LeaveForm, day_of, people_choices, refuse

DAYS = 14


def _people(request: DeskRequest) -> tuple[date, tuple[Serving, ...]]:
    today = request.post.day(clock.now())
    return today, tree.people_of(request.actor.office, today)


def _leads(request: DeskRequest) -> bool:
    return bool(policies.may_lead(request.actor, request.actor.office))


def _user(public_id: str) -> User:
    found = queries.active(public_id)
    if found is None:
        raise Invalid("Pilih orangnya dari daftar.", "Choose the person from the list.")
    return found


@require_http_methods(["GET", "POST"])
@desk_page
def leave(request: DeskRequest) -> HttpResponse:
    """One's own leave; whoever leads the office records that of others too."""
    today, people = _people(request)
    who = people if _leads(request) else [one for one in people if one.public_id == request.actor.public_id]
    form = LeaveForm(
        request.POST or None, people=people, who=who,
        initial={"person": request.GET.get("untuk", request.actor.public_id), "starts_on": today, "ends_on": today},
    )

    def record(told: dict[str, Any]) -> None:
        actions.record_leave(
            _user(told["person"]), office=request.actor.office, starts_on=told["starts_on"], ends_on=told["ends_on"],
            stand_in=_user(told["stand_in"]) if told["stand_in"] else None, actor=request.actor, now=clock.now(), today=today,
        )

    return _dialogue(request, form, record, "desk/team/leave.html")


@require_http_methods(["GET", "POST"])
@desk_page
def delegate(request: DeskRequest) -> HttpResponse:
    """Lend a role of somebody who is away to a colleague."""
    policies.may_lead(request.actor, request.actor.office).require()
    today, people = _people(request)
    form = DelegateForm(request.POST or None, people=people, initial={"valid_from": today})

    def record(told: dict[str, Any]) -> None:
        actions.delegate(
            told["role"], holder=_user(told["holder"]), stand_in=_user(told["stand_in"]), office=request.actor.office,
            valid_from=told["valid_from"], valid_to=told["valid_to"], actor=request.actor, now=clock.now(), today=today,
        )

    return _dialogue(request, form, record, "desk/team/delegate.html")


def _dialogue(request: DeskRequest, form: forms.Form, record: Callable[[dict[str, Any]], None], template: str) -> HttpResponse:
    """Draw the form, or take it; a refusal gives it back as it was, with the sentence at its field."""
    status = 200
    if request.method == "POST":
        status = 422
        if form.is_valid():
            try:
                record(form.cleaned_data)
            except SaksamaError as error:
                refuse(form, error)
                status = error.status if 400 <= error.status < 500 else 422
            else:
                return see_other("desk:team")
    return render(request, template, {"form": form, "here": "team"}, status=status)


@require_POST
@desk_page
def cancel(request: DeskRequest, leave_id: UUID) -> HttpResponse:
    """Call a leave off, one's own or one of the office one leads."""
    today = request.post.day(clock.now())
    row = away.standing(request.actor.office, today).filter(public_id=leave_id).first()
    if row is None:
        raise Http404
    actions.cancel_leave(row, actor=request.actor, now=clock.now(), today=today)
    return see_other("desk:team")


@require_POST
@desk_page
def end_delegation(request: DeskRequest, grant_id: UUID) -> HttpResponse:
    today = request.post.day(clock.now())
    row = next((one for one in away.lent_roles(request.actor.office, today) if one.public_id == grant_id), None)
    if row is None:
        raise Http404
    actions.end_delegation(row, actor=request.actor, now=clock.now(), today=today)
    return see_other("desk:team")


@require_http_methods(["GET", "POST"])
@desk_page
def duty(request: DeskRequest) -> HttpResponse:
    """Who keeps the desk in the next fourteen days: one press a day."""
    today, people = _people(request)
    refused = ""
    status = 200
    if request.method == "POST":
        on = day_of(request.POST.get("hari", ""))
        try:
            if on is None:
                raise Invalid("Tanggal ini tidak ada. Pilih hari dari daftar.", "There is no such date. Choose from the list.")
            named = request.POST.get("orang", "")
            actions.set_duty(
                request.actor.office, on, _user(named) if named else None, actor=request.actor, today=today
            )
        except Invalid as error:
            refused, status = said(error), 422
        except SaksamaError as error:
            refused, status = said(error), error.status
        else:
            return see_other("desk:team_duty")
    return render(request, "desk/team/duty.html", _duty(request, today, people) | {"refused": refused}, status=status)


def _duty(request: DeskRequest, today: date, people: Sequence[Serving]) -> dict[str, object]:
    days = [today + timedelta(n) for n in range(DAYS)]
    kept = away.duties(request.actor.office, days[0], days[-1])
    absent = list(away.standing(request.actor.office, days[0], days[-1]))
    rows = [
        {
            "day": day,
            "kept": str(kept[day].public_id) if day in kept else "",
            "name": (kept[day].display_name or kept[day].username) if day in kept else "",
            "people": [
                one for one in people_choices(people)
                if not any(str(row.user.public_id) == one[0] and row.starts_on <= day <= row.ends_on for row in absent)
            ],
        }
        for day in days
    ]
    return {"rows": rows, "leads": _leads(request), "here": "team"}
