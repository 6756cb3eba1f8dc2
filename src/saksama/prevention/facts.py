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


@dataclass(frozen=True, slots=True, kw_only=True)
class QuestionAsked(Fact):
    """A question was acknowledged, to the hour. `object_id` is the question; detail: place, office, item (hash)."""

    kind: ClassVar[str] = "prevention.question_asked"


@dataclass(frozen=True, slots=True, kw_only=True)
class QuestionAnswered(Fact):
    """An officer answered. `object_id` is the question; detail: answer, verdict, rules, item (hash), in_time."""

    kind: ClassVar[str] = "prevention.question_answered"


@dataclass(frozen=True, slots=True, kw_only=True)
class AnswerPublished(Fact):
    """A reworded question and answer were approved. `object_id` is the publication; detail: sha256 of both texts, verdict."""

    kind: ClassVar[str] = "prevention.answer_published"


@dataclass(frozen=True, slots=True, kw_only=True)
class PublicationWithdrawn(Fact):
    """A published answer was taken back. `object_id` is the publication."""

    kind: ClassVar[str] = "prevention.publication_withdrawn"


@dataclass(frozen=True, slots=True, kw_only=True)
class LetterReceived(Fact):
    """A citizen's letter was taken in, to the hour. `object_id` is the letter; detail: place, office, kind, channel, items."""

    kind: ClassVar[str] = "prevention.letter_received"


@dataclass(frozen=True, slots=True, kw_only=True)
class LetterAcknowledged(Fact):
    """An officer read a letter and took it on. detail: in_time."""

    kind: ClassVar[str] = "prevention.letter_acknowledged"


@dataclass(frozen=True, slots=True, kw_only=True)
class LetterAnswered(Fact):
    """An officer replied. `object_id` is the letter; detail: reply, acted, item (hash), in_time."""

    kind: ClassVar[str] = "prevention.letter_answered"


@dataclass(frozen=True, slots=True, kw_only=True)
class ConsentWithdrawn(Fact):
    """The writer of a letter took the consent to publish back, to the hour."""

    kind: ClassVar[str] = "prevention.consent_withdrawn"


@dataclass(frozen=True, slots=True, kw_only=True)
class EchoPublished(Fact):
    """*Anda bilang, kami lakukan* was approved. `object_id` is the pair of texts; detail: sha256 of both."""

    kind: ClassVar[str] = "prevention.echo_published"


@dataclass(frozen=True, slots=True, kw_only=True)
class EchoWithdrawn(Fact):
    """A published pair was taken back. `object_id` is the pair."""

    kind: ClassVar[str] = "prevention.echo_withdrawn"


@dataclass(frozen=True, slots=True, kw_only=True)
class KitPrepared(Fact):
    """An officer prepared a telephone for work without network. `object_id` is the kit."""

    kind: ClassVar[str] = "prevention.kit_prepared"


@dataclass(frozen=True, slots=True, kw_only=True)
class KitEnded(Fact):
    """A telephone's key was destroyed: lost, or no longer used."""

    kind: ClassVar[str] = "prevention.kit_ended"


@dataclass(frozen=True, slots=True, kw_only=True)
class KitEntryDiscarded(Fact):
    """An officer left an entry of his telephone out. `object_id` is the entry; detail: why it had waited."""

    kind: ClassVar[str] = "prevention.kit_entry_discarded"


@dataclass(frozen=True, slots=True, kw_only=True)
class AimSet(Fact):
    """A part of an office's strategy was written or changed. `object_id` is the part; detail: kind."""

    kind: ClassVar[str] = "prevention.aim_set"


@dataclass(frozen=True, slots=True, kw_only=True)
class AimEnded(Fact):
    """A part of an office's strategy was taken off its board. detail: kind."""

    kind: ClassVar[str] = "prevention.aim_ended"
