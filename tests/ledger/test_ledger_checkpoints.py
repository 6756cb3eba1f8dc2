"""Signing: when, what, and never two stories."""

from __future__ import annotations

import dataclasses
from datetime import timedelta

import pytest
from django.db import transaction
from tests.ledger.conftest import NOON, become_owner_of_the_database, record, sign

from saksama import ledger
from saksama.kernel.actor import SYSTEM
from saksama.ledger import kept, notes, tiles, tree
from saksama.ledger.errors import RecordDamaged
from saksama.ledger.models import Checkpoint, Entry, Leaf, Tile

MINUTES = timedelta(minutes=1)
MIDNIGHT_WIB = NOON + timedelta(hours=12)   # 17.00 UTC


@pytest.mark.django_db
def test_nothing_to_sign_is_not_signed():
    assert ledger.actions.sign_checkpoint(NOON) is None
    record()
    assert ledger.actions.sign_checkpoint(NOON) is None, "an entry without a position is not in the tree yet"
    assert ledger.actions.sign_if_due(NOON) is not None


@pytest.mark.django_db
def test_checkpoint_tells_size_root_number_time_and_is_signed():
    record()
    ledger.actions.sequence()
    made = ledger.actions.sign_checkpoint(NOON)
    head = notes.read(made.note)
    assert (head.size, head.number, head.at) == (1, 1, NOON)
    assert head.root.hex() == made.root == Entry.objects.get().leaf_hash
    name, number, _ = ledger.queries.public_key().split("+", 2)
    assert head.origin == name
    assert notes.verifier_key(name, notes.public_half(_ledger_key())).split("+", 2)[1] == number
    assert notes.is_signed(made.note, notes.public_half(_ledger_key()))


def _ledger_key() -> bytes:
    from django.conf import settings

    return settings.SAKSAMA.key("ledger_key")


@pytest.mark.django_db
def test_signed_again_only_if_anything_changed(history):
    history([2])
    assert ledger.actions.sign_checkpoint(NOON + MINUTES) is None
    record()
    ledger.actions.sequence()
    assert ledger.actions.sign_checkpoint(NOON + MINUTES).number == 2
    assert [row.number for row in ledger.queries.checkpoints()] == [2, 1]


@pytest.mark.django_db
def test_checkpoint_comes_every_ten_minutes_if_anything_changed():
    record()
    assert ledger.actions.sign_if_due(NOON).is_daily, "the first of the day"
    record()
    assert ledger.actions.sign_if_due(NOON + 9 * MINUTES) is None
    second = ledger.actions.sign_if_due(NOON + 10 * MINUTES)
    assert (second.size, second.is_daily) == (2, False)
    assert ledger.actions.sign_if_due(NOON + 25 * MINUTES) is None


@pytest.mark.django_db
def test_daily_checkpoint_comes_at_midnight_in_jakarta_even_if_nothing_changed():
    record()
    ledger.actions.sign_if_due(NOON)
    assert ledger.actions.sign_if_due(MIDNIGHT_WIB - MINUTES) is None
    daily = ledger.actions.sign_if_due(MIDNIGHT_WIB)
    assert (daily.is_daily, daily.size, daily.number) == (True, 1, 2)
    assert ledger.actions.sign_if_due(MIDNIGHT_WIB + MINUTES) is None
    assert ledger.queries.latest_checkpoint(daily=True) == daily
    assert ledger.queries.verify().ok


@pytest.mark.django_db
def test_clock_that_was_set_back_does_not_stop_the_signing():
    record()
    ledger.actions.sign_if_due(NOON)
    record()
    assert ledger.actions.sign_if_due(NOON - timedelta(hours=3)).number == 2
    assert ledger.queries.verify().ok


@pytest.mark.django_db
def test_entry_that_only_the_thorough_look_finds_is_placed_before_signing():
    first = record()
    ledger.actions.sequence()
    from saksama.ledger.models import Watermark

    Watermark.objects.update(floor=first.pk + 1)
    late = record()
    assert late.pk == first.pk + 1
    assert ledger.actions.sign_if_due(NOON).size == 2


@pytest.mark.parametrize("damage", [
    lambda leaf: Leaf.objects.filter(pk=leaf.pk).update(hash=bytes(32)),
    lambda leaf: leaf.delete(),
    lambda leaf: Leaf.objects.filter(position__gte=leaf.position).delete(),
], ids=["changed", "missing", "shorter"])
def test_nothing_more_is_signed_over_a_damaged_record(history, damage):
    history([10, 5])
    record()
    ledger.actions.sequence()
    become_owner_of_the_database()
    damage(Leaf.objects.get(position=7))
    Tile.objects.all().delete()
    with pytest.raises(RecordDamaged) as refusal, transaction.atomic():
        ledger.actions.sign_checkpoint(NOON + timedelta(hours=1))
    assert refusal.value.detail
    assert Checkpoint.objects.count() == 2


@pytest.mark.django_db
def test_database_brought_back_signs_only_after_the_restore_is_on_record(history):
    history([5])
    old_size = 5
    sid = transaction.savepoint()
    made = [record() for _ in range(3)]
    ledger.actions.sequence()
    lost = sign(NOON + MINUTES)
    transaction.savepoint_rollback(sid)
    assert made
    assert Leaf.objects.count() == old_size

    [record() for _ in range(4)]
    ledger.actions.sequence()
    with pytest.raises(RecordDamaged):
        ledger.actions.sign_checkpoint(NOON + 2 * MINUTES)
    codes = {problem.code for problem in ledger.queries.verify().problems}
    assert codes == {"checkpoint_missing", "forked"}

    assert ledger.actions.resume_after_restore(actor=SYSTEM, now=NOON + 3 * MINUTES)
    ledger.actions.sequence()
    assert sign(NOON + 4 * MINUTES).number == 2
    assert ledger.queries.verify().ok
    told = Entry.objects.get(kind="ledger.restored")
    assert ledger.queries.detail(told) == {"number": 2, "size": 8, "root": lost.root}
    assert not ledger.actions.resume_after_restore(actor=SYSTEM, now=NOON + 5 * MINUTES)
    assert {problem.code for problem in ledger.queries.verify(known=[lost.note]).problems} == {"checkpoint_missing", "forked"}


@pytest.mark.django_db(transaction=True)
def test_newest_checkpoint_is_kept_outside_the_database_once_committed():
    record()
    ledger.actions.sequence()
    with pytest.raises(ZeroDivisionError), transaction.atomic():
        ledger.actions.sign_checkpoint(NOON)
        raise ZeroDivisionError
    assert kept.read() == ""
    made = ledger.actions.sign_checkpoint(NOON)
    assert kept.read() == made.note


def test_display_name_may_change_and_the_record_stays_good(history, settings):
    history([3])
    settings.SAKSAMA = dataclasses.replace(settings.SAKSAMA, display_name="Saksama Nagari + Kota")
    record()
    ledger.actions.sequence()
    made = sign(NOON + timedelta(hours=1))
    assert made.note.startswith("saksama-nagari-kota/")
    assert ledger.queries.verify().ok


def test_root_is_signed_over_the_tree_and_not_over_the_cache_alone(history):
    history([300])
    leaves = [bytes(value) for value in Leaf.objects.order_by("position").values_list("hash", flat=True)]
    growing = tree.Growing()
    for leaf in leaves:
        growing.add(leaf)
    assert ledger.queries.latest_checkpoint().root == growing.root().hex() == tree.root(300, tiles.Reader()).hex()
