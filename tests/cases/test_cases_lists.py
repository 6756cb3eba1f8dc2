"""The queue and the page: order, keys, figures at the head, and how many queries they ask."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from tests.cases.courses import SCAN

from saksama.cases import queries
from saksama.cases.shown import Wanted


def selects(asked) -> list[str]:
    return [
        one["sql"]
        for one in asked.captured_queries
        if one["sql"].lstrip().upper().startswith("SELECT") and "set_config" not in one["sql"]
    ]


def test_the_queue_is_sorted_by_time_left_and_paged_by_key(course):
    cast = course.cast
    ids = []
    for hours in (30, 2, 50, 10, 20):
        course.report(at=course.now - timedelta(hours=hours), agency="")
        ids.append((hours, str(course.case_id)))
    wanted = [case for _, case in sorted(ids, reverse=True)]
    first = queries.worklist(cast.bagus.actor, now=course.now, limit=2)
    second = queries.worklist(cast.bagus.actor, now=course.now, limit=2, after=first.next_key)
    third = queries.worklist(cast.bagus.actor, now=course.now, limit=2, after=second.next_key)
    found = [row.public_id for page in (first, second, third) for row in page.rows]
    assert sorted(found) == sorted(wanted)
    assert [row.next_due for page in (first, second, third) for row in page.rows] == sorted(
        row.next_due for page in (first, second, third) for row in page.rows
    )
    assert third.next_key == ""


def test_a_key_that_is_none_begins_at_the_start(course, reported):
    for key in ("", "nonsense", "20241014T020000.000000~nobody", "~"):
        assert len(queries.worklist(course.cast.bagus.actor, now=course.now, after=key).rows) == 1


def test_the_row_names_the_category_and_no_person(course, registered):
    [row] = queries.worklist(course.cast.bagus.actor, now=course.now).rows
    assert row.title_id == "Ikut kampanye atau deklarasi"
    assert "Irwan" not in str(row)
    assert row.met == 6
    assert row.next_rule == "PK-05"
    assert row.waiting_id == "menunggu Bawaslu"


def test_filters_by_stage_and_by_whose_turn_it_is(course, reported):
    course.report()
    course.step("initial_study.opened", course.cast.bagus)
    course.step("completion.requested", course.cast.bagus, missing=["evidence"], message="Satu foto cukup.")
    actor, now = course.cast.bagus.actor, course.now
    assert len(queries.worklist(actor, now=now).rows) == 2
    assert [row.stage for row in queries.worklist(actor, now=now, stage="received").rows] == ["received"]
    assert [row.waiting_on for row in queries.worklist(actor, now=now, waiting="reporter").rows] == ["reporter"]


def test_what_waits_for_nobody_leaves_the_queue_and_is_still_found(course, reported):
    course.step("initial_study.opened", course.cast.bagus)
    course.step("registration.refused", course.cast.bagus, reason="no_violation", reasons="Tidak memuat.")
    actor = course.cast.bagus.actor
    assert queries.worklist(actor, now=course.now).rows == ()
    assert len(queries.search(actor, "Umpamo", now=course.now)) == 1
    assert queries.search(actor, "um", now=course.now) == ()


def test_the_head_counts_what_is_not_opened_yet(course):
    course.report(open_it=False)
    course.report()
    head = queries.head(course.cast.bagus.actor, course.now)
    assert head.unopened == 1
    assert head.oldest is not None
    assert queries.head(course.cast.laila.actor, course.now).unopened == 0


@pytest.mark.skipif(connection.vendor != "sqlite", reason="PostgreSQL plans by what its tables hold")
@pytest.mark.parametrize("who", ["bagus", "rahmat", "nurma"])
@pytest.mark.parametrize(
    "wanted", [{}, {"due": "late"}, {"stage": "kajian"}, {"category": "kampanye"}, {"waiting": "bpasn"}, {"state": "silent"}]
)
def test_a_queue_is_walked_in_its_order_and_never_sorted_whole(course, who, wanted):
    """A province of 70,000 cases among a million was sorted for 25 lines: 140 ms of processor time."""
    actor = course.cast.people[who].actor
    with CaptureQueriesContext(connection) as asked:
        queries.worklist(actor, now=course.now, wanted=Wanted(**wanted))
    [queue] = [one["sql"] for one in asked if one["sql"].startswith("SELECT") and 'FROM "cases_case"' in one["sql"]]
    with connection.cursor() as cursor:
        cursor.execute(f"EXPLAIN QUERY PLAN {queue}")
        plan = " ".join(str(row[-1]) for row in cursor.fetchall())
    assert "cases_case_" in plan
    assert "USE TEMP B-TREE" not in plan, plan


@pytest.mark.parametrize("who", ["bagus", "rahmat", "joni", "laila", "wati"])
def test_a_list_asks_at_most_six_queries_whatever_its_length(course, who):
    for _ in range(3):
        course.recommended()
    person = course.cast.people[who].actor
    with CaptureQueriesContext(connection) as asked:
        rows = queries.worklist(person, now=course.now).rows
    assert len(selects(asked)) <= 6
    assert not any("COUNT(" in sql.upper() for sql in selects(asked))
    assert len(rows) == (0 if who == "joni" else 3)


@pytest.mark.parametrize("who", ["bagus", "laila", "wati"])
def test_a_full_case_page_asks_at_most_fifteen_queries(course, reported, served, who):
    course.case_id = queries.search(course.cast.bagus.actor, "001/Reg", now=course.now)[0].public_id
    course.step("criminal_limb.opened", course.cast.bagus, basis="PD-01", reasons="Alasan.")
    course.step("note.added", course.cast.bagus, note="x", papers=(SCAN,))
    person = course.cast.people[who].actor
    queries.page(course.case_id, person, now=course.now)
    with CaptureQueriesContext(connection) as asked:
        queries.page(course.case_id, person, now=course.now)
    assert len(selects(asked)) <= 15, "\n".join(sql[:150] for sql in selects(asked))


def test_a_fresh_case_page_with_look_alikes_asks_at_most_fifteen_queries(course, reported):
    course.report()
    with CaptureQueriesContext(connection) as asked:
        page = queries.page(course.case_id, course.cast.bagus.actor, now=course.now)
    assert len(page.similar) == 1
    assert len(selects(asked)) <= 15, "\n".join(sql[:150] for sql in selects(asked))


def test_the_line_has_event_milestones_the_waiting_point_limits_and_what_is_ahead(course, registered):
    stations = course.page(course.cast.bagus).stations
    states = [one.state for one in stations]
    assert stations[0].label_id == "Kejadian"
    assert states == sorted(states, key=["past", "waiting", "silent", "due", "ahead"].index)
    assert [one.label_id for one in stations if one.state == "past"] == ["Kejadian", "Diterima", "Diregistrasi"]
    assert next(one for one in stations if one.state == "waiting").label_id == "Bawaslu Kabupaten Umpamo"
    assert [one.state for one in stations][-3:] == ["ahead"] * 3


def test_the_form_of_a_step_says_what_it_sets_in_motion(course, studied):
    form = queries.step(course.case_id, "registered", course.cast.bagus.actor, now=course.now)
    assert form.seen == 4
    assert any("PK-05" in words for words in form.follows_id)
    assert form.values["agency"] == str(course.cast.agency.public_id)
    violations = next(field for field in form.fields if field.name == "violations")
    assert violations.choices[0][0] in ("KE-03", "DS-04")
    assert not form.may_be_by_proxy


def test_the_form_of_anothers_step_asks_for_its_source(course, forwarded):
    form = queries.step(course.case_id, "review.opened", course.cast.bagus.actor, now=course.now)
    assert form.must_be_by_proxy and form.needs_document and form.decision
    own = queries.step(course.case_id, "review.opened", course.cast.laila.actor, now=course.now)
    assert not own.must_be_by_proxy


def test_members_of_the_office_are_the_choices_of_a_vote(course, registered):
    course.holder()
    course.kajian()
    form = queries.step(course.case_id, "pleno.forwarded", course.cast.citra.actor, now=course.now)
    assert [name for _, name, _ in next(field for field in form.fields if field.name == "votes").choices] == ["Citra", "Dewi"]


def test_a_zero_byte_in_a_search_is_a_gap_between_words(course, registered):
    actor = course.cast.bagus.actor
    assert len(queries.search(actor, "Irwan\0Umpamo", now=course.now)) == 1
    assert queries.search(actor, "\0\0\0\0", now=course.now) == ()
