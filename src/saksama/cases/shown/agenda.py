"""Hearings of an office by day, and the hours proposed for a new one. No person's name is in them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from .words import Words


@dataclass(frozen=True, slots=True)
class MeetingShown:
    """One hearing as the agenda lists it. `clashes`: another one has the same officer or room at that hour."""

    public_id: str
    case: str
    number: str
    title_id: str
    title_en: str
    place: str
    who_id: str
    who_en: str
    at: datetime
    until: datetime
    officer: str
    room_id: str
    room_en: str
    state: str
    state_id: str
    state_en: str
    moved: int
    clashes: bool


@dataclass(frozen=True, slots=True)
class AgendaDay:
    """A day with its hearings; `closed_*` says why the office is shut, empty on a working day."""

    day: date
    closed_id: str
    closed_en: str
    meetings: tuple[MeetingShown, ...]


@dataclass(frozen=True, slots=True)
class Agenda:
    """An office's hearings from one day to another, both included. `overdue` are past ones whose outcome nobody recorded."""

    first: date
    last: date
    days: tuple[AgendaDay, ...]
    overdue: tuple[MeetingShown, ...]
    timezone: str


@dataclass(frozen=True, slots=True)
class Proposals:
    """Hours that fit, soonest first, within the limit of handling (None where none runs). `none_*` says why there are none."""

    hours: tuple[datetime, ...]
    due_early: datetime | None
    due_late: datetime | None
    why: Words | None
    none: Words | None
    timezone: str
