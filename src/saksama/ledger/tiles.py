"""Hashes of full subtrees out of the tables: each Tile row is the root of 256 rows of the level below, level 0 being the leaves.

A proof reads one row of 256 siblings for each level. Tiles are a cache: where one is missing it is worked out from below.
"""

from __future__ import annotations

from django.db.models import Max

from saksama.kernel.ids import new_id

from . import tree
from .models import Leaf, Tile

HEIGHT = 8
WIDTH = 1 << HEIGHT


class LeafMissing(LookupError):
    """A position that should be filled is not: the record is damaged."""


class Reader:
    """A `tree.Node` over the tables. Keeps what it has read, so use one for each question."""

    def __init__(self) -> None:
        self._rows: dict[tuple[int, int], dict[int, bytes]] = {}

    def __call__(self, level: int, index: int) -> bytes:
        floor, height = divmod(level, HEIGHT)
        first = index << height
        return tree.full_root([self._part(floor, first + step) for step in range(1 << height)])

    def _part(self, floor: int, index: int) -> bytes:
        row = self._row(floor, index >> HEIGHT)
        if index not in row:
            if not floor:
                raise LeafMissing(index)
            row[index] = self._from_below(floor, index)
        return row[index]

    def _from_below(self, floor: int, index: int) -> bytes:
        return tree.full_root([self._part(floor - 1, (index << HEIGHT) + step) for step in range(WIDTH)])

    def _row(self, floor: int, number: int) -> dict[int, bytes]:
        if (floor, number) not in self._rows:
            first, last = number << HEIGHT, (number << HEIGHT) + WIDTH - 1
            self._rows[floor, number] = _tiles(floor, first, last) if floor else _leaves(first, last)
        return self._rows[floor, number]


def _leaves(first: int, last: int) -> dict[int, bytes]:
    found = Leaf.objects.filter(position__range=(first, last)).values_list("position", "hash")
    return {position: bytes(value) for position, value in found}


def _tiles(level: int, first: int, last: int) -> dict[int, bytes]:
    found = Tile.objects.filter(level=level, index__range=(first, last)).values_list("index", "hash")
    return {index: bytes(value) for index, value in found}


def tree_size() -> int:
    """Return how many entries have their position."""
    last = Leaf.objects.aggregate(last=Max("position"))["last"]
    return 0 if last is None else last + 1


def complete(size: int) -> int:
    """Write the tiles that a tree of this size has and the table lacks on the right; return how many."""
    read, added, level = Reader(), 0, 1
    while size >> (HEIGHT * level):
        last = Tile.objects.filter(level=level).aggregate(last=Max("index"))["last"]
        wanted = range(0 if last is None else last + 1, size >> (HEIGHT * level))
        Tile.objects.bulk_create(
            [Tile(public_id=new_id(), level=level, index=index, hash=read(HEIGHT * level, index)) for index in wanted],
            batch_size=500,
        )
        added += len(wanted)
        level += 1
    return added


def rebuild(size: int) -> int:
    """Throw the cache away and work it out from the leaves."""
    Tile.objects.all().delete()
    return complete(size)
