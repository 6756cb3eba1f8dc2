"""Trying a backup by itself: its own key, where its results are kept, and a scratch database for it on PostgreSQL.

Backups without the keys folder are sealed to a second recipient too, whose identity lies in that folder as `drill_key`:
whoever has it has the database itself. So the machine can try a backup week by week, while the recovery sheet stays in its
safe (ADR 0109).
"""

from __future__ import annotations

import json
import os
import tomllib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path

import pyrage

from saksama.store import scratch

from . import installation

KEY = "drill_key"
RESULTS = "drills.json"
PROBLEMS = "problems.json"
MOST = 20


@dataclass(frozen=True, slots=True)
class Result:
    """One drill: when, of which backup, whether all was whole, how long it took, how old the backup was, and what was wrong."""

    at: str
    backup: str
    ok: bool
    seconds: int
    age: int
    problems: tuple[str, ...]

    @property
    def moment(self) -> datetime:
        return datetime.fromisoformat(self.at)


def recipient(keys: Path) -> str:
    """Return the public half of the drill's key; it is drawn where it is missing."""
    path = keys / KEY
    if not path.exists():
        installation.write_private(path, f"{pyrage.x25519.Identity.generate()}\n")
    return str(pyrage.x25519.Identity.from_str(path.read_text(encoding="ascii").strip()).to_public())


def results(data: Path) -> list[Result]:
    """Return the last drills, newest first; none where the file is missing or spoiled."""
    try:
        listed = json.loads((data / RESULTS).read_text(encoding="utf-8"))
        return [Result(**one | {"problems": tuple(one["problems"])}) for one in listed]
    except (OSError, ValueError, TypeError, KeyError):
        return []


def keep(data: Path, backup: str, *, ok: bool, seconds: int, age: int, problems: list[str]) -> None:
    """Keep the result of a drill beside the others."""
    fresh = Result(datetime.now(UTC).isoformat(timespec="seconds"), backup, ok, seconds, age, tuple(problems[:50]))
    rows = [asdict(one) for one in (fresh, *results(data))][:MOST]
    installation.write_private(data / RESULTS, json.dumps(rows) + "\n")


def _address() -> str:
    """Return the address of the real database, read as the configuration does; settings must not be awake yet: a child wakes
    in the unpacked folder."""
    if value := os.environ.get("SAKSAMA_DATABASE", ""):
        return value.strip()
    if named := os.environ.get("SAKSAMA_DATABASE_FILE", ""):
        return Path(named).read_text(encoding="utf-8").strip()
    path = installation.data_folder() / "saksama.toml"
    return str(tomllib.loads(path.read_text(encoding="utf-8")).get("database", "")) if path.exists() else ""


@contextmanager
def database() -> Iterator[None]:
    """Point the drill at a fresh database beside the real one, and drop it afterwards; SQLite needs none."""
    url = _address()
    if not url.startswith("postgres"):
        yield
        return
    before = os.environ.get("SAKSAMA_DATABASE")
    with scratch.database(url) as other:
        os.environ["SAKSAMA_DATABASE"] = other
        try:
            yield
        finally:
            if before is None:
                os.environ.pop("SAKSAMA_DATABASE", None)
            else:
                os.environ["SAKSAMA_DATABASE"] = before
