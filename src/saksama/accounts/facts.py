"""What this room records."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from saksama.kernel.facts import Fact


@dataclass(frozen=True, slots=True, kw_only=True)
class UserCreated(Fact):
    """An account was made. detail: is_system_admin."""

    kind: ClassVar[str] = "accounts.user_created"


@dataclass(frozen=True, slots=True, kw_only=True)
class UserDeactivated(Fact):
    """An account was closed."""

    kind: ClassVar[str] = "accounts.user_deactivated"


@dataclass(frozen=True, slots=True, kw_only=True)
class HomeAgencySet(Fact):
    """Where a person is employed was recorded. detail: agency."""

    kind: ClassVar[str] = "accounts.home_agency_set"


@dataclass(frozen=True, slots=True, kw_only=True)
class SecondFactorReset(Fact):
    """A lost second factor was taken away by an administrator."""

    kind: ClassVar[str] = "accounts.second_factor_reset"


@dataclass(frozen=True, slots=True, kw_only=True)
class PassphraseReset(Fact):
    """An administrator gave a one-time passphrase."""

    kind: ClassVar[str] = "accounts.passphrase_reset"


@dataclass(frozen=True, slots=True, kw_only=True)
class PassphraseChosen(Fact):
    """A person chose his own passphrase in place of a one-time one."""

    kind: ClassVar[str] = "accounts.passphrase_chosen"


@dataclass(frozen=True, slots=True, kw_only=True)
class Granted(Fact):
    """A role was given. detail: role, office, agency."""

    kind: ClassVar[str] = "accounts.granted"


@dataclass(frozen=True, slots=True, kw_only=True)
class Revoked(Fact):
    """A role was ended. detail: role."""

    kind: ClassVar[str] = "accounts.revoked"


@dataclass(frozen=True, slots=True, kw_only=True)
class Recused(Fact):
    """A person stood aside from a matter. `object_id` is the matter; detail: user, ground."""

    kind: ClassVar[str] = "accounts.recused"


@dataclass(frozen=True, slots=True, kw_only=True)
class PassIssued(Fact):
    """A code for a letter was drawn; the one before died. `object_id` is the case; detail: pass, ended."""

    kind: ClassVar[str] = "accounts.pass_issued"


@dataclass(frozen=True, slots=True, kw_only=True)
class Delegated(Fact):
    """A role was given for some days in place of its holder. detail: role, office, holder, first, last."""

    kind: ClassVar[str] = "accounts.delegated"


@dataclass(frozen=True, slots=True, kw_only=True)
class DelegationEnded(Fact):
    """A delegated role was ended before its day. detail: role, office, last (nothing where it never began)."""

    kind: ClassVar[str] = "accounts.delegation_ended"


@dataclass(frozen=True, slots=True, kw_only=True)
class LeaveRecorded(Fact):
    """A person will be away. detail: leave, office, first, last, stand_in (or nothing)."""

    kind: ClassVar[str] = "accounts.leave_recorded"


@dataclass(frozen=True, slots=True, kw_only=True)
class LeaveEnded(Fact):
    """A leave was called off or ended early. detail: leave, last (nothing where it never began)."""

    kind: ClassVar[str] = "accounts.leave_ended"
