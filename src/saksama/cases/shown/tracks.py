"""What the law data suggest for a case, and what an officer chose."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from .words import Words

KINDS: Mapping[str, tuple[str, str]] = {
    "ethics": ("Kode etik", "Code of ethics"),
    "discipline": ("Disiplin", "Discipline"),
    "criminal": ("Pidana", "Criminal"),
    "administrative": ("Peraturan lain", "Other law"),
    "village": ("Desa", "Village"),
    "none": ("Badan lain", "Another body"),
}


@dataclass(frozen=True, slots=True)
class QuestionShown:
    """Something to check before the track is taken; never an acquittal by itself."""

    text_id: str
    text_en: str
    why_id: str
    why_en: str
    citation: str
    needs_check: bool


@dataclass(frozen=True, slots=True)
class TrackShown:
    """One suggested track. `confidential`: of the criminal limb, shown only to who may know of it."""

    kind: str
    kind_id: str
    kind_en: str
    violation: str
    name_id: str
    name_en: str
    article: str
    numbering_id: str
    numbering_en: str
    reason_id: str
    reason_en: str
    prove_id: str
    prove_en: str
    sanction_id: str
    sanction_en: str
    addressee_id: str
    addressee_en: str
    above_id: str
    above_en: str
    forum_id: str
    forum_en: str
    remedies: tuple[Words, ...]
    doubt_id: str
    doubt_en: str
    questions: tuple[QuestionShown, ...]
    needs_check: bool
    unsettled: bool
    confidential: bool


@dataclass(frozen=True, slots=True)
class TracksShown:
    """The suggestion with what it was made from, and the last choice. `refusal_*`: why nothing is suggested."""

    helped_id: str
    helped_en: str
    actor_id: str
    actor_en: str
    suggested: tuple[TrackShown, ...]
    refusal_id: str
    refusal_en: str
    chosen: tuple[Words, ...]
    chosen_by: str
    chosen_at: datetime | None
    agrees: bool
