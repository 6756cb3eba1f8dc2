"""A case file changed by hand, beside the product, is found and named: every column of an act, an act put in, one taken away."""

from __future__ import annotations

from datetime import timedelta
from uuid import uuid4

import pytest
from tests.emptying import triggers_off

from saksama import store
from saksama.cases.against_record import departures
from saksama.cases.models import Act, Document
from saksama.kernel.actor import SYSTEM
from saksama.ledger.models import Detail
from saksama.vault.models import Item

BY_HAND = {
    "nth": 99,
    "limb": "criminal",
    "kind": "registration.refused",
    "happened_at": timedelta(days=-3),
    "recorded_at": timedelta(seconds=1),
    "actor": "someone-else",
    "role": "head",
    "office": "another",
    "provenance": "press",
    "recorded_for": "ppk",
    "rule": "PK-99",
    "corrects": 1,
    "body": {"reason": "another"},
    "limits": [{"subject": "handling", "due_late": "2030-01-01T00:00:00+00:00"}],
}


@pytest.fixture(autouse=True)
def whoever_owns_the_database(course):
    """The append-only triggers are away, as its owner could take them away."""
    with triggers_off():
        yield


def _found() -> set[tuple[int, str]]:
    return {(one.nth, one.field) for one in departures()}


def _last(course) -> Act:
    with store.reading(SYSTEM):
        return Act.objects.filter(case__public_id=course.case_id).latest("pk")


def test_a_file_nobody_touched_says_what_the_record_committed_to(course, forwarded):
    assert list(departures()) == []


@pytest.mark.parametrize("column", BY_HAND)
def test_a_column_of_an_act_changed_by_hand_is_named(course, forwarded, column):
    act = _last(course)
    value = BY_HAND[column]
    changed = getattr(act, column) + value if isinstance(value, timedelta) else value
    with store.reading(SYSTEM):
        Act.objects.filter(pk=act.pk).update(**{column: changed})
    one = next(found for found in departures() if found.field == column)
    assert one.case == str(course.case_id)
    assert one.en.startswith(f"Case {course.case_id}, act {_last(course).nth} ")
    assert column in one.id


def test_an_act_taken_away_by_hand_is_named_by_its_entry(course, forwarded):
    act = _last(course)
    with store.reading(SYSTEM):
        Document.objects.filter(case=act.case, nth=act.nth).delete()
        Act.objects.filter(pk=act.pk).delete()
    assert [(one.nth, one.entry, one.case) for one in departures()] == [(0, str(act.entry), str(course.case_id))]


def test_an_act_put_in_by_hand_has_no_entry(course, forwarded):
    act = _last(course)
    act.pk, act.public_id, act.nth, act.entry = None, uuid4(), act.nth + 1, uuid4()
    with store.reading(SYSTEM):
        act.save(force_insert=True)
    assert (act.nth, "missing") in _found()


def test_the_sealed_text_and_the_papers_of_an_act_are_held_as_well(course, forwarded):
    with store.reading(SYSTEM):
        told = Act.objects.filter(case__public_id=course.case_id).exclude(item=None).latest("pk")
        Item.objects.filter(public_id=told.item).update(sha256="0" * 64, inline=b"another")
        letter = Document.objects.filter(case__public_id=course.case_id).latest("pk")
        Document.objects.filter(pk=letter.pk).update(sha256="1" * 64)
    assert {(told.nth, "item"), (letter.nth, "documents")} <= _found()


def test_a_detail_erased_by_law_leaves_nothing_to_compare(course, forwarded):
    act = _last(course)
    with store.reading(SYSTEM):
        Detail.objects.filter(entry__public_id=act.entry).delete()
    assert list(departures()) == []
