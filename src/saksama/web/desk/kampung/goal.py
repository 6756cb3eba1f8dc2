"""The goal of a province: its sources, what they leave open, and a row for each kabupaten/kota in the order of the codes."""

from __future__ import annotations

from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from saksama.institutions import queries as institutions
from saksama.kernel.errors import Invalid, NotFound
from saksama.places import queries as places
from saksama.places.models import Place
from saksama.prevention import kampung_policies as policies
from saksama.prevention.actions import kampung as actions
from saksama.prevention.queries import kampung as reads
from saksama.store import clock
from saksama.web.casework.requests import DeskRequest
from saksama.web.desk.guard import desk_page
from saksama.web.frame import dates, render, said, see_other

from .forms import GoalForm


@require_GET
@desk_page
def show(request: DeskRequest) -> HttpResponse:
    """The province of the office (national staff choose one by `?provinsi=`); a district's office sees its own row."""
    policies.may_read_points(request.actor).require()
    on = dates.local(clock.now()).date()
    province, only = _reach(request)
    page = reads.goal_page(province, on=on, only=only)
    goal = page.goal
    english = get_language() == "en"
    context = {
        "page": page,
        "goal": goal,
        "text": (goal.text_en if english else goal.text_id) if goal else "",
        "left_open": (goal.left_open_en if english else goal.left_open_id) if goal else (),
        "past": [{"when": one.when, "text": one.text_en if english else one.text_id, "citation": one.citation}
                 for one in goal.history] if goal else [],
        "with_declared": page.count("declared"),
        "with_active": page.count("active"),
        "may": bool(policies.may_declare_point(request.actor, (only or province).low)),
        "provinces": places.provinces(on=on) if institutions.office(request.actor.office).place is None else [],
        "here": "kampung",
    }
    return render(request, "desk/kampung/goal.html", context)


@require_http_methods(["GET", "POST"])
@desk_page
def set_one(request: DeskRequest, kabkota: str) -> HttpResponse:
    """Set the goal of one kabupaten/kota; earlier ones stay as its history."""
    place = places.by_code(kabkota[:13])
    if not request.actor.covers(place.low):
        raise NotFound
    policies.may_declare_point(request.actor, place.low).require()
    form = GoalForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        told, now = form.cleaned_data, clock.now()
        try:
            actions.set_goal(
                place, wanted=told["wanted"], source=told["source"], actor=request.actor, on=dates.local(now).date(), now=now
            )
            return see_other("desk:kampung_goal")
        except Invalid as refused:
            name = str(refused.context.get("field", ""))
            form.add_error(name if name in form.fields else None, said(refused))
    title = _("Sasaran titik: %(place)s") % {"place": place.full_name}
    context = {"form": form, "title": title, "back": reverse("desk:kampung_goal"), "here": "kampung"}
    return render(request, "desk/kampung/form.html", context, status=422 if form.is_bound else 200)


def _reach(request: DeskRequest) -> tuple[Place, Place | None]:
    """Return the province to show, and the one row of it where the office is a district's or lower."""
    office = institutions.office(request.actor.office)
    if office.place is None:
        chosen = request.GET.get("provinsi", "")[:13]
        known = {one.code: one for one in places.provinces()}
        return known.get(chosen) or places.by_code("13"), None
    province = places.province_of(office.place)
    return province, None if office.place.level == "province" else places.kabkota_of(office.place)
