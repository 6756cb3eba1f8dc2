"""Limits as an iCalendar file (RFC 5545), for the calendar an officer already has. Written by hand: no library is in the lock.

A limit is told by its rule and its register number: no name and nothing of what a case is about. Where readings differ there are
two entries, the first and the last end. An entry keeps its UID for good, so that importing again moves it; `sequence` must grow.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from uuid import UUID, uuid5

from .clocks import Reading

PRODUCT = "-//Saksama//Batas waktu//ID"
_LONGEST = 75      # octets of a line, without its end
_ENDS_ID = {"": "Batas", "early": "Batas menurut hitungan awal", "late": "Batas menurut hitungan akhir"}


@dataclass(frozen=True, slots=True)
class Entry:
    """One limit to write: whose (a case's public id and what it is called), which, and its name in the law data."""

    case: UUID
    called: str
    name_id: str
    reading: Reading
    limb: str = "asn"


@dataclass(frozen=True, slots=True)
class Meeting:
    """One hearing to write: its own id, what it is called (no person), where (a room), from when to when, how often it moved."""

    id: UUID
    called: str
    room: str
    at: datetime
    until: datetime
    moved: int = 0


def meetings(found: Iterable[Meeting], *, now: datetime) -> str:
    """Return hearings as a calendar file. An entry keeps its UID: one that moved is imported over the one before."""
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", f"PRODID:{PRODUCT}", "CALSCALE:GREGORIAN", "METHOD:PUBLISH"]
    for one in found:
        lines += [
            "BEGIN:VEVENT",
            f"UID:{one.id}@saksama",
            f"DTSTAMP:{_utc(now)}",
            f"DTSTART:{_utc(one.at)}",
            f"DTEND:{_utc(one.until)}",
            f"SEQUENCE:{one.moved}",
            f"SUMMARY:{_text(one.called)}",
            *([f"LOCATION:{_text(one.room)}"] if one.room else []),
            "CLASS:CONFIDENTIAL",
            "END:VEVENT",
        ]
    lines.append("END:VCALENDAR")
    return "".join(f"{part}\r\n" for line in lines for part in _folded(line))


def written(entries: Iterable[Entry], *, now: datetime, sequence: int) -> str:
    """Return the file. Limits without a date are left out: a calendar cannot hold them."""
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", f"PRODID:{PRODUCT}", "CALSCALE:GREGORIAN", "METHOD:PUBLISH"]
    for entry in entries:
        lines += _events(entry, now, sequence)
    lines.append("END:VCALENDAR")
    return "".join(f"{part}\r\n" for line in lines for part in _folded(line))


def _events(entry: Entry, now: datetime, sequence: int) -> Iterator[str]:
    early, late = entry.reading.due_early, entry.reading.due_late
    if early is None or late is None:
        return
    if early == late:
        yield from _event(entry, "", early, now, sequence)
        return
    yield from _event(entry, "early", early, now, sequence)
    yield from _event(entry, "late", late, now, sequence)


def _event(entry: Entry, which: str, due: datetime, now: datetime, sequence: int) -> Iterator[str]:
    reading = entry.reading
    rule = f"{entry.name_id} ({reading.rule})"
    told = [reading.why_id, *([f"{reading.label_id}."] if reading.label_id else []), reading.why_en]
    yield "BEGIN:VEVENT"
    yield f"UID:{_uid(entry, which)}"
    yield f"DTSTAMP:{_utc(now)}"
    yield f"DTSTART:{_utc(due)}"
    yield f"SEQUENCE:{sequence}"
    yield f"SUMMARY:{_text(f'{_ENDS_ID[which]}: {rule}, {entry.called}')}"
    yield f"DESCRIPTION:{_text(chr(10).join(told))}"
    yield "CLASS:CONFIDENTIAL"
    yield "TRANSP:TRANSPARENT"
    yield "BEGIN:VALARM"
    yield "ACTION:DISPLAY"
    yield "TRIGGER:-P1D"
    yield f"DESCRIPTION:{_text(f'Besok: {rule}, {entry.called}')}"
    yield "END:VALARM"
    yield "END:VEVENT"


def _uid(entry: Entry, which: str) -> str:
    """Return a name that stays: it rests on the case, the clock and the act that started it, not on the date."""
    name = f"{entry.limb}/{entry.reading.subject}/{entry.reading.started_by}/{which or 'late'}"
    return f"{uuid5(entry.case, name)}@saksama"


def _utc(at: datetime) -> str:
    return at.astimezone(UTC).strftime("%Y%m%dT%H%M%SZ")


def _text(value: str) -> str:
    for plain, escaped in (("\\", "\\\\"), (";", "\\;"), (",", "\\,"), ("\r\n", "\\n"), ("\n", "\\n"), ("\r", "\\n")):
        value = value.replace(plain, escaped)
    return value


def _folded(line: str) -> Iterator[str]:
    """Return the line in pieces of 75 octets at most; a letter is never cut apart, and further pieces begin with a blank."""
    piece, size = "", 0
    for letter in line:
        width = len(letter.encode())
        if size + width > _LONGEST:
            yield piece
            piece, size = " ", 1
        piece, size = piece + letter, size + width
    yield piece


__all__ = ["Entry", "Meeting", "meetings", "written"]
