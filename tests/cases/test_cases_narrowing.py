"""The queue narrowed: each code keeps what it says, and views belong to a person or his office."""

from __future__ import annotations

from datetime import timedelta

import pytest

from saksama.cases import actions, queries
from saksama.cases.actions import viewing
from saksama.cases.shown import Wanted
from saksama.kernel.errors import Conflict, Invalid, NotAllowed, NotFound

pytestmark = pytest.mark.django_db
ZONE = "Asia/Jakarta"


def rows(course, who="bagus", **wanted):
    page = queries.worklist(course.cast.people[who].actor, now=course.now, wanted=Wanted(**wanted), timezone=ZONE)
    return [row.public_id for row in page.rows]


def test_each_narrowing_keeps_what_it_says(course):
    course.report(door="named", category="medsos", channel="letter")
    first = str(course.case_id)
    course.report()
    second = str(course.case_id)
    course.step("initial_study.opened", course.cast.bagus)
    course.step("officer.assigned", course.cast.bagus, officer=str(course.cast.bagus.user.public_id))
    for wanted, kept in (
        ({"door": "named"}, [first]), ({"channel": "letter"}, [first]), ({"stage": "initial_study"}, [second]),
        ({"state": "new"}, [first]), ({"officer": "me"}, [second]), ({"officer": "nobody"}, [first]),
        ({"waiting": "us"}, [first, second]), ({"waiting": "agency"}, []), ({"place": course.cast.nagari.code}, [first, second]),
        ({"place": course.cast.nagari.code[:5]}, [first, second]), ({"place": "Pasia"}, [first, second]),
        ({"place": "Entah"}, []), ({"limb": "criminal"}, []), ({"state": "silent"}, []),
    ):
        assert sorted(rows(course, **wanted)) == sorted(kept), wanted


def test_a_limit_that_lapses_opens_no_report_and_the_first_step_of_a_person_does(course, reported):
    course.pass_days(5)
    assert actions.lapse_due_clocks(course.now) == 1
    row = queries.worklist(course.cast.bagus.actor, now=course.now, wanted=Wanted(state="new"), timezone=ZONE).rows[0]
    assert (row.public_id, row.is_new, row.act_count) == (str(course.case_id), True, 2)
    course.step("initial_study.opened", course.cast.bagus)
    assert rows(course, state="new") == []
    assert not queries.worklist(course.cast.bagus.actor, now=course.now).rows[0].is_new


@pytest.mark.parametrize(
    "wanted", [{"state": "x"}, {"due": "x"}, {"officer": "x"}, {"stage": "x"}, {"place": "%"}, {"place": "9"}]
)
def test_a_code_nobody_knows_keeps_nothing_or_everything_and_never_fails(course, reported, wanted):
    assert rows(course, **wanted) in ([], [str(course.case_id)])


def test_a_day_ends_at_the_offices_midnight(course, reported):
    due = course.case.next_due
    course.now = due - timedelta(hours=3)
    assert rows(course, due="today") == [str(course.case_id)]
    course.now = due - timedelta(days=2)
    assert rows(course, due="today") == []
    assert rows(course, due="soon") == [str(course.case_id)]
    course.now = course.case.next_due_late + timedelta(seconds=1)
    assert rows(course, due="late") == [str(course.case_id)]


def test_the_criminal_limb_narrows_for_those_only_who_may_know_of_it(course, registered):
    course.step("criminal_limb.opened", course.cast.bagus, basis="PD-01", reasons="Alasan.")
    assert rows(course, limb="criminal") == [str(course.case_id)]
    for who in ("rahmat", "laila", "yusuf"):
        assert rows(course, who, limb="criminal") == []


def test_what_a_stand_in_works_on_is_his(course, reported):
    course.step("officer.assigned", course.cast.bagus, officer=str(course.cast.bagus.user.public_id))
    assert rows(course, "citra", officer="me") == []
    [row] = queries.worklist(course.cast.citra.actor, now=course.now).rows
    assert row.officer_name == "Bagus"


def keep(person, name="Milik saya", shared=False, **wanted):
    return viewing.keep_view(name=name, wanted=Wanted(**wanted), shared=shared, actor=person.actor)


def test_views_are_ones_own_unless_shared_with_the_office(cast):
    mine, shared = keep(cast.bagus, due="late"), keep(cast.bagus, "Kantor", True, stage="kajian")
    assert [one.name for one in queries.views(cast.bagus.actor)] == ["Milik saya", "Kantor"]
    assert [(one.name, one.own) for one in queries.views(cast.citra.actor)] == [("Kantor", False)]
    assert queries.views(cast.yusuf.actor) == ()
    for person in (cast.citra, cast.yusuf):
        with pytest.raises(NotFound):
            queries.view(str(mine), person.actor)
        for change in (
            lambda person=person: viewing.drop_view(shared, actor=person.actor),
            lambda person=person: viewing.move_view(shared, up=True, actor=person.actor),
            lambda person=person: viewing.change_view(shared, name="x", shared=False, actor=person.actor),
        ):
            with pytest.raises(NotFound):
                change()
    assert queries.view(str(shared), cast.citra.actor).wanted == Wanted(stage="kajian")


def test_views_are_named_ordered_and_thrown_away(cast):
    a, b, c = (keep(cast.bagus, name) for name in "ABC")
    viewing.move_view(c, up=True, actor=cast.bagus.actor)
    viewing.move_view(a, up=True, actor=cast.bagus.actor)
    assert [one.name for one in queries.views(cast.bagus.actor)] == ["A", "C", "B"]
    viewing.drop_view(a, actor=cast.bagus.actor)
    viewing.change_view(b, name=" Baru \0 ", shared=True, actor=cast.bagus.actor)
    assert [(one.name, one.shared) for one in queries.views(cast.bagus.actor)] == [("C", False), ("Baru", True)]


def test_a_name_is_wanted_and_twenty_are_enough(cast):
    with pytest.raises(Invalid):
        keep(cast.bagus, "  ")
    with pytest.raises(NotAllowed):
        keep(cast.wati)
    for n in range(viewing.MOST):
        keep(cast.bagus, f"T{n}")
    with pytest.raises(Conflict):
        keep(cast.bagus)


def test_what_is_kept_is_codes_and_an_encrypted_name(cast):
    from django.db import connection

    keep(cast.bagus, "RAHASIANAMA", due="late")
    with connection.cursor() as cursor:
        cursor.execute("SELECT name, wanted FROM cases_savedview")
        [(name, wanted)] = cursor.fetchall()
    assert "RAHASIANAMA" not in str(name)
    assert "late" in str(wanted)
    assert Wanted.of({"due": "late", "else": "x" * 900, "stage": 7}) == Wanted(due="late", stage="7")
