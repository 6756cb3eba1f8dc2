"""What is opened for one request, and the copy sheet."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True, repr=False)
class NarrativeShown:
    """One reporter's story, opened in this request."""

    report: str
    who: str
    story: str
    landmark: str
    links: str
    received_at: datetime
    helper: str = ""


@dataclass(frozen=True, slots=True, repr=False)
class MessageShown:
    report: str
    author: str
    at: datetime
    text: str
    asks: bool
    due: datetime | None


@dataclass(frozen=True, slots=True, repr=False)
class NoteShown:
    """The sealed prose of an act: field name to text."""

    nth: int
    act: str
    label_id: str
    label_en: str
    texts: Mapping[str, str]
    at: datetime


@dataclass(frozen=True, slots=True, repr=False)
class SealedPage:
    """What was opened for this request. Never stored, never logged."""

    narratives: tuple[NarrativeShown, ...]
    messages: tuple[MessageShown, ...]
    notes: tuple[NoteShown, ...]
    replies: tuple[NoteShown, ...]


@dataclass(frozen=True, slots=True)
class CopyRow:
    """One line of a copy sheet in the target's order; `verified` False is shown as such."""

    label: str
    value: str
    verified: bool
    identity: bool = False
    longest: int = 0


@dataclass(frozen=True, slots=True)
class CopyTab:
    """Another system's sheet of the same case: finished (its number is here), kept, open, or later."""

    target: str
    id: str
    en: str
    state: str
    here: bool


@dataclass(frozen=True, slots=True)
class CopyFile:
    """A clean copy or a letter that goes along, under the name it is to have outside; `kind` is copy or document."""

    name: str
    public_id: str
    kind: str


@dataclass(frozen=True, slots=True)
class CopySheet:
    """The case laid out for another system, without the reporter's identity unless it was opened for it.

    `recorded` is the number typed back, if any, with who did so and when; `named_reports`: id and door of those whose
    reporter's name could be opened.
    """

    public_id: str
    number: str
    target: str
    target_id: str
    target_en: str
    rows: tuple[CopyRow, ...]
    files: tuple[str, ...]
    recorded: str
    issued_at: datetime | None
    act_count: int
    recorded_at: datetime | None = None
    recorded_by: str = ""
    tabs: tuple[CopyTab, ...] = ()
    enclosed: tuple[CopyFile, ...] = ()
    named_reports: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class SignedVersion:
    """That a letter came back signed: when, how, and the SHA-256 of the signed file, so that anybody compares his own."""

    taken_at: datetime
    electronic: bool
    sha256: str


@dataclass(frozen=True, slots=True)
class CheckedLetter:
    """What the check code under a letter tells anybody. No person is in it."""

    label_id: str
    label_en: str
    number: str
    office: str
    issued_at: datetime
    timezone: str
    signed: SignedVersion | None = None
