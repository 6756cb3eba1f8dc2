"""The goal of kampung pengawasan as its sources give it, and what they leave open. Data: `data/kampung.yaml`."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

import yaml

FILE = Path(__file__).parent / "data" / "kampung.yaml"
LEAST, MOST = 1, 3      # points in a kabupaten/kota where no source says otherwise; more are always allowed


@dataclass(frozen=True, slots=True)
class Past:
    """One thing a source reports: when (year, or year and month), and how many places where it says so."""

    when: str
    places: int | None
    text_id: str
    text_en: str
    citation: str
    confidence: str


@dataclass(frozen=True, slots=True)
class Goal:
    """The goal of a province. `declared` says, for a kabupaten/kota, what the source names; None: it names nothing."""

    province: str
    least: int
    most: int
    text_id: str
    text_en: str
    citation: str
    confidence: str
    left_open_id: tuple[str, ...]
    left_open_en: tuple[str, ...]
    history: tuple[Past, ...]
    declared: dict[str, int | None]


@lru_cache(maxsize=1)
def _file() -> dict[str, Any]:
    told: dict[str, Any] = yaml.safe_load(FILE.read_text("utf-8"))
    if told["schema"] != "saksama/kampung/1":
        raise ValueError("data/kampung.yaml is of another schema")
    return told


def quiet_after() -> int:
    """Return after how many days without an entry a point is shown as quiet to the office that keeps it."""
    return int(_file()["quiet_after"]["days"])


def goal_of(province: str) -> Goal | None:
    """Return the goal of a province by its code; None where no source gives one."""
    found = next((one for one in _file()["goals"] if one["province"] == province), None)
    return None if found is None else _goal(found)


def _goal(raw: dict[str, Any]) -> Goal:
    return Goal(
        province=raw["province"],
        least=raw["least"],
        most=raw["most"],
        text_id=raw["text_id"],
        text_en=raw["text_en"],
        citation=raw["citation"],
        confidence=raw["confidence"],
        left_open_id=tuple(raw["left_open_id"]),
        left_open_en=tuple(raw["left_open_en"]),
        history=tuple(Past(**one) for one in raw["history"]),
        declared={one["code"]: one["declared"] for one in raw["rows"]},
    )
