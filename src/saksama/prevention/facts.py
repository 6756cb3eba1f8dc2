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


@dataclass(frozen=True, slots=True, kw_only=True)
class VisitWithdrawn(Fact):
    """An activity entered by mistake was taken back. `object_id` is the visit."""

    kind: ClassVar[str] = "prevention.visit_withdrawn"


@dataclass(frozen=True, slots=True, kw_only=True)
class FileEnclosed(Fact):
    """A file of an activity was sealed. `object_id` is the visit; detail: kind, item (hash), names (how many, of a list)."""

    kind: ClassVar[str] = "prevention.file_enclosed"


@dataclass(frozen=True, slots=True, kw_only=True)
class FileOpened(Fact):
    """An officer opened a file of an activity. `object_id` is the visit; detail: nth, kind."""

    kind: ClassVar[str] = "prevention.file_opened"


@dataclass(frozen=True, slots=True, kw_only=True)
class CampaignBegun(Fact):
    """Activities were tied together. `object_id` is the campaign; detail: first, last."""

    kind: ClassVar[str] = "prevention.campaign_begun"


@dataclass(frozen=True, slots=True, kw_only=True)
class ActivityPlanned(Fact):
    """An activity to come was fixed. `object_id` is the plan; detail: measure, due_on, place."""

    kind: ClassVar[str] = "prevention.activity_planned"


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanDropped(Fact):
    """An activity to come was called off. `object_id` is the plan."""

    kind: ClassVar[str] = "prevention.plan_dropped"


@dataclass(frozen=True, slots=True, kw_only=True)
class UnitReached(Fact):
    """A unit was reached by an activity. `object_id` is the visit; detail: agency, tier, heads."""

    kind: ClassVar[str] = "prevention.unit_reached"


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportSigned(Fact):
    """A work report was signed. `object_id` is the report; detail: office, first, last, version, sha256 of what was signed."""

    kind: ClassVar[str] = "prevention.report_signed"


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportReceived(Fact):
    """The office above received a work report. detail: version."""

    kind: ClassVar[str] = "prevention.report_received"


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportReturned(Fact):
    """The office above returned a work report; the reason stands with the report. detail: version."""

    kind: ClassVar[str] = "prevention.report_returned"


@dataclass(frozen=True, slots=True, kw_only=True)
class CustomWritten(Fact):
    """A sheet of culture and risk was written. `object_id` is the sheet; detail: stage."""

    kind: ClassVar[str] = "prevention.custom_written"


@dataclass(frozen=True, slots=True, kw_only=True)
class CustomRead(Fact):
    """A second person read a sheet of culture and risk: it holds."""

    kind: ClassVar[str] = "prevention.custom_read"


@dataclass(frozen=True, slots=True, kw_only=True)
class CustomEnded(Fact):
    """A sheet of culture and risk was taken off."""

    kind: ClassVar[str] = "prevention.custom_ended"
