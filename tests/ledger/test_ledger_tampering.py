"""Whoever owns the database changes it: every change is found and its place told; an honest history raises no alarm.

The triggers are taken away first, as the owner of the database would. Each mutation runs in a savepoint of its own.
"""

from __future__ import annotations

import dataclasses
import random
from collections import Counter
from collections.abc import Callable
from datetime import timedelta
from hashlib import sha256
from uuid import uuid4

import pytest
from django.conf import settings as django_settings
from django.db import connection, transaction
from django.db.models import F
from tests.ledger.conftest import NOON, Happened, become_owner_of_the_database, record, sign

from saksama import ledger
from saksama.kernel.actor import SYSTEM
from saksama.ledger import entries, kept, notes, tiles, tree
from saksama.ledger.models import Checkpoint, Detail, Entry, Leaf, Tile
from saksama.ledger.report import Problem

PARTS = [300, 1, 255, 64]          # signed at 300, 301, 556, 620
TAIL = 20                          # placed, not signed yet
SIZE = sum(PARTS)
ROUNDS = 8
Found = Callable[[list[Problem]], bool]


@pytest.fixture
def unguarded(history) -> None:
    history(PARTS)
    for _ in range(TAIL):
        record(nth=1)
    ledger.actions.sequence()
    with transaction.atomic():
        ledger.actions.erase_details(
            Leaf.objects.filter(position__in=(3, 400)).values_list("entry__public_id", flat=True), actor=SYSTEM, now=NOON,
        )
    assert ledger.queries.verify().problems == []
    become_owner_of_the_database()


def leaf_at(position: int) -> Leaf:
    return Leaf.objects.select_related("entry").get(position=position)


def at(position: int, *codes: str) -> Found:
    """Some problem of these codes names this position."""
    return lambda problems: any(
        problem.code in codes and problem.position is not None
        and problem.position <= position <= (problem.position if problem.until is None else problem.until)
        for problem in problems
    )


def names(entry: Entry, *codes: str) -> Found:
    """Some problem of these codes names this entry."""
    return lambda problems: any(problem.code in codes and problem.entry == str(entry.public_id) for problem in problems)


def of_checkpoint(number: int, *codes: str) -> Found:
    return lambda problems: any(problem.code in codes and problem.checkpoint == number for problem in problems)


def forged(entry: Entry, **changes: str) -> bytes:
    """The bytes of an entry that tells something else, in good form."""
    import json

    from saksama.kernel import canonical

    return canonical.dumps(json.loads(bytes(entry.body)) | changes)


def flipped(data: bytes | memoryview, rng: random.Random) -> bytes:
    spoilt = bytearray(bytes(data))
    spoilt[rng.randrange(len(spoilt))] ^= 1 << rng.randrange(8)
    return bytes(spoilt)


# Mutations: each changes the tables and returns how it must be found

def flip_a_bit_of_an_entry(rng: random.Random) -> Found:
    leaf = leaf_at(rng.randrange(SIZE + TAIL))
    Entry.objects.filter(pk=leaf.entry_id).update(body=flipped(leaf.entry.body, rng))
    return names(leaf.entry, "changed")


def rewrite_an_entry_and_its_evidence_code(rng: random.Random) -> Found:
    leaf = leaf_at(rng.randrange(SIZE + TAIL))
    body = forged(leaf.entry, actor="somebody-else")
    Entry.objects.filter(pk=leaf.entry_id).update(body=body, leaf_hash=entries.leaf_hash(body))
    return names(leaf.entry, "changed")


def _rewrite(position: int) -> None:
    leaf = leaf_at(position)
    body = forged(leaf.entry, actor="somebody-else")
    Entry.objects.filter(pk=leaf.entry_id).update(body=body, leaf_hash=entries.leaf_hash(body))
    Leaf.objects.filter(pk=leaf.pk).update(hash=tree.leaf_hash(body))


def rewrite_an_entry_with_its_leaf(rng: random.Random) -> Found:
    position = rng.randrange(SIZE)
    _rewrite(position)
    return at(position, "rewritten")


def rewrite_an_entry_with_its_leaf_and_the_cache(rng: random.Random) -> Found:
    position = rng.randrange(SIZE)
    _rewrite(position)
    tiles.rebuild(tiles.tree_size())
    return at(position, "rewritten")


def change_a_look_up_column(rng: random.Random) -> Found:
    leaf = leaf_at(rng.randrange(SIZE + TAIL))
    change = rng.choice([
        {"kind": "tests.other"}, {"object_id": str(uuid4())}, {"at": NOON - timedelta(days=1)}, {"leaf_hash": "0" * 64},
    ])
    Entry.objects.filter(pk=leaf.entry_id).update(**change)
    return names(leaf.entry, "columns_changed")


def exchange_public_ids(rng: random.Random) -> Found:
    first, second = (leaf_at(position) for position in rng.sample(range(SIZE), 2))
    Entry.objects.filter(pk=first.entry_id).update(public_id=uuid4())
    Entry.objects.filter(pk=second.entry_id).update(public_id=first.entry.public_id)
    return names(first.entry, "columns_changed")


def change_a_leaf(rng: random.Random) -> Found:
    leaf = leaf_at(rng.randrange(SIZE + TAIL))
    Leaf.objects.filter(pk=leaf.pk).update(hash=flipped(leaf.hash, rng))
    return names(leaf.entry, "changed")


def delete_an_entry(rng: random.Random) -> Found:
    position = rng.randrange(SIZE + TAIL)
    pk = leaf_at(position).entry_id
    Detail.objects.filter(entry=pk).delete()
    Entry.objects.filter(pk=pk)._raw_delete("default")
    return at(position, "entry_missing")


def delete_an_entry_with_its_leaf(rng: random.Random) -> Found:
    position = rng.randrange(SIZE + TAIL - 1)
    leaf = leaf_at(position)
    Detail.objects.filter(entry=leaf.entry_id).delete()
    leaf.delete()
    Entry.objects.filter(pk=leaf.entry_id)._raw_delete("default")
    return at(position, "missing")


def delete_a_leaf(rng: random.Random) -> Found:
    position = rng.randrange(SIZE + TAIL - 1)
    leaf_at(position).delete()
    return at(position, "missing")


def delete_a_leaf_and_let_it_be_placed_again(rng: random.Random) -> Found:
    position = rng.randrange(SIZE)
    leaf_at(position).delete()
    ledger.actions.sequence(thorough=True)
    assert tiles.tree_size() > SIZE + TAIL
    return at(position, "missing")


def delete_an_entry_and_close_the_gap(rng: random.Random) -> Found:
    position = rng.randrange(SIZE)
    leaf = leaf_at(position)
    Detail.objects.filter(entry=leaf.entry_id).delete()
    leaf.delete()
    Entry.objects.filter(pk=leaf.entry_id)._raw_delete("default")
    for later in Leaf.objects.filter(position__gt=position).order_by("position"):
        Leaf.objects.filter(pk=later.pk).update(position=later.position - 1)
    tiles.rebuild(tiles.tree_size())
    return at(position, "rewritten")


def truncate(rng: random.Random) -> Found:
    position = rng.randrange(SIZE - 100, SIZE)
    gone = list(Leaf.objects.filter(position__gte=position).values_list("entry_id", flat=True))
    Leaf.objects.filter(position__gte=position).delete()
    Detail.objects.filter(entry__in=gone).delete()
    Entry.objects.filter(pk__in=gone)._raw_delete("default")
    return lambda problems: at(position, "missing")(problems) and at(SIZE - 1, "missing")(problems)


def exchange_two_positions(rng: random.Random) -> Found:
    first, second = sorted(rng.sample(range(SIZE), 2))
    one, two = leaf_at(first), leaf_at(second)
    Leaf.objects.filter(pk=one.pk).update(position=10**9)
    Leaf.objects.filter(pk=two.pk).update(position=first)
    Leaf.objects.filter(pk=one.pk).update(position=second)
    return lambda problems: at(second, "reordered")(problems) and (
        first + 1 == second or at(first, "reordered")(problems)
    )


def exchange_what_stands_at_two_positions(rng: random.Random) -> Found:
    first, second = rng.sample(range(PARTS[0]), 2)
    one, two = leaf_at(first), leaf_at(second)
    spare = record()
    Leaf.objects.filter(pk=one.pk).update(entry=spare)
    Leaf.objects.filter(pk=two.pk).update(entry=one.entry, hash=bytes(one.hash))
    Leaf.objects.filter(pk=one.pk).update(entry=two.entry, hash=bytes(two.hash))
    return lambda problems: at(first, "rewritten")(problems) or at(second, "rewritten")(problems)


def _insert_at(position: int, entry: Entry) -> None:
    for later in Leaf.objects.filter(position__gte=position).order_by("-position"):
        Leaf.objects.filter(pk=later.pk).update(position=later.position + 1)
    Leaf.objects.create(entry=entry, position=position, hash=bytes.fromhex(entry.leaf_hash))


def insert_an_entry(rng: random.Random) -> Found:
    position = rng.randrange(SIZE - 1)
    _insert_at(position, record(forged=1))
    return lambda problems: at(position, "reordered")(problems) and at(position, "rewritten")(problems)


def duplicate_an_entry(rng: random.Random) -> Found:
    leaf = leaf_at(rng.randrange(SIZE))
    copy = Entry.objects.create(
        body=bytes(leaf.entry.body), leaf_hash=sha256(leaf.entry.leaf_hash.encode()).hexdigest(), kind=leaf.entry.kind,
        object_id=leaf.entry.object_id, at=leaf.entry.at,
    )
    Leaf.objects.create(entry=copy, position=tiles.tree_size(), hash=bytes(leaf.hash))
    return names(copy, "columns_changed")


def change_a_detail(rng: random.Random) -> Found:
    detail = rng.choice(list(Detail.objects.select_related("entry")))
    column = rng.choice(["salt", "body"])
    Detail.objects.filter(pk=detail.pk).update(**{column: flipped(getattr(detail, column), rng)})
    return names(detail.entry, "detail_changed")


def exchange_two_details(rng: random.Random) -> Found:
    first, second = rng.sample(list(Detail.objects.select_related("entry")), 2)
    Detail.objects.filter(pk=first.pk).update(salt=second.salt, body=second.body)
    return names(first.entry, "detail_changed")


def delete_a_detail_without_saying_so(rng: random.Random) -> Found:
    detail = rng.choice(list(Detail.objects.select_related("entry")))
    detail.delete()
    return names(detail.entry, "detail_missing")


def bring_back_an_erased_detail(rng: random.Random) -> Found:
    entry = leaf_at(rng.choice([3, 400])).entry
    Detail.objects.create(entry=entry, salt=bytes(32), body=b"{}")
    return names(entry, "detail_back")


def change_a_pending_entry(rng: random.Random) -> Found:
    entry = record()
    Entry.objects.filter(pk=entry.pk).update(body=flipped(entry.body, rng))
    return names(entry, "changed")


def change_a_checkpoints_row(rng: random.Random) -> Found:
    row = rng.choice(list(Checkpoint.objects.all()))
    change = rng.choice([{"size": row.size + 1}, {"root": "0" * 64}, {"at": NOON - timedelta(days=9)}])
    Checkpoint.objects.filter(pk=row.pk).update(**change)
    return of_checkpoint(row.number, "checkpoint_changed")


def change_a_checkpoints_note(rng: random.Random) -> Found:
    row = rng.choice(list(Checkpoint.objects.all()))
    place = rng.randrange(row.note.index("\n\n"))
    note = row.note[:place] + chr(ord(row.note[place]) ^ 1) + row.note[place + 1:]
    Checkpoint.objects.filter(pk=row.pk).update(note=note)
    return of_checkpoint(row.number, "signature")


def sign_a_checkpoint_with_another_key(rng: random.Random) -> Found:
    row = rng.choice(list(Checkpoint.objects.all()))
    Checkpoint.objects.filter(pk=row.pk).update(note=notes.sign(notes.read(row.note), rng.randbytes(32)))
    return of_checkpoint(row.number, "signature")


def rewrite_and_sign_everything_with_another_key(rng: random.Random) -> Found:
    _rewrite(rng.randrange(PARTS[0]))
    tiles.rebuild(tiles.tree_size())
    _sign_all_again(rng.randbytes(32))
    return lambda problems: all(of_checkpoint(row.number, "signature")(problems) for row in Checkpoint.objects.all())


def _sign_all_again(seed: bytes) -> None:
    read = tiles.Reader()
    for row in Checkpoint.objects.all():
        head = dataclasses.replace(notes.read(row.note), root=tree.root(row.size, read))
        Checkpoint.objects.filter(pk=row.pk).update(note=notes.sign(head, seed), root=head.root.hex())


def rewrite_and_sign_everything_with_the_stolen_key(rng: random.Random) -> Found:
    newest = Checkpoint.objects.order_by("number").last()
    _rewrite(rng.randrange(SIZE))
    tiles.rebuild(tiles.tree_size())
    _sign_all_again(django_settings.SAKSAMA.key("ledger_key"))
    return of_checkpoint(newest.number, "forked")


def put_an_old_checkpoint_in_the_place_of_the_newest(rng: random.Random) -> Found:
    newest, old = Checkpoint.objects.order_by("number").last(), Checkpoint.objects.order_by("number").first()
    Checkpoint.objects.filter(pk=newest.pk).update(note=old.note, size=old.size, root=old.root, at=old.at)
    return of_checkpoint(newest.number, "checkpoint_changed")


def sign_a_smaller_tree_afterwards(rng: random.Random) -> Found:
    newest, size = Checkpoint.objects.order_by("number").last(), rng.randrange(1, SIZE)
    head = dataclasses.replace(
        notes.read(newest.note), number=newest.number + 1, size=size, root=tree.root(size, tiles.Reader()),
    )
    Checkpoint.objects.create(
        number=head.number, size=size, root=head.root.hex(), at=head.at,
        note=notes.sign(head, django_settings.SAKSAMA.key("ledger_key")),
    )
    return of_checkpoint(head.number, "shrunk")


def delete_a_checkpoint(rng: random.Random) -> Found:
    row = rng.choice(list(Checkpoint.objects.all()))
    row.delete()
    return of_checkpoint(row.number, "checkpoint_missing")


def roll_the_database_back(rng: random.Random) -> Found:
    newest, to = Checkpoint.objects.order_by("number").last(), Checkpoint.objects.get(number=rng.choice([1, 2, 3]))
    gone = list(Leaf.objects.filter(position__gte=to.size).values_list("entry_id", flat=True))
    Leaf.objects.filter(position__gte=to.size).delete()
    Detail.objects.filter(entry__in=gone).delete()
    Entry.objects.filter(pk__in=gone)._raw_delete("default")
    Entry.objects.filter(leaf=None)._raw_delete("default")
    Checkpoint.objects.filter(number__gt=to.number).delete()
    Tile.objects.filter(level=1, index__gte=to.size // 256).delete()
    for position in (3, 400):   # their erasures are gone as well: so the details were not erased yet
        _give_back(position)
    return of_checkpoint(newest.number, "rolled_back")


def _give_back(position: int) -> None:
    leaf = Leaf.objects.filter(position=position).first()
    if leaf and not Detail.objects.filter(entry=leaf.entry_id).exists():
        Detail.objects.create(entry_id=leaf.entry_id, salt=bytes(32), body=b"{}")


def change_the_cache(rng: random.Random) -> Found:
    tile = rng.choice(list(Tile.objects.all()))
    Tile.objects.filter(pk=tile.pk).update(hash=flipped(tile.hash, rng))
    return at(tile.index * 256, "tile_changed")


MUTATIONS = [
    flip_a_bit_of_an_entry, rewrite_an_entry_and_its_evidence_code, rewrite_an_entry_with_its_leaf,
    rewrite_an_entry_with_its_leaf_and_the_cache, change_a_look_up_column, exchange_public_ids, change_a_leaf, delete_an_entry,
    delete_an_entry_with_its_leaf, delete_a_leaf, delete_a_leaf_and_let_it_be_placed_again, delete_an_entry_and_close_the_gap,
    truncate, exchange_two_positions, exchange_what_stands_at_two_positions, insert_an_entry, duplicate_an_entry,
    change_a_detail, exchange_two_details, delete_a_detail_without_saying_so, bring_back_an_erased_detail,
    change_a_pending_entry, change_a_checkpoints_row, change_a_checkpoints_note, sign_a_checkpoint_with_another_key,
    rewrite_and_sign_everything_with_another_key, rewrite_and_sign_everything_with_the_stolen_key,
    put_an_old_checkpoint_in_the_place_of_the_newest, sign_a_smaller_tree_afterwards, delete_a_checkpoint,
    roll_the_database_back, change_the_cache,
]


def test_every_tampering_is_found_and_its_place_is_told(unguarded):
    missed, tried = [], Counter()
    for mutation in MUTATIONS:
        for seed in range(ROUNDS):
            savepoint = transaction.savepoint()
            found = mutation(random.Random(f"{mutation.__name__} {seed}"))
            problems = ledger.queries.verify().problems
            if not found(problems):
                missed.append((mutation.__name__, seed, [(each.code, each.en) for each in problems[:4]]))
            transaction.savepoint_rollback(savepoint)
            tried[mutation.__name__] += 1
    assert missed == []
    assert tried.total() >= 200
    assert ledger.queries.verify().problems == [], "each mutation was taken back"


def test_rewriting_is_located_as_narrowly_as_the_cache_allows(unguarded):
    _rewrite(270)
    problem, = ledger.queries.verify().problems
    assert (problem.code, problem.position, problem.until) == ("rewritten", 256, 511)


def test_lawful_erasure_raises_no_alarm_and_every_proof_still_fits(unguarded):
    report = ledger.queries.verify()
    assert (report.ok, report.erased, report.entries, report.pending, report.checkpoints) == (True, 2, SIZE + TAIL, 2, 4)
    erased = leaf_at(3).entry
    assert ledger.queries.detail(erased) is None
    assert ledger.queries.proof(erased).holds()


def test_erasure_is_applied_again_after_a_restore(unguarded):
    entry = leaf_at(3).entry
    Detail.objects.create(entry=entry, salt=bytes(32), body=b"{}")
    assert not ledger.queries.verify().ok
    assert ledger.actions.apply_erasures() == 1
    assert ledger.queries.verify().ok


def test_check_compares_with_checkpoints_from_outside(unguarded):
    published = Checkpoint.objects.get(number=2).note
    assert ledger.queries.verify(known=[published]).ok
    kept.path().unlink()
    Checkpoint.objects.filter(number__gte=2).delete()
    assert ledger.queries.verify().ok, "nothing left tells of them"
    assert of_checkpoint(2, "checkpoint_missing")(ledger.queries.verify(known=[published]).problems)
    assert of_checkpoint(0, "signature")(ledger.queries.verify(known=["nonsense"]).problems)


def test_problems_say_where_and_what_in_both_languages(unguarded):
    leaf = leaf_at(17)
    Entry.objects.filter(pk=leaf.entry_id).update(body=b"{}")
    problem, = ledger.queries.verify().problems
    assert problem.en == f"Entry {leaf.entry.public_id}, position 17: it was changed after it was recorded."
    assert problem.id == f"Catatan {leaf.entry.public_id}, posisi 17: isinya diubah sejak dicatat."


def test_thousands_of_problems_are_counted_and_a_thousand_told(unguarded, monkeypatch):
    from saksama.ledger import report

    monkeypatch.setattr(report, "MOST", 100)
    Entry.objects.filter(leaf__isnull=False).update(kind="tests.other")
    result = ledger.queries.verify()
    assert len(result.problems) == 100
    assert result.counts["columns_changed"] == SIZE + TAIL


@pytest.mark.django_db
@pytest.mark.parametrize("seed", range(12))
def test_honest_history_raises_no_alarm(seed):
    rng = random.Random(seed)
    for turn in range(rng.randrange(30, 120)):
        now = NOON + timedelta(minutes=turn * rng.randrange(1, 40))
        act = rng.random()
        if act < 0.6:
            with transaction.atomic():
                for _ in range(rng.randrange(1, 12)):
                    ledger.append(Happened(object_id=str(uuid4()), at=now, detail={"nth": rng.randrange(9)},
                                           to_the_hour=rng.random() < 0.3), actor=SYSTEM)
        elif act < 0.8:
            ledger.actions.sequence(thorough=rng.random() < 0.2)
        elif act < 0.9:
            sign(now, daily=rng.random() < 0.3)
        else:
            with transaction.atomic():
                some = Detail.objects.order_by("?").values_list("entry__public_id", flat=True)[:3]
                ledger.actions.erase_details(list(some), actor=SYSTEM, now=now)
    report = ledger.queries.verify()
    assert report.problems == []
    assert report.entries + report.pending == Entry.objects.count()


SPOILT = [
    ("ledger_entry", "body", "changed"), ("ledger_entry", "leaf_hash", "columns_changed"),
    ("ledger_entry", "kind", "columns_changed"), ("ledger_entry", "object_id", "columns_changed"),
    ("ledger_entry", "at", "columns_changed"), ("ledger_entry", "public_id", "columns_changed"),
    ("ledger_leaf", "hash", "changed"), ("ledger_leaf", "position", "missing"), ("ledger_detail", "salt", "detail_changed"),
    ("ledger_detail", "body", "detail_changed"), ("ledger_checkpoint", "note", "signature"),
    ("ledger_checkpoint", "number", "checkpoint_changed"), ("ledger_checkpoint", "size", "checkpoint_changed"),
    ("ledger_checkpoint", "root", "checkpoint_changed"), ("ledger_checkpoint", "at", "checkpoint_changed"),
    ("ledger_tile", "hash", "tile_changed"),
]


@pytest.mark.parametrize(("table", "column", "code"), SPOILT)
@pytest.mark.parametrize("value", [
    "'nonsense'", "''", "'2024-13-45 00:00:00'", "x'ff00'", "CAST(x'ff00' AS TEXT)", "4711", str(2**62),
])
def test_whatever_a_hand_writes_into_sqlite_is_found_and_does_not_stop_the_check(history, table, column, code, value):
    if connection.vendor != "sqlite":
        pytest.skip("PostgreSQL keeps columns to their types")
    history([300])
    become_owner_of_the_database()
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA ignore_check_constraints = ON")
        cursor.execute(f"UPDATE {table} SET {column} = {value} WHERE id = (SELECT min(id) FROM {table})")
        cursor.execute("PRAGMA ignore_check_constraints = OFF")
    assert code in {problem.code for problem in ledger.queries.verify().problems}


def test_position_that_is_no_number_is_told_with_its_entry(history):
    if connection.vendor != "sqlite":
        pytest.skip("PostgreSQL keeps columns to their types")
    entry = history([5])[2]
    become_owner_of_the_database()
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA ignore_check_constraints = ON")
        cursor.execute("UPDATE ledger_leaf SET position = 'two' WHERE position = 2")
        cursor.execute("PRAGMA ignore_check_constraints = OFF")
    problems = ledger.queries.verify().problems
    assert names(entry, "unreadable")(problems)
    assert at(2, "missing")(problems)


@pytest.mark.django_db
def test_empty_record_is_in_order():
    report = ledger.queries.verify()
    assert (report.ok, report.entries, report.checkpoints) == (True, 0, 0)


def test_check_reads_in_pages(history, monkeypatch, django_assert_max_num_queries):
    from saksama.ledger import audit

    history([50, 50])
    monkeypatch.setattr(audit, "PAGE", 30)
    with django_assert_max_num_queries(18):
        report = ledger.queries.verify()
    assert (report.ok, report.entries) == (True, 100)


def test_gap_is_not_taken_for_a_changed_order(unguarded):
    Leaf.objects.filter(position=100).delete()
    codes = Counter(problem.code for problem in ledger.queries.verify().problems)
    assert codes == {"missing": 1}


def test_shifted_positions_are_told_as_missing_at_the_start(unguarded):
    for leaf in Leaf.objects.order_by("-position"):
        Leaf.objects.filter(pk=leaf.pk).update(position=F("position") + 1)
    assert at(0, "missing")(ledger.queries.verify().problems)
