"""Small cells (decision 25). Pure: counts in, publishable cells out.

A count of 1 to `threshold - 1` is printed "<3" or "<5". So that no total gives it back, further cells are hidden
("disembunyikan"), as few and as small as it takes; where even "<3" would tell, that is hidden as well. A zero is shown:
it is nobody.

The promise, tested against a reader who tries every table that fits what is printed: each cell that is not shown has at least
two possible values.

How: a table with totals is a circulation (rows feed columns, columns feed the total of all, that feeds the rows' totals). A cell
can be worked out exactly if no cycle of cells that could differ passes through it; the cheapest such cycle is hidden with it.
"""

from __future__ import annotations

import heapq
from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

ALONG_ONE_DIMENSION = 3
CROSSING_OR_REPORTS = 5
_TOTALS_COST = 10_000  # a total is hidden only where cells do not suffice
_NODE_ROWS, _NODE_COLUMNS = ("rows",), ("columns",)


class State(StrEnum):
    SHOWN = "shown"
    SMALL = "small"  # 1 to threshold - 1
    HIDDEN = "hidden"  # large enough, but would give a small one away


@dataclass(frozen=True, slots=True)
class Cell:
    """What may be printed of one count. `value` is None unless it is shown."""

    value: int | None
    state: State
    threshold: int

    @property
    def text(self) -> str:
        """The cell as printed in Indonesian tables and as text in CSV."""
        if self.state is State.SMALL:
            return f"<{self.threshold}"
        return "disembunyikan" if self.state is State.HIDDEN else str(self.value)


@dataclass(frozen=True, slots=True)
class Line:
    """Counts along one dimension and their total."""

    cells: Mapping[Hashable, Cell]
    total: Cell


@dataclass(frozen=True, slots=True)
class Table:
    """Counts of a crossing, the totals of its rows and columns, and the total of all."""

    cells: Mapping[tuple[Hashable, Hashable], Cell]
    rows: Mapping[Hashable, Cell]
    columns: Mapping[Hashable, Cell]
    total: Cell


def threshold_for(unit: str, *, dimensions: int) -> int:
    """Return 5 for crossings and for every count of reports or reporters, else 3."""
    return CROSSING_OR_REPORTS if dimensions > 1 or unit in ("report", "reporter") else ALONG_ONE_DIMENSION


def protect_one(count: int, *, threshold: int) -> Cell:
    """Protect a count that is printed alone: no total and no part of it is published from which it could be worked out."""
    return Cell(None, State.SMALL, threshold) if _is_small(count, threshold) else Cell(count, State.SHOWN, threshold)


def protect_line(counts: Mapping[Hashable, int], *, threshold: int = ALONG_ONE_DIMENSION) -> Line:
    """Protect counts along one dimension that are published with their total."""
    edges = [_Edge(("line",), ("sum",), count, 1) for count in counts.values()]
    edges.append(_Edge(("sum",), ("line",), sum(counts.values()), _TOTALS_COST))
    *cells, total = _protect(edges, threshold)
    return Line(dict(zip(counts, cells, strict=True)), total)


def protect_table(counts: Mapping[tuple[Hashable, Hashable], int], *, threshold: int = CROSSING_OR_REPORTS) -> Table:
    """Protect a crossing that is published with the totals of its rows and columns. Missing pairs count as zero."""
    rows = list(dict.fromkeys(row for row, _ in counts))
    columns = list(dict.fromkeys(column for _, column in counts))
    full = {(row, column): counts.get((row, column), 0) for row in rows for column in columns}
    by_row = {row: sum(full[row, column] for column in columns) for row in rows}
    by_column = {column: sum(full[row, column] for row in rows) for column in columns}
    edges = [_Edge(("row", row), ("column", column), count, 1) for (row, column), count in full.items()]
    edges += [_Edge(_NODE_COLUMNS, ("row", row), count, _TOTALS_COST) for row, count in by_row.items()]
    edges += [_Edge(("column", column), _NODE_ROWS, count, _TOTALS_COST) for column, count in by_column.items()]
    edges.append(_Edge(_NODE_ROWS, _NODE_COLUMNS, sum(full.values()), _TOTALS_COST * _TOTALS_COST))
    done = _protect(edges, threshold)
    n, r = len(full), len(rows)
    return Table(
        dict(zip(full, done[:n], strict=True)),
        dict(zip(rows, done[n : n + r], strict=True)),
        dict(zip(columns, done[n + r : -1], strict=True)),
        done[-1],
    )


def protect_funnel(counts: Sequence[int], *, threshold: int) -> list[Cell]:
    """Protect a sequence in which each count is a part of the one before.

    A count is shown if it, and its distance to the last count shown, are zero or at least the threshold: so neither those who
    came this far nor those who fell out before can be singled out. One word for both cases, because "<3" would tell them apart.
    """
    shown: int | None = None
    cells: list[Cell] = []
    for count in counts:
        if shown is not None and count > shown:
            raise ValueError("a step of a funnel cannot exceed the one before")
        if _is_small(count, threshold) or (shown is not None and _is_small(shown - count, threshold)):
            cells.append(Cell(None, State.HIDDEN, threshold))
        else:
            cells.append(Cell(count, State.SHOWN, threshold))
            shown = count
    return cells


def _is_small(count: int, threshold: int) -> bool:
    if count < 0:
        raise ValueError("a count cannot be negative")
    return 0 < count < threshold


# ---- the circulation ---------------------------------------------------------------------------------------------------


@dataclass(slots=True)
class _Edge:
    """A count as a flow from one sum to another."""

    tail: Hashable
    head: Hashable
    value: int
    cost: int
    state: State = State.SHOWN

    def may_rise(self, threshold: int) -> bool:
        """Whether, for all that is printed, the count could be one more."""
        return self.state is State.HIDDEN or (self.state is State.SMALL and self.value < threshold - 1)

    def may_fall(self, threshold: int) -> bool:
        """Whether it could be one less. A hidden count is taken to be large, so that nobody gains by knowing how we choose."""
        if self.state is State.SHOWN:
            return False
        return self.value > 1 and not (self.state is State.HIDDEN and self.value == threshold)


@dataclass(frozen=True, slots=True)
class _Move:
    """One step along an edge; `hide` says that the edge has to be hidden for it."""

    edge: _Edge
    to: Hashable
    price: int

    @property
    def hide(self) -> bool:
        return self.price > 0


def _protect(edges: list[_Edge], threshold: int) -> list[Cell]:
    for edge in edges:
        if _is_small(edge.value, threshold):
            edge.state = State.SMALL
    for edge in [edge for edge in edges if edge.state is State.SMALL]:
        for move in _cheapest_cycle(edges, edge, threshold):
            if move.hide:
                move.edge.state = State.HIDDEN
    return [Cell(edge.value if edge.state is State.SHOWN else None, edge.state, threshold) for edge in edges]


def _cheapest_cycle(edges: list[_Edge], through: _Edge, threshold: int) -> list[_Move]:
    """Return the moves by which `through` could be one more or one less. Some way up exists: every count lies on a cycle."""
    ways = []
    for first in _moves(through, threshold):
        back = through.tail if first.to == through.head else through.head
        rest = _path([edge for edge in edges if edge is not through], first.to, back, threshold)
        if rest is not None:
            ways.append((first.price + sum(move.price for move in rest), [first, *rest]))
    return min(ways, key=lambda way: way[0])[1]


def _path(edges: Iterable[_Edge], start: Hashable, goal: Hashable, threshold: int) -> list[_Move] | None:
    """Dijkstra over what could differ as printed, and what could if it were hidden at its price."""
    leaving: dict[Hashable, list[_Move]] = {}
    for edge in edges:
        for move in _moves(edge, threshold):
            leaving.setdefault(edge.tail if move.to == edge.head else edge.head, []).append(move)
    queue: list[tuple[int, int, Hashable, list[_Move]]] = [(0, 0, start, [])]
    seen: set[Hashable] = set()
    tie = 0
    while queue:
        price, _, node, way = heapq.heappop(queue)
        if node == goal:
            return way
        if node in seen:
            continue
        seen.add(node)
        for move in leaving.get(node, ()):
            tie += 1
            heapq.heappush(queue, (price + move.price, tie, move.to, [*way, move]))
    return None


def _moves(edge: _Edge, threshold: int) -> Iterator[_Move]:
    """How the count could differ: upward along the edge, downward against it; for nothing as printed, for a price if hidden."""
    if edge.value == 0:
        return
    price = edge.cost * (1 + edge.value)
    yield _Move(edge, edge.head, 0 if edge.may_rise(threshold) else price)
    if edge.may_fall(threshold):
        yield _Move(edge, edge.tail, 0)
    elif edge.state is State.SHOWN and edge.value > threshold:
        yield _Move(edge, edge.tail, price)
