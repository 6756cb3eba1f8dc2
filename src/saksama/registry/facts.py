"""What this room records. No name stands in it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from saksama.kernel.facts import Fact


@dataclass(frozen=True, slots=True, kw_only=True)
class CandidacyRecorded(Fact):
    """A person of a pair was recorded. detail: election, place, pair, seat, office_held, agency."""

    kind: ClassVar[str] = "registry.candidacy_recorded"


@dataclass(frozen=True, slots=True, kw_only=True)
class HoldingRecorded(Fact):
    """A holder of a post was recorded. detail: agency, post, from, to."""

    kind: ClassVar[str] = "registry.holding_recorded"
