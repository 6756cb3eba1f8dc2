"""What this room records."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from saksama.kernel.facts import Fact


@dataclass(frozen=True, slots=True, kw_only=True)
class VisitRecorded(Fact):
    """A preventive activity was entered. `object_id` is the visit; detail: measure, held_on, headcount."""

    kind: ClassVar[str] = "prevention.visit_recorded"


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanSet(Fact):
    """An office set its yearly plan of one measure. detail: measure, year, planned."""

    kind: ClassVar[str] = "prevention.plan_set"
