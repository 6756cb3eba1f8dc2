"""The founding paper's strategy as a board that an office may start from. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from saksama.prevention.measures import KEYS
from saksama.prevention.strategy import KINDS, UNDER

FILE = Path(__file__).parent / "data" / "founding_board.yaml"


@dataclass(frozen=True, slots=True)
class Part:
    """One part of the board; `under` is the key of what it belongs to."""

    key: str
    kind: str
    title_id: str
    title_en: str
    under: str = ""
    measure: str = ""
    note_id: str = ""
    note_en: str = ""


@dataclass(frozen=True, slots=True)
class FoundingBoard:
    """The parts, what they belong to before what belongs to them, with their source and what it leaves open."""

    parts: tuple[Part, ...]
    citation: str
    confidence: str
    note_id: str
    note_en: str
    first_year: int
    last_year: int


@cache
def founding_board() -> FoundingBoard:
    """Return the board of the data file; one that does not hold together is a defect and raises `ValueError`."""
    told: dict[str, Any] = yaml.safe_load(FILE.read_text(encoding="utf-8"))
    parts = tuple(Part(**row) for row in told["parts"])
    kinds = {code for code, *_ in KINDS}
    before: dict[str, str] = {}
    for part in parts:
        if part.kind not in kinds or part.key in before or part.measure not in ("", *KEYS):
            raise ValueError(f"founding_board.yaml: {part.key}")
        if part.under and before.get(part.under) != UNDER.get(part.kind):
            raise ValueError(f"founding_board.yaml: {part.key} belongs to nothing that stands before it")
        before[part.key] = part.kind
    return FoundingBoard(parts, **told["source"], first_year=told["first_year"], last_year=told["last_year"])
