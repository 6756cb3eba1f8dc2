"""The map that always works: one tile a province or district, three letters on it, darker for more, hatched for unknown."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from importlib import resources

from django.utils.html import escape
from django.utils.safestring import SafeString

from .figure import Caption, figure, hatched

SIZE = 80
CLASSES = 5


@dataclass(frozen=True, slots=True)
class Tile:
    letters: str
    column: int
    row: int
    name: str


def _read() -> dict[str, dict[str, Tile]]:
    stored = json.loads(resources.files("saksama.insight").joinpath("data/tiles.json").read_text("utf-8"))
    return {grid: {code: Tile(*tile) for code, tile in tiles.items()} for grid, tiles in stored.items()}


GRIDS = _read()
"""Grids by code of province, and `nation`: place code -> tile. Provinsi Andai (99) is the demonstration's."""


def tile_map(
    caption: Caption, grid: str, values: Mapping[str, int | float | None], *, texts: Mapping[str, str] | None = None,
    unknown: str = "belum ada angka", heads: tuple[str, str] = ("Wilayah", "Jumlah"),
) -> SafeString:  # fmt: skip
    """Draw the tiles of a grid. A missing or empty value is hatched and named `unknown`; `texts` replaces what is printed.

    Five classes of equal width from zero to the greatest value: a place with half the value is never as dark as the greatest.
    """
    tiles = GRIDS[grid]
    greatest = max((value for value in values.values() if value is not None), default=0)
    printed = {code: (texts or {}).get(code) or _text(values.get(code), unknown) for code in tiles}
    marks = "".join(_tile(caption, tile, values.get(code), greatest, printed[code]) for code, tile in tiles.items())
    ordered = sorted(tiles.items())
    return figure(
        caption,
        width=(max(tile.column for tile in tiles.values()) + 1) * SIZE,
        height=(max(tile.row for tile in tiles.values()) + 1) * SIZE,
        marks=marks,
        description="; ".join(f"{tile.name}: {printed[code]}" for code, tile in ordered),
        heads=heads,
        rows=[(tile.name, printed[code]) for code, tile in ordered],
    )


def shade(value: float, greatest: float) -> int:
    """Return the class, 0 to 4, of a value between zero and the greatest."""
    return 0 if greatest <= 0 else min(CLASSES - 1, int(value / greatest * CLASSES))


def _text(value: int | float | None, unknown: str) -> str:
    if value is None:
        return unknown
    return f"{value:g}".replace(".", ",")


def _tile(caption: Caption, tile: Tile, value: int | float | None, greatest: float, text: str) -> str:
    left, top = tile.column * SIZE + 2, tile.row * SIZE + 2
    if value is None:
        fill, tone = f'class="tile unknown" {hatched(caption)}', "on-light"
    else:
        step = shade(value, greatest)
        fill, tone = f'class="tile c{step}"', "on-dark" if step >= 3 else "on-light"
    return (
        f"<g><title>{escape(tile.name)}: {escape(text)}</title>"
        f'<rect {fill} x="{left}" y="{top}" width="{SIZE - 4}" height="{SIZE - 4}" rx="6"/>'
        f'<text class="{tone} letters" x="{left + 8}" y="{top + 28}">{escape(tile.letters)}</text>'
        f'<text class="{tone}" x="{left + 8}" y="{top + 56}">{escape(text if len(text) <= 9 else "–")}</text></g>'
    )
