"""Two cases that only look alike: told apart once, they are suggested to each other no more; and why something looks alike."""

from __future__ import annotations

from dataclasses import replace

import pytest

from saksama import store
from saksama.accounts import actions as accounts
from saksama.cases import actions, queries
from saksama.cases.against_record import departures
from saksama.cases.models import Act, Case
from saksama.cases.steps import ActedMeanwhile
from saksama.kernel.actor import SYSTEM
from saksama.kernel.errors import IllegalStep, Invalid, NotAllowed, NotFound


@pytest.fixture
def three(course):
    """Three that look alike; the course stands at the first."""
    cases = []
    for _ in range(3):
        course.report()
        cases.append(replace(course))
    return cases


def beside(course, who=None) -> set[str]:
    return {one.case for one in course.page(who or course.cast.bagus).similar}


def counted(course, who=None) -> int:
    rows = queries.worklist((who or course.cast.bagus).actor, now=course.now).rows
    return next(row.similar for row in rows if row.public_id == str(course.case_id))


def ids(*cases) -> set[str]:
    return {str(one.case_id) for one in cases}


def test_two_told_apart_are_suggested_on_neither_page_and_counted_in_neither_row(three):
    first, second, third = three
    assert (counted(first), counted(second), counted(third)) == (2, 2, 2)
    first.step("told_apart", first.cast.bagus, case=str(second.case_id))
    assert (beside(first), beside(second), beside(third)) == (ids(third), ids(third), ids(first, second))
    assert (counted(first), counted(second), counted(third)) == (1, 1, 2)
    assert [first.case.stage, second.case.stage] == ["received", "received"]
    for one in three:
        assert actions.rebuild(one.case_id, now=one.now) == ()
    assert list(departures()) == []


def test_a_mistaken_one_is_put_right_like_any_act(three):
    first, second, third = three
    told = first.step("told_apart", first.cast.bagus, case=str(second.case_id))
    first.step("told_apart", first.cast.bagus, case=str(third.case_id), corrects=told.nth)
    assert (beside(first), beside(second), beside(third)) == (ids(second), ids(first, third), ids(second))
    assert (counted(first), counted(second), counted(third)) == (1, 2, 1)


@pytest.mark.parametrize("at", [0, 1])
def test_put_right_in_either_case_both_are_suggested_again_and_may_be_told_apart_anew(three, at):
    first, second, third = three
    first.step("told_apart", first.cast.bagus, case=str(second.case_id))
    three[at].step("note.added", first.cast.bagus, note="Keliru.", corrects=three[at].acts()[-1].nth)
    assert (beside(first), beside(second)) == (ids(second, third), ids(first, third))
    assert (counted(first), counted(second)) == (2, 2)
    second.step("told_apart", first.cast.bagus, case=str(first.case_id))
    assert (beside(first), beside(second)) == (ids(third), ids(third))


def test_neither_timeline_names_the_other_case(three):
    first, second, _ = three
    first.step("told_apart", first.cast.bagus, case=str(second.case_id))
    for mine, other in ((first, second), (second, first)):
        last = mine.page(mine.cast.bagus).entries[-1]
        assert "bukan kejadian yang sama" in last.sentence_id
        assert str(other.case_id) not in last.sentence_id + last.sentence_en


def test_nothing_is_said_to_either_reporter(three):
    from saksama.intake import queries as intake

    first, second, _ = three
    before = [intake.mailbox(code, first.now).status for code in first.codes]
    first.step("told_apart", first.cast.bagus, case=str(second.case_id))
    assert [intake.mailbox(code, first.now).status for code in first.codes] == before


# ---- refused ---------------------------------------------------------------------------------------------------------


def refused(course, other: object, who=None) -> Invalid:
    before = len(course.acts())
    with pytest.raises(Invalid) as found:
        course.step("told_apart", who or course.cast.bagus, case=str(other))
    assert found.value.context["field"] == "case"
    assert len(course.acts()) == before
    return found.value


def test_not_from_itself_and_not_twice(three):
    first, second, _ = three
    refused(first, first.case_id)
    first.step("told_apart", first.cast.bagus, case=str(second.case_id))
    refused(first, second.case_id)
    refused(second, first.case_id)


@pytest.mark.parametrize("junk", ["", "kata", "3f2504e0-4f89-41d3-9a0c-0305e82c3301", "x" * 5000])
def test_not_from_what_is_no_case(three, junk):
    refused(three[0], junk)


@pytest.mark.parametrize("how", ["act", "recusal"])
def test_a_case_somebody_is_kept_out_of_is_refused_as_one_that_does_not_exist(three, how):
    first, hidden, _ = three
    cast = first.cast
    if how == "act":
        hidden.step("exclusion.recorded", cast.bagus, person=str(cast.dewi.user.public_id), ground="kin")
    else:
        accounts.recuse(cast.dewi.user, str(hidden.case_id), ground="kin", actor=cast.dewi.actor, now=first.now)
    absent = refused(first, "3f2504e0-4f89-41d3-9a0c-0305e82c3301", cast.dewi)
    barred = refused(first, hidden.case_id, cast.dewi)
    assert (barred.detail, barred.detail_en) == (absent.detail, absent.detail_en)


def test_another_offices_case_is_that_offices_to_judge(three):
    """Seen, for it lies in the territory, but handled elsewhere."""
    first, theirs, _ = three
    with store.reading(SYSTEM):
        Case.objects.filter(public_id=theirs.case_id).update(office=str(first.cast.misal.public_id))
    assert "kantor lain" in refused(first, theirs.case_id).detail
    with store.reading(SYSTEM):
        assert not Act.objects.filter(kind="apart.noted").exists()


def test_a_form_sent_twice_is_one_act(three):
    first, second, third = three
    seen = len(first.acts())
    first.step("told_apart", first.cast.bagus, case=str(second.case_id), seen=seen)
    with pytest.raises(ActedMeanwhile):
        first.step("told_apart", first.cast.bagus, case=str(third.case_id), seen=seen)


@pytest.mark.parametrize(("name", "expected"), [("malik", NotFound), ("wati", NotFound), ("rahmat", NotAllowed)])
def test_only_the_handling_office_tells_apart(three, name, expected):
    first, second, _ = three
    with pytest.raises(expected):
        first.step("told_apart", getattr(first.cast, name), case=str(second.case_id))
    assert beside(first) == ids(*three[1:])


def test_once_registered_nothing_is_compared_any_more(course):
    other = course.studied().case_id
    course.registered()
    with pytest.raises(IllegalStep):
        course.step("told_apart", course.cast.bagus, case=str(other))


# ---- why -------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("how", "words"),
    [
        ({}, ["instansi sama", "jenis sama", "tempat sama", "hari sama"]),
        ({"days_ago": 3}, ["instansi sama", "jenis sama", "tempat sama", "selisih 2 hari"]),
        ({"agency": ""}, ["jenis sama", "tempat sama", "hari sama"]),
        ({"category": "media_sosial"}, ["instansi sama", "tempat sama", "hari sama"]),
    ],
)
def test_what_looks_alike_says_in_what(course, reported, how, words):
    course.report(**how)
    [one] = course.page(course.cast.bagus).similar
    assert [reason.id for reason in one.reasons] == words
    assert all(reason.en for reason in one.reasons)


def test_the_stored_number_is_shown_to_nobody(three):
    """The column counts what a reader is barred from: page, list and search give the reader's own number."""
    first, hidden, _ = three
    cast = first.cast
    hidden.step("exclusion.recorded", cast.bagus, person=str(cast.dewi.user.public_id), ground="kin")
    with store.reading(SYSTEM):
        Case.objects.filter(public_id=first.case_id).update(similar=77)
    assert counted(first, cast.dewi) == len(beside(first, cast.dewi)) == 1
    client = cast.dewi.client()
    for url in ("/petugas/", f"/petugas/perkara/{first.case_id}/", f"/petugas/perkara/{first.case_id}/bandingkan/"):
        html = client.get(url, follow=True).content.decode()
        assert ">77<" not in html and "77 laporan" not in html
        assert str(hidden.case_id) not in html
