"""Two officers at once: the second is told what the first did, and loses nothing he typed."""

from __future__ import annotations

import threading

import pytest
from django.db import connection

from saksama.cases import actions
from saksama.cases.steps import ActedMeanwhile, Input


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


def test_a_step_on_an_older_screen_of_the_same_officer_is_not_taken_twice(course):
    course.report()
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
