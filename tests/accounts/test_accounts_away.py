"""Leave with a stand-in, and roles lent for some days: dated, ended by themselves, never wider than they say."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.db import IntegrityError, transaction

from saksama import ledger
from saksama.accounts import actions, away
from saksama.accounts.models import Duty, Grant, Leave, Role, User
from saksama.accounts.queries import actor_for
from saksama.kernel.errors import Conflict, Invalid, NotAllowed
from saksama.ledger.models import Entry

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


def day(n: int) -> date:
    return date(2024, 10, 14) + n * DAY


@pytest.fixture
def tari(cast):
    return cast.add("tari", Role.EXAMINER, office=cast.umpamo)


def leave(cast, who, first=1, last=3, stand_in=None, by=None, office=None):
    return actions.record_leave(
        who.user, office=str((office or cast.umpamo).public_id), starts_on=day(first), ends_on=day(last),
        stand_in=stand_in.user if stand_in else None, actor=(by or who).actor, now=cast.now, today=cast.on,
    )


def lend(cast, role, holder, stand_in, first=0, last=3, by=None, office=None):
    return actions.delegate(
        role, holder=holder.user, stand_in=stand_in.user, office=str((office or cast.umpamo).public_id), valid_from=day(first),
        valid_to=day(last), actor=(by or cast.citra).actor, now=cast.now, today=cast.on,
    )


def refused(kind, step, words: str, field: str = "") -> None:
    with pytest.raises(kind) as caught:
        step()
    assert words in caught.value.detail, caught.value.detail
    assert caught.value.detail_en and caught.value.detail_en != caught.value.detail
    assert caught.value.context.get("field", "") == field


# ---- leave -----------------------------------------------------------------------------------------------------------


def test_the_stand_in_works_for_both_on_these_days_and_not_on_others(cast, tari):
    leave(cast, cast.bagus, 1, 3, stand_in=tari)
    him, her = str(cast.bagus.user.public_id), str(tari.user.public_id)
    for n, expected in ((0, {}), (1, {him: her}), (3, {him: her}), (4, {})):
        assert away.stand_ins([him], day(n)) == expected
        assert away.represents(her, day(n)) == ((her, him) if expected else (her,))


def test_leave_gives_the_stand_in_no_right_he_did_not_have(cast):
    before = cast.pandu.actor_on(day(2))
    leave(cast, cast.bagus, 1, 3, stand_in=cast.pandu)
    assert cast.pandu.actor_on(day(2)) == before
    assert cast.pandu.actor_on(day(2)).roles == {"field_supervisor"}


def test_a_stand_in_who_is_gone_stands_in_for_nobody(cast, tari):
    leave(cast, cast.bagus, 1, 3, stand_in=tari)
    User.objects.filter(pk=tari.user.pk).update(is_active=False)
    assert away.stand_ins([str(cast.bagus.user.public_id)], day(2)) == {str(cast.bagus.user.public_id): ""}


@pytest.mark.parametrize(("first", "last", "words", "field"), [
    (3, 1, "tidak boleh sebelum tanggal mulai", "ends_on"),
    (0, 366, "Paling lama 366 hari", "ends_on"),
    (-90, -60, "lewat lebih dari sebulan", "ends_on"),
])
def test_impossible_days_are_refused_with_their_field(cast, first, last, words, field):
    refused(Invalid, lambda: leave(cast, cast.bagus, first, last), words, field)
    assert Leave.objects.count() == 0


def test_leaves_do_not_overlap_and_the_refusal_names_the_other(cast):
    leave(cast, cast.bagus, 1, 3)
    refused(Conflict, lambda: leave(cast, cast.bagus, 3, 5), "15-10-2024 sampai 17-10-2024", "starts_on")
    leave(cast, cast.bagus, 4, 5)
    assert Leave.objects.count() == 2


def test_stand_ins_do_not_chain(cast, tari):
    leave(cast, cast.bagus, 1, 3, stand_in=tari)
    refused(Conflict, lambda: leave(cast, tari, 3, 6), "pengganti rekan sampai 17-10-2024", "starts_on")
    leave(cast, cast.dewi, 8, 9)
    refused(Conflict, lambda: leave(cast, cast.bagus, 7, 9, stand_in=cast.dewi), "sendiri cuti mulai 22-10-2024", "stand_in")


def test_nobody_stands_in_for_himself_from_another_office_or_beyond_his_own_service(cast, tari):
    refused(Invalid, lambda: leave(cast, cast.bagus, stand_in=cast.bagus), "orang lain", "stand_in")
    for stranger in (cast.malik, cast.rahmat, cast.wati):
        refused(Invalid, lambda who=stranger: leave(cast, cast.bagus, stand_in=who), "tidak bertugas di kantor itu", "stand_in")
    Grant.objects.filter(user=tari.user).update(valid_to=day(2))
    refused(Invalid, lambda: leave(cast, cast.bagus, 1, 3, stand_in=tari), "berakhir 16-10-2024", "stand_in")


def test_ones_own_leave_or_that_of_people_one_leads(cast, tari):
    leave(cast, cast.bagus, by=cast.citra)
    refused(NotAllowed, lambda: leave(cast, cast.dewi, by=cast.bagus), "anggota atau pengawas")
    refused(NotAllowed, lambda: leave(cast, tari, by=cast.malik), "anggota atau pengawas")
    refused(NotAllowed, lambda: leave(cast, tari, by=cast.tania), "anggota atau pengawas")


def test_a_leave_is_called_off_or_ends_yesterday_and_both_stand_in_the_record(cast, tari):
    to_come, begun = leave(cast, cast.bagus, 5, 9, stand_in=tari), leave(cast, cast.dewi, -3, 9)
    for row in (to_come, begun):
        for _ in range(2):
            actions.cancel_leave(row, actor=cast.citra.actor, now=cast.now, today=cast.on)
    to_come.refresh_from_db()
    begun.refresh_from_db()
    assert to_come.cancelled_at == cast.now
    assert (begun.cancelled_at, begun.ends_on) == (None, day(-1))
    assert Entry.objects.filter(kind="accounts.leave_ended").count() == 2
    assert away.stand_ins([str(cast.bagus.user.public_id)], day(6)) == {}


# ---- delegation ------------------------------------------------------------------------------------------------------


def test_a_lent_role_is_a_grant_with_origin_and_end_and_ends_by_itself(cast):
    row = lend(cast, Role.EXAMINER, cast.bagus, cast.pandu, 1, 3)
    assert (row.stands_for, row.valid_to) == (str(cast.bagus.user.public_id), day(3))
    assert [actor_for(cast.pandu.user, day(n)).has("examiner") for n in (0, 1, 3, 4)] == [False, True, True, False]
    assert actor_for(cast.pandu.user, day(1)).has("field_supervisor")
    entry = Entry.objects.get(kind="accounts.delegated")
    told = ledger.queries.detail(entry)
    assert told["holder"] == str(cast.bagus.user.public_id)
    assert (told["first"], told["last"]) == ("2024-10-15", "2024-10-17")
    assert "Bagus" not in str(told) and "Pandu" not in str(told)


def test_no_role_is_lent_without_an_end_even_by_hand(cast):
    with pytest.raises(IntegrityError), transaction.atomic():
        Grant.objects.create(user=cast.pandu.user, role="examiner", office=str(cast.umpamo.public_id), valid_from=day(0),
                             granted_by="system", stands_for=str(cast.bagus.user.public_id))


def test_nobody_lends_to_himself_or_on_from_what_was_lent_to_him(cast):
    province = cast.province
    cast.add("sulis", Role.EXAMINER, office=province)
    refused(NotAllowed, lambda: lend(cast, Role.EXAMINER, cast.bagus, cast.citra), "kepada diri sendiri")
    cast.add("wulan", Role.PROVINCIAL_SUPERVISOR, office=province)
    lend(cast, Role.PROVINCIAL_SUPERVISOR, cast.rahmat, cast.sulis, by=cast.wulan, office=province)
    assert cast.sulis.actor.has("provincial_supervisor")
    refused(NotAllowed, lambda: lend(cast, Role.EXAMINER, cast.sulis, cast.hasan, by=cast.sulis, office=province),
            "tidak dapat melimpahkan lagi")
    refused(Invalid, lambda: lend(cast, Role.PROVINCIAL_SUPERVISOR, cast.sulis, cast.hasan, by=cast.wulan, office=province),
            "Peran pinjaman tidak dilimpahkan lagi", "holder")


def test_what_belongs_to_a_person_is_not_lent(cast):
    refused(NotAllowed, lambda: lend(cast, Role.COMMISSIONER, cast.dewi, cast.bagus), "melekat pada orangnya")
    refused(NotAllowed, lambda: lend(cast, Role.SYSTEM_ADMINISTRATOR, cast.tania, cast.bagus), "melekat pada orangnya")
    refused(NotAllowed, lambda: lend(cast, Role.IDENTITY_CUSTODIAN, cast.hasan, cast.bagus), "melekat pada orangnya")


def test_only_who_leads_that_office_lends_in_it(cast):
    for other in (cast.bagus, cast.malik, cast.rahmat, cast.nurma, cast.tania, cast.wati):
        refused(NotAllowed, lambda who=other: lend(cast, Role.EXAMINER, cast.bagus, cast.pandu, by=who), "anggota atau pengawas")
    assert not Grant.objects.exclude(stands_for="").exists()


def test_a_loan_does_not_outlast_the_holder_nor_the_borrower(cast):
    Grant.objects.filter(user=cast.bagus.user).update(valid_to=day(2))
    refused(Invalid, lambda: lend(cast, Role.EXAMINER, cast.bagus, cast.pandu, 0, 3), "berakhir 16-10-2024", "valid_to")
    Grant.objects.filter(user=cast.pandu.user).update(valid_to=day(1))
    refused(Invalid, lambda: lend(cast, Role.EXAMINER, cast.bagus, cast.pandu, 0, 2), "berakhir 15-10-2024", "stand_in")


def test_it_ends_when_the_holders_role_or_account_does(cast):
    lend(cast, Role.EXAMINER, cast.bagus, cast.pandu, 0, 30)
    mine = Grant.objects.get(user=cast.bagus.user)
    actions.revoke(mine, actor=cast.tania.actor, last_day=day(2), now=cast.now)
    assert not actor_for(cast.pandu.user, day(3)).has("examiner")
    assert actor_for(cast.pandu.user, day(2)).has("examiner")


def test_it_ends_when_the_borrower_serves_there_no_longer(cast):
    lend(cast, Role.EXAMINER, cast.bagus, cast.pandu, 0, 30)
    own = Grant.objects.get(user=cast.pandu.user, stands_for="")
    actions.revoke(own, actor=cast.tania.actor, last_day=day(2), now=cast.now)
    assert actor_for(cast.pandu.user, day(2)).has("examiner")
    assert not actor_for(cast.pandu.user, day(3)).roles


@pytest.mark.parametrize("whose", ["holder", "borrower"])
def test_what_has_not_begun_never_begins_when_the_holder_or_borrower_goes_before(cast, whose):
    lend(cast, Role.EXAMINER, cast.bagus, cast.pandu, 5, 9)
    own = Grant.objects.get(user=(cast.bagus if whose == "holder" else cast.pandu).user, stands_for="")
    assert actor_for(cast.pandu.user, day(5)).has("examiner")
    actions.revoke(own, actor=cast.tania.actor, last_day=day(2), now=cast.now)
    assert not any(actor_for(cast.pandu.user, day(n)).has("examiner") for n in range(12))


def test_what_has_not_begun_never_begins_after_the_holders_account_was_closed(cast):
    lend(cast, Role.EXAMINER, cast.bagus, cast.pandu, 5, 9)
    actions.deactivate(cast.bagus.user, actor=cast.tania.actor, now=cast.now)
    assert not any(actor_for(cast.pandu.user, day(n)).has("examiner") for n in range(12))


def test_a_loan_that_was_held_stays_on_record_when_the_holders_role_is_ended_for_the_past(cast):
    row = lend(cast, Role.EXAMINER, cast.bagus, cast.pandu, 0, 30)
    own = Grant.objects.get(user=cast.bagus.user, stands_for="")
    actions.revoke(own, actor=cast.tania.actor, last_day=day(-3), now=cast.now)
    row.refresh_from_db()
    assert (row.valid_from, row.valid_to) == (day(0), day(0))


def test_closing_the_holders_account_ends_what_he_lent(cast):
    lend(cast, Role.EXAMINER, cast.bagus, cast.pandu, 0, 30)
    actions.deactivate(cast.bagus.user, actor=cast.tania.actor, now=cast.now)
    assert not actor_for(cast.pandu.user, day(1)).has("examiner")


@pytest.mark.parametrize(("first", "last", "words", "field"), [
    (-1, 3, "tidak berlaku surut", "valid_from"),
    (3, 1, "tidak boleh sebelum", "valid_to"),
    (0, 92, "Paling lama 92 hari", "valid_to"),
])
def test_impossible_days_of_a_loan_are_refused(cast, first, last, words, field):
    refused(Invalid, lambda: lend(cast, Role.EXAMINER, cast.bagus, cast.pandu, first, last), words, field)


def test_a_role_held_already_is_not_lent_again_and_the_absent_borrow_nothing(cast, tari):
    refused(Conflict, lambda: lend(cast, Role.EXAMINER, cast.bagus, tari), "sudah memegang", "stand_in")
    lend(cast, Role.EXAMINER, cast.bagus, cast.pandu, 0, 3)
    refused(Conflict, lambda: lend(cast, Role.EXAMINER, tari, cast.pandu, 3, 5), "sudah memegang", "stand_in")
    leave(cast, cast.pandu, 6, 9)
    refused(Conflict, lambda: lend(cast, Role.EXAMINER, cast.bagus, cast.pandu, 5, 7), "cuti mulai 20-10-2024", "stand_in")


def test_a_loan_is_ended_early_by_who_leads_the_office(cast):
    row = lend(cast, Role.EXAMINER, cast.bagus, cast.pandu, 0, 30)
    with pytest.raises(NotAllowed):
        actions.end_delegation(row, actor=cast.bagus.actor, now=cast.now, today=day(2))
    actions.end_delegation(row, actor=cast.dewi.actor, now=cast.now, today=day(2))
    assert actor_for(cast.pandu.user, day(2)).has("examiner")
    assert not actor_for(cast.pandu.user, day(3)).has("examiner")
    own = Grant.objects.get(user=cast.bagus.user)
    refused(Invalid, lambda: actions.end_delegation(own, actor=cast.citra.actor, now=cast.now, today=day(2)),
            "bukan pelimpahan", "grant")


def test_a_loan_called_off_before_it_began_never_holds_and_the_record_says_so_once(cast):
    row = lend(cast, Role.EXAMINER, cast.bagus, cast.pandu, 5, 9)
    for _ in range(2):
        actions.end_delegation(row, actor=cast.citra.actor, now=cast.now, today=day(2))
    assert not any(actor_for(cast.pandu.user, day(n)).has("examiner") for n in range(12))
    assert away.lent_roles(str(cast.umpamo.public_id), day(0)) == []
    assert ledger.queries.detail(Entry.objects.get(kind="accounts.delegation_ended"))["last"] == ""


# ---- duty ------------------------------------------------------------------------------------------------------------


def test_duty_is_one_person_a_day_who_serves_there_and_is_not_away(cast, tari):
    office = str(cast.umpamo.public_id)

    def plan(n, who, by=cast.citra):
        actions.set_duty(office, day(n), who.user if who else None, actor=by.actor, today=cast.on)

    for who in (cast.bagus, tari):
        plan(2, who)
    assert away.duties(office, day(0), day(7)) == {day(2): tari.user}
    leave(cast, cast.bagus, 3, 3)
    refused(Conflict, lambda: plan(3, cast.bagus), "cuti", "user")
    refused(Invalid, lambda: plan(3, cast.malik), "tidak bertugas", "user")
    refused(Invalid, lambda: plan(-1, tari), "hari ini", "on")
    refused(NotAllowed, lambda: plan(3, tari, by=cast.bagus), "anggota")
    plan(2, None)
    assert Duty.objects.count() == 0
