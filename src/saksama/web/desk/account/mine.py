"""My account: where I serve, my key, its passphrase and its sheet, and the code once more before a grave step."""

from __future__ import annotations

from dataclasses import dataclass

from django.contrib.auth import update_session_auth_hash
from django.http import HttpResponse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.text import capfirst
from django.views.decorators.http import require_http_methods

from saksama.accounts import actions, entry, keep, middleware, posts, queries, roles
from saksama.accounts.forms import FreshFactorForm
from saksama.accounts.keep import fresh_factor_required, signed_in_required
from saksama.accounts.models import Grant
from saksama.accounts.policies import may_see_office_keys
from saksama.kernel.errors import SaksamaError
from saksama.store import clock
from saksama.vault import actions as vault
from saksama.vault import queries as vault_queries
from saksama.vault import session
from saksama.vault.errors import WrongSecret
from saksama.web.casework import words
from saksama.web.casework.requests import DeskRequest
from saksama.web.frame import render, see_other

from .forms import ChangePassphrase, refuse
from .signin import present, sheet


@dataclass(frozen=True, slots=True)
class Duty:
    """A role of somebody, in words, with the name of its place."""

    grant: Grant
    role: object
    place: str


def duties(grants: list[Grant]) -> list[Duty]:
    """Return a person's roles with the names of their places."""
    names: dict[str, str] = {}
    for one in grants:
        if one.office and one.office not in names:
            names[one.office] = posts.of_office(one.office).name
        if one.agency and one.agency not in names:
            names[one.agency] = posts.of_agency(one.agency).name
    called = {one.role: capfirst(roles.name(one.role, words.language())) for one in grants}
    return [Duty(one, called[one.role], names.get(one.office or one.agency, "")) for one in grants]


@require_http_methods(["GET"])
@signed_in_required
def account(request: DeskRequest) -> HttpResponse:
    post = request.post
    mine = duties(list(queries.grants_on(request.user, post.day(clock.now()))))
    offices = {one.grant.office: one.place for one in mine if one.grant.office}
    return render(request, "desk/account/home.html", {
        "duties": mine, "offices": offices, "chosen": post.office, "home": entry.home_of(request),
        "has_office_keys": bool(may_see_office_keys(request.actor)), "administers": request.actor.has("system_administrator")})


@require_http_methods(["POST"])
@signed_in_required
def choose_post(request: DeskRequest) -> HttpResponse:
    """Act for another of one's offices from now on, in this session."""
    wanted = request.POST.get("kantor", "")
    actor, post = queries.acting_now(request.user, clock.now(), office=wanted)
    if actor.office == wanted:
        request.session[middleware.POST_KEY] = post.as_dict()
    return see_other("account_home")


@require_http_methods(["GET"])
@signed_in_required
def keys(request: DeskRequest) -> HttpResponse:
    owner = request.user.owner
    return render(request, "desk/account/keys.html", {
        "key": vault_queries.living_key(owner), "offices": [_named(one) for one in vault_queries.offices_of(owner)]})


def _named(owner: str) -> str:
    kind, _sep, public_id = owner.partition(":")
    return posts.of_office(public_id).name if kind == "office" else posts.of_agency(public_id).name


@require_http_methods(["GET", "POST"])
@signed_in_required
def change_passphrase(request: DeskRequest) -> HttpResponse:
    """A new passphrase: the login and the key change together, and every other session of mine ends."""
    form = ChangePassphrase(request.POST or None)
    if request.method == "POST" and form.is_valid():
        told = form.cleaned_data
        try:
            actions.change_passphrase(request.user, told["old"], told["password"], actor=request.actor, now=clock.now())
        except SaksamaError as error:
            if isinstance(error, WrongSecret):
                error.context["field"] = "old"
            refuse(form, error)
        else:
            update_session_auth_hash(request, request.user)
            identity = session.own_identity(request)
            request.vault_cookie = session.open_for(request.user.owner, identity, now=session.real_now())  # type: ignore[attr-defined]
            return render(request, "desk/account/passphrase_changed.html", {})
    return render(request, "desk/account/change_passphrase.html", {"form": form}, status=422 if form.is_bound else 200)


@require_http_methods(["GET", "POST"])
@fresh_factor_required
def new_sheet(request: DeskRequest) -> HttpResponse:
    """A new sheet with a new code: the one before is dead."""
    if request.method == "GET":
        return render(request, "desk/account/new_sheet.html", {})
    code = vault.reprint_code(request.user.owner, session.own_identity(request), actor=request.actor, now=clock.now())
    return sheet(request, code)


@require_http_methods(["GET", "POST"])
@signed_in_required
def confirm(request: DeskRequest) -> HttpResponse:
    """The code once more. What was being sent waits sealed in the form, and is shown again afterwards."""
    posted = request.POST if request.method == "POST" else None   # shown in place of another page its POST is not ours
    form = FreshFactorForm(posted, user=request.user, initial={keep.FIELD: getattr(request, "kept", "")})
    onward = (posted or request.GET).get("next", "")
    if request.method == "POST" and form.is_valid():
        form.save()
        session.refresh(session.cookie_of(request), now=session.real_now())
        sealed = form.cleaned_data.get(keep.FIELD, "")
        if keep.holds(sealed):
            return present(request, sealed)
        return see_other(onward if _is_ours(request, onward) else "account_home")
    return render(request, "desk/account/confirm.html", {"form": form, "next": onward}, status=422 if form.is_bound else 200)


def _is_ours(request: DeskRequest, address: str) -> bool:
    return address.startswith("/") and url_has_allowed_host_and_scheme(address, allowed_hosts={request.get_host()})
