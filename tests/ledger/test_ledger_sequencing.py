"""Positions: given once, without gap, later, by one sequencer at a time."""

from __future__ import annotations

import threading
from datetime import timedelta

import pytest
from django.db import DatabaseError, connection, transaction
from django.utils import timezone
from tests.ledger.conftest import NOON, Happened, record

from saksama import ledger
from saksama.kernel.actor import SYSTEM
from saksama.ledger import tiles, tree
from saksama.ledger.actions import sequencing
from saksama.ledger.models import Entry, Leaf, Tile, Watermark
from saksama.store import clock, engine


def positions() -> list[int]:
    return list(Leaf.objects.order_by("position").values_list("position", flat=True))


@pytest.mark.django_db
def test_entries_get_their_positions_in_the_order_in_which_they_were_written():
    made = [record() for _ in range(5)]
    assert ledger.actions.sequence() == 5
    assert [leaf.entry_id for leaf in Leaf.objects.order_by("position")] == [entry.pk for entry in made]
    assert positions() == [0, 1, 2, 3, 4]
    assert all(bytes(leaf.hash).hex() == leaf.entry.leaf_hash for leaf in Leaf.objects.select_related("entry"))


@pytest.mark.django_db
def test_positions_once_given_stay_and_new_ones_follow():
    record()
    ledger.actions.sequence()
    before = list(Leaf.objects.values())
    record()
    assert ledger.actions.sequence() == 1
    assert ledger.actions.sequence() == 0
    assert list(Leaf.objects.order_by("position").values())[:1] == before
    assert positions() == [0, 1]


@pytest.mark.django_db
def test_more_than_one_batch_is_placed_at_once(monkeypatch):
    monkeypatch.setattr(sequencing, "BATCH", 7)
    for _ in range(21):
        record()
    assert ledger.actions.sequence() == 21
    assert positions() == list(range(21))


@pytest.mark.django_db
def test_pass_with_nothing_to_do_reads_two_rows_and_writes_none(django_assert_max_num_queries):
    record()
    ledger.actions.sequence()
    with django_assert_max_num_queries(2) as captured:
        assert ledger.actions.sequence() == 0
    assert all(query["sql"].startswith("SELECT") for query in captured.captured_queries)


@pytest.mark.django_db
def test_reading_does_not_grow_with_the_record(history, django_assert_max_num_queries):
    history([600])
    record()
    with django_assert_max_num_queries(16) as captured:
        ledger.actions.sequence()
    assert sum("ledger_leaf" in query["sql"] and query["sql"].startswith("SELECT") for query in captured.captured_queries) <= 4


@pytest.mark.django_db
def test_tiles_are_the_roots_of_256_and_can_be_rebuilt(history):
    history([300, 300])
    leaves = [bytes(value) for value in Leaf.objects.order_by("position").values_list("hash", flat=True)]
    stored = list(Tile.objects.order_by("index").values_list("level", "index", "hash"))
    assert [(level, index, bytes(value)) for level, index, value in stored] == [
        (1, 0, tree.full_root(leaves[:256])), (1, 1, tree.full_root(leaves[256:512])),
    ]
    root = tree.root(600, tiles.Reader())
    Tile.objects.all().delete()
    assert tree.root(600, tiles.Reader()) == root, "a lost cache is worked out from below"
    assert ledger.actions.rebuild_tiles() == 2
    assert [bytes(tile.hash) for tile in Tile.objects.order_by("index")] == [bytes(value) for _, _, value in stored]


@pytest.mark.django_db
def test_root_over_the_tables_is_the_root_by_the_book():
    from tests.ledger import merkle_by_the_book as book

    for size in (1, 2, 255, 256, 257, 513):
        while Entry.objects.count() < size:
            record()
        ledger.actions.sequence()
        entries = [bytes(body) for body in Entry.objects.order_by("leaf__position").values_list("body", flat=True)]
        assert tree.root(size, tiles.Reader()) == book.mth(entries)


@pytest.mark.django_db
def test_position_cannot_be_given_twice(history):
    history([2])
    third = record()
    with pytest.raises(DatabaseError), transaction.atomic():
        Leaf.objects.create(entry=third, position=1, hash=bytes(32))
    with pytest.raises(DatabaseError), transaction.atomic():
        Leaf.objects.create(entry=Entry.objects.first(), position=2, hash=bytes(32))


@pytest.mark.django_db
def test_entry_that_the_quick_look_misses_is_found_by_the_thorough_one():
    early = record()
    Watermark.objects.create(floor=early.pk, mark=early.pk, marked_at=timezone.now())
    assert ledger.actions.sequence() == 0
    assert ledger.actions.sequence(thorough=True) == 1
    assert Leaf.objects.get().entry == early


@pytest.mark.django_db
def test_floor_rises_so_that_a_long_record_is_not_read_again():
    made = [record() for _ in range(3)]
    ledger.actions.sequence()
    if engine.is_postgres():
        assert Watermark.objects.get().floor == 0, "an older transaction may still be open"
        Watermark.objects.update(marked_at=timezone.now() - sequencing.LONGEST_TRANSACTION)
        ledger.actions.sequence()
    assert Watermark.objects.get().floor == made[-1].pk
    assert ledger.actions.sequence() == 0


@pytest.mark.django_db
def test_waiting_since_tells_the_last_pass_in_the_terms_of_the_clock():
    assert ledger.actions.waiting_since() is None
    entry = record()
    assert ledger.actions.waiting_since() == entry.at, "no sequencer ever ran here"
    ledger.actions.sequence()
    assert ledger.actions.waiting_since() is None
    record()
    clock.set_offset(timedelta(days=3))
    waiting = ledger.actions.waiting_since()
    assert abs(clock.now() - waiting) < timedelta(seconds=30)
    ledger.actions.sequence()
    assert ledger.actions.waiting_since() is None


def in_threads(*works) -> None:
    """Run each on its own connection and raise what any of them raised."""
    errors = []

    def run(work):
        try:
            work()
        except BaseException as error:
            errors.append(error)
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=(work,)) for work in works]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    assert not any(thread.is_alive() for thread in threads)
    if errors:
        raise errors[0]


@pytest.mark.django_db(transaction=True)
def test_several_sequencers_and_writers_at_once_never_give_a_position_twice():
    done = threading.Event()
    writers = threading.Semaphore(0)

    def write():
        for _ in range(40):
            record()
        writers.release()

    def sequence():
        while not done.is_set():
            ledger.actions.sequence()

    def wait():
        for _ in range(3):
            assert writers.acquire(timeout=50)
        done.set()

    in_threads(write, write, write, sequence, sequence, wait)
    ledger.actions.sequence()
    assert positions() == list(range(120))
    ledger.actions.sign_checkpoint(NOON)
    assert ledger.queries.verify().problems == []


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_transaction_that_commits_late_gets_a_later_place():
    begun, go_on = threading.Event(), threading.Event()

    def slow():
        with transaction.atomic():
            ledger.append(Happened(object_id="slow", at=NOON), actor=SYSTEM)
            begun.set()
            assert go_on.wait(30)

    def quick():
        assert begun.wait(30)
        record()
        assert ledger.actions.sequence() == 1
        record()
        assert ledger.actions.sequence() == 1
        go_on.set()

    in_threads(slow, quick)
    assert ledger.actions.sequence() == 1
    slow_entry = Entry.objects.get(object_id="slow")
    assert slow_entry.pk == Entry.objects.order_by("pk").first().pk
    assert slow_entry.leaf.position == 2
    ledger.actions.sign_checkpoint(NOON)
    assert ledger.queries.verify().ok


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_second_sequencer_goes_away_while_the_first_is_at_it():
    record()
    held, free = threading.Event(), threading.Event()

    def first():
        with transaction.atomic():
            assert engine.try_lock("ledger.sequence")
            held.set()
            assert free.wait(30)

    def second():
        assert held.wait(30)
        assert ledger.actions.sequence() == 0
        free.set()

    in_threads(first, second)
    assert ledger.actions.sequence() == 1


@pytest.mark.django_db(transaction=True)
def test_check_beside_a_working_installation_raises_no_alarm():
    done = threading.Event()

    def work():
        for turn in range(12):
            for _ in range(10):
                record()
            ledger.actions.sequence()
            ledger.actions.sign_checkpoint(NOON + timedelta(minutes=turn))
        with transaction.atomic():
            ledger.actions.erase_details(Entry.objects.values_list("public_id", flat=True)[:20], actor=SYSTEM, now=NOON)
        done.set()

    problems = []

    def check():
        while not done.is_set():
            problems.extend(ledger.queries.verify().problems)

    in_threads(work, check)
    assert problems == []
    assert ledger.queries.verify().ok
