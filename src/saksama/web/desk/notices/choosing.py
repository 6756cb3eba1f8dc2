"""How one wants to be told; the calendar's secret address; the days of the office."""

from __future__ import annotations

from django.conf import settings
from django.http import HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from saksama.kernel.errors import Invalid
from saksama.notices import actions, policies, queries
from saksama.store import clock
from saksama.web.casework.requests import DeskRequest
from saksama.web.desk.guard import desk_page
from saksama.web.frame import render, see_other

from .forms import ChoiceOfWays, OfficeDays, refuse


@require_http_methods(["GET", "POST"])
@desk_page
def show(request: DeskRequest) -> HttpResponse:
    """One's own choices: mail, quiet hours, what the desk hides, what the calendar holds."""
    kept = queries.preference(request.actor)
    form = ChoiceOfWays(request.POST or None, kept=kept)
    if request.method == "POST" and form.is_valid():
        told = form.cleaned_data
        try:
            actions.choose(
                address=told["address"], mailed=told["mailed"], hidden=told["hidden"], quiet=form.quiet(),
                feed_numbers=told["feed_numbers"], actor=request.actor,
            )
        except Invalid as error:
            refuse(form, error)
        else:
            return see_other("desk:notices_choose")
    return _draw(request, form)


def _draw(request: DeskRequest, form: ChoiceOfWays, *, address: str = "") -> HttpResponse:
    context = {
        "form": form, "kept": queries.preference(request.actor), "feed_address": address, "here": "notices",
        "mail_server": bool(settings.SAKSAMA.mail_host), "may_change_office": _leads(request),
    }
    bad = form.is_bound and not form.is_valid()
    return render(request, "desk/notices/choose.html", context, status=422 if bad or form.errors else 200)


def _leads(request: DeskRequest) -> bool:
    return bool(policies.may_change_rule(request.actor, request.actor.office))


@require_POST
@desk_page
def calendar(request: DeskRequest) -> HttpResponse:
    """Make a new calendar address, shown in this answer only, or end the one there is (`akhiri`)."""
    if "akhiri" in request.POST:
        actions.end_feed(actor=request.actor)
        return see_other("desk:notices_choose")
    secret = actions.make_feed(actor=request.actor, now=clock.now())
    path = reverse("notices_feed", args=[secret])
    return _draw(
        request, ChoiceOfWays(kept=queries.preference(request.actor)), address=settings.SAKSAMA.base_url.rstrip("/") + path
    )


@require_http_methods(["GET", "POST"])
@desk_page
def office(request: DeskRequest) -> HttpResponse:
    """When the office's people are told; changed by whoever leads it, read by all of them."""
    here = request.actor.office
    leads = _leads(request)
    shown = ", ".join(str(day) for day in queries.office_before(here))
    form = OfficeDays(request.POST or None, initial={"before": shown})
    if request.method == "POST":
        policies.may_change_rule(request.actor, here).require()
        if form.is_valid():
            try:
                actions.set_office_rule(here, form.days(), actor=request.actor, now=clock.now())
            except Invalid as error:
                refuse(form, error)
            else:
                return see_other("desk:notices_office")
    context = {"form": form, "shown": shown, "steps": queries.steps(), "may_change": leads, "here": "notices"}
    return render(request, "desk/notices/office.html", context, status=422 if form.is_bound else 200)
