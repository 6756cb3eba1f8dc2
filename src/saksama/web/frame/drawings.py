"""Where the small drawings of the frame put their marks: pure functions, whole numbers only (a decimal comma breaks an SVG).

Templates write the SVG.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

BAR_WIDTH = 1000


@dataclass(frozen=True, slots=True)
class Row:
    """One bar: a label and a number, or no number and the words that say so.

    `ceiling` is the known upper bound of an unknown number: the hatched bar reaches as far.
    """

    label: str
    value: int | None
    words: str = ""
    ceiling: int | None = None


@dataclass(frozen=True, slots=True)
class Bar:
    """A row with the length of its bar in thousandths of the full width."""

    row: Row
    width: int

    @property
    def known(self) -> bool:
        return self.row.value is not None


def bars(rows: Sequence[Row]) -> list[Bar]:
    """Return bars from a zero baseline, the greatest value filling the width."""
    top = max((row.value or row.ceiling or 0 for row in rows), default=0) or 1
    reach = [row.value if row.value is not None else row.ceiling or 0 for row in rows]
    return [Bar(row=row, width=round(length / top * BAR_WIDTH)) for row, length in zip(rows, reach, strict=True)]


def boxes(states: Sequence[str]) -> list[dict[str, object]]:
    """Return one box, 14 wide with its gap, for each state (`yes`, `no`, `assess`)."""
    return [{"x": n * 14, "state": state} for n, state in enumerate(states)]


def step_points(at: int, total: int, width: int = 340) -> list[dict[str, object]]:
    """Return the points of a step line, `at` counted from 1."""
    gap = (width - 16) / max(total - 1, 1)
    states = ["done" if n < at else "now" if n == at else "ahead" for n in range(1, total + 1)]
    places = [round(8 + n * gap) for n in range(total)]
    return [{"x": x, "state": state, "to": to} for x, state, to in zip(places, states, [*places[1:], 0], strict=True)]
