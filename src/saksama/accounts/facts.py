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
