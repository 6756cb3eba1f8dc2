"""The check of the whole record: everything is worked out again from the entries' bytes and compared with what is stored.

Reads in pages, so it needs neither memory nor a long transaction. What may change meanwhile is read in an order in which an
honest installation at work never looks wrong: checkpoints and tiles before the leaves that they cover.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from hashlib import sha256
from typing import Any, NamedTuple

from django.db.models import Count, F, Max
from django.db.models.functions import Cast

from . import entries, facts, heads, stored, tiles, tree
from .models import Entry, Leaf, Tile
from .report import Report

PAGE = 4000
LARGEST = 2**63 - 1   # in SQLite text is larger than every number


class Row(NamedTuple):
    """An entry with its detail, as stored. Id and time as the engine spells them: a changed one need not be readable."""

    pk: int
    name: object
    leaf_hash: str
    kind: str
    object_id: str
    at: str
    body: bytes
    salt: bytes | None
    detail: bytes | None


def run(known: Iterable[str]) -> Report:
    """Check everything against itself, against the checkpoints in the database and against those `known` from outside."""
    report = Report()
    signed = heads.collect(known, report)
    walk = _Walk(report, signed)
    walk.leaves()
    walk.pending()
    walk.finish()
    return report


class _Walk:
    def __init__(self, report: Report, signed: list[heads.Signed]) -> None:
        self.report, self.signed = report, signed
        self.erased = _erased()
        self.tiles = _tiles()
        self.tree = tree.Growing(self._compare_tile)
        self.is_whole = True            # no position was missing so far: roots can be worked out
        self.end = 0                    # one behind the last position seen
        self.last_leaf = 0              # the row id of the leaf before: they grow with the positions
        self.good = 0                   # the largest signed size whose root fits
        self.bad: int | None = None     # the first signed size whose root does not
        self.bad_tiles: list[tuple[int, int]] = []
        self.without_detail: list[tuple[str, int | None]] = []
        self.due = list(reversed(signed))

    def leaves(self) -> None:
        """Walk all positions in order."""
        self._compare_heads()
        for leaves, rows in _pages():
            for position, leaf, value, entry in leaves:
                self._leaf(position, leaf, bytes(value), rows.get(entry))
        self.report.entries = self.end
        doubled = Leaf.objects.values("entry_id").annotate(times=Count("pk"), last=Max("position")).filter(times__gt=1)
        for pk, last in doubled.order_by("last").values_list("entry_id", "last"):
            self.report.add("duplicate", entry=_name_of(pk), position=last)
        for pk in Leaf.objects.filter(position__gt=LARGEST).values_list("entry_id", flat=True):
            self.report.add("unreadable", entry=_name_of(pk))

    def _leaf(self, position: int, leaf: int, value: bytes, row: Row | None) -> None:
        name = stored.public_id(row.name) if row else ""
        if position < self.end:
            self.report.add("duplicate", entry=name, position=position)
            return
        if position > self.end:
            self.report.add("missing", position=self.end, until=position - 1)
            self.is_whole = False
        if leaf < self.last_leaf:
            self.report.add("reordered", entry=name, position=max(position - 1, 0), until=position)
        self.last_leaf, self.end = leaf, position + 1
        if row is None:
            self.report.add("entry_missing", position=position)
        else:
            self._entry(row, position, value)
        if self.is_whole:
            self.tree.add(value)
            self._compare_heads()

    def _entry(self, row: Row, position: int | None, value: bytes) -> None:
        computed = sha256(b"\x00" + row.body).digest()
        if computed != value:
            self.report.add("changed", entry=stored.public_id(row.name), position=position)
            return
        said = _read(row.body)
        if computed.hex() != row.leaf_hash or not _agrees(said, row):
            self.report.add("columns_changed", entry=stored.public_id(row.name), position=position)
        self._detail(row, position, said.get("commit"))

    def _detail(self, row: Row, position: int | None, commit: object) -> None:
        if row.detail is None or row.salt is None:
            self.without_detail.append((stored.public_id(row.name), position))
        elif self.erased and stored.public_id(row.name) in self.erased:
            self.report.add("detail_back", entry=stored.public_id(row.name), position=position)
        elif sha256(bytes(row.salt) + bytes(row.detail)).hexdigest() != commit:
            self.report.add("detail_changed", entry=stored.public_id(row.name), position=position)

    def pending(self) -> None:
        """Check the entries that have no position yet, against their own leaf."""
        after = 0
        while page := list(Entry.objects.filter(leaf=None, pk__gt=after).order_by("pk").values_list(*_columns())[:PAGE]):
            for row in map(_row, page):
                self._entry(row, None, stored.unhex(row.leaf_hash))
            self.report.pending += len(page)
            after = page[-1][0]

    def _compare_tile(self, level: int, index: int, computed: bytes) -> None:
        if level % tiles.HEIGHT == 0 and self.tiles.get((level // tiles.HEIGHT, index), computed) != computed:
            self.bad_tiles.append((level // tiles.HEIGHT, index))

    def _compare_heads(self) -> None:
        while self.due and self.due[-1].size == self.tree.size:
            head = self.due.pop()
            if head.root == self.tree.root():
                self.good = head.size if self.bad is None else self.good
            elif head.is_outside:
                self.report.add("forked", checkpoint=head.number)
            elif self.bad is None:
                self.bad = head.size

    def finish(self) -> None:
        """Tell what can only be told at the end."""
        erased = _erased()
        for name, position in self.without_detail:
            if name in erased:
                self.report.erased += 1
            else:
                self.report.add("detail_missing", entry=name, position=position)
        self._truncated()
        self._rewritten()

    def _truncated(self) -> None:
        beyond = [head for head in self.signed if head.size > self.end]
        if inside := [head.size for head in beyond if not head.is_outside]:
            self.report.add("missing", position=self.end, until=max(inside) - 1)
        for head in beyond:
            if head.is_outside:
                self.report.add("rolled_back", checkpoint=head.number)

    def _rewritten(self) -> None:
        """Tell between which positions the record differs from what was signed, as narrowly as the tiles allow."""
        blocks = [index * tiles.WIDTH for level, index in self.bad_tiles if level == 1]
        suspect = [first for first in blocks if first + tiles.WIDTH > self.good]
        for first in suspect:
            self.report.add("rewritten", position=max(first, self.good), until=first + tiles.WIDTH - 1)
        if self.bad is not None and not any(first < self.bad for first in suspect):
            self.report.add("rewritten", position=self.good, until=self.bad - 1)
        for level, index in self.bad_tiles:
            width = tiles.WIDTH**level
            if (index + 1) * width <= self.good:
                self.report.add("tile_changed", position=index * width, until=(index + 1) * width - 1)


def _agrees(said: dict[str, object], row: Row) -> bool:
    """Tell whether the look-up columns repeat the entry's own bytes."""
    at = str(said.get("at"))
    whole = f"{at[:-1]}:00:00" if len(at) == entries.HOUR_LENGTH else at[:-1]
    return (
        said.get("kind") == row.kind and said.get("object") == row.object_id
        and str(said.get("id")).replace("-", "") == stored.text(row.name).replace("-", "")
        and row.at[:10] == whole[:10] and row.at[11:19] == whole[11:] and row.at[19:] in ("", "+00")
    )


def _read(body: bytes) -> dict[str, object]:
    try:
        said = json.loads(body)
    except (ValueError, RecursionError):
        return {}
    return said if isinstance(said, dict) else {}


def _columns() -> Iterator[str | F | Cast]:
    yield "pk"
    yield from map(stored.spelling, ("public_id", "leaf_hash", "kind", "object_id", "at"))
    yield from map(stored.binary, ("body", "detail__salt", "detail__body"))


def _row(values: tuple[Any, ...]) -> Row:
    pk, name, leaf_hash, kind, object_id, at, body, salt, detail = values
    return Row(
        pk, name, stored.text(leaf_hash), stored.text(kind), stored.text(object_id), stored.text(at), bytes(body), salt, detail,
    )


def _name_of(pk: int) -> str:
    return stored.public_id(Entry.objects.filter(pk=pk).values_list(stored.spelling("public_id"), flat=True).first() or "")


def _pages() -> Iterator[tuple[list[tuple[int, int, Any, int]], dict[int, Row]]]:
    """Return the leaves (position, row id, hash, entry) page by page in order, each page with its entries."""
    position, leaf = -1, 0
    while True:
        found = Leaf.objects.filter(position__gte=position, position__lte=LARGEST).order_by("position", "pk")
        columns = ("position", "pk", stored.binary("hash"), "entry_id")
        page = [row for row in found.values_list(*columns)[:PAGE] if row[:2] > (position, leaf)]
        if not page:
            return
        within = (page[0][0], page[-1][0])
        rows = Entry.objects.filter(leaf__position__range=within).values_list(*_columns())
        yield page, {row[0]: _row(row) for row in rows}
        position, leaf = page[-1][:2]


def _tiles() -> dict[tuple[int, int], bytes]:
    found = Tile.objects.values_list("level", "index", stored.binary("hash")).iterator(chunk_size=PAGE)
    return {(level, index): bytes(value) for level, index, value in found}


def _erased() -> set[str]:
    """Return the public ids of the entries whose detail was erased on record."""
    return set(Entry.objects.filter(kind=facts.DetailErased.kind).values_list("object_id", flat=True))
