"""Accounts, roles, the first administrator, letters' codes: made by whoever may, refused in a sentence, recorded."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.test import Client
from tests.accounts.browser import PASSPHRASE, sign_in
from tests.cast import NOW, ON

from saksama.accounts import actions, queries
from saksama.accounts.actions.setup import SetupDone
from saksama.accounts.models import Grant, Pass, SetupToken, User
from saksama.kernel.actor import SYSTEM
from saksama.kernel.errors import Invalid, MistypedCode, NotAllowed, NotFound
from saksama.ledger.models import Entry
from saksama.vault import receipt, session

CASE = "3f7b1c1e-1111-4222-8333-444455556666"


def make(username: str = "eka.p", password: str = PASSPHRASE, *, actor=SYSTEM, **more) -> User:
    return actions.create_user(username, password=password, display_name="Eka P.", actor=actor, now=NOW, **more)


def test_name_of_a_person_is_not_in_the_record(cast):
    make(actor=cast.tania.actor)
    entry = Entry.objects.filter(kind="accounts.user_created").latest("id")
    assert b"Eka" not in bytes(entry.body)


@pytest.mark.parametrize("username", ["", "ab", "a b c", "héé", "x" * 61, "eka@kantor"])
def test_user_name_that_cannot_be_typed_everywhere_is_refused(db, username):
    with pytest.raises(Invalid) as refused:
        make(username)
    assert refused.value.context["field"] == "username"


def test_second_person_cannot_have_the_same_name(db):
    make()
    with pytest.raises(actions.NameTaken):
        make("EKA.P")


@pytest.mark.parametrize("password", [
    "pendek", "aaaaaaaaaaaaaaaaaaaa", "bawaslu2024bawaslu2024", "qwertyuiop123456789", "eka.peka.peka.peka.p",
    "abcabcabcabcabcabc", "password12345678",
])
def test_guessable_passphrase_is_refused_with_what_to_do(db, password):
    with pytest.raises(Invalid) as refused:
        make(password=password)
    assert refused.value.context["field"] == "password"
    assert not User.objects.exists()


def test_four_unrelated_words_are_enough(db):
    assert make(password="sepatu hujan gajah limau").check_password("sepatu hujan gajah limau")


def test_only_an_administrator_makes_accounts(cast):
    for person in (cast.citra, cast.nurma, cast.aulia):
        with pytest.raises(NotAllowed):
            make(actor=person.actor)


def test_role_is_given_for_days_and_ended_without_losing_its_history(cast):
    user = make(actor=cast.tania.actor)
    row = actions.grant(user, "examiner", actor=cast.tania.actor, valid_from=ON, now=NOW, office=str(cast.umpamo.public_id))
    assert queries.actor_for(user, ON).roles == {"examiner"}
    actions.revoke(row, actor=cast.tania.actor, last_day=ON + timedelta(days=3), now=NOW)
    assert queries.actor_for(user, ON + timedelta(days=3)).roles == {"examiner"}
    assert queries.actor_for(user, ON + timedelta(days=4)).roles == frozenset()
    assert Grant.objects.filter(user=user).count() == 1


def test_role_cannot_end_before_it_began(cast):
    user = make(actor=cast.tania.actor)
    row = actions.grant(user, "examiner", actor=cast.tania.actor, valid_from=ON, now=NOW, office=str(cast.umpamo.public_id))
    actions.revoke(row, actor=cast.tania.actor, last_day=date(2020, 1, 1), now=NOW)
    row.refresh_from_db()
    assert row.valid_to == ON


def test_role_ended_before_it_began_never_holds(cast):
    user, first = make(actor=cast.tania.actor), ON + timedelta(days=5)
    row = actions.grant(user, "examiner", actor=cast.tania.actor, valid_from=first, now=NOW, office=str(cast.umpamo.public_id))
    actions.revoke(row, actor=cast.tania.actor, last_day=ON, now=NOW)
    assert queries.actor_for(user, first).roles == frozenset()


@pytest.mark.parametrize(("role", "place", "field"), [
    ("examiner", "", "office"), ("agency_officer", "", "agency"), ("raja", "", "role"), ("agency_officer", "office", "agency"),
])
def test_role_without_its_place_is_refused(cast, role, place, field):
    user = make(actor=cast.tania.actor)
    where = {"office": str(cast.umpamo.public_id)} if place == "office" else {}
    with pytest.raises(Invalid) as refused:
        actions.grant(user, role, actor=cast.tania.actor, valid_from=ON, now=NOW, **where)
    assert refused.value.context["field"] == field


def test_role_in_an_unknown_office_is_refused(cast):
    user = make(actor=cast.tania.actor)
    with pytest.raises(NotFound):
        actions.grant(user, "examiner", actor=cast.tania.actor, valid_from=ON, now=NOW, office=CASE)


def test_administrator_gets_no_case_role_and_gives_himself_none(cast):
    with pytest.raises(NotAllowed):
        actions.grant(cast.tania.user, "auditor", actor=cast.tania.actor, valid_from=ON, now=NOW)
    with pytest.raises(NotAllowed):
        actions.grant(cast.tania.user, "examiner", actor=SYSTEM, valid_from=ON, now=NOW, office=str(cast.umpamo.public_id))


def test_home_agency_is_recorded_for_lent_staff(cast):
    user = make(actor=cast.tania.actor)
    actions.set_home_agency(user, str(cast.agency.public_id), actor=cast.tania.actor, now=NOW)
    assert user in queries.users_with_home_agency([str(cast.agency.public_id)])
    with pytest.raises(NotFound):
        actions.set_home_agency(user, CASE, actor=cast.tania.actor, now=NOW)


def test_key_is_declared_lost_by_a_superior_only(cast):
    for person in (cast.citra, cast.yusuf, cast.tania, cast.bagus, cast.malik):
        with pytest.raises(NotAllowed):
            actions.declare_key_lost(cast.bagus.user, actor=person.actor, now=NOW)
    offices = actions.declare_key_lost(cast.bagus.user, actor=cast.rahmat.actor, now=NOW)
    assert offices == [cast.owner(cast.umpamo)]


def test_where_no_office_is_above_a_colleague_declares_it(cast):
    other = cast.add("oka", "national_supervisor", office=cast.national)
    with pytest.raises(NotAllowed):
        actions.declare_key_lost(cast.nurma.user, actor=cast.nurma.actor, now=NOW)
    actions.declare_key_lost(cast.nurma.user, actor=other.actor, now=NOW)


def test_recusal_is_noted_once(cast):
    for _ in range(2):
        actions.recuse(cast.bagus.user, CASE, ground="kin", actor=cast.bagus.actor, now=NOW)
    assert Entry.objects.filter(kind="accounts.recused").count() == 1
    assert queries.is_recused(cast.bagus.user.pk, CASE)


# ---- the first administrator -----------------------------------------------------------------------------------------

ADMIN = {"display_name": "Rina A.", "username": "rina.a", "password": PASSPHRASE, "again": PASSPHRASE}


def test_token_of_the_console_makes_the_first_administrator(client: Client, db):
    token = actions.create_setup_token(NOW)
    assert client.get("/masuk/pertama/").status_code == 200
    assert client.post("/masuk/pertama/", {**ADMIN, "token": token.lower()})["Location"] == "/masuk/"
    user = User.objects.get()
    assert user.is_system_admin
    assert user.one_time_until is None
    assert sign_in(client, "rina.a")["Location"] == "/masuk/aplikasi/"


def test_set_up_page_does_not_exist_once_somebody_administers(client: Client, cast):
    assert client.get("/masuk/pertama/").status_code == 404
    assert client.post("/masuk/pertama/", {**ADMIN, "token": "7K3M-A9QX-2TN4-ZJ5D-RW87"}).status_code == 404
    with pytest.raises(SetupDone):
        actions.create_setup_token(NOW)


@pytest.mark.parametrize("token", ["7K3M-A9QX-2TN4-ZJ5D-RW87", "7K3M-A9QX-2TN4-ZJ5D-RW88", "halo"])
def test_wrong_token_makes_nobody(client: Client, db, token):
    actions.create_setup_token(NOW)
    assert client.post("/masuk/pertama/", {**ADMIN, "token": token}).status_code == 422
    assert not User.objects.exists()


def test_token_is_good_once_and_for_a_day_and_a_new_one_ends_it(db):
    first = actions.create_setup_token(NOW)
    second = actions.create_setup_token(NOW)
    told = {"username": "rina.a", "display_name": "Rina", "password": PASSPHRASE, "now": NOW}
    with pytest.raises(actions.SetupRefused):
        actions.create_first_administrator(first, **told)
    SetupToken.objects.update(created_at=session.real_now() - timedelta(hours=25))
    with pytest.raises(actions.SetupRefused):
        actions.create_first_administrator(second, **told)
    assert second.replace("-", "") not in repr(list(SetupToken.objects.values()))


def test_token_survives_a_refused_passphrase(client: Client, db):
    token = actions.create_setup_token(NOW)
    assert client.post("/masuk/pertama/", {**ADMIN, "token": token, "password": "x", "again": "x"}).status_code == 422
    assert client.post("/masuk/pertama/", {**ADMIN, "token": token}).status_code == 303


# ---- the code in a letter --------------------------------------------------------------------------------------------


def test_code_of_a_letter_opens_its_case_and_is_stored_nowhere(cast):
    code, made = actions.issue_pass(CASE, actor=cast.bagus.actor, now=NOW)
    assert actions.open_pass(code.lower(), now=NOW).pk == made.pk
    assert code not in repr(list(Pass.objects.values()))
    assert made.mailbox_key == receipt.mailbox_recipient(code)


def test_new_letter_ends_the_code_of_the_one_before(cast):
    old, _row = actions.issue_pass(CASE, actor=cast.bagus.actor, now=NOW)
    new, _row = actions.issue_pass(CASE, actor=cast.bagus.actor, now=NOW)
    with pytest.raises(actions.PassUnknown):
        actions.open_pass(old, now=NOW)
    actions.open_pass(new, now=NOW)


def test_code_not_yet_or_no_longer_valid_looks_like_an_unknown_one(cast):
    code, _row = actions.issue_pass(CASE, actor=cast.bagus.actor, now=NOW, valid_to=NOW + timedelta(days=30))
    for moment in (NOW - timedelta(days=1), NOW + timedelta(days=31)):
        with pytest.raises(actions.PassUnknown):
            actions.open_pass(code, now=moment)
    with pytest.raises(actions.PassUnknown):
        actions.open_pass(cast.irwan_code, now=NOW)
    with pytest.raises(MistypedCode):
        actions.open_pass("7K3M-A9QX-2TN4-ZJ5D-RW88", now=NOW)
