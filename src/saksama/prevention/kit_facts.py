"""What this room records of the content kit."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from saksama.kernel.facts import Fact


@dataclass(frozen=True, slots=True, kw_only=True)
class KitChanged(Fact):
    """A piece of content was published or withdrawn. `object_id` is the item; detail: what, kind, files (sha256)."""

    kind: ClassVar[str] = "prevention.kit_changed"
