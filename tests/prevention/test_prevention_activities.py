"""An activity keeps what its measure asks, its files are sealed, what is planned is seen until it is done, blanks stand out."""

from __future__ import annotations

import io
from datetime import date, timedelta

import pytest
from django.db import connection
from PIL import Image

from saksama import store
from saksama.kernel.actor import SYSTEM
from saksama.kernel.errors import Invalid, NotAllowed
from saksama.law import demonstration
from saksama.prevention import actions, queries
from saksama.prevention.errors import NoSuchActivity
from saksama.prevention.measures import catalogue, checked
from saksama.prevention.queries import Period
from saksama.store import sheets

pytestmark = pytest.mark.django_db
DAY = date(2024, 10, 14)
SECRET = "Tim Zahratulaini"


@pytest.fixture(autouse=True)
def election(request) -> None:
    """Pilkada Andai, with the distances of 2024: voting on 27 November."""
    if "cast" in request.fixturenames:
        demonstration.fix_voting_day(date(2024, 11, 27))


def entry(**changes) -> actions.VisitEntry:
    told = {"token": "t1", "measure": "b", "place_code": "99.01.01", "agency": "", "held_on": DAY, "headcount": 34, "able": 20,
            "led_by": "", "questions": "", "own": {"topic": "study", "passed": 30, "trainer": SECRET}, "cost": 1_500_000}
    return actions.VisitEntry(**(told | changes))


def record(cast, who="pandu", **changes):
    return actions.record_visit(entry(**changes), actor=getattr(cast, who).actor, today=DAY, now=cast.now)


def picture() -> bytes:
    out = io.BytesIO()
    Image.new("RGB", (40, 30), "white").save(out, "JPEG")
    return out.getvalue()


def names(count: int) -> bytes:
    return sheets.delimited(["No", "Nama"], [[n, f"Fulan {n}"] for n in range(1, count + 1)])


@pytest.mark.one_engine
def test_every_measure_says_what_is_asked_and_where_the_list_comes_from():
    assert [one.key for one in catalogue().measures] == list("abcdefg")
    assert all(one.fields for one in catalogue().measures)
    assert "10.62383" in catalogue().citation
    assert catalogue().note_id and catalogue().note_en


@pytest.mark.one_engine
@pytest.mark.parametrize(
    ("key", "own", "field"),
    [("b", {"passed": 35}, "passed"), ("b", {"signed": 3}, "signed"), ("b", {"topic": "dance"}, "topic"),
     ("c", {"read": 2, "returned": 3}, "returned"), ("c", {"returned": 1}, "returned"), ("d", {"signed": 40}, "signed"),
     ("d", {"signed": -1}, "signed"), ("f", {"until": "31-12"}, "until"), ("a", {"outcome": "x" * 1001}, "outcome"),
     ("d", {"signed": True}, "signed")])
def test_a_value_that_cannot_be_is_refused_with_its_field(key, own, field):
    with pytest.raises(Invalid) as refused:
        checked(key, own, headcount=34)
    assert refused.value.context["field"] == field


def test_own_fields_come_back_and_words_are_not_readable_in_the_table(cast):
    visit = record(cast)
    found = queries.activity(visit.public_id, cast.bagus.actor)
    assert found.own == {"topic": "study", "passed": 30, "trainer": SECRET}
    assert found.visit.stage == "campaign"
    with store.scope(SYSTEM), connection.cursor() as cursor:
        cursor.execute("SELECT counted, told FROM prevention_visit")
        assert "Zahratulaini" not in str(cursor.fetchone())


def test_more_people_than_the_unit_has_need_a_tick_for_guests(cast):
    with pytest.raises(Invalid) as refused:
        record(cast, staff=30)
    assert refused.value.context["field"] == "headcount"
    assert "30" in refused.value.detail
    assert record(cast, staff=30, guests=True).headcount == 34


@pytest.mark.parametrize(("changes", "field"), [({"able_before": 35}, "able_before"), ({"cost": -1}, "cost"),
                                                ({"campaign": "x"}, "campaign"), ({"planned": "7"}, "planned")])
def test_what_else_cannot_be_is_refused(cast, changes, field):
    with pytest.raises(Invalid) as refused:
        record(cast, **changes)
    assert refused.value.context["field"] == field


def test_a_file_is_sealed_for_the_office_and_each_opening_recorded(cast):
    visit = record(cast)
    actions.enclose(visit.public_id, "attendance", actions.Sheet("x.jpg", picture()), actor=cast.pandu.actor, now=cast.now)
    opened = actions.open_enclosure(visit.public_id, 1, actor=cast.bagus.actor, keys=cast.bagus.keys, now=cast.now)
    assert opened.type == "image/jpeg"
    for who in ("malik", "yusuf"):
        with pytest.raises(NoSuchActivity):
            actions.open_enclosure(visit.public_id, 1, actor=cast.people[who].actor, keys=cast.people[who].keys, now=cast.now)
    for who in ("tania", "aulia", "wati", "pandu", "laila"):
        with pytest.raises(NotAllowed):
            actions.open_enclosure(visit.public_id, 1, actor=cast.people[who].actor, keys=cast.people[who].keys, now=cast.now)


def test_a_list_of_names_is_counted_and_never_longer_than_the_headcount(cast):
    visit = record(cast, headcount=3_000, own={})
    sheet = actions.Sheet("hadir.csv", names(3_000))
    assert actions.enclose(visit.public_id, "attendance", sheet, actor=cast.pandu.actor, now=cast.now).names == 3_000
    with pytest.raises(Invalid) as refused:
        actions.enclose(visit.public_id, "attendance", actions.Sheet("h.csv", names(3_001)), actor=cast.pandu.actor, now=cast.now)
    assert "3001" in refused.value.detail


@pytest.mark.parametrize("name", ["a.jpg", "a.pdf", "a.xlsx", "a.csv", "a.exe", ""])
def test_a_hostile_file_is_refused_and_nothing_is_kept(cast, name):
    visit = record(cast)
    with pytest.raises(Invalid):
        actions.enclose(visit.public_id, "attendance", actions.Sheet(name, b"MZ\x00\x01<script>" * 50), actor=cast.pandu.actor,
                        now=cast.now)
    assert queries.activity(visit.public_id, cast.bagus.actor).files == ()


def test_a_file_goes_to_an_activity_of_ones_own_office_only(cast):
    visit = record(cast)
    with pytest.raises(NoSuchActivity):
        actions.enclose(visit.public_id, "photo", actions.Sheet("a.jpg", picture()), actor=cast.malik.actor, now=cast.now)


def test_what_is_taken_back_counts_nowhere_and_only_its_office_takes_it_back(cast):
    visit = record(cast)
    with pytest.raises(NotAllowed):
        actions.withdraw_visit(visit.public_id, actor=cast.rahmat.actor, now=cast.now)
    with pytest.raises(NoSuchActivity):
        actions.withdraw_visit(visit.public_id, actor=cast.malik.actor, now=cast.now)
    actions.withdraw_visit(visit.public_id, actor=cast.bagus.actor, now=cast.now)
    row = next(r for r in queries.seven_steps(cast.bagus.actor, year=2024) if r.measure.key == "b")
    assert (row.done, row.reach) == (0, 0)
    assert queries.recent_visits(cast.bagus.actor) == []


def coming(cast, **changes):
    told = {"token": "p1", "measure": "e", "place_code": "99.01.01", "due_on": DAY + timedelta(days=3)}
    return actions.plan_activity(actions.PlanEntry(**(told | changes)), actor=cast.pandu.actor, today=DAY, now=cast.now)


def test_what_is_planned_is_seen_until_it_is_done_and_sent_twice_is_one(cast):
    planned = coming(cast)
    assert coming(cast).pk == planned.pk
    row = next(r for r in queries.seven_steps(cast.bagus.actor, year=2024) if r.measure.key == "e")
    assert (row.scheduled, row.next_on, row.done) == (1, DAY + timedelta(days=3), 0)
    assert queries.to_come(cast.malik.actor) == []
    record(cast, measure="e", own={}, planned=str(planned.public_id))
    assert queries.to_come(cast.bagus.actor) == []


def test_what_was_planned_is_to_come_again_when_nothing_done_stands_for_it(cast):
    planned = coming(cast)
    first, second = (record(cast, token=token, measure="e", own={}, planned=str(planned.public_id)) for token in ("t1", "t2"))
    actions.withdraw_visit(first.public_id, actor=cast.bagus.actor, now=cast.now)
    assert queries.to_come(cast.bagus.actor) == []
    for _ in range(2):
        actions.withdraw_visit(second.public_id, actor=cast.bagus.actor, now=cast.now)
    assert [one.pk for one in queries.to_come(cast.bagus.actor)] == [planned.pk]


def test_what_is_called_off_is_gone_and_a_neighbour_cannot_call_it_off(cast):
    planned = coming(cast)
    with pytest.raises(NoSuchActivity):
        actions.drop_planned(planned.public_id, actor=cast.malik.actor, now=cast.now)
    actions.drop_planned(planned.public_id, actor=cast.pandu.actor, now=cast.now)
    assert queries.to_come(cast.bagus.actor) == []


@pytest.mark.parametrize(("changes", "field"), [
    ({"due_on": DAY - timedelta(days=1)}, "due_on"), ({"due_on": DAY + timedelta(days=900)}, "due_on"),
    ({"measure": "z"}, "measure"), ({"place_code": "99.71"}, "place"), ({"budget": -1}, "budget")])
def test_a_plan_that_cannot_be_is_refused_with_its_field(cast, changes, field):
    with pytest.raises(Invalid) as refused:
        coming(cast, **changes)
    assert refused.value.context["field"] == field


def test_a_campaign_ties_activities_of_several_measures(cast):
    told = actions.CampaignEntry(token="c1", name="Netral Itu Keren", first=DAY, last=DAY + timedelta(days=30))
    campaign = actions.begin_campaign(told, actor=cast.citra.actor, now=cast.now)
    record(cast, campaign=str(campaign.public_id))
    record(cast, token="t2", measure="e", own={}, campaign=str(campaign.public_id))
    coming(cast, campaign=str(campaign.public_id))
    [row] = queries.campaigns(cast.bagus.actor)
    assert (row.done, row.present, row.to_come, row.measures) == (2, 68, 1, ("b", "e"))
    assert queries.campaigns(cast.malik.actor) == []
    with pytest.raises(NotAllowed):
        actions.begin_campaign(told, actor=cast.bagus.actor, now=cast.now)


def test_the_matrix_shows_every_district_with_its_blanks_and_keeps_the_season_apart(cast):
    record(cast)
    record(cast, token="t2", measure="e", own={}, held_on=date(2024, 2, 1), able=None)
    actions.set_plan("b", year=2024, planned=4, actor=cast.citra.actor, now=cast.now)
    rows = queries.matrix(cast.rahmat.actor, cast.province.span, Period.of_year(2024))
    assert len(rows) >= 2
    umpamo, misal = (next(r for r in rows if r.place.code == code) for code in ("99.01", "99.71"))
    assert (umpamo.cells["b"].planned, umpamo.cells["b"].done, umpamo.cells["b"].reach, umpamo.cells["b"].able) == (4, 1, 34, 20)
    assert umpamo.cells["e"].able is None
    assert misal.bare
    out = queries.matrix(cast.rahmat.actor, cast.province.span, Period.of_year(2024, "out"))
    assert [r.cells["b"].done for r in out if r.place.code == "99.01"] == [0]
    assert [r.cells["e"].done for r in out if r.place.code == "99.01"] == [1]
    october = Period(date(2024, 10, 1), date(2024, 10, 31))
    assert [r.cells["e"].done for r in queries.matrix(cast.bagus.actor, cast.umpamo.span, october)] == [0]


def test_a_neighbour_asking_for_this_territory_gets_blanks(cast):
    record(cast)
    assert all(row.bare for row in queries.matrix(cast.yusuf.actor, cast.province.span, Period.of_year(2024)))


def test_the_communication_plan_shows_every_stage_and_keeps_what_came_of_a_line(cast):
    told = actions.MessageEntry(token="m1", year=2024, stage="campaign", audience="asn", channel="roll_call", message="Like.")
    line = actions.write_message(told, actor=cast.citra.actor, now=cast.now)
    actions.note_result(line.public_id, "Disampaikan di 12 apel.", actor=cast.bagus.actor, now=cast.now)
    plan = {one.stage: one.lines for one in queries.message_plan(cast.bagus.actor, year=2024)}
    assert plan["campaign"][0].result == "Disampaikan di 12 apel."
    assert plan["off_season"] == ()
    assert not any(one.lines for one in queries.message_plan(cast.malik.actor, year=2024))
    with pytest.raises(NotAllowed):
        actions.write_message(told, actor=cast.pandu.actor, now=cast.now)


def test_before_and_after_is_said_only_of_enough_activities_asked_both_times(cast):
    record(cast, able_before=5, able=20)
    record(cast, token="t2", able_before=None, able=30)
    year = Period.of_year(2024)
    [one] = queries.effects(cast.bagus.actor, year)
    assert (one.activities, one.before, one.after, one.enough) == (1, 5, 20, False)
    for n in range(3, 5):
        record(cast, token=f"t{n}", able_before=6, able=24)
    [one] = queries.effects(cast.bagus.actor, year)
    assert (one.enough, one.shares) == (True, (17, 67))
    assert queries.effects(cast.malik.actor, year) == []
