"""What this room records."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from saksama.kernel.facts import Fact


@dataclass(frozen=True, slots=True, kw_only=True)
class FiguresComputed(Fact):
    """A data version was computed. `object_id` is the computation; detail: version, cases."""

    kind: ClassVar[str] = "insight.computed"
