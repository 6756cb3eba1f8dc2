"""The parts a case page is made of."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from saksama.kernel.decision import Decision

from .words import Words


@dataclass(frozen=True, slots=True)
class Station:
    """One point of the one line. `state`: past, waiting, silent, ahead, due. `entered_on` is set where it was recorded later."""

    label_id: str
    label_en: str
    state: str
    at: datetime | None = None
    detail_id: str = ""
    detail_en: str = ""
    provenance: str = ""
    provenance_id: str = ""
    provenance_en: str = ""
    entered_on: datetime | None = None
    citation: str = ""
    urgency: str = ""


@dataclass(frozen=True, slots=True)
class Entry:
    """One act on the timeline. `late`: recorded over a day after it happened. `sealed`: a sealed note lies with it."""

    nth: int
    act: str
    sentence_id: str
    sentence_en: str
    happened_at: datetime
    recorded_at: datetime
    late: bool
    provenance: str
    provenance_id: str
    provenance_en: str
    recorded_for: str
    who: str
    role_id: str
    role_en: str
    office: str
    rule: str
    documents: tuple[str, ...]
    corrected_by: int | None
    corrects: int | None
    sealed: bool
    limb: str


@dataclass(frozen=True, slots=True)
class ClockShown:
    """One clock in words. `day` of `of` counts by the later reading; `refused_*` says why there is no date. `check_*` is the
    label a screen must show beside it (to be checked by a lawyer, or our own standard).
    """

    subject: str
    label_id: str
    label_en: str
    rule: str
    version: str
    state: str
    due_early: datetime | None
    due_late: datetime | None
    settled: bool
    late: bool
    day: int | None
    of: int | None
    unit_id: str
    unit_en: str
    why_id: str
    why_en: str
    refused_id: str
    refused_en: str
    citation: str
    confidence: str
    check_id: str
    check_en: str
    kind: str
    actor: str
    started_by: int
    stopped_by: int
    urgency: str


@dataclass(frozen=True, slots=True)
class StepOffer:
    """An open act in the order of the process table. Not allowed: `allowed.reason` says why, and the button is not drawn."""

    act: str
    label_id: str
    label_en: str
    button_id: str
    button_en: str
    why_id: str
    why_en: str
    allowed: Decision
    primary: bool
    minor: bool
    body_of: str
    letter: str
    needs_document: bool
    limb: str = "asn"


@dataclass(frozen=True, slots=True)
class ConditionShown:
    """One of the six conditions: state (yes|no|assess|unasked) by the last assessment, else as computed at the door."""

    key: str
    label_id: str
    label_en: str
    state: str
    why_id: str
    why_en: str
    wanted_id: str
    wanted_en: str
    citation: str
    confidence: str
    formal: bool
    assessed: bool


@dataclass(frozen=True, slots=True)
class ReportShown:
    """A report of the case; identity stays sealed. `similar` are others that look like it."""

    public_id: str
    door: str
    door_id: str
    door_en: str
    channel: str
    channel_id: str
    channel_en: str
    received_at: datetime
    recorded_at: datetime
    withdrawn: bool
    joined: bool
    has_contact: bool


@dataclass(frozen=True, slots=True)
class SimilarShown:
    """A report that looks like this case's by plain columns: place, agency, category, day. `case` empty: not opened yet.

    `reasons` say in what they are alike.
    """

    report: str
    case: str
    number: str
    title_id: str
    title_en: str
    place: str
    received_at: datetime
    reasons: tuple[Words, ...] = ()


@dataclass(frozen=True, slots=True)
class PartyShown:
    """A person of the case: the only place on the page where a name stands in the clear, for who may see the case."""

    public_id: str
    role: str
    role_id: str
    role_en: str
    name: str
    post: str
    status: str


@dataclass(frozen=True, slots=True)
class AssignmentShown:
    """Who works on the case, and what this reader may do about it. `handed_back`: why it waits for an officer, or nothing."""

    officer: str
    name: str
    since: datetime | None
    handed_back: str
    may_take: bool
    may_assign: bool
    may_release: bool


@dataclass(frozen=True, slots=True)
class SignedShown:
    """The signed version of a letter: how it was signed, whether it is our letter, and what is known of the certificates."""

    document: str
    electronic: bool
    way_id: str
    way_en: str
    match_id: str
    match_en: str
    chain_id: str
    chain_en: str
    signed_at: datetime | None
    taken_at: datetime


@dataclass(frozen=True, slots=True)
class DocumentShown:
    """A letter, paper or copy sheet of the case. `fingerprint` is the SHA-256 of the sealed file; `template` the version of the
    office's own template that drew the DOCX, 0 where ours did.
    """

    public_id: str
    nth: int
    form: str
    label_id: str
    label_en: str
    number: str
    fingerprint: str
    issued_at: datetime
    formats: tuple[str, ...]
    template: int = 0
    signed: SignedShown | None = None
    may_sign: bool = False


@dataclass(frozen=True, slots=True)
class FileShown:
    """A piece of evidence; its name is inside the seal. `state` as in evidence.File."""

    public_id: str
    copy: str
    kind: str
    state: str
    fingerprint: str
    size_bucket: int
    received_at: datetime
    disclosed: bool
    own: bool


@dataclass(frozen=True, slots=True)
class PostHolderShown:
    """Who held the post on the day, recorded by whom, from which source; None on the page until it is recorded."""

    name: str
    post: str
    on: date | None
    source_id: str
    source_en: str
    recorded_at: datetime
    nth: int


@dataclass(frozen=True, slots=True)
class ConflictShown:
    """The test of the five questions: who has answered so far, what the register suggests, and what follows from a yes."""

    suggestions: tuple[Words, ...]
    officer: Mapping[str, str]
    analyst: Mapping[str, str]
    declared: bool
    outcome: str
    higher_authority: str
    proposed_at: datetime | None


@dataclass(frozen=True, slots=True)
class RecommendationShown:
    """The recommendation and what became of it, as far as documents tell."""

    number: str
    grade: str
    grade_id: str
    grade_en: str
    issued_at: datetime
    addressee: str
    served_at: datetime | None
    decision: str
    decision_id: str
    decision_en: str
    decided_at: datetime | None
    decided_grade_id: str
    decided_grade_en: str
    proofs: tuple[Words, ...]
    silent_since: datetime | None


@dataclass(frozen=True, slots=True)
class CriminalShown:
    """The criminal limb, confidential in itself: only its role gets this."""

    stage: str
    stage_id: str
    stage_en: str
    entries: tuple[Entry, ...]
    clocks: tuple[ClockShown, ...]
    steps: tuple[StepOffer, ...]
    act_count: int = 0
