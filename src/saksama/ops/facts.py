"""What operating the installation records."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from saksama.kernel.facts import Fact


@dataclass(frozen=True, slots=True, kw_only=True)
class ClockMoved(Fact):
    """The demonstration's clock was moved. detail: seconds, negative where it was moved back."""

    kind: ClassVar[str] = "ops.clock_moved"


@dataclass(frozen=True, slots=True, kw_only=True)
class BackupMade(Fact):
    """A sealed backup was written. detail: its SHA-256, blobs, rows and whether it holds the keys."""

    kind: ClassVar[str] = "ops.backup_made"


@dataclass(frozen=True, slots=True, kw_only=True)
class RulesTakenUp(Fact):
    """The installation works by another rule base from now on. detail: its release, the release before,
    how many signatures of lawyers are new, changed or lost against it."""

    kind: ClassVar[str] = "ops.rules_taken_up"


@dataclass(frozen=True, slots=True, kw_only=True)
class RestoreDrilled(Fact):
    """A backup was restored aside and checked. detail: its SHA-256, whether all was well, seconds it took, age of the backup."""

    kind: ClassVar[str] = "ops.restore_drilled"


@dataclass(frozen=True, slots=True, kw_only=True)
class WorkOrdered(Fact):
    """An administrator asked for a backup, or for a drill of one, from the desk. detail: what."""

    kind: ClassVar[str] = "ops.work_ordered"


@dataclass(frozen=True, slots=True, kw_only=True)
class BackupFetched(Fact):
    """An administrator downloaded a sealed backup. `object_id` is the first half of its SHA-256's name; detail: name, size."""

    kind: ClassVar[str] = "ops.backup_fetched"


@dataclass(frozen=True, slots=True, kw_only=True)
class Upgraded(Fact):
    """The installation was brought to another version and verified. detail: to."""

    kind: ClassVar[str] = "ops.upgraded"


@dataclass(frozen=True, slots=True, kw_only=True)
class Restored(Fact):
    """The installation was brought back from a backup. detail: its SHA-256, erasures replayed."""

    kind: ClassVar[str] = "ops.restored"
