"""What a room records: the base of every fact (architecture.md section 8)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import ClassVar


@dataclass(frozen=True, slots=True, kw_only=True)
class Fact:
    """Something that happened, for the ledger and for rooms above.

    `kind` is `room.happened`; `object_id` a public id; `at` an aware instant; `detail` ids, enums, dates and numbers only,
    committed to by a salted hash and erasable; `to_the_hour` hides the exact time of an unnamed reporter's doing.
    """

    kind: ClassVar[str] = ""
    object_id: str
    at: datetime
    detail: Mapping[str, object] = field(default_factory=dict)
    to_the_hour: bool = False
