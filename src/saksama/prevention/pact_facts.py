"""What this room records of the integrity pact. No person stands in a fact."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from saksama.kernel.facts import Fact


@dataclass(frozen=True, slots=True, kw_only=True)
class PactDriveChanged(Fact):
    """A unit's signing was opened or closed, or slips were drawn for it. detail: what, agency, n, until."""

    kind: ClassVar[str] = "prevention.pact_drive_changed"


@dataclass(frozen=True, slots=True, kw_only=True)
class PactSigned(Fact):
    """The pact was signed, to the hour. `object_id` is the drive; detail: version, n (more than one on paper), item (hash)."""

    kind: ClassVar[str] = "prevention.pact_signed"


@dataclass(frozen=True, slots=True, kw_only=True)
class PactSignatureEnded(Fact):
    """A signature was taken back by an officer. `object_id` is the signature; detail: why."""

    kind: ClassVar[str] = "prevention.pact_signature_ended"
