"""Two officers at once: the second is told what the first did, and loses nothing he typed."""

from __future__ import annotations

import threading

import pytest
from django.db import connection

from saksama.cases import actions
from saksama.cases.actions.door import Join
from saksama.cases.steps import ActedMeanwhile, Input
from saksama.kernel.errors import SaksamaError


def test_the_second_officer_gets_the_first_ones_act_and_keeps_his_text(course):
    cast = course.cast
    course.registered()
    seen = course.page(cast.citra).act_count
    course.step("note.added", cast.bagus, note="Catatan pertama.")
    with pytest.raises(ActedMeanwhile) as refused:
        course.step("note.added", cast.citra, seen=seen, note="KALIMAT PANJANG SAYA")
    found = refused.value
    assert found.status == 409
    assert [entry.act for entry in found.since] == ["note.added"]
    assert found.since[0].who == "Bagus"
    assert found.step.values["note"] == "KALIMAT PANJANG SAYA"
    course.step("note.added", cast.citra, seen=found.act_count, note=str(found.step.values["note"]))
    assert [act.kind for act in course.acts()][-2:] == ["note.added", "note.added"]


def test_a_step_on_an_older_screen_of_the_same_officer_is_not_taken_twice(course, reported):
    course.step("initial_study.opened", course.cast.bagus, seen=1)
    with pytest.raises(ActedMeanwhile):
        course.step("initial_study.opened", course.cast.bagus, seen=1)


@pytest.mark.django_db(transaction=True)
def test_of_many_at_the_same_instant_exactly_one_performs_the_act(course):
    """Each thread has the same screen; one writes, the others meet the lock and are told."""
    course.registered()
    seen, now, bagus = course.case.act_count, course.now, course.cast.bagus
    case_id, keys, actor = course.case_id, bagus.keys, bagus.actor
    start, outcomes = threading.Barrier(4), []

    def work(n: int) -> None:
        step = Input(values={"note": f"Catatan {n}"}, happened_at=now, seen=seen)
        start.wait()
        try:
            outcomes.append(actions.take(case_id, "note.added", step, actor=actor, keys=keys, now=now).nth)
        except ActedMeanwhile as faster:
            outcomes.append(faster)
        finally:
            connection.close()

    threads = [threading.Thread(target=work, args=(n,)) for n in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert [one for one in outcomes if isinstance(one, int)] == [seen + 1]
    assert len([one for one in outcomes if isinstance(one, ActedMeanwhile)]) == 3
    assert len(course.acts()) == seen + 1


@pytest.mark.django_db(transaction=True)
def test_no_case_goes_into_one_that_is_ending_at_the_same_instant(course, monkeypatch):
    """The other officer begins when the target has been looked at for the last time, and must find it locked by then."""
    ids = [course.report() and course.case_id for _ in range(3)]
    looked, ended, looks, told = threading.Event(), threading.Event(), [], []
    check = Join.check
    first, second, third = ids

    def join(mine, other) -> None:
        step = Input(values={"case": str(other)}, happened_at=course.now, seen=1)
        actions.take(mine, "joined", step, actor=course.cast.bagus.actor, keys=course.cast.bagus.keys, now=course.now)

    def slow_check(verb, taking) -> None:
        check(verb, taking)
        if taking.case.public_id == first:
            looks.append(taking)
        if len(looks) == 2 and not looked.is_set():
            looked.set()
            ended.wait(1)

    def end_the_target() -> None:
        looked.wait(20)
        try:
            join(second, third)
        except ActedMeanwhile as faster:
            told.append(faster)
        finally:
            ended.set()
            connection.close()

    monkeypatch.setattr(Join, "check", slow_check)
    other = threading.Thread(target=end_the_target)
    other.start()
    join(first, second)
    other.join()
    course.case_id = second
    assert (course.case.stage, len(told)) == ("received", 1)
    assert [act.kind for act in course.acts()] == ["report.received", "evidence.added"]


@pytest.mark.django_db(transaction=True)
def test_two_cases_joined_into_each_other_at_once_end_as_one(course):
    ids = [course.report() and course.case_id for _ in range(2)]
    start, outcomes = threading.Barrier(2), []

    def join(mine, other) -> None:
        step = Input(values={"case": str(other)}, happened_at=course.now, seen=1)
        start.wait()
        try:
            actions.take(mine, "joined", step, actor=course.cast.bagus.actor, keys=course.cast.bagus.keys, now=course.now)
            outcomes.append("joined")
        except SaksamaError as refused:
            outcomes.append(refused.status)
        finally:
            connection.close()

    threads = [threading.Thread(target=join, args=pair) for pair in (ids, ids[::-1])]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(outcomes) == 2 and outcomes.count("joined") == 1
