"""When somebody is told, and who is told when nobody looks: data of the room, read once. Pure."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import time
from functools import cache
from pathlib import Path

MOST_BEFORE = 5
LONGEST_BEFORE = 20


@dataclass(frozen=True, slots=True)
class Rung:
    """One step up: `at` half|limit, `unless` what makes it needless (read|acted), `of` office|above, for whom, and its name."""

    id: str
    at: str
    unless: frozenset[str]
    of: str
    roles: tuple[str, ...]
    name_id: str
    name_en: str


@dataclass(frozen=True, slots=True)
class Ladder:
    """`before`: working days; `daily`: hours on the office's wall; `rungs` in order."""

    before: tuple[int, ...]
    daily: tuple[time, ...]
    rungs: tuple[Rung, ...]

    def rung(self, rung: str) -> Rung | None:
        return next((one for one in self.rungs if one.id == rung), None)


@cache
def ladder() -> Ladder:
    """Return the packaged ladder."""
    return read((Path(__file__).parent / "data" / "ladder.toml").read_text(encoding="utf-8"))


def read(text: str) -> Ladder:
    """Return a ladder from its file; `ValueError` names what is wrong in it."""
    table = tomllib.loads(text)
    rungs = tuple(_rung(one) for one in table["rungs"])
    if len({one.id for one in rungs}) != len(rungs):
        raise ValueError("two rungs have one id")
    return Ladder(checked(table["before"]), tuple(time.fromisoformat(one) for one in table["daily"]), rungs)


def checked(days: object) -> tuple[int, ...]:
    """Return working days before a limit, most first; `ValueError` for what is no such list."""
    if not isinstance(days, list) or not 1 <= len(days) <= MOST_BEFORE:
        raise ValueError(f"one to {MOST_BEFORE} numbers of days")
    if any(not isinstance(day, int) or isinstance(day, bool) or not 1 <= day <= LONGEST_BEFORE for day in days):
        raise ValueError(f"whole numbers of days from 1 to {LONGEST_BEFORE}")
    return tuple(sorted(set(days), reverse=True))


def _rung(row: Mapping[str, object]) -> Rung:
    if row["at"] not in ("half", "limit") or row["of"] not in ("office", "above"):
        raise ValueError(f"rung {row.get('id')}: at is half or limit, of is office or above")
    unless = frozenset(str(one) for one in row["unless"])  # type: ignore[attr-defined]
    if not unless <= {"read", "acted"}:
        raise ValueError(f"rung {row['id']}: unless knows read and acted")
    roles = tuple(str(one) for one in row["roles"])  # type: ignore[attr-defined]
    return Rung(str(row["id"]), str(row["at"]), unless, str(row["of"]), roles, str(row["name_id"]), str(row["name_en"]))
