"""What this room records. Details are ids, enums, dates and hashes of sealed bytes; nothing anybody wrote."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from saksama.kernel.facts import Fact


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportReceived(Fact):
    """A report was acknowledged. `object_id` is the report; detail: door, channel, place, office, category, items, files."""

    kind: ClassVar[str] = "report.received"


@dataclass(frozen=True, slots=True, kw_only=True)
class ReporterCompleted(Fact):
    """The reporter answered a request to complete. detail: message, item (hash), files (fingerprints)."""

    kind: ClassVar[str] = "reporter.completed"


@dataclass(frozen=True, slots=True, kw_only=True)
class ReporterWrote(Fact):
    """The reporter wrote without having been asked. detail: message, item (hash)."""

    kind: ClassVar[str] = "reporter.wrote"


@dataclass(frozen=True, slots=True, kw_only=True)
class ReporterWithdrew(Fact):
    """The reporter withdrew; the content stays as initial information."""

    kind: ClassVar[str] = "reporter.withdrew"


@dataclass(frozen=True, slots=True, kw_only=True)
class OfficerWrote(Fact):
    """An officer wrote to the reporter. detail: message, item (hash), asks."""

    kind: ClassVar[str] = "report.officer_wrote"


@dataclass(frozen=True, slots=True, kw_only=True)
class NameOpened(Fact):
    """The reporter's name or an original was opened; the reporter reads by whom and why. detail: item (hash)."""

    kind: ClassVar[str] = "report.name_opened"
