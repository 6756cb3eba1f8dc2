"""Opening what two persons of two units open: the reporter's identity and the original files."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.http import Http404, HttpResponse, StreamingHttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy
from django.views.decorators.http import require_http_methods

from saksama.accounts import policies, posts, queries
from saksama.accounts.keep import fresh_factor_required, signed_in_required
from saksama.accounts.models import Role, User
from saksama.cases import actions as act
from saksama.cases import queries as cases
from saksama.cases.steps import Input
from saksama.intake import queries as intake
from saksama.intake.actions import note_opening
from saksama.kernel.errors import NotFound, SaksamaError
from saksama.store import clock
from saksama.vault import actions as vault
from saksama.vault import envelope, session
from saksama.vault import queries as vault_queries
from saksama.vault.items import OpenedStream
from saksama.vault.keyring import Keyring
from saksama.vault.keys import ReleaseRequest
from saksama.vault.sealed import Compartment
from saksama.web.casework.requests import DeskRequest
from saksama.web.frame import render, see_other

from .forms import ReleaseReason, refuse
from .office import owner_of

EVIDENCE_POLICY = "sandbox; default-src 'none'"
RECOVERY = "recovery"     # the owner of the recovery sheet's key in the vault
OPENING_ROLES = frozenset({Role.EXAMINER.value, Role.IDENTITY_CUSTODIAN.value})   # as law/data/processes: identity.opened
WORDS = {"name": _lazy("Nama"), "address": _lazy("Alamat"), "contact": _lazy("Kontak")}


@dataclass(frozen=True, slots=True)
class Row:
    """One request as a list shows it: `state` is waiting, released, over or opened."""

    request: ReleaseRequest
    state: str
    reader: str
    asked_by: str
    released_by: str

    @property
    def can_be_opened(self) -> bool:
        return self.state in ("released", "opened")


def row_of(one: ReleaseRequest) -> Row:
    return Row(one, _state(one), _name(one.inner_for), _name(one.requested_by), _name(one.outer_by))


def _state(one: ReleaseRequest) -> str:
    if one.released_at is None:
        return "waiting"
    if one.expires_at is not None and clock.now() >= one.expires_at:
        return "over"
    return "opened" if one.opened_at else "released"


def _name(owner: str) -> str:
    if owner == RECOVERY:
        return _("lembar pemulihan")
    return queries.name_of(owner.partition(":")[2]) if owner else ""


@require_http_methods(["GET"])
@signed_in_required
def index(request: DeskRequest) -> HttpResponse:
    """What waits for me to release, and what I asked for, released or may read."""
    policies.may_see_office_keys(request.actor).require()
    mine = request.user.owner
    waiting = vault_queries.open_releases(owner_of(request.actor), clock.now()) if policies.may_release(request.actor) else []
    return render(request, "desk/account/releases.html", {
        "here": "releases", "custodian": bool(policies.may_release(request.actor)),
        "waiting": [row_of(one) for one in waiting if mine not in (one.requested_by, one.inner_for)],
        "mine": [row_of(one) for one in vault_queries.releases_of(mine)], "me": mine})


@require_http_methods(["GET", "POST"])
@signed_in_required
def ask(request: DeskRequest, compartment: UUID) -> HttpResponse:
    """Ask for an opening: why, and who of the handling unit will read."""
    policies.may_request_release(request.actor).require()
    inside = _compartment(request, compartment)
    readers = readers_of(request, inside)
    form = ReleaseReason(request.POST or None, readers=readers, initial={"reader": request.user.owner})
    if request.method == "POST" and form.is_valid():
        told = form.cleaned_data
        try:
            made = vault.request_release(inside, reason=told["reason"], inner_for=told["reader"], actor=request.actor,
                                         now=clock.now())
        except SaksamaError as error:
            refuse(form, error)
        else:
            return see_other("release_show", made.public_id)
    units = vault_queries.units_of(inside)
    asks_for_another = units is not None and units[0] != owner_of(request.actor)
    return render(request, "desk/account/release_ask.html", {
        "form": form, "inner": unit_name(units[0]) if units and asks_for_another else "",
        "outer": unit_name(units[1]) if units else "", "by_recovery": units is not None and units[1] == RECOVERY},
        status=422 if form.is_bound else 200)


def readers_of(request: DeskRequest, inside: Compartment) -> list[User]:
    """Return who of the handling unit could read it and may: the opening is an act of his."""
    people = [queries.by_public_id(one.partition(":")[2]) for one in vault_queries.possible_readers(inside)]
    units, day = vault_queries.units_of(inside), request.post.day(clock.now())
    office = units[0].partition(":")[2] if units else ""
    return [one for one in people if OPENING_ROLES.intersection(queries.roles_in(one, office, day))]


def _compartment(request: DeskRequest, public_id: UUID) -> Compartment:
    """Return a two-person compartment that one may ask for; for everybody else, the excluded too, there is none."""
    try:
        inside = vault_queries.compartment(public_id)
    except Compartment.DoesNotExist:
        raise Http404 from None
    units = vault_queries.units_of(inside)
    if units is None or vault_queries.is_barred(inside, request.user.owner) or not _may_ask(request, inside, units):
        raise Http404
    return inside


def _may_ask(request: DeskRequest, inside: Compartment, units: tuple[str, str]) -> bool:
    """Who handles the report asks the units it was sealed to; the unit that gave it away asks no more for itself."""
    mine, report = owner_of(request.actor), intake.of_identity(inside)
    if report is None or report.case_public_id is None:
        return mine in units
    if mine not in (*units, f"office:{report.office}"):
        return False
    return mine == units[1] or _sees(request, report.case_public_id)


def _sees(request: DeskRequest, case_id: UUID) -> bool:
    try:
        cases.page(case_id, request.actor, now=clock.now())
    except NotFound:
        return False
    return True


def unit_name(owner: str) -> str:
    kind, _sep, public_id = owner.partition(":")
    return posts.of_office(public_id).name if kind == "office" else _("lembar pemulihan")


@require_http_methods(["POST"])
@fresh_factor_required
def grant(request: DeskRequest, request_id: UUID) -> HttpResponse:
    """Release: the second person, of the other unit, for the named reader and one hour."""
    policies.may_release(request.actor).require()
    one = _request(request, request_id)
    vault.release_outer(one, keys=session.keyring(request), actor=request.actor, now=clock.now())
    return see_other("releases")


def _request(request: DeskRequest, public_id: UUID) -> ReleaseRequest:
    """Return a request one has a part in: asked, reads, released, or serves as custodian in the other unit."""
    one = vault_queries.release(public_id)
    mine = request.user.owner
    if one is None or vault_queries.is_barred(one.compartment, mine):
        raise Http404
    units = vault_queries.units_of(one.compartment) or ("", "")
    second = units[1] == owner_of(request.actor) and policies.may_release(request.actor)
    if mine not in (one.requested_by, one.inner_for, one.outer_by) and not second:
        raise Http404
    return one


@require_http_methods(["GET", "POST"])
@fresh_factor_required
def show(request: DeskRequest, request_id: UUID) -> HttpResponse:
    """The request; by POST, and for the named reader only, what it opens. Each opening is recorded and shown to the reporter."""
    one = _request(request, request_id)
    context: dict[str, object] = {"row": row_of(one), "me": request.user.owner,
                                  "may_release": bool(policies.may_release(request.actor)),
                                  "by_recovery": (vault_queries.units_of(one.compartment) or ("", ""))[1] == RECOVERY}
    if request.method == "POST":
        keys = open_and_tell(request, one, clock.now())
        context |= _opened(one.compartment, keys) | {"row": row_of(one)}
    return render(request, "desk/account/release.html", context)


def open_and_tell(request: DeskRequest, one: ReleaseRequest, now: datetime) -> Keyring:
    """Open for the named reader. The first time it is an act of the case, and the reporter is told who and why; all or none."""
    first = one.opened_at is None
    with transaction.atomic():
        keys = vault.open_release(one, keys=session.keyring(request), actor=request.actor, now=now)
        if first:
            _tell(request, one, now)
    one.refresh_from_db()
    return keys


def _tell(request: DeskRequest, one: ReleaseRequest, now: datetime) -> None:
    report = intake.of_identity(one.compartment)
    if report is None:
        return
    if report.case_public_id is not None:
        _act(request, one, report.case_public_id, now)
    who = _("%(reader)s (%(office)s), disetujui %(second)s") % {
        "reader": _name(one.inner_for), "office": request.post.name, "second": _name(one.outer_by)}
    note_opening(report.public_id, who=who, why=one.reason, actor=request.actor, now=now)


def _act(request: DeskRequest, one: ReleaseRequest, case_id: UUID, now: datetime) -> None:
    try:
        page = cases.page(case_id, request.actor, now=now)
    except NotFound:
        asked_by = queries.by_public_id(one.requested_by.partition(":")[2])
        act.note_name_opened_for(
            case_id, reason=one.reason, reader=request.user, asked_by=asked_by, actor=request.actor, now=now)
        return
    step = Input(values={"reasons": one.reason}, happened_at=now, seen=page.act_count)
    act.take(page.public_id, "identity.opened", step, actor=request.actor, keys=session.keyring(request), now=now)


def _opened(inside: Compartment, keys: Keyring) -> dict[str, object]:
    facts, files = [], []
    for item in vault_queries.items_of(inside):
        opened = vault.read_stream(item, keys=keys)
        if opened.type == envelope.TEXT_TYPE:
            facts.append(_facts(b"".join(opened).decode()))
        else:
            files.append({"item": item, "name": opened.name, "type": opened.type, "size": opened.length})
        opened.close()
    return {"facts": facts, "files": files, "is_open": True}


def _facts(text: str) -> list[dict[str, str]]:
    """Return a sealed text as labelled lines: JSON by its keys, anything else as it stands."""
    try:
        told = json.loads(text)
    except ValueError:
        told = None
    if not isinstance(told, dict):
        return [{"label": _("Isi"), "value": text}]
    return [{"label": str(WORDS.get(key, key)), "value": str(value)} for key, value in told.items() if value]


@require_http_methods(["POST"])
@fresh_factor_required
def download(request: DeskRequest, request_id: UUID, item: UUID) -> HttpResponse | StreamingHttpResponse:
    """An original file, for the named reader within the hour: always as a download, never shown in the page."""
    one = _request(request, request_id)
    keys = open_and_tell(request, one, clock.now())
    found = next((row for row in vault_queries.items_of(one.compartment) if row.public_id == item), None)
    if found is None:
        raise Http404
    opened = vault.read_stream(found, keys=keys)
    response = StreamingHttpResponse(opened, content_type="application/octet-stream")
    response["Content-Length"] = str(opened.length)
    response["Content-Disposition"] = f'attachment; filename="{found.public_id}.bin"'
    response["Content-Security-Policy"] = EVIDENCE_POLICY
    response.streaming_content = _closing(opened)   # the memory goes when the last piece is sent
    return response


def _closing(opened: OpenedStream) -> Iterator[bytes]:
    try:
        yield from opened
    finally:
        opened.close()
