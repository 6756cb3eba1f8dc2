"""What this room records: that an office told its people otherwise. What each was told is no fact of a case."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from saksama.kernel.facts import Fact


@dataclass(frozen=True, slots=True, kw_only=True)
class OfficeRuleChanged(Fact):
    """An office changed how many working days before a limit its people are told. `object_id`: the office; detail: before."""

    kind: ClassVar[str] = "notices.office_rule_changed"
