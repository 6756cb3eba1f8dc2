"""Columns found by their names, whatever their order, and a person's own word where a name is another one."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from saksama.kernel.text import fold

from .errors import ColumnsMissing, TableRefused
from .lines import Line


@dataclass(frozen=True, slots=True)
class Heading:
    """Which column holds what. `unknown` are names nobody asked for, `missing` are keys without a column."""

    line: int
    names: tuple[str, ...]
    places: Mapping[str, int]
    missing: tuple[str, ...]
    unknown: tuple[str, ...]

    def values(self, line: Line) -> dict[str, str]:
        """Return a line's values by key, trimmed; "" where the line is shorter or the column is missing."""
        cells = line.cells
        found = {key: cells[at].strip() if at < len(cells) else "" for key, at in self.places.items()}
        return found | dict.fromkeys(self.missing, "")


def heading(
    line: Line, columns: Mapping[str, Sequence[str]], *, required: Iterable[str] = (), chosen: Mapping[str, str] | None = None
) -> Heading:
    """Return where the columns stand. `columns` gives each key's accepted names, the best first; `chosen` a person's own.

    Case, accents and punctuation do not count. Raises `TableRefused` where one key has two columns, `ColumnsMissing` where a
    required key has none.
    """
    folded = [fold(name) for name in line.cells]
    places: dict[str, int] = {}
    for key, names in columns.items():
        own = (chosen or {}).get(key, "")
        accepted = {fold(name) for name in ([own] if own else names)} - {""}
        found = [at for at, name in enumerate(folded) if name in accepted]
        if len(found) > 1:
            raise _doubled(line, found)
        if found:
            places[key] = found[0]
    used = set(places.values())
    unknown = tuple(name.strip() for at, name in enumerate(line.cells) if name.strip() and at not in used)
    missing = tuple(key for key in columns if key not in places)
    wanted = tuple(columns[key][0] for key in required if key in missing)
    if wanted:
        raise ColumnsMissing(wanted, tuple(name.strip() for name in line.cells))
    return Heading(line.number, tuple(name.strip() for name in line.cells), places, missing, unknown)


def headed(
    lines: Iterable[Line],
    columns: Mapping[str, Sequence[str]],
    *,
    required: Iterable[str] = (),
    chosen: Mapping[str, str] | None = None,
) -> tuple[Heading, Iterator[Line]]:
    """Return the heading (the first line) and the lines under it."""
    rest = iter(lines)
    return heading(next(rest), columns, required=required, chosen=chosen), rest


def _doubled(line: Line, found: Sequence[int]) -> TableRefused:
    names = ", ".join(line.cells[at].strip() for at in found)
    return TableRefused(
        f"Kolom {names} berisi hal yang sama. Sisakan satu saja.",
        f"Columns {names} hold the same thing. Leave one of them.",
        line=line.number,
    )
