"""What this room records of learning. No person's answer stands in a fact."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from saksama.kernel.facts import Fact


@dataclass(frozen=True, slots=True, kw_only=True)
class QuizChanged(Fact):
    """A question of the bank was approved or withdrawn. `object_id` is the question; detail: what."""

    kind: ClassVar[str] = "prevention.quiz_changed"


@dataclass(frozen=True, slots=True, kw_only=True)
class SurveyOpened(Fact):
    """An awareness survey was opened. detail: until, situations."""

    kind: ClassVar[str] = "prevention.survey_opened"


@dataclass(frozen=True, slots=True, kw_only=True)
class ResearchAgreed(Fact):
    """An agreement on research was recorded. `object_id` is the agreement; detail: until."""

    kind: ClassVar[str] = "prevention.research_agreed"


@dataclass(frozen=True, slots=True, kw_only=True)
class ResearchExported(Fact):
    """Numbers were given out under an agreement. `object_id` is the agreement; detail: rows, withheld."""

    kind: ClassVar[str] = "prevention.research_exported"
