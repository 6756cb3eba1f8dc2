"""Berjenjang dari Sekda: the tiers of a government, which unit was reached, which never, who next."""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import UUID

from django import forms
from django.http import HttpResponse
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET, require_http_methods

from saksama.institutions import queries as institutions
from saksama.kernel.errors import Invalid
from saksama.kernel.span import Span
from saksama.prevention import actions, policies, queries
from saksama.prevention.queries.cascade import coverage
from saksama.store import clock
from saksama.web.casework.requests import DeskRequest
from saksama.web.desk.guard import desk_page
from saksama.web.frame import dates, render, said, see_other

from .forms import Choices, number
from .views import agencies_of, place_of

SHOWN = 200


class UnitForm(forms.Form):
    """One unit of an activity, how many of its people, and who briefed it."""

    use_required_attribute = False

    agency = forms.ChoiceField(label=_("Unit yang dijangkau"))
    heads = number(_("Berapa orang dari unit ini?"))
    briefed_by = forms.ChoiceField(label=_("Siapa yang mengarahkan unit ini?"), required=False)

    def __init__(self, *args: Any, agencies: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["agency"].choices = agencies  # type: ignore[attr-defined]
        self.fields["briefed_by"].choices = [("", _("petugas sendiri")), *agencies]  # type: ignore[attr-defined]


@require_GET
@desk_page
def show(request: DeskRequest) -> HttpResponse:
    """Coverage by tier and unit since the first of January, or of the year before; those never reached come first."""
    policies.may_record_visit(request.actor).require()
    today = dates.local(clock.now()).date()
    office = institutions.office(request.actor.office)
    place = place_of(request, office)
    span = Span(place.low, place.high) if place else office.span
    last_year = request.GET.get("sejak") == "lalu"
    since = date(today.year - int(last_year), 1, 1)
    tiers = coverage(request.actor, span, since=since, on=today)
    context = {
        "tiers": [
            {"label": one.tier.label_en if get_language() == "en" else one.tier.label_id, "total": one.total,
             "reached": one.reached, "never": len(one.never), "units": one.units[:SHOWN], "more": max(0, one.total - SHOWN)}
            for one in tiers
        ],
        "since": since,
        "last_year": last_year,
        "place": place,
        "office": office,
        "here": "prevention",
    }
    return render(request, "desk/prevention/cascade.html", context)


@require_http_methods(["GET", "POST"])
@desk_page
def unit(request: DeskRequest, activity: UUID) -> HttpResponse:
    """Note one more unit that an activity reached."""
    policies.may_record_visit(request.actor).require()
    found = queries.activity(activity, request.actor)
    office = institutions.office(request.actor.office)
    offered = agencies_of(office, found.visit.held_on, request.POST.get("agency", request.GET.get("instansi", "")))
    form = UnitForm(request.POST or None, agencies=offered, initial={"agency": request.GET.get("instansi", "")})
    if request.method == "POST" and form.is_valid() and _noted(form, request, activity):
        return see_other("desk:activity", activity)
    context = {"form": form, "visit": found.visit, "here": "prevention"}
    return render(request, "desk/prevention/unit.html", context, status=422 if form.is_bound else 200)


def _noted(form: UnitForm, request: DeskRequest, activity: UUID) -> bool:
    told = form.cleaned_data
    try:
        actions.reach(activity, told["agency"], heads=told["heads"], briefed_by=told["briefed_by"], actor=request.actor,
                      now=clock.now())
    except Invalid as refused:
        field = str(refused.context.get("field", ""))
        form.add_error(field if field in form.fields else None, said(refused))
        return False
    return True
