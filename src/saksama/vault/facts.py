"""What this room records. A key event is an entry, so that a substituted key or a quiet reader would be seen."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from saksama.kernel.facts import Fact


@dataclass(frozen=True, slots=True, kw_only=True)
class OfficerEnrolled(Fact):
    """An officer's key was made. `object_id` is the officer; detail: epoch, public_key."""

    kind: ClassVar[str] = "vault.officer_enrolled"


@dataclass(frozen=True, slots=True, kw_only=True)
class PassphraseChanged(Fact):
    """An officer's key was wrapped to a new passphrase. detail: by (passphrase, code, new sheet)."""

    kind: ClassVar[str] = "vault.passphrase_changed"


@dataclass(frozen=True, slots=True, kw_only=True)
class KeyRetired(Fact):
    """A lost key was ended by a superior. `object_id` is the officer; detail: by."""

    kind: ClassVar[str] = "vault.key_retired"


@dataclass(frozen=True, slots=True, kw_only=True)
class OfficeFounded(Fact):
    """An office's first or renewed key. `object_id` is the office; detail: epoch, public_key, members."""

    kind: ClassVar[str] = "vault.office_founded"


@dataclass(frozen=True, slots=True, kw_only=True)
class MemberAdmitted(Fact):
    """An officer holds the office's key from now on. detail: member, epochs."""

    kind: ClassVar[str] = "vault.member_admitted"


@dataclass(frozen=True, slots=True, kw_only=True)
class MemberDismissed(Fact):
    """An officer's wraps of the office's key were deleted. detail: member, left (how many members remain)."""

    kind: ClassVar[str] = "vault.member_dismissed"


@dataclass(frozen=True, slots=True, kw_only=True)
class OfficeRotated(Fact):
    """A new epoch of an office's key. detail: epoch, public_key."""

    kind: ClassVar[str] = "vault.office_rotated"


@dataclass(frozen=True, slots=True, kw_only=True)
class Shared(Fact):
    """A compartment got a reader. `object_id` is the compartment; detail: reader."""

    kind: ClassVar[str] = "vault.shared"


@dataclass(frozen=True, slots=True, kw_only=True)
class Withdrawn(Fact):
    """A compartment lost a reader. detail: reader."""

    kind: ClassVar[str] = "vault.withdrawn"


@dataclass(frozen=True, slots=True, kw_only=True)
class Excluded(Fact):
    """Officers were barred from a compartment by a conflict of interest. detail: officers."""

    kind: ClassVar[str] = "vault.excluded"


@dataclass(frozen=True, slots=True, kw_only=True)
class Destroyed(Fact):
    """A compartment was erased: its wraps and contents are gone. Replayed on every restore."""

    kind: ClassVar[str] = "vault.destroyed"


@dataclass(frozen=True, slots=True, kw_only=True)
class ReleaseRequested(Fact):
    """The first person asks for a two-person opening. detail: request, inner_for."""

    kind: ClassVar[str] = "vault.release_requested"


@dataclass(frozen=True, slots=True, kw_only=True)
class Released(Fact):
    """The second person, of the other unit, released it for one named person and one hour. detail: request, inner_for, by."""

    kind: ClassVar[str] = "vault.released"


@dataclass(frozen=True, slots=True, kw_only=True)
class ReleaseOpened(Fact):
    """The named person opened it. detail: request."""

    kind: ClassVar[str] = "vault.release_opened"


@dataclass(frozen=True, slots=True, kw_only=True)
class RecoveryUsed(Fact):
    """The recovery sheet opened an office's keys for one officer. `object_id` is the office; detail: officer."""

    kind: ClassVar[str] = "vault.recovery_used"
