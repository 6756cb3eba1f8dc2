"""Kampung pengawasan: points in one's territory, names only by consent, one entry for activity and measure, the goal unranked."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import connection

from saksama import store
from saksama.kernel.errors import Conflict, Invalid, NotAllowed, NotFound
from saksama.places import queries as places
from saksama.prevention import kampung_goals, queries
from saksama.prevention.actions import kampung as actions
from saksama.prevention.actions import withdraw_visit
from saksama.prevention.actions.kampung import Activity, Described
from saksama.prevention.errors import NoSuchActivity
from saksama.prevention.kampung import Notice, ShownName, Volunteer
from saksama.prevention.queries import kampung as reads

pytestmark = pytest.mark.django_db
TOLD = Described("Pojok Pasia", "Balai nagari", "Sabtu, 09.00")
NAME = "Rahmah Relawan"


def opened(cast, who=None, told=TOLD, place="99.01.01.2001"):
    actor = (who or cast.citra).actor
    return actions.open_point(places.by_code(place), told, actor=actor, on=cast.on, now=cast.now)


def helped(cast, point, name=NAME):
    return actions.add_volunteer(point.public_id, name, actor=cast.bagus.actor, on=cast.on, now=cast.now)


def done(cast, point, **changed):
    told = {"token": "satu", "work": "literacy", "held_on": cast.on, "headcount": 12} | changed
    return actions.record_activity(point.public_id, Activity(**told), actor=cast.bagus.actor, on=cast.on, now=cast.now)


def agreed(cast, one, how="paper"):
    return actions.consent(one.public_id, how=how, actor=cast.bagus.actor, on=cast.on, now=cast.now)


def names(cast, point):
    return reads.public_point(point.public_id, on=cast.on).names


def test_a_name_is_shown_only_while_its_bearer_agrees(cast):
    point = opened(cast)
    one = helped(cast, point)
    assert names(cast, point) == ()
    agreed(cast, one)
    assert names(cast, point) == (NAME,)
    actions.withdraw_name(one.public_id, actor=cast.bagus.actor, now=cast.now)
    assert names(cast, point) == ()
    agreed(cast, one, "spoken")
    actions.end_volunteer(one.public_id, actor=cast.bagus.actor, on=cast.on, now=cast.now)
    assert names(cast, point) == ()
    with pytest.raises(Conflict):
        agreed(cast, one)


def test_a_volunteer_is_encrypted_and_stands_in_no_fact(cast):
    helped(cast, opened(cast))
    found = []
    with connection.cursor() as cursor:
        for table in ("prevention_volunteer", "ledger_entry", "ledger_detail"):
            cursor.execute(f"SELECT * FROM {table}")
            found += [bytes(cell) if isinstance(cell, memoryview) else cell for row in cursor.fetchall() for cell in row]
    assert "Rahmah" not in repr(found)


def test_a_point_is_found_once_by_a_word_that_its_province_and_a_village_share(cast):
    point, other = opened(cast), opened(cast, told=Described("Lapau", "Pasar"))
    assert [one.pk for one, _ in reads.points_near("Andai")] == [point.pk, other.pk]
    assert [one.pk for one, _ in reads.points_near("Andai", limit=1)] == [point.pk]
    assert reads.points_near("zzzz") == []


def test_a_neighbours_office_finds_no_volunteer_and_keeps_no_point(cast):
    point = opened(cast)
    one = helped(cast, point)
    other = cast.yusuf.actor
    with store.reading(other):
        assert not Volunteer.objects.exists()
    for step in (
        lambda: actions.add_volunteer(point.public_id, NAME, actor=other, on=cast.on, now=cast.now),
        lambda: actions.end_point(point.public_id, actor=other, on=cast.on, now=cast.now),
        lambda: actions.describe_point(point.public_id, TOLD, actor=other, now=cast.now),
    ):
        with pytest.raises(NotAllowed):
            step()
    with pytest.raises(NotFound):
        actions.consent(one.public_id, how="paper", actor=other, on=cast.on, now=cast.now)
    with pytest.raises(NotFound):
        reads.kept_point(point.public_id, other, on=cast.on)
    assert not ShownName.objects.exists()


def test_a_commissioner_opens_within_his_territory_on_a_small_place_once(cast):
    with pytest.raises(NotAllowed):
        opened(cast, cast.bagus)
    with pytest.raises(NotAllowed):
        opened(cast, place="99.71.01")
    with pytest.raises(Invalid):
        opened(cast, place="99.01")
    opened(cast)
    with pytest.raises(Conflict):
        opened(cast)


@pytest.mark.parametrize(("by", "document", "later"), [("", "SK 1", 0), ("Ketua Bawaslu", " ", 0), ("Ketua Bawaslu", "SK 1", 1)])
def test_a_declaration_says_when_by_whom_and_by_which_document(cast, by, document, later):
    point = opened(cast)
    with pytest.raises(Invalid):
        actions.declare_point(
            point.public_id, day=cast.on + timedelta(days=later), by=by, document=document, actor=cast.citra.actor, on=cast.on,
            now=cast.now,
        )
    assert reads.point(point.public_id).declared_on is None


def test_an_activity_is_entered_once_and_counts_for_measure_g(cast):
    point = opened(cast)
    assert done(cast, point).pk == done(cast, point).pk
    row = next(one for one in queries.seven_steps(cast.citra.actor, year=cast.on.year) if one.measure.key == "g")
    assert (row.done, row.reach) == (1, 12)
    assert [one.headcount for one in reads.public_point(point.public_id, on=cast.on).activities] == [12]
    with pytest.raises(Invalid):
        done(cast, point, token="dua", held_on=cast.on + timedelta(days=1))
    with pytest.raises(Invalid):
        done(cast, point, token="tiga", work="pesta")


def test_an_activity_taken_back_leaves_the_public_page(cast):
    point = opened(cast)
    line = done(cast, point)
    assert [one.visit for one in reads.public_point(point.public_id, on=cast.on).activities] == [line.visit]
    withdraw_visit(line.visit, actor=cast.bagus.actor, now=cast.now)
    assert reads.public_point(point.public_id, on=cast.on).activities == ()
    assert reads.kept_point(point.public_id, cast.bagus.actor, on=cast.on).last is None
    with pytest.raises(NoSuchActivity):
        done(cast, point)           # an old form sent again does not bring it back
    assert reads.public_point(point.public_id, on=cast.on).activities == ()


def test_a_notice_expires_is_posted_once_and_can_be_taken_down(cast):
    point = opened(cast)

    def post(until, text="Jam tanya pindah ke hari Minggu.", token="papan"):  # noqa: S107  of the form
        return actions.post_notice(
            point.public_id, text, until=until, token=token, actor=cast.bagus.actor, on=cast.on, now=cast.now
        )

    def shown(day):
        return [one.text for one in reads.public_point(point.public_id, on=day).notices]

    notice = post(cast.on + timedelta(days=2))
    post(cast.on + timedelta(days=2))
    assert Notice.objects.count() == 1
    assert len(shown(cast.on + timedelta(days=2))) == 1
    assert shown(cast.on + timedelta(days=3)) == []
    early, late = cast.on - timedelta(days=1), cast.on + timedelta(days=93)
    for until, text in ((early, "x"), (late, "x"), (cast.on, " "), (cast.on, "x" * 281)):
        with pytest.raises(Invalid):
            post(until, text, "lain")
    actions.take_down(notice.public_id, actor=cast.bagus.actor, on=cast.on, now=cast.now)
    assert shown(cast.on) == []


def test_quiet_is_seen_by_the_office_and_the_rows_keep_the_order_of_the_territory(cast):
    last = opened(cast, told=Described("A terakhir", "Balai"), place="99.01.02.2001")
    first = opened(cast, told=Described("Z pertama", "Balai"))
    later = cast.on + timedelta(days=kampung_goals.quiet_after() + 1)
    done(cast, first)
    assert [(one.point.pk, one.quiet) for one in reads.kept_points(cast.citra.actor, on=cast.on)] == [
        (first.pk, False), (last.pk, False),
    ]
    assert all(one.quiet for one in reads.kept_points(cast.citra.actor, on=later))


def test_the_goal_has_a_row_for_each_district_with_its_history(cast):
    province = places.by_code("99")
    point = opened(cast)

    def row():
        page = reads.goal_page(province, on=cast.on)
        assert page.goal is None                                  # no source speaks of this province
        assert [one.code for one in page.rows] == sorted(one.code for one in page.rows)
        return next(one for one in page.rows if one.code == "99.01")

    assert (row().opened, row().declared, row().coverage) == (1, 0, "open")
    actions.declare_point(
        point.public_id, day=cast.on, by="Ketua Bawaslu", document="SK 1/2024", actor=cast.citra.actor, on=cast.on, now=cast.now
    )
    done(cast, point)
    assert (row().declared, row().active, row().coverage) == (1, 1, "partial")
    for wanted in (3, 1):
        actions.set_goal(
            places.by_code("99.01"), wanted=wanted, source="Rencana kerja", actor=cast.citra.actor, on=cast.on, now=cast.now
        )
    assert (row().wanted, row().coverage, len(row().history)) == (1, "full", 2)
    with pytest.raises(NotAllowed):
        actions.set_goal(
            places.by_code("99.71"), wanted=1, source="x", actor=cast.citra.actor, on=cast.on, now=cast.now
        )


@pytest.mark.one_engine
def test_the_paper_names_no_declared_point_of_the_nineteen_and_that_is_shown_open():
    goal = kampung_goals.goal_of("13")
    assert len(goal.declared) == 19
    assert set(goal.declared.values()) == {None}
    assert goal.left_open_id
    assert len(goal.left_open_id) == len(goal.left_open_en)
    assert {one.places for one in goal.history} == {None, 14, 20}
    assert kampung_goals.goal_of("99") is None
