"""A clock in words for letters and printed sheets: until when, how it stands, and why, in both languages."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import tzinfo

from . import wording as say
from .clocks import Reading, State


@dataclass(frozen=True, slots=True)
class Said:
    """One sentence or phrase in both languages."""

    id: str
    en: str


_STATES = {
    State.RUNNING: Said("Masih berjalan.", "Still running."),
    State.PAUSED: Said("Dihentikan sementara.", "Paused."),
    State.MET: Said("Terpenuhi dalam batas waktu.", "Met in time."),
    State.MISSED: Said("Lewat menurut semua cara hitung.", "Missed by every reading."),
    State.VOID: Said("Tidak berlaku lagi.", "No longer counts."),
}


def due(reading: Reading, zone: tzinfo) -> Said:
    """Return until when, with both readings where they differ; where there is no date, the reason."""
    early, late = reading.due_early, reading.due_late
    if early is None or late is None:
        return Said(reading.refused or _STATES[reading.state].id, reading.refused_en or _STATES[reading.state].en)
    words = Said(say.instant_id(early, zone), say.instant_en(early, zone))
    if early == late:
        return words
    return Said(
        f"{words.id}; menurut cara hitung lain {say.instant_id(late, zone)}",
        f"{words.en}; by another reading {say.instant_en(late, zone)}",
    )


def reading(found: Reading, zone: tzinfo) -> Said:
    """Return how a clock stands, until when and why, as it is printed on a sheet."""
    if found.refused:
        return Said(found.refused, found.refused_en)
    state, until = _STATES[found.state], due(found, zone)
    mark = Said(f" {found.label_id}." if found.label_id else "", f" {found.label_en}." if found.label_en else "")
    return Said(
        f"{state.id} Batas: {until.id}. {found.why_id}{mark.id}",
        f"{state.en} Limit: {until.en}. {found.why_en}{mark.en}",
    )
