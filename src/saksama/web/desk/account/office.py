"""The office's key: who holds it, founding it, admitting and dismissing members, renewing it, and helping an office below."""

from __future__ import annotations

import time
from dataclasses import dataclass
from uuid import UUID

from django.http import Http404, HttpResponse
from django.views.decorators.http import require_http_methods

from saksama.accounts import actions as accounts
from saksama.accounts import policies, posts, queries
from saksama.accounts.keep import fresh_factor_required, signed_in_required
from saksama.accounts.models import User
from saksama.institutions import queries as institutions
from saksama.kernel.actor import Actor
from saksama.store import clock
from saksama.vault import actions as vault
from saksama.vault import queries as vault_queries
from saksama.vault import session
from saksama.web.casework.requests import DeskRequest
from saksama.web.frame import render, see_other

PATIENCE = 2.0     # seconds of re-wrapping in one request; the rest by the next press of the button


@dataclass(frozen=True, slots=True)
class Member:
    """One person of the office, and how his key stands: `state` is key_missing, lost, again, waiting, member or left."""

    user: User
    state: str
    serves: bool


def owner_of(actor: Actor) -> str:
    """The name of the key of the office or agency somebody serves in."""
    return f"office:{actor.office}" if actor.office else f"agency:{actor.agency}"


@require_http_methods(["GET"])
@signed_in_required
def keys(request: DeskRequest) -> HttpResponse:
    policies.may_see_office_keys(request.actor).require()
    owner = owner_of(request.actor)
    people = members_of(owner, request)
    return render(request, "desk/account/office.html", {
        "people": people, "post": request.post, "founded": vault_queries.was_founded(owner),
        "epoch": vault_queries.epoch_in_force(owner), "lives": vault_queries.has_living_key(owner),
        "am_member": request.user.owner in vault_queries.members(owner),
        "waiting": vault_queries.rewraps_waiting(owner) if vault_queries.was_founded(owner) else 0,
        "someone_left": any(one.state == "left" for one in people), "supervises": request.actor.has(*policies.SUPERVISING),
        "below": offices_without_key(request), "sought": request.GET.get("petugas", ""), "candidate": candidate(request)})


def candidate(request: DeskRequest) -> User | None:
    """Return the officer sought by user name whose key this person may declare lost."""
    name = request.GET.get("petugas", "").strip().lower()
    user = queries.by_username(name) if name else None
    if user is None or not vault_queries.has_living_key(user.owner):
        return None
    above = queries.superior_offices(user, clock.now())
    return user if policies.may_declare_key_lost(request.actor, user, superiors=above) else None


def members_of(owner: str, request: DeskRequest) -> list[Member]:
    """Return who serves here today in a role that holds the key, and who still holds it without serving."""
    today = request.post.day(clock.now())
    office = owner.partition(":")[2]
    serving = queries.users_of_office(office, today, *policies.KEY_ROLES)
    holding = set(vault_queries.members(owner))
    known = {one.owner for one in serving}
    left = [queries.by_public_id(one.partition(":")[2]) for one in sorted(holding - known)]
    return [Member(one, _state(one, holding, owner), True) for one in serving] + [Member(one, "left", False) for one in left]


def _state(user: User, holding: set[str], owner: str) -> str:
    if user.owner in holding:
        return "member"
    if vault_queries.has_living_key(user.owner):
        return "again" if vault_queries.lost_key_of(user.owner, owner) else "waiting"
    return "lost" if vault_queries.was_founded(user.owner) else "key_missing"


def offices_without_key(request: DeskRequest) -> list[dict[str, object]]:
    """Return offices below whose key nobody holds any more, each with the enrolled people who could carry it on."""
    if not request.actor.office or not request.actor.has(*policies.SUPERVISING):
        return []
    found = []
    for owner in vault_queries.orphaned_offices():
        office = institutions.office(owner.partition(":")[2])
        above = {str(one.public_id) for one in institutions.superiors(office)}
        if not policies.may_refound(request.actor, above):
            continue
        serving = queries.users_of_office(str(office.public_id), request.post.day(clock.now()), *policies.KEY_ROLES)
        found.append({"office": office, "people": [one for one in serving if vault_queries.has_living_key(one.owner)]})
    return found


def _person(public_id: UUID) -> User:
    try:
        return queries.by_public_id(public_id)
    except User.DoesNotExist:
        raise Http404 from None


@require_http_methods(["POST"])
@signed_in_required
def found(request: DeskRequest) -> HttpResponse:
    """The first enrolled member makes the office's key."""
    policies.may_manage_key(request.actor, request.actor.office or request.actor.agency).require()
    vault.found_office(owner_of(request.actor), request.user.owner, actor=request.actor, now=clock.now())
    return see_other("office_keys")


@require_http_methods(["POST"])
@signed_in_required
def admit(request: DeskRequest, person: UUID) -> HttpResponse:
    """A member hands the key to a colleague who serves here today; to one who lost his, by the way of three persons."""
    office, user = request.actor.office or request.actor.agency, _person(person)
    policies.may_manage_key(request.actor, office).require()
    policies.may_hold_key(queries.roles_in(user, office, request.post.day(clock.now()))).require()
    owner, keyring = owner_of(request.actor), session.keyring(request)
    if vault_queries.lost_key_of(user.owner, owner):
        vault.regain_by_member(user.owner, owner, keys=keyring, actor=request.actor, now=clock.now())
    else:
        vault.admit_member(owner, user.owner, keys=keyring, actor=request.actor, now=clock.now())
    return see_other("office_keys")


@require_http_methods(["GET", "POST"])
@signed_in_required
def dismiss(request: DeskRequest, person: UUID) -> HttpResponse:
    """Take the key from somebody who left. A new key follows, so that nothing new is his."""
    user, owner = _person(person), owner_of(request.actor)
    policies.may_manage_key(request.actor, request.actor.office or request.actor.agency).require()
    last = vault_queries.members(owner) == [user.owner]
    if request.method == "GET":
        return render(request, "desk/account/dismiss.html", {"person": user, "last": last})
    vault.dismiss_member(owner, user.owner, actor=request.actor, now=clock.now())
    return see_other("office_keys")


@require_http_methods(["POST"])
@fresh_factor_required
def rotate(request: DeskRequest) -> HttpResponse:
    """Begin the office's next key for those who hold the present one."""
    policies.may_manage_key(request.actor, request.actor.office or request.actor.agency).require()
    vault.rotate_office(owner_of(request.actor), keys=session.keyring(request), actor=request.actor, now=clock.now())
    return see_other("office_keys")


@require_http_methods(["POST"])
@signed_in_required
def rewrap(request: DeskRequest) -> HttpResponse:
    """Hand what lies under older keys to the key in force: as much as fits into two seconds, the rest by another press."""
    policies.may_manage_key(request.actor, request.actor.office or request.actor.agency).require()
    owner, keyring, started = owner_of(request.actor), session.keyring(request), time.monotonic()
    before = None
    while time.monotonic() - started < PATIENCE:
        left = vault.rewrap_batch(owner, keys=keyring, limit=200)
        if left == 0 or left == before:
            break
        before = left
    return see_other("office_keys")


@require_http_methods(["GET", "POST"])
@fresh_factor_required
def key_lost(request: DeskRequest, person: UUID) -> HttpResponse:
    """A superior declares a lost key ended. The officer then makes a new one, and a colleague admits it."""
    user = _person(person)
    policies.may_declare_key_lost(request.actor, user, superiors=queries.superior_offices(user, clock.now())).require()
    if request.method == "GET":
        return render(request, "desk/account/key_lost.html", {"person": user})
    accounts.declare_key_lost(user, actor=request.actor, now=clock.now())
    return see_other("office_keys")


@require_http_methods(["POST"])
@fresh_factor_required
def refound(request: DeskRequest, below: UUID, person: UUID) -> HttpResponse:
    """A superior begins a new key for an office that lost all of its own, for an officer who serves there, and hands over."""
    office, user = institutions.office(below), _person(person)
    policies.may_refound(request.actor, {str(one.public_id) for one in institutions.superiors(office)}).require()
    day = posts.of_office(str(below)).day(clock.now())
    policies.may_hold_key(queries.roles_in(user, str(below), day)).require()
    owner, keyring = f"office:{below}", session.keyring(request)
    vault.refound_office(owner, user.owner, keys=keyring, actor=request.actor, now=clock.now())
    vault.rewrap_batch(owner, keys=keyring)
    return see_other("office_keys")
