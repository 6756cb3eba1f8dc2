"""Canonical JSON: one byte string per value, for hashing and signing."""

from __future__ import annotations

import json
from collections.abc import Mapping


def dumps(value: Mapping[str, object]) -> bytes:
    """Return UTF-8 JSON with sorted keys and no white space. Floats are refused: they have no one spelling."""
    _refuse_floats(value)
    return json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode()


def _refuse_floats(value: object) -> None:
    if isinstance(value, float):
        raise TypeError("a float has no canonical form")
    if isinstance(value, Mapping):
        for inner in value.values():
            _refuse_floats(inner)
    elif isinstance(value, (list, tuple)):
        for inner in value:
            _refuse_floats(inner)
