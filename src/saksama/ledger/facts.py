"""What this room itself records."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from saksama.kernel.facts import Fact


@dataclass(frozen=True, slots=True, kw_only=True)
class DetailErased(Fact):
    """The detail of an entry was erased under the data-protection law. `object_id` is that entry's public id."""

    kind: ClassVar[str] = "ledger.detail_erased"


@dataclass(frozen=True, slots=True, kw_only=True)
class Restored(Fact):
    """The database was brought back from a backup, and checkpoints signed after it no longer fit. detail: number, size, root."""

    kind: ClassVar[str] = "ledger.restored"
