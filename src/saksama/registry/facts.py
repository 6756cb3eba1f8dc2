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


@dataclass(frozen=True, slots=True, kw_only=True)
class ListArrived(Fact):
    """A list was uploaded. detail: kind, sha256, size."""

    kind: ClassVar[str] = "registry.list_arrived"


@dataclass(frozen=True, slots=True, kw_only=True)
class ListOrdered(Fact):
    """A person had a list taken in as it was tried. detail: kind, as_of, sha256, how many new, changed, unchanged,
    gone, errors."""

    kind: ClassVar[str] = "registry.list_ordered"


@dataclass(frozen=True, slots=True, kw_only=True)
class ListTaken(Fact):
    """A list is in. detail: as when it was ordered."""

    kind: ClassVar[str] = "registry.list_taken"


@dataclass(frozen=True, slots=True, kw_only=True)
class ListUndone(Fact):
    """A person had a whole list undone. detail: as when it was ordered."""

    kind: ClassVar[str] = "registry.list_undone"


@dataclass(frozen=True, slots=True, kw_only=True)
class ListDiscarded(Fact):
    """A list was thrown away without being taken. detail: kind."""

    kind: ClassVar[str] = "registry.list_discarded"


@dataclass(frozen=True, slots=True, kw_only=True)
class HoldersRead(Fact):
    """Somebody looked up who held a post. detail: agency or empty, by name or NIP, how many were shown."""

    kind: ClassVar[str] = "registry.holders_read"
