"""Facts go up as jobs in the same transaction."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import transaction
from tests.ledger.conftest import NOON, Happened, record

from saksama import ledger
from saksama.kernel.actor import SYSTEM
from saksama.ledger import subscribers
from saksama.ledger.models import Entry, Watermark


class Rows:
    """A subscriber that, like a task, writes a row on the same connection for each entry it hears of."""

    def __init__(self, name: str = "rows") -> None:
        self.module_path, self.heard = f"tests.{name}", []

    def enqueue(self, entry_id: str) -> None:
        Watermark.objects.create(floor=Entry.objects.get(public_id=entry_id).pk, marked_at=NOON)
        self.heard.append(entry_id)


@pytest.fixture
def rows():
    task = Rows()
    ledger.subscribe(Happened.kind, task)
    yield task
    subscribers.unsubscribe(Happened.kind, task)


@pytest.mark.django_db
def test_subscriber_hears_of_its_kind_with_the_public_id(rows):
    entry = record()
    assert rows.heard == [str(entry.public_id)]
    assert Watermark.objects.get().floor == entry.pk


@pytest.mark.django_db
def test_subscriber_hears_of_no_other_kind(rows):
    ledger.subscribe("tests.other", other := Rows("other"))
    try:
        record()
        assert other.heard == []
    finally:
        subscribers.unsubscribe("tests.other", other)


@pytest.mark.django_db(transaction=True)
def test_subscribers_row_rolls_back_with_the_transaction(rows):
    with pytest.raises(ZeroDivisionError), transaction.atomic():
        ledger.append(Happened(object_id="r", at=NOON), actor=SYSTEM)
        assert Watermark.objects.count() == 1
        raise ZeroDivisionError
    assert not Watermark.objects.exists()
    assert not Entry.objects.exists()


@pytest.mark.django_db
def test_subscribers_are_called_in_the_order_in_which_they_subscribed_and_listed(rows):
    order = []

    class Noted(Rows):
        def enqueue(self, entry_id: str) -> None:
            order.append(self.module_path)

    later = [Noted("b"), Noted("a")]
    for each in (*later, later[0]):
        ledger.subscribe(Happened.kind, each)
    try:
        record()
        assert order == ["tests.b", "tests.a"]
        listed = [name for kind, name in ledger.subscriptions() if kind == Happened.kind]
        assert listed == ["tests.rows", "tests.b", "tests.a"]
    finally:
        for each in later:
            subscribers.unsubscribe(Happened.kind, each)


@pytest.mark.django_db
def test_replay_tells_a_room_installed_later_of_everything_since(rows):
    def at(moment, **more):
        return ledger.append(Happened(object_id="r", at=moment, **more), actor=SYSTEM)

    at(NOON - timedelta(days=2))
    hidden = at(NOON + timedelta(minutes=40), to_the_hour=True)
    second = at(NOON + timedelta(days=1))
    late = Rows("late")
    assert ledger.actions.replay(Happened.kind, NOON + timedelta(minutes=30), late) == 2
    assert late.heard == [str(hidden.public_id), str(second.public_id)]
    assert ledger.actions.replay("tests.never", NOON, late) == 0
