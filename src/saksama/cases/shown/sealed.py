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


@dataclass(frozen=True, slots=True)
class CopySheet:
    """The case laid out for another system, without the reporter's identity. `recorded` is the number typed back, if any."""

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


@dataclass(frozen=True, slots=True)
class CheckedLetter:
    """What the check code under a letter tells anybody. No person is in it."""

    label_id: str
    label_en: str
    number: str
    office: str
    issued_at: datetime
    timezone: str
