"""Bars from a zero baseline with their numbers written on them: the funnel, and stacked bars."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.html import escape
from django.utils.safestring import SafeString

from .figure import Caption, figure, hatched
from .numbers import figure as number

WIDTH = 640
_ROW = 52
_BAR = 18


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar. `value` None is unknown: hatched as far as `ceiling`, with `words` in place of the number (also if suppressed)."""

    label: str
    value: int | None
    words: str = ""
    ceiling: int | None = None

    def text(self, language: str) -> str:
        return self.words if self.value is None else number(self.value, language=language)

    @property
    def reach(self) -> int:
        return self.value if self.value is not None else self.ceiling or 0


def funnel(
    caption: Caption, bars: Sequence[Bar], *, heads: tuple[str, str] = ("Langkah", "Jumlah"), language: str = "id"
) -> SafeString:
    """Draw steps in which each is a part of the one before, from report to executed sanction."""
    top = max((bar.reach for bar in bars), default=0) or 1
    marks = "".join(_bar(caption, bar, nth * _ROW, top, language) for nth, bar in enumerate(bars))
    described = "; ".join(f"{bar.label}: {bar.text(language)}" for bar in bars)
    rows = [(bar.label, bar.text(language)) for bar in bars]
    return figure(
        caption, width=WIDTH, height=max(len(bars), 1) * _ROW, marks=marks, description=described, heads=heads, rows=rows
    )


def _bar(caption: Caption, bar: Bar, top: int, greatest: int, language: str) -> str:
    width = round(bar.reach / greatest * WIDTH)
    fill = 'class="known"' if bar.value is not None else f'class="unknown" {hatched(caption)}'
    return (
        f'<text class="label" x="0" y="{top + 16}">{escape(bar.label)}</text>'
        f'<text class="value" x="{WIDTH}" y="{top + 16}" text-anchor="end">{escape(bar.text(language))}</text>'
        f'<rect class="track" x="0" y="{top + 24}" width="{WIDTH}" height="{_BAR}"/>'
        f'<rect {fill} x="0" y="{top + 24}" width="{width}" height="{_BAR}"/>'
    )


def stacked_bars(
    caption: Caption, parts: Sequence[str], rows: Sequence[tuple[str, Sequence[int]]], *, unknown: str = "", language: str = "id"
) -> SafeString:
    """Draw one bar a row, cut into the parts in their order; the part named `unknown` is hatched (no news is a state of its own).

    A part's number is written on it where it has room; the table has all of them.
    """
    greatest = max((sum(values) for _, values in rows), default=0) or 1
    marks = "".join(
        _stack(caption, label, values, parts, unknown, nth * _ROW, greatest, language) for nth, (label, values) in enumerate(rows)
    )
    table = [(label, *(number(value, language=language) for value in values)) for label, values in rows]
    described = "; ".join(
        f"{label}: " + ", ".join(f"{part} {number(value, language=language)}" for part, value in zip(parts, values, strict=True))
        for label, values in rows
    )
    return figure(
        caption, width=WIDTH, height=max(len(rows), 1) * _ROW, marks=marks, description=described, heads=("", *parts), rows=table
    )


def _stack(
    caption: Caption,
    label: str,
    values: Sequence[int],
    parts: Sequence[str],
    unknown: str,
    top: int,
    greatest: int,
    language: str,
) -> str:
    marks, left = [f'<text class="label" x="0" y="{top + 16}">{escape(label)}</text>'], 0
    for nth, (part, value) in enumerate(zip(parts, values, strict=True)):
        width = round(value / greatest * WIDTH)
        fill = f'class="unknown" {hatched(caption)}' if part == unknown else f'class="c{min(4, nth + 1)}"'
        marks.append(
            f'<rect {fill} x="{left}" y="{top + 24}" width="{width}" height="{_BAR}"><title>{escape(part)}</title></rect>'
        )
        if width >= 34 and part != unknown:
            tone = "on-dark" if nth + 1 >= 3 else "on-light"
            marks.append(f'<text class="{tone}" x="{left + 6}" y="{top + 38}">{escape(number(value, language=language))}</text>')
        left += width
    return "".join(marks)
