"""Who acts: by the roles of the day in one office, by the wall calendar of that office, and only with both factors."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from django.contrib.auth.models import AnonymousUser
from django.http import HttpResponse
from django.test import Client, RequestFactory
from tests.cast import NOW, ON

from saksama.accounts import queries
from saksama.accounts.middleware import ActorMiddleware
from saksama.accounts.models import Grant, Role
from saksama.kernel.actor import PUBLIC
from saksama.kernel.span import EVERYWHERE, NOWHERE
from saksama.store import clock
from saksama.vault import session
from saksama.web.frame.sides import DESK_PATHS


def give(person, role, *, office=None, agency=None, first=date(2018, 9, 1), last=None) -> Grant:
    return Grant.objects.create(user=person.user, role=role, office=str(office.public_id) if office else "",
                                agency=str(agency.public_id) if agency else "", valid_from=first, valid_to=last,
                                granted_by="system")


def test_examiner_sees_his_kabupaten_and_not_the_neighbour(cast):
    actor = cast.bagus.actor
    assert actor.roles == {"examiner"}
    assert actor.covers(cast.nagari.low)
    assert not actor.covers(cast.misal.position)


def test_national_supervisor_sees_everything_and_the_agency_officer_only_by_key(cast):
    assert cast.nurma.actor.span == EVERYWHERE
    wati = cast.wati.actor
    assert wati.span == NOWHERE
    assert wati.key == wati.agency == str(cast.government.public_id)


def test_overseer_has_no_territory(cast):
    assert cast.laila.actor.span == NOWHERE
    assert cast.laila.actor.key == str(cast.oversight.public_id)


def test_administrator_and_auditor_see_no_place(cast):
    for person in (cast.tania, cast.aulia):
        assert person.actor.span == NOWHERE
        assert person.actor.office == ""
    assert cast.tania.actor.has("system_administrator")


@pytest.mark.parametrize(("day", "acts"), [
    (date(2024, 10, 13), False), (ON, True), (date(2024, 10, 20), True), (date(2024, 10, 21), False),
])
def test_role_holds_from_its_first_to_its_last_day(cast, day, acts):
    person = cast.add("eka", Role.AUDITOR)
    give(person, Role.EXAMINER, office=cast.misal, first=ON, last=date(2024, 10, 20))
    assert ("examiner" in person.actor_on(day).roles) is acts


def test_one_office_at_a_time(cast):
    give(cast.bagus, Role.COMMISSIONER, office=cast.misal)
    first, second = cast.bagus.actor, cast.bagus.actor_on(ON, office=str(cast.misal.public_id))
    assert (first.office, first.roles) == (str(cast.umpamo.public_id), {"examiner"})
    assert (second.office, second.roles) == (str(cast.misal.public_id), {"commissioner"})


def test_office_he_does_not_serve_in_is_not_taken(cast):
    assert cast.bagus.actor_on(ON, office=str(cast.seberang.public_id)).office == str(cast.umpamo.public_id)


def test_day_is_that_of_the_offices_wall(cast):
    """At 23.30 in Jakarta it is already the next day in Makassar: a role that begins then holds in Seberang."""
    late = datetime(2024, 10, 14, 16, 30, tzinfo=UTC)
    person = cast.add("eka", Role.AUDITOR)
    give(person, Role.EXAMINER, office=cast.seberang, first=date(2024, 10, 15))
    give(person, Role.COMMISSIONER, office=cast.umpamo, first=date(2024, 10, 15))
    actor, post = queries.acting_now(person.user, late, office=str(cast.seberang.public_id))
    assert post.zone in ("Asia/Jakarta", "Asia/Makassar")
    there = queries.acting_now(person.user, late + timedelta(hours=1), office=str(cast.seberang.public_id))[0]
    assert "examiner" in there.roles
    assert "commissioner" not in actor.roles


def test_known_post_saves_the_look_up_and_not_the_check(cast, django_assert_num_queries):
    _actor, post = queries.acting_now(cast.bagus.user, NOW)
    with django_assert_num_queries(1):
        actor, again = queries.acting_now(cast.bagus.user, NOW, office=post.office, known=post)
    assert (actor.span, again) == (post.span, post)
    Grant.objects.filter(user=cast.bagus.user).delete()
    with django_assert_num_queries(1):
        actor, again = queries.acting_now(cast.bagus.user, NOW, office=post.office, known=post)
    assert (actor.span, actor.roles, actor.office) == (NOWHERE, frozenset(), "")


# ---- the request -----------------------------------------------------------------------------------------------------


def request(path: str = "/petugas/", **cookies: str):
    made = RequestFactory().get(path)
    made.user, made.session = AnonymousUser(), {}
    made.COOKIES.update(cookies)
    return made


def test_public_side_has_nobody_and_is_never_asked(cast):
    made = request("/")
    del made.user
    seen = []
    ActorMiddleware(lambda r: seen.append(r.actor) or HttpResponse())(made)
    assert seen == [PUBLIC]


def test_signed_in_person_acts_on_the_desk(cast):
    client = cast.bagus.client()
    answer = client.get("/akun/")
    assert answer.status_code == 200
    assert answer.wsgi_request.actor.office == str(cast.umpamo.public_id)
    assert answer.wsgi_request.post.name == cast.umpamo.name


def test_session_without_the_key_cookie_acts_for_nobody(cast):
    client = Client()
    client.force_login(cast.bagus.user, backend="allauth.account.auth_backends.AuthenticationBackend")
    answer = client.get("/akun/")
    assert answer.status_code == 303
    assert answer.wsgi_request.actor == PUBLIC


def test_key_cookie_of_a_colleague_does_not_fit(cast):
    mine, theirs = cast.bagus.client(), cast.citra.client()
    mine.cookies[session.cookie_name()] = theirs.cookies[session.cookie_name()].value
    assert mine.get("/akun/").status_code == 303


def test_page_of_the_desk_costs_four_queries_before_its_own(cast, django_assert_num_queries):
    client = cast.bagus.client()
    client.get("/masuk/lanjut/")
    with django_assert_num_queries(4):     # session, user, opened key, roles
        client.get("/masuk/lanjut/")


def test_role_that_ended_yesterday_is_gone_from_the_next_request(cast):
    client = cast.bagus.client()
    client.get("/akun/")
    yesterday = clock.now().date() - timedelta(days=2)
    Grant.objects.filter(user=cast.bagus.user).update(valid_to=yesterday)
    assert client.get("/akun/").wsgi_request.actor.roles == frozenset()


def test_person_with_two_offices_changes_between_them(cast):
    give(cast.bagus, Role.COMMISSIONER, office=cast.misal)
    client = cast.bagus.client()
    assert client.get("/akun/").wsgi_request.actor.office == str(cast.umpamo.public_id)
    client.post("/akun/bertugas/", {"kantor": str(cast.misal.public_id)})
    assert client.get("/akun/").wsgi_request.actor.office == str(cast.misal.public_id)
    client.post("/akun/bertugas/", {"kantor": str(cast.seberang.public_id)})
    assert client.get("/akun/").wsgi_request.actor.office == str(cast.misal.public_id)


def test_desk_paths_are_the_same_for_everybody(settings):
    assert tuple(settings.SIGNED_IN_PATHS) == DESK_PATHS
