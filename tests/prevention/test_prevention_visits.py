"""A visit entered once counts once, in its own territory, and a blank measure is seen."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.db import connection

from saksama import store
from saksama.kernel.actor import SYSTEM
from saksama.kernel.errors import Invalid, NotAllowed
from saksama.prevention import actions, queries
from saksama.prevention.models import Visit

pytestmark = pytest.mark.django_db
DAY = date(2024, 10, 14)


def entry(**changes) -> actions.VisitEntry:
    told = {
        "token": "t1",
        "measure": "e",
        "place_code": "99.01.01",
        "agency": "",
        "held_on": DAY,
        "headcount": 34,
        "able": None,
        "led_by": "Irwan Umpamo",
        "questions": "Boleh pasang stiker?",
    }
    return actions.VisitEntry(**(told | changes))


def record(cast, who="pandu", **changes):
    return actions.record_visit(entry(**changes), actor=getattr(cast, who).actor, today=DAY, now=cast.now)


def row(cast, who, key="e"):
    return next(r for r in queries.seven_steps(getattr(cast, who).actor, year=2024) if r.measure.key == key)


def test_one_visit_counts_on_the_page_of_its_office_and_of_the_offices_above(cast):
    record(cast, able=20)
    for who in ("bagus", "rahmat", "nurma"):
        assert (row(cast, who).done, row(cast, who).reach, row(cast, who).able) == (1, 34, 20)


def test_a_neighbouring_office_sees_nothing_of_it(cast):
    record(cast)
    assert row(cast, "malik").done == 0
    assert queries.recent_visits(cast.yusuf.actor) == []


def test_the_same_entry_sent_twice_is_one_visit(cast):
    assert record(cast).pk == record(cast).pk
    assert row(cast, "bagus").done == 1


def test_a_measure_without_anything_is_blank_and_reach_without_questions_is_not_understanding(cast):
    record(cast)
    assert row(cast, "bagus", "g").blank
    assert row(cast, "bagus").able is None


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"held_on": DAY + timedelta(days=1)}, "held_on"),
        ({"held_on": DAY - timedelta(days=400)}, "held_on"),
        ({"headcount": 0}, "headcount"),
        ({"headcount": 3_000_000}, "headcount"),
        ({"able": 35}, "able"),
        ({"measure": "z"}, "measure"),
        ({"place_code": "98.01"}, "place"),
    ],
)
def test_what_cannot_be_is_refused_with_its_field(cast, changes, field):
    with pytest.raises(Invalid) as refused:
        record(cast, **changes)
    assert refused.value.context["field"] == field
    assert queries.recent_visits(cast.bagus.actor) == []


def test_only_staff_of_an_office_record(cast):
    for who in ("wati", "tania", "aulia"):
        with pytest.raises(NotAllowed):
            record(cast, who)
    assert queries.recent_visits(cast.nurma.actor) == []


def test_who_led_and_what_was_asked_are_not_readable_in_the_table(cast):
    visit = record(cast)
    with store.scope(SYSTEM), connection.cursor() as cursor:
        cursor.execute("SELECT led_by, questions FROM prevention_visit")
        stored = " ".join(cursor.fetchone())
        assert Visit.objects.get(pk=visit.pk).led_by == "Irwan Umpamo"
    assert "Irwan" not in stored
    assert "stiker" not in stored


def test_a_later_plan_replaces_the_earlier_one(cast):
    actions.set_plan("e", year=2024, planned=12, actor=cast.citra.actor, now=cast.now)
    actions.set_plan("e", year=2024, planned=20, actor=cast.citra.actor, now=cast.now)
    assert row(cast, "bagus").planned == 20
    assert row(cast, "malik").planned is None


def test_an_examiner_does_not_set_the_plan(cast):
    with pytest.raises(NotAllowed):
        actions.set_plan("e", year=2024, planned=12, actor=cast.bagus.actor, now=cast.now)
