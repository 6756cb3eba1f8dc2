"""The pages of the settings: all of an office, one with its preview, the second person's decision."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from saksama.accounts import posts
from saksama.accounts.keep import signed_in_required
from saksama.institutions import office_settings, setting_changes
from saksama.institutions import queries as institutions
from saksama.institutions.known_settings import KNOWN
from saksama.institutions.models import Office
from saksama.institutions.office_settings import Standing
from saksama.kernel.errors import SaksamaError
from saksama.store import clock
from saksama.web.casework.requests import DeskRequest
from saksama.web.frame import dates, render, said, see_other

from . import installation, shown
from .forms import SettingForm


@require_GET
@signed_in_required
def home(request: DeskRequest) -> HttpResponse:
    """The settings of one's office; the administrator chooses an office, and reads what the machine is set to."""
    if request.actor.has("system_administrator"):
        text = request.GET.get("cari", "")[:80]
        found = institutions.search_offices(text, _today()) if text else []
        return render(
            request, "desk/settings/machine.html", {"here": "manage", "text": text, "found": found, "rows": installation.rows()}
        )
    if not request.actor.office:
        raise PermissionDenied
    return see_other("desk:settings_of", request.actor.office)


@require_GET
@signed_in_required
def index(request: DeskRequest, office_id: UUID) -> HttpResponse:
    return _index(request, _office(request, office_id))


def _index(request: DeskRequest, office: Office, *, refused: str = "", status: int = 200) -> HttpResponse:
    rows = [_shown(request, office, one) for one in office_settings.standing(office)]
    return render(
        request,
        "desk/settings/index.html",
        {
            "here": _room(request),
            "base": _base(request),
            "office": office,
            "groups": shown.grouped(rows),
            "refused": refused,
            "zone": dates.local(clock.now(), office.timezone).tzname(),
            "waiting": [row for row in rows if row.waiting],
            "me": request.actor.public_id,
        },
        status=status,
    )


@require_http_methods(["GET", "POST"])
@signed_in_required
def one(request: DeskRequest, office_id: UUID, name: str) -> HttpResponse:
    """One setting: what it is, who changed it when; a change is shown with what it touches before it is taken."""
    office = _office(request, office_id)
    if name not in KNOWN:
        raise Http404
    standing = office_settings.one_standing(office, name)
    if request.method == "GET":
        return _draw(request, office, standing, _form(office, standing))
    setting_changes.may_set(request.actor, str(office.public_id), standing.known).require()
    form = _form(office, standing, request.POST)
    if "kembalikan" not in request.POST and not form.is_valid():
        return _draw(request, office, standing, form, status=422)
    try:
        return _take(request, office, standing, form)
    except SaksamaError as error:
        form.is_valid()
        form.add_error("value" if error.context.get("field") == "value" and "value" in form.fields else None, said(error))
        return _draw(request, office, standing, form, status=error.status)


def _take(request: DeskRequest, office: Office, standing: Standing, form: SettingForm) -> HttpResponse:
    known, now = standing.known, clock.now()
    if "kembalikan" in request.POST:
        setting_changes.undo(known.name, office=office, seen=request.POST.get("seen", "")[:40], actor=request.actor, now=now)
        return see_other("desk:settings_of", office.public_id)
    typed = form.cleaned_data["value"]
    if "simpan" not in request.POST:
        return _draw(request, office, standing, form, preview=_preview(request, office, standing, known.parse(typed), now))
    setting_changes.change(office, known.name, typed, seen=form.cleaned_data["seen"], actor=request.actor, now=now)
    return see_other("desk:settings_of", office.public_id)


def _preview(request: DeskRequest, office: Office, standing: Standing, after: Any, now: datetime) -> dict[str, object]:
    known = standing.known
    return {
        "before": shown.words(known, standing.value),
        "after": shown.words(known, after),
        "effects": shown.effects(known, after, office=office, actor=request.actor, now=now),
    }


@require_POST
@signed_in_required
def decide(request: DeskRequest, office_id: UUID, change_id: UUID) -> HttpResponse:
    """The second person's yes, or anybody's withdrawal of what waits."""
    office = _office(request, office_id)
    verb = setting_changes.confirm if "setujui" in request.POST else setting_changes.withdraw
    try:
        verb(change_id, office=office, actor=request.actor, now=clock.now())
    except SaksamaError as error:
        if error.status == 404:
            raise
        return _index(request, office, refused=said(error), status=error.status)
    return see_other("desk:settings_of", office.public_id)


def _office(request: DeskRequest, office_id: UUID) -> Office:
    setting_changes.may_read(request.actor, str(office_id)).require()
    return institutions.office(office_id)


def _shown(request: DeskRequest, office: Office, standing: Standing) -> shown.Shown:
    may = bool(setting_changes.may_set(request.actor, str(office.public_id), standing.known))
    return shown.shown(standing, may=may)


def _form(office: Office, standing: Standing, data: Any = None) -> SettingForm:
    known = standing.known
    people = [(str(one.public_id), one.display_name or one.username) for one in shown.signatories(office, _today())]
    return SettingForm(
        data,
        known=known,
        label=shown.pair(known.label),
        hint=shown.pair(known.allowed),
        people=people,
        initial={"value": shown.typed(known, standing.value), "seen": standing.seen},
    )


def _draw(
    request: DeskRequest, office: Office, standing: Standing, form: SettingForm, *, preview: object = None, status: int = 200
) -> HttpResponse:
    history = [shown.past(row, standing.known) for row in standing.past]
    return render(
        request,
        "desk/settings/one.html",
        {
            "here": _room(request),
            "base": _base(request),
            "office": office,
            "one": _shown(request, office, standing),
            "form": form,
            "preview": preview,
            "history": history,
            "seen": standing.seen,
        },
        status=status,
    )


def _room(request: DeskRequest) -> str:
    return "manage" if request.actor.has("system_administrator") else "settings"


def _base(request: DeskRequest) -> str:
    return "desk/manage/base.html" if request.actor.has("system_administrator") else "desk/base.html"


def _today() -> Any:
    return posts.NO_POST.day(clock.now())
