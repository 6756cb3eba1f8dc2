"""Giving positions: one sequencer at a time puts the entries without a leaf behind the last leaf.

Called every 200 ms by the clock process. Late commits simply get a later place. A pass looks only at entries above the
watermark's floor; a thorough pass, before each checkpoint, at all of them.
"""

from __future__ import annotations

from contextlib import suppress
from datetime import UTC, datetime, timedelta
from pathlib import Path

from django.conf import settings
from django.db import transaction
from django.db.models import Exists, Max, OuterRef, Q, QuerySet
from django.db.models.functions import Now

from saksama.kernel.ids import new_id
from saksama.ledger import tiles
from saksama.ledger.models import Entry, Leaf, Watermark
from saksama.store import clock, engine

BATCH = 2000
# No transaction of ours lives this long: the database ends idle ones after 60 s (settings). A thorough pass covers the rest.
LONGEST_TRANSACTION = timedelta(seconds=90)


def sequence(*, thorough: bool = False) -> int:
    """Give every entry without a leaf its position; return how many got one. Safe to call from several processes at once.

    Where another process is at it, returns 0 at once. Costs one or two reads and no write when nothing waits.
    """
    given = 0
    while thorough or _has_work():
        batch = _pass(0 if thorough else None)
        given += batch
        if batch < BATCH:
            break
    _beat()
    return given


def _pending(floor: int) -> QuerySet[Entry]:
    return Entry.objects.filter(~Exists(Leaf.objects.filter(entry=OuterRef("pk"))), pk__gt=floor)


def _has_work() -> bool:
    mark = _watermark()
    return mark is None or _can_rise(mark) or _pending(mark.floor).exists()


def _pass(floor: int | None) -> int:
    with transaction.atomic():
        if not engine.try_lock("ledger.sequence"):
            return 0
        mark = _watermark() or Watermark.objects.create(marked_at=Now())
        newest = Entry.objects.aggregate(newest=Max("pk"))["newest"] or 0
        batch = _pending(mark.floor if floor is None else floor).order_by("pk").values_list("pk", "leaf_hash")[:BATCH]
        count = _place(list(batch))
        if count < BATCH:
            _raise(mark, newest)
    return count


def _place(batch: list[tuple[int, str]]) -> int:
    if batch:
        size = tiles.tree_size()
        Leaf.objects.bulk_create([
            Leaf(public_id=new_id(), entry_id=entry, position=position, hash=bytes.fromhex(leaf))
            for position, (entry, leaf) in enumerate(batch, size)
        ])
        tiles.complete(size + len(batch))
    return len(batch)


def _watermark() -> Watermark | None:
    return Watermark.objects.annotate(is_old=Q(marked_at__lte=Now() - LONGEST_TRANSACTION)).order_by("pk").first()


def _can_rise(mark: Watermark) -> bool:
    """Tell whether a pass now would lift the floor: on PostgreSQL once every transaction older than the mark has ended."""
    return engine.is_postgres() and mark.mark > mark.floor and bool(getattr(mark, "is_old", False))


def _raise(mark: Watermark, newest: int) -> None:
    """After a pass that left nothing: lift the floor as far as is certain, and set a new mark.

    SQLite writes one transaction after the other, so all entries up to the newest were seen.
    """
    if not engine.is_postgres():
        Watermark.objects.filter(pk=mark.pk).update(floor=newest, mark=newest)
    elif mark.mark <= mark.floor or _can_rise(mark):
        Watermark.objects.filter(pk=mark.pk).update(floor=max(mark.floor, mark.mark), mark=newest, marked_at=Now())


def rebuild_tiles() -> int:
    """Work the tiles out again from the leaves; return how many there are."""
    with transaction.atomic():
        engine.try_lock("ledger.sequence")
        return tiles.rebuild(tiles.tree_size())


def waiting_since() -> datetime | None:
    """Return since when at most an entry has been waiting for its position (the time of the last pass), or None.

    In the terms of `store.clock`. Exact times of arrival are not kept, for the unnamed reporter's sake; so ask on the machine
    that runs the sequencer. Where it never ran, the answer is the time that the oldest waiting entry itself tells.
    """
    mark = _watermark()
    oldest = _pending(mark.floor if mark else 0).order_by("pk").values_list("at", flat=True).first()
    if oldest is None:
        return None
    try:
        return datetime.fromtimestamp(_pulse().stat().st_mtime, UTC) + clock.offset()
    except FileNotFoundError:
        return oldest


def _pulse() -> Path:
    return settings.SAKSAMA.data / "sequencer"


def _beat() -> None:
    """Leave the time of this pass in the data folder. What cannot be written is let go: the record does not depend on it."""
    with suppress(OSError):
        _pulse().touch(mode=0o600)
