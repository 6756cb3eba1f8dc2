"""Whole pages: a case, and the form of one step."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import TYPE_CHECKING

from saksama.kernel.decision import Decision

from .parts import (
    AssignmentShown,
    ClockShown,
    ConditionShown,
    ConflictShown,
    CriminalShown,
    DocumentShown,
    Entry,
    FileShown,
    PartyShown,
    PostHolderShown,
    RecommendationShown,
    ReportShown,
    SimilarShown,
    Station,
    StepOffer,
)
from .tasks import TaskShown
from .tracks import TracksShown
from .words import Words

if TYPE_CHECKING:
    from saksama.cases.kinds import Field, Kind


@dataclass(frozen=True, slots=True)
class CasePage:
    """One case as one page, as far as this actor may see it."""

    public_id: str
    number: str
    title_id: str
    title_en: str
    place: str
    place_code: str
    office: str
    office_public_id: str
    agency: str
    agency_public_id: str
    category: str
    violations: tuple[Words, ...]
    happened_on: date | None
    known_on: date | None
    opened_at: datetime
    door: str
    channel: str
    regime: str
    election: str
    season_id: str
    season_en: str
    law_release: str
    stage: str
    stage_id: str
    stage_en: str
    outcome: str
    waiting_on: str
    waiting_id: str
    waiting_en: str
    waiting_since: datetime | None
    silent_since: datetime | None
    closed: bool
    heard: bool
    timezone: str
    act_count: int
    stations: tuple[Station, ...]
    entries: tuple[Entry, ...]
    clocks: tuple[ClockShown, ...]
    steps: tuple[StepOffer, ...]
    conditions: tuple[ConditionShown, ...]
    reports: tuple[ReportShown, ...]
    similar: tuple[SimilarShown, ...]
    parties: tuple[PartyShown, ...]
    documents: tuple[DocumentShown, ...]
    files: tuple[FileShown, ...]
    post_holder: PostHolderShown | None
    conflict: ConflictShown | None
    recommendation: RecommendationShown | None
    criminal: CriminalShown | None
    tracks: TracksShown | None
    outside_numbers: tuple[tuple[str, str], ...]
    excluded: int
    assignment: AssignmentShown | None = None
    tasks: tuple[TaskShown, ...] = ()

    @property
    def primary(self) -> StepOffer | None:
        return next((step for step in self.steps if step.primary), None)


@dataclass(frozen=True, slots=True)
class StepPage:
    """The form of one step. `fields` are the kind's, with choices of this case filled in; `values` what is known already,
    `sources` where each of them was written; `opened` that some of it came out of a seal.

    `decision` is the policy's answer; a step that is not open raises `IllegalStep` instead. `follows_*` says what it sets
    in motion. `corrected_at` is when the act happened that this one corrects.
    """

    public_id: str
    number: str
    title_id: str
    title_en: str
    kind: Kind
    fields: tuple[Field, ...]
    decision: Decision
    values: Mapping[str, object]
    seen: int
    clocks: tuple[ClockShown, ...]
    follows_id: tuple[str, ...]
    follows_en: tuple[str, ...]
    letter: str
    needs_document: bool
    may_be_by_proxy: bool
    must_be_by_proxy: bool
    timezone: str
    sources: Mapping[str, Words] = field(default_factory=dict)
    opened: bool = False
    corrected_at: datetime | None = None
