"""Who works on a case: taken, given, handed back, and lost with the officer."""

from __future__ import annotations

from datetime import timedelta

import pytest

from saksama import store
from saksama.accounts import actions as accounts
from saksama.accounts.models import Grant, Role, User
from saksama.cases import actions, queries
from saksama.cases.models import Case
from saksama.kernel.errors import Conflict, IllegalStep, Invalid, NotAllowed, NotFound

pytestmark = pytest.mark.django_db

ASSIGNED, UNASSIGNED = "officer.assigned", "officer.unassigned"


def of(person) -> str:
    return str(person.user.public_id)


def offered(course, person) -> set[str]:
    page = queries.step(course.case_id, ASSIGNED, person.actor, now=course.now)
    return {value for value, _, _ in page.fields[0].choices}


def refusal(kind, step) -> str:
    with pytest.raises(kind) as caught:
        step()
    return caught.value.detail


def test_an_examiner_takes_a_case_himself_and_the_list_of_his_cases_finds_it(course, reported, cast):
    course.step(ASSIGNED, cast.bagus, officer=of(cast.bagus))
    assert course.case.assigned_to == of(cast.bagus)
    assert course.case.assigned_since == course.now
    with store.reading(cast.bagus.actor):
        found = Case.objects.filter(assigned_to=of(cast.bagus), in_queue=True)
        assert [one.public_id for one in found] == [course.case_id]
    shown = course.page(cast.bagus).assignment
    assert (shown.name, shown.may_take, shown.may_assign, shown.may_release) == ("Bagus", False, False, True)
    assert actions.rebuild(course.case_id, now=course.now) == ()


def test_an_examiner_names_nobody_else_and_a_commissioner_names_anybody_of_the_office(course, cast):
    cast.add("tari", Role.EXAMINER, office=cast.umpamo)
    course.report()
    assert "minta anggota kantor" in refusal(NotAllowed, lambda: course.step(ASSIGNED, cast.bagus, officer=of(cast.tari)))
    assert offered(course, cast.bagus) == {of(cast.bagus)}
    course.step(ASSIGNED, cast.citra, officer=of(cast.tari))
    assert course.case.assigned_to == of(cast.tari)
    with pytest.raises(NotAllowed):
        course.step(UNASSIGNED, cast.bagus)     # not his own case
    course.step(ASSIGNED, cast.citra, officer=of(cast.bagus))
    assert course.case.assigned_to == of(cast.bagus)


def test_nobody_is_named_who_is_of_another_office_lent_recused_excluded_or_unknown(course, cast):
    cast.add("tari", Role.EXAMINER, office=cast.umpamo)
    cast.add("gita", Role.EXAMINER, office=cast.umpamo)
    course.registered()
    accounts.recuse(cast.tari.user, course.case_id, ground="kin", actor=cast.tari.actor, now=course.now)
    course.step("exclusion.recorded", cast.bagus, person=of(cast.gita), ground="kin")
    assert offered(course, cast.citra) == {of(cast.bagus), of(cast.citra), of(cast.dewi)}
    for barred in (cast.joni, cast.tari, cast.gita, cast.malik, cast.wati, cast.laila, cast.pandu, cast.tania):
        said = refusal(Invalid, lambda who=barred: course.step(ASSIGNED, cast.citra, officer=of(who)))
        assert "tidak bertugas di kantor ini atau tidak boleh membaca" in said
    with pytest.raises(Invalid):
        course.step(ASSIGNED, cast.citra, officer="bukan-id")
    assert course.case.assigned_to == ""


def test_other_offices_and_lent_staff_cannot_take_it(course, reported, cast):
    with pytest.raises(NotFound):
        course.step(ASSIGNED, cast.malik, officer=of(cast.malik))
    with pytest.raises(NotFound):
        course.step(ASSIGNED, cast.joni, officer=of(cast.joni))
    assert "kantor yang menangani" in refusal(NotAllowed, lambda: course.step(ASSIGNED, cast.rahmat, officer=of(cast.bagus)))
    with pytest.raises(NotAllowed):
        course.step(ASSIGNED, cast.nurma, officer=of(cast.bagus))


def test_taking_twice_and_giving_back_what_nobody_has_are_refused_with_a_sentence(course, reported, cast):
    assert "petugas perkara ditunjuk" in refusal(IllegalStep, lambda: course.step(UNASSIGNED, cast.bagus))
    course.step(ASSIGNED, cast.bagus, officer=of(cast.bagus))
    assert "sudah dikerjakan" in refusal(Conflict, lambda: course.step(ASSIGNED, cast.citra, officer=of(cast.bagus)))
    course.step(UNASSIGNED, cast.bagus)
    assert (course.case.assigned_to, course.case.handed_back) == ("", "own")
    assert "belum punya petugas" in refusal(Conflict, lambda: course.step(UNASSIGNED, cast.bagus))


def test_the_case_waits_for_an_officer_when_his_role_ends_and_keeps_its_history(course, reported, cast):
    course.step(ASSIGNED, cast.bagus, officer=of(cast.bagus))
    assert actions.release_departed(course.now) == 0
    Grant.objects.filter(user=cast.bagus.user).update(valid_to=cast.on)
    assert actions.release_departed(course.now) == 0            # the last day belongs to it
    course.pass_days(1)
    assert actions.release_departed(course.now) == 1
    assert actions.release_departed(course.now) == 0
    assert (course.case.assigned_to, course.case.handed_back) == ("", "left")
    assert course.acts()[-1].actor == "system"
    assert "tidak lagi bertugas" in course.page(cast.citra).entries[-1].sentence_id
    course.step(ASSIGNED, cast.citra, officer=of(cast.citra))
    assert (course.case.assigned_to, course.case.handed_back) == (of(cast.citra), "")


@pytest.mark.parametrize("how", ["closed account", "recusal", "exclusion", "home agency"])
def test_whoever_may_not_read_it_any_more_loses_it(course, registered, cast, how):
    course.step(ASSIGNED, cast.bagus, officer=of(cast.bagus))
    if how == "closed account":
        User.objects.filter(pk=cast.bagus.user.pk).update(is_active=False)
    elif how == "recusal":
        accounts.recuse(cast.bagus.user, course.case_id, ground="kin", actor=cast.bagus.actor, now=course.now)
    elif how == "home agency":
        accounts.set_home_agency(cast.bagus.user, str(cast.sister_agency.public_id), actor=cast.tania.actor, now=course.now)
    else:
        course.step("exclusion.recorded", cast.citra, person=of(cast.bagus), ground="kin")
        assert (course.case.assigned_to, course.case.handed_back) == ("", "barred")     # at once, by the act itself
    actions.release_departed(course.now + timedelta(minutes=1))
    assert course.case.assigned_to == ""
    assert course.case.handed_back == ("left" if how == "closed account" else "barred")
