"""The entries of a folder of law data as they are written there: each with its key, its file and the mark of its words."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from saksama.law.signing import mark
from saksama.law.soundness import ENTRY_FILES
from saksama.law.source import read


@dataclass(frozen=True, slots=True)
class Written:
    """One entry in its file. `nth` counts the entries of the file from 0; `key` is `kind/id@valid_from`."""

    key: str
    kind: str
    path: Path
    nth: int
    data: Mapping[str, Any]

    @property
    def mark(self) -> str:
        return mark(self.data)


def key_of(kind: str, version: str) -> str:
    return f"{kind}/{version}"


def written(folder: Path) -> dict[str, Written]:
    """Return the entries of a folder by key. Raises `BrokenLaw` where a file cannot be read."""
    found = {}
    for kind in ENTRY_FILES:
        path = folder / f"{kind}.yaml"
        entries: Any = read(path).data["entries"]
        for nth, data in enumerate(entries):
            one = Written(key_of(kind, f"{data['id']}@{data['valid_from']}"), kind, path, nth, data)
            found[one.key] = one
    return found
