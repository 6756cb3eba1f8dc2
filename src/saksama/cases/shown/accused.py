"""The accused's room: what the holder of the code in a letter sees."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from saksama.kernel.decision import ALLOW, Decision

from .parts import ClockShown, DocumentShown, Station
from .words import Words


@dataclass(frozen=True, slots=True)
class RuleShown:
    """A rule in force on the day of the act: what it is called, where it stands, and which version it is."""

    name_id: str
    name_en: str
    citation: str
    version: str


@dataclass(frozen=True, slots=True)
class AllegationShown:
    """What he is said to have done, in the words of the invitation (sealed to his room), with the rule in force that day."""

    text: str
    category_id: str
    category_en: str
    happened_on: date | None
    place: str
    post: str
    rules: tuple[RuleShown, ...]
    needs_check: bool


@dataclass(frozen=True, slots=True)
class EvidenceShown:
    """A copy an officer selected and redacted for him."""

    public_id: str
    item: str
    kind: str
    fingerprint: str


@dataclass(frozen=True, slots=True, repr=False)
class ReplyShown:
    choice: str
    choice_id: str
    choice_en: str
    at: datetime
    text: str
    files: tuple[str, ...]


@dataclass(frozen=True, slots=True, repr=False)
class ExtractShown:
    """Words of a document that an officer chose and typed for him."""

    source: str
    text: str
    at: datetime


@dataclass(frozen=True, slots=True, repr=False)
class MinutesShown:
    """The minutes of his own hearing: what he was asked and said, who sat there, how it was signed."""

    nth: int
    at: datetime
    pairs: tuple[tuple[str, str], ...]
    text: str
    warned: tuple[Words, ...]
    people: tuple[str, ...]
    read_back: Words | None
    signature: Words | None
    recording: Words | None
    refusal: str


@dataclass(frozen=True, slots=True)
class AccusedRoom:
    """What the holder of a letter's code sees. `may_reply` and `may_ask_time` say which answers are open.

    `may_ask`: he may name a companion, ask for witnesses and add evidence. `notified` are those who were told formally and may
    be told that he is cleared; `consent` whom he agreed to, None until he chose. `meeting` is his next appointment.
    """

    case_public_id: str
    number: str
    office: str
    stage_id: str
    stage_en: str
    waiting_id: str
    waiting_en: str
    name: str
    allegation: AllegationShown
    evidence: tuple[EvidenceShown, ...]
    rights: tuple[Words, ...]
    warnings: tuple[Words, ...]
    due: ClockShown | None
    may_reply: Decision
    may_ask_time: Decision
    replies: tuple[ReplyShown, ...]
    outcome: Words | None
    remedies: tuple[ClockShown, ...]
    stations: tuple[Station, ...]
    entries: tuple[Words, ...]
    documents: tuple[DocumentShown, ...] = ()
    timezone: str = "Asia/Jakarta"
    minutes: tuple[MinutesShown, ...] = ()
    extracts: tuple[ExtractShown, ...] = ()
    heard: bool = False
    meeting: datetime | None = None
    may_ask: Decision = ALLOW
    asked_time: bool = False
    companions: tuple[str, ...] = ()
    witnesses: tuple[str, ...] = ()
    notified: tuple[str, ...] = ()
    consent: tuple[str, ...] | None = None
