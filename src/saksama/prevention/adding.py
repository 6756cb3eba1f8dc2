"""Adding figures of work reports. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

Figures = dict[str, Any]


def added(parts: Iterable[Mapping[str, Any]]) -> Figures:
    """Return the sum of nested figures, number by number; a number that one part lacks counts as nothing there."""
    total: Figures = {}
    for part in parts:
        for key, value in part.items():
            if isinstance(value, Mapping):
                total[key] = added([total.get(key, {}), value])
            else:
                total[key] = total.get(key, 0) + (value or 0)
    return total
