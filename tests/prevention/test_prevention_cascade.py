"""From the Sekda down: who was reached, who briefed whom, who never; a new name moves nothing, a headcount is never exceeded."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from saksama.institutions import queries as institutions
from saksama.institutions.models import Agency
from saksama.kernel.errors import Invalid, NotAllowed
from saksama.prevention import actions
from saksama.prevention.cascade import tier_of, tiers
from saksama.prevention.errors import NoSuchActivity
from saksama.prevention.queries.cascade import coverage

pytestmark = pytest.mark.django_db
DAY = date(2024, 10, 14)
SINCE = date(2024, 1, 1)


def record(cast, who="pandu", **changes):
    told = {"token": "t1", "measure": "e", "place_code": "99.01", "agency": "", "held_on": DAY, "headcount": 34, "able": None,
            "led_by": "", "questions": ""}
    return actions.record_visit(actions.VisitEntry(**(told | changes)), actor=cast.people[who].actor, today=DAY, now=cast.now)


def reach(cast, visit, agency, heads=10, by="", who="pandu"):
    return actions.reach(visit.public_id, str(agency.public_id), heads=heads, briefed_by=by, actor=cast.people[who].actor,
                         now=cast.now)


def rows(cast, who="bagus"):
    found = coverage(cast.people[who].actor, cast.umpamo.span, since=SINCE, on=DAY)
    return {row.agency.code: row for tier in found for row in tier.units}


@pytest.mark.one_engine
def test_tiers_go_down_from_the_sekda_and_a_nagari_is_none_of_them():
    assert tiers()[0].key == "sekda"
    assert tier_of("kecamatan_office").key == "camat"
    assert tier_of("village_government") is None


def test_units_reached_are_known_with_who_briefed_them_and_the_others_stand_first(cast):
    visit = record(cast, agency=str(cast.government.public_id))
    reach(cast, visit, cast.agency, by=str(cast.government.public_id))
    found = rows(cast)
    assert found["pemda:99.01"].times == 1
    assert (found["umpamo:kesehatan"].last_on, found["umpamo:kesehatan"].briefed_by) == (DAY, cast.government.name)
    heads = next(t for t in coverage(cast.bagus.actor, cast.umpamo.span, since=SINCE, on=DAY) if t.tier.key == "heads")
    assert heads.reached == 1
    assert "umpamo:pertanian" in {row.agency.code for row in heads.never}
    assert heads.units[-1].agency.code == "umpamo:kesehatan"


def test_a_unit_that_bears_another_name_keeps_what_reached_it(cast):
    reach(cast, record(cast), cast.agency)
    Agency.objects.filter(pk=cast.agency.pk).update(name="Dinas Kesehatan dan Keluarga", folded="dinas kesehatan dan keluarga")
    row = rows(cast)["umpamo:kesehatan"]
    assert (row.agency.name, row.times) == ("Dinas Kesehatan dan Keluarga", 1)


def test_units_together_are_never_more_than_were_present_and_told_again_is_corrected(cast):
    visit = record(cast)
    reach(cast, visit, cast.agency, heads=30)
    with pytest.raises(Invalid) as refused:
        reach(cast, visit, cast.sister_agency, heads=5)
    assert refused.value.context["field"] == "heads"
    reach(cast, visit, cast.agency, heads=29)
    reach(cast, visit, cast.sister_agency, heads=5)


@pytest.mark.parametrize(("unit", "by", "field"), [("misal:arsip", "", "agency"), ("umpamo:nagari-pasia", "", "agency"),
                                                   ("umpamo:kesehatan", "umpamo:kesehatan", "briefed_by")])
def test_a_unit_elsewhere_outside_the_cascade_or_briefing_itself_is_refused(cast, unit, by, field):
    by = str(institutions.agency_by_code(by).public_id) if by else ""
    with pytest.raises(Invalid) as refused:
        reach(cast, record(cast), institutions.agency_by_code(unit), by=by)
    assert refused.value.context["field"] == field


def test_a_neighbour_sees_nothing_and_notes_nothing(cast):
    visit = record(cast)
    reach(cast, visit, cast.agency)
    assert all(row.times == 0 for row in rows(cast, "yusuf").values())
    with pytest.raises(NoSuchActivity):
        reach(cast, visit, cast.other_agency, who="malik")
    with pytest.raises(NotAllowed):
        reach(cast, visit, cast.agency, who="wati")


def test_the_next_visit_of_a_unit_is_the_nearest_day_planned(cast):
    for token, days in (("p1", 9), ("p2", 3)):
        entry = actions.PlanEntry(token=token, measure="e", place_code="99.01", due_on=DAY + timedelta(days=days),
                                  agency=str(cast.agency.public_id))
        actions.plan_activity(entry, actor=cast.pandu.actor, today=DAY, now=cast.now)
    assert rows(cast)["umpamo:kesehatan"].next_on == DAY + timedelta(days=3)


def test_an_activity_taken_back_reached_nobody(cast):
    visit = record(cast, agency=str(cast.agency.public_id))
    actions.withdraw_visit(visit.public_id, actor=cast.bagus.actor, now=cast.now)
    assert rows(cast)["umpamo:kesehatan"].times == 0
