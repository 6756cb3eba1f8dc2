"""What this room records of the custody of a file. Hashes are of sealed bytes."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from saksama.kernel.facts import Fact


@dataclass(frozen=True, slots=True, kw_only=True)
class EvidenceAdded(Fact):
    """Files came after the report, or with a case. `object_id` is the report or case; detail: files (id: fingerprint), by."""

    kind: ClassVar[str] = "evidence.added"


@dataclass(frozen=True, slots=True, kw_only=True)
class CopyMade(Fact):
    """The clean copy of a file was made. `object_id` is the file; detail: item (hash of the sealed copy)."""

    kind: ClassVar[str] = "evidence.copied"


@dataclass(frozen=True, slots=True, kw_only=True)
class CopyDisclosed(Fact):
    """A copy was blacked out and given to the reported person. `object_id` is the case; detail: file, item, covered."""

    kind: ClassVar[str] = "evidence.disclosed"


@dataclass(frozen=True, slots=True, kw_only=True)
class DisclosureWithdrawn(Fact):
    """A disclosed copy was taken back. `object_id` is the case; detail: disclosure."""

    kind: ClassVar[str] = "evidence.disclosure_withdrawn"
