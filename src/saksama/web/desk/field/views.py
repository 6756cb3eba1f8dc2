"""My telephones, what waits from them, and the form on paper. Plain pages, without script."""

from __future__ import annotations

from uuid import UUID

from django.conf import settings
from django.http import HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.safestring import mark_safe
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from saksama.institutions import queries as institutions
from saksama.kernel.errors import Invalid, SaksamaError
from saksama.law.forms import qr
from saksama.prevention import actions, policies, queries
from saksama.store import clock
from saksama.web.casework.requests import DeskRequest
from saksama.web.desk.guard import desk_page
from saksama.web.frame import dates, render, said, see_other

from .forms import NameForm, settling, visit_of

WHY = {
    "clock": _("Jam telepon keliru ketika dicatat. Periksa tanggalnya."),
    "twin": _("Rekan Anda juga mencatat apel di tempat dan hari ini."),
    "place": _("Tempat ini di luar wilayah kantor Anda."),
    "headcount": _("Jumlah hadir perlu diperiksa."),
    "able": _("Yang dapat menjawab lebih banyak dari yang hadir."),
    "held_on": _("Tanggal kegiatan perlu diperiksa."),
    "measure": _("Langkahnya perlu dipilih."),
}
UNCLEAR = _("Satu isian perlu diperiksa.")


@require_http_methods(["GET", "POST"])
@desk_page
def home(request: DeskRequest) -> HttpResponse:
    """My telephones and the entries that wait for me. Naming one prepares it."""
    policies.may_record_visit(request.actor).require()
    form = NameForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            kit = actions.prepare_kit(form.cleaned_data["name"], actor=request.actor, now=clock.now())
            return HttpResponseRedirect(reverse("desk:field_kit", args=[kit.public_id]), status=303)
        except SaksamaError as refused:
            form.add_error(None, said(refused))
    waiting = [(one, WHY.get(one.reason, UNCLEAR)) for one in queries.waiting_entries(request.actor)]
    context = {"form": form, "kits": queries.kits(request.actor), "waiting": waiting, "here": "field"}
    return render(request, "desk/field/home.html", context, status=422 if form.errors else 200)


@require_POST
@desk_page
def end(request: DeskRequest, kit_id: UUID) -> HttpResponse:
    """A telephone is lost or given away: its key is destroyed."""
    actions.end_kit(kit_id, actor=request.actor, now=clock.now())
    return see_other("desk:field")


@require_http_methods(["GET", "POST"])
@desk_page
def settle(request: DeskRequest, entry_id: UUID) -> HttpResponse:
    """One entry that a person has to look at: put right and recorded, or left out."""
    policies.may_record_visit(request.actor).require()
    now = clock.now()
    if "buang" in request.POST:
        actions.discard_entry(entry_id, actor=request.actor, now=now)
        return see_other("desk:field")
    entry = queries.kit_entry(entry_id, request.actor)
    office = institutions.office(request.actor.office)
    form = settling(entry, office, request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            today = dates.local(now, office.timezone).date()
            actions.settle(entry_id, visit_of(form), actor=request.actor, today=today, now=now)
            return see_other("desk:field")
        except Invalid as refused:
            field = str(refused.context.get("field", ""))
            form.add_error(field if field in form.fields else None, said(refused))
    context = {"form": form, "entry": entry, "why": WHY.get(entry.reason, UNCLEAR), "here": "field"}
    return render(request, "desk/field/entry.html", context, status=422 if form.is_bound else 200)


@require_GET
@desk_page
def paper(request: DeskRequest) -> HttpResponse:
    """The same entry on A4, six to a sheet, with a QR that leads to the form where it is typed in."""
    policies.may_record_visit(request.actor).require()
    address = f"{settings.SAKSAMA.base_url.rstrip('/')}{reverse('desk:roll_call')}"
    office = institutions.office(request.actor.office)
    context = {"office": office, "rows": range(6), "qr": mark_safe(qr.svg(address)), "address": address, "here": "field"}  # noqa: S308 our own drawing
    return render(request, "desk/field/paper.html", context)


