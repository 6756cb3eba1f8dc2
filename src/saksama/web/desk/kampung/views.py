"""The points of one's territory; one opened, described, declared, ended."""

from __future__ import annotations

from collections.abc import Callable
from uuid import UUID

from django import forms
from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from saksama.kernel.errors import Conflict, Invalid, NotFound
from saksama.places import queries as places
from saksama.prevention import kampung_policies as policies
from saksama.prevention.actions import kampung as actions
from saksama.prevention.kampung import Point
from saksama.prevention.queries import kampung as reads
from saksama.store import clock
from saksama.web.casework.requests import DeskRequest
from saksama.web.desk.guard import desk_page
from saksama.web.frame import dates, render, said, see_other

from .forms import DeclareForm, OpenForm, PointForm

HERE = "kampung"


@require_GET
@desk_page
def listing(request: DeskRequest) -> HttpResponse:
    """The points in the order of the territory: declared or not, and since when nothing was entered. Nobody is ranked."""
    rows = reads.kept_points(request.actor, on=dates.local(clock.now()).date())
    context = {
        "rows": rows,
        "declared": sum(1 for one in rows if one.point.declared_on),
        "quiet": sum(1 for one in rows if one.quiet),
        "may": bool(policies.may_declare_point(request.actor, request.actor.span.low)),
        "here": HERE,
    }
    return render(request, "desk/kampung/list.html", context)


@require_http_methods(["GET", "POST"])
@desk_page
def open_point(request: DeskRequest) -> HttpResponse:
    """Open a point on a place within reach."""
    policies.may_declare_point(request.actor, request.actor.span.low).require()
    now = clock.now()
    form = OpenForm(request.POST or None)

    def do() -> Point:
        place = places.by_code(form.cleaned_data["place"].strip())
        return actions.open_point(place, form.described(), actor=request.actor, on=dates.local(now).date(), now=now)

    return _asked(request, form, do, _("Buka titik"), reverse("desk:kampung"), field="place")


@require_http_methods(["GET", "POST"])
@desk_page
def describe(request: DeskRequest, point: UUID) -> HttpResponse:
    """Change what a point says of itself."""
    found = _kept(request, point)
    policies.may_keep_point(request.actor, found.position).require()
    known = {name: getattr(found, name) for name in ("name", "venue", "hours")}
    form = PointForm(request.POST or None, initial=known)

    def do() -> Point:
        return actions.describe_point(found.public_id, form.described(), actor=request.actor, now=clock.now())

    return _asked(request, form, do, _("Ubah titik"), reverse("desk:point", args=[point]))


@require_http_methods(["GET", "POST"])
@desk_page
def declare(request: DeskRequest, point: UUID) -> HttpResponse:
    """Record the declaration."""
    found = _kept(request, point)
    policies.may_declare_point(request.actor, found.position).require()
    now = clock.now()
    today = dates.local(now).date()
    known = {"day": found.declared_on or today, "by": found.declared_by, "document": found.document}
    form = DeclareForm(request.POST or None, initial=known, today=today)

    def do() -> Point:
        told = form.cleaned_data
        return actions.declare_point(
            found.public_id, day=told["day"], by=told["by"], document=told["document"], actor=request.actor, on=today, now=now
        )

    return _asked(request, form, do, _("Catat pencanangan"), reverse("desk:point", args=[point]))


@require_http_methods(["GET", "POST"])
@desk_page
def end(request: DeskRequest, point: UUID) -> HttpResponse:
    """End a point from today on; asked once before."""
    found = _kept(request, point)
    policies.may_declare_point(request.actor, found.position).require()
    if request.method == "POST":
        now = clock.now()
        actions.end_point(found.public_id, actor=request.actor, on=dates.local(now).date(), now=now)
        return see_other("desk:kampung")
    return render(request, "desk/kampung/end.html", {"point": found, "here": HERE})


def _kept(request: DeskRequest, point: UUID) -> Point:
    return reads.kept_point(point, request.actor, on=dates.local(clock.now()).date()).point


def _asked(
    request: DeskRequest, form: forms.Form, do: Callable[[], Point], title: str, back: str, *, field: str = ""
) -> HttpResponse:
    """Do what the form asks and show the point, or give the form back with the reason."""
    if request.method == "POST" and form.is_valid():
        try:
            return see_other("desk:point", do().public_id)
        except (Invalid, Conflict, NotFound) as refused:
            name = str(refused.context.get("field", field))
            form.add_error(_field(form, name), said(refused))
    status = 422 if form.is_bound and form.errors else 200
    return render(request, "desk/kampung/form.html", {"form": form, "title": title, "back": back, "here": HERE}, status=status)


def _field(form: forms.Form, name: str) -> str | None:
    alias = {"declared_by": "by"}.get(name, name)
    return alias if alias in form.fields else None
