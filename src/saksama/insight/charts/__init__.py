"""Charts as SVG text, drawn by small pure functions: no library, no script, no colour by name (classes of figures.css).

Each returns a whole `<figure>`: the finding, measure with unit and period, the drawing with title and description, the source,
and a real table of the same numbers. Text is escaped here; nothing else may be passed through as markup.
"""

from .bars import Bar, funnel, stacked_bars
from .figure import Caption
from .tiles import GRIDS, Tile, tile_map

__all__ = ["GRIDS", "Bar", "Caption", "Tile", "funnel", "stacked_bars", "tile_map"]
