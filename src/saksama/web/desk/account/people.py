"""The administrator's list of people: accounts, roles with their days, home agencies, help for whoever cannot get in.

No case data.
"""

from __future__ import annotations

from datetime import date
from uuid import UUID

from django.http import Http404, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from saksama.accounts import actions, policies, posts, queries
from saksama.accounts.actions.passphrases import one_time_passphrase
from saksama.accounts.keep import fresh_factor_required, signed_in_required
from saksama.accounts.models import Grant, User
from saksama.institutions import queries as institutions
from saksama.kernel.errors import SaksamaError
from saksama.notices import queries as notices
from saksama.store import clock
from saksama.vault import queries as vault_queries
from saksama.web.casework.requests import DeskRequest
from saksama.web.desk.team import tree as offices
from saksama.web.frame import render, see_other

from .forms import EndRole, GiveRole, NewPerson, refuse
from .mine import duties

PAGE = 50


@require_http_methods(["GET"])
@signed_in_required
def index(request: DeskRequest) -> HttpResponse:
    policies.may_administer(request.actor).require()
    text, after = request.GET.get("cari", ""), request.GET.get("sesudah", "")
    found = queries.people(text, after=after, limit=PAGE + 1)
    rows = [{"user": one, "duties": duties(_living(one))} for one in found[:PAGE]]
    return render(request, "desk/account/people.html", {
        "rows": rows, "text": text, "next": found[PAGE - 1].username if len(found) > PAGE else "",
        "mail": notices.mail_health()})


@require_http_methods(["GET"])
@signed_in_required
def tree(request: DeskRequest) -> HttpResponse:
    """Any office with its people and those below it, from the national one down. No case data."""
    policies.may_administer(request.actor).require()
    wanted = request.GET.get("kantor", "") or str(institutions.national().public_id)
    return render(request, "desk/account/tree.html", offices.context_of(wanted, _today()))


def _today() -> date:
    return posts.NO_POST.day(clock.now())


def _living(user: User) -> list[Grant]:
    return [one for one in user.grants.all() if not _is_past(one, _today())]


def _is_past(row: Grant, today: date) -> bool:
    return row.valid_to is not None and row.valid_to < today


def _person(public_id: UUID) -> User:
    try:
        return queries.by_public_id(public_id)
    except User.DoesNotExist:
        raise Http404 from None


@require_http_methods(["GET", "POST"])
@fresh_factor_required
def create(request: DeskRequest) -> HttpResponse:
    """A new account with a one-time passphrase, shown once: its holder chooses his own at the first sign-in."""
    policies.may_administer(request.actor).require()
    form = NewPerson(request.POST or None)
    if request.method == "POST" and form.is_valid():
        secret, told = one_time_passphrase(), form.cleaned_data
        try:
            user = actions.create_user(told["username"], password=secret, display_name=told["display_name"], actor=request.actor,
                                       now=clock.now(), one_time=True)
        except SaksamaError as error:
            error.context.setdefault("field", "username")
            refuse(form, error)
        else:
            return _handed_over(request, user, secret)
    return render(request, "desk/account/person_new.html", {"form": form}, status=422 if form.is_bound else 200)


def _handed_over(request: DeskRequest, user: User, secret: str) -> HttpResponse:
    return render(request, "desk/account/one_time.html", {"person": user, "secret": secret})


@require_http_methods(["GET"])
@signed_in_required
def show(request: DeskRequest, person: UUID) -> HttpResponse:
    policies.may_administer(request.actor).require()
    user = _person(person)
    home = posts.of_agency(user.home_agency).name if user.home_agency else ""
    all_grants = list(user.grants.order_by("-valid_from", "-pk"))
    today = _today()
    return render(request, "desk/account/person.html", {
        "person": user, "home": home, "duties": duties([one for one in all_grants if not _is_past(one, today)]),
        "past": duties([one for one in all_grants if _is_past(one, today)]),
        "slowed": queries.is_waiting(user), "has_key": vault_queries.has_living_key(user.owner), "today": today,
        "is_me": user.pk == request.user.pk})


@require_http_methods(["GET", "POST"])
@fresh_factor_required
def give_role(request: DeskRequest, person: UUID) -> HttpResponse:
    """Find the office or agency, choose the role and its days."""
    policies.may_administer(request.actor).require()
    user, text = _person(person), request.GET.get("cari", "")
    place = request.POST.get("place") or request.GET.get("tempat", "")
    form = GiveRole(request.POST or None, initial={"valid_from": _today(), "place": place})
    if request.method == "POST" and form.is_valid():
        told = form.cleaned_data
        try:
            actions.grant(user, told["role"], actor=request.actor, valid_from=told["valid_from"], valid_to=told["valid_to"],
                          now=clock.now(), **form.where())
        except SaksamaError as error:
            refuse(form, error)
        else:
            return see_other("person", person)
    return render(request, "desk/account/person_role.html", {
        "person": user, "form": form, "text": text, "found": places_for(text) if text else [], "place": place,
        "place_name": name_of_place(place)}, status=422 if form.is_bound else 200)


def places_for(text: str) -> list[dict[str, str]]:
    """Return offices and agencies by a part of their names."""
    offices = [{"key": f"office:{one.public_id}", "name": one.name} for one in institutions.search_offices(text, _today())]
    return offices + [{"key": f"agency:{one.public_id}", "name": one.name} for one in institutions.search_agencies(text)]


def name_of_place(place: str) -> str:
    kind, _sep, public_id = place.partition(":")
    if kind == "office":
        return posts.of_office(public_id).name
    return posts.of_agency(public_id).name if kind == "agency" else ""


@require_http_methods(["GET", "POST"])
@fresh_factor_required
def end_role(request: DeskRequest, person: UUID, grant: UUID) -> HttpResponse:
    policies.may_administer(request.actor).require()
    user = _person(person)
    row = user.grants.filter(public_id=grant).first()
    if row is None:
        raise Http404
    form = EndRole(request.POST or None, initial={"last_day": _today()})
    if request.method == "POST" and form.is_valid():
        actions.revoke(row, actor=request.actor, last_day=form.cleaned_data["last_day"], now=clock.now())
        return see_other("person", person)
    return render(request, "desk/account/person_role_end.html", {"person": user, "form": form, "duty": duties([row])[0]},
                  status=422 if form.is_bound else 200)


@require_http_methods(["GET", "POST"])
@fresh_factor_required
def home_agency(request: DeskRequest, person: UUID) -> HttpResponse:
    """Where a person is employed; for lent staff not where he sits."""
    policies.may_administer(request.actor).require()
    user, text = _person(person), request.GET.get("cari", "")
    if request.method == "POST":
        actions.set_home_agency(user, request.POST.get("instansi", ""), actor=request.actor, now=clock.now())
        return see_other("person", person)
    return render(request, "desk/account/person_home.html", {
        "person": user, "text": text, "found": institutions.search_agencies(text),
        "home": posts.of_agency(user.home_agency).name if user.home_agency else ""})


@require_http_methods(["POST"])
@fresh_factor_required
def help_in(request: DeskRequest, person: UUID, what: str) -> HttpResponse:
    """A one-time passphrase, a new second factor, or an end to the waiting after wrong sign-ins."""
    user = _person(person)
    if what == "sandi":
        return _handed_over(request, user, actions.reset_passphrase(user, actor=request.actor, now=clock.now()))
    if what == "aplikasi":
        actions.reset_second_factor(user, actor=request.actor, now=clock.now())
    elif what == "tunggu":
        actions.clear_failures(user, actor=request.actor)
    else:
        raise Http404
    return see_other("person", person)


@require_http_methods(["GET", "POST"])
@fresh_factor_required
def close(request: DeskRequest, person: UUID) -> HttpResponse:
    """Close an account: its sessions end, its history stays."""
    user = _person(person)
    policies.may_deactivate(request.actor, str(user.public_id)).require()
    if request.method == "GET":
        return render(request, "desk/account/person_close.html", {"person": user, "title": _("Tutup akun ini?")})
    actions.deactivate(user, actor=request.actor, now=clock.now())
    return see_other("people")
