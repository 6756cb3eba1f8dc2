"""Where the small drawings of the frame put their marks: pure functions, numbers only. Templates write the SVG."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

BAR_WIDTH = 350


@dataclass(frozen=True, slots=True)
class Row:
    """One bar: a label and a number, or no number with the words that say so; `ceiling` is the known upper bound of an unknown one."""

    label: str
    value: int | None
    words: str = ""
    ceiling: int | None = None


@dataclass(frozen=True, slots=True)
class Bar:
    label: str
    value: int | None
    words: str
    y: int
    bar_y: int
    width: float
    known: bool


@dataclass(frozen=True, slots=True)
class Bars:
    width: int
    height: int
    bars: tuple[Bar, ...]


def bars(rows: Sequence[Row], width: int = BAR_WIDTH) -> Bars:
    """Return bars from a zero baseline, the greatest value filling the width; an unknown value is drawn as far as it could reach."""
    top = max((row.value or row.ceiling or 0 for row in rows), default=0) or 1
    drawn: list[Bar] = []
    for n, row in enumerate(rows):
        known = row.value is not None
        length = row.value if known else (row.ceiling or 0)
        drawn.append(Bar(label=row.label, value=row.value, words=row.words, y=16 + n * 50, bar_y=23 + n * 50,
                         width=round((length or 0) / top * width, 1), known=known))
    return Bars(width=width, height=len(rows) * 50, bars=tuple(drawn))


def boxes(states: Sequence[str]) -> list[dict[str, object]]:
    """Return one 12 x 7 box for each state (`yes`, `no`, `assess`)."""
    return [{"x": n * 14, "state": state} for n, state in enumerate(states)]


def step_points(at: int, total: int, width: int = 340) -> list[dict[str, object]]:
    """Return the points of a step line, `at` counted from 1."""
    gap = (width - 16) / max(total - 1, 1)
    return [{"x": round(8 + n * gap, 1), "state": "done" if n + 1 < at else "now" if n + 1 == at else "ahead"} for n in range(total)]
