"""Coverage of the pact by unit, and a signing opened for one."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from saksama.institutions import queries as institutions
from saksama.kernel.errors import Invalid, NotFound
from saksama.prevention import pact_policies as policies
from saksama.prevention.actions import pacts as actions
from saksama.prevention.queries import pacts as reads
from saksama.store import clock
from saksama.web.casework.requests import DeskRequest
from saksama.web.desk.guard import desk_page
from saksama.web.frame import dates, render, said, see_other

from .forms import OpenForm, TakeBackForm

HERE = "pacts"


@require_http_methods(["GET", "POST"])
@desk_page
def listing(request: DeskRequest) -> HttpResponse:
    """Units that were asked to sign, by name; a signature of another's number is taken back here."""
    policies.may_see_coverage(request.actor).require()
    now = clock.now()
    on = dates.local(now).date()
    form = TakeBackForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            actions.take_back(form.cleaned_data["code"], actor=request.actor, on=on, now=now)
            return see_other("desk:pacts")
        except NotFound as refused:
            name = str(refused.context.get("field", ""))
            form.add_error(name if name in form.fields else None, said(refused))
    rows = reads.coverage(request.actor, on=on)
    context = {"rows": rows, "form": form, "signed": sum(one.signed for one in rows), "here": HERE}
    return render(request, "desk/pacts/list.html", context, status=422 if form.is_bound else 200)


@require_GET
@desk_page
def choose(request: DeskRequest) -> HttpResponse:
    """Find the unit that is to sign, by its name."""
    policies.may_see_coverage(request.actor).require()
    typed = request.GET.get("q", "")[:80].strip()
    found = [one for one in institutions.search_agencies(typed, limit=20) if request.actor.covers(one.position)] if typed else []
    return render(request, "desk/pacts/choose.html", {"q": typed, "found": found, "here": HERE})


@require_http_methods(["GET", "POST"])
@desk_page
def open_drive(request: DeskRequest, agency: UUID) -> HttpResponse:
    """Open the signing of one unit."""
    unit = institutions.agency(agency)
    policies.may_run_drive(request.actor, unit.position).require()
    now = clock.now()
    on = dates.local(now).date()
    form = OpenForm(request.POST or None, today=on)
    if request.method == "POST" and form.is_valid():
        told = form.cleaned_data
        try:
            made = actions.open_drive(agency, staff=told["staff"], until=told["until"], actor=request.actor, on=on, now=now)
            return see_other("desk:pact_drive", made.public_id)
        except Invalid as refused:
            name = str(refused.context.get("field", ""))
            form.add_error(name if name in form.fields else None, said(refused))
    title = _("Pakta: %(unit)s") % {"unit": unit.name}
    context = {"form": form, "title": title, "here": HERE}
    return render(request, "desk/pacts/open.html", context, status=422 if form.is_bound else 200)
