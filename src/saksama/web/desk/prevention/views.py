"""Tujuh langkah, the entry after a roll call, and the year plan."""

from __future__ import annotations

from datetime import date, datetime

from django.http import HttpResponse
from django.views.decorators.http import require_http_methods

from saksama.institutions import queries as institutions
from saksama.kernel.errors import Invalid
from saksama.kernel.ids import new_id
from saksama.prevention import actions, policies, queries
from saksama.store import clock
from saksama.web.casework.requests import DeskRequest
from saksama.web.desk.guard import desk_page
from saksama.web.frame import dates, render, see_other

from .forms import PlanForm, VisitForm, label_of, this_year


@require_http_methods(["GET"])
@desk_page
def seven(request: DeskRequest) -> HttpResponse:
    """The seven measures of this office in one year: plan, done, reach; a blank is visible."""
    policies.may_record_visit(request.actor).require()
    today = dates.local(clock.now()).date()
    year = this_year(today, request.GET.get("tahun", ""))
    rows = [
        {
            "key": r.measure.key,
            "label": label_of(r.measure),
            "planned": r.planned,
            "done": r.done,
            "reach": r.reach,
            "able": r.able,
            "blank": r.blank,
        }
        for r in queries.seven_steps(request.actor, year=year)
    ]
    return render(
        request,
        "desk/prevention/seven.html",
        {
            "rows": rows,
            "year": year,
            "years": [today.year - 1, today.year],
            "recent": queries.recent_visits(request.actor, limit=8),
            "office": institutions.office(request.actor.office),
            "may_plan": bool(policies.may_plan(request.actor)),
            "here": "prevention",
        },
    )


@require_http_methods(["GET", "POST"])
@desk_page
def roll_call(request: DeskRequest) -> HttpResponse:
    """Selesai apel: headcount and save. Sent twice it is one visit."""
    policies.may_record_visit(request.actor).require()
    now = clock.now()
    office = institutions.office(request.actor.office)
    today = dates.local(now, office.timezone).date()
    form = VisitForm(request.POST or None, office=office, initial={"token": str(new_id()), "held_on": today})
    if request.method == "POST" and form.is_valid() and _record(form, request, today, now):
        return see_other("desk:prevention")
    return render(
        request, "desk/prevention/roll_call.html", {"form": form, "here": "prevention"}, status=422 if form.is_bound else 200
    )


def _record(form: VisitForm, request: DeskRequest, today: date, now: datetime) -> bool:
    told = form.cleaned_data
    entry = actions.VisitEntry(
        token=told["token"],
        measure=told["measure"],
        place_code=told["place"],
        agency="",
        held_on=told["held_on"],
        headcount=told["headcount"],
        able=told["able"],
        led_by=told["led_by"],
        questions=told["questions"],
    )
    try:
        actions.record_visit(entry, actor=request.actor, today=today, now=now)
    except Invalid as refused:
        field = str(refused.context.get("field", ""))
        form.add_error(
            field if field in form.fields else None, refused.detail_en if request.LANGUAGE_CODE == "en" else refused.detail
        )
        return False
    return True


@require_http_methods(["GET", "POST"])
@desk_page
def plan(request: DeskRequest) -> HttpResponse:
    """The year plan of the seven measures."""
    policies.may_plan(request.actor).require()
    now = clock.now()
    year = this_year(dates.local(now).date(), request.POST.get("year", request.GET.get("tahun", "")))
    held = {f"plan_{r.measure.key}": r.planned for r in queries.seven_steps(request.actor, year=year)}
    form = PlanForm(request.POST or None, year=year, initial=held)
    if request.method == "POST" and form.is_valid():
        for measure, planned in form.plans().items():
            if planned != held.get(f"plan_{measure}"):
                actions.set_plan(measure, year=year, planned=planned, actor=request.actor, now=now)
        return see_other("desk:prevention")
    return render(
        request,
        "desk/prevention/plan.html",
        {"form": form, "year": year, "here": "prevention"},
        status=422 if form.is_bound else 200,
    )
