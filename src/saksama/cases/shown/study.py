"""The study of a case: versions, elements against evidence, the margin."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from .words import Words


@dataclass(frozen=True, slots=True, repr=False)
class ElementShown:
    """One element as a version judges it. `changed`: the finding differs from the version before; `reasons` only where opened."""

    key: str
    label: Words
    ours: bool
    finding: str
    finding_words: Words
    evidence: tuple[str, ...]
    reasons: str
    changed: bool


@dataclass(frozen=True, slots=True, repr=False)
class PartShown:
    """A part of a version in words. `pieces` are (kept|gone|new, text) against the version before; one piece in the first."""

    name: str
    label: Words
    pieces: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True, repr=False)
class CommentShown:
    """A comment in the margin: at which place, whose, and what the office answered. Texts only where opened."""

    nth: int
    place: Words
    who: str
    at: datetime
    text: str
    answered: bool
    answer: str
    answered_by: str


@dataclass(frozen=True, slots=True, repr=False)
class VersionShown:
    """One version of the study. `returned` and `approved` say by whom, after this version and before the next."""

    n: int
    nth: int
    at: datetime
    who: str
    conclusion: Words
    elements: tuple[ElementShown, ...]
    parts: tuple[PartShown, ...]
    approved: tuple[str, ...]
    returned: tuple[str, ...]
    comments: tuple[CommentShown, ...]


@dataclass(frozen=True, slots=True, repr=False)
class StudyShown:
    """The versions, newest first. `opened`: the sealed words are in it."""

    public_id: str
    number: str
    title_id: str
    title_en: str
    versions: tuple[VersionShown, ...]
    opened: bool
    timezone: str
