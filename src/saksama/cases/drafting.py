"""Texts composed from what the case holds, for an officer to read, change and answer for: the study, the allegation. Pure.

Only facts of the file are put in, each where it stands in the file; nothing is judged here and no word of the reporter is used.
The texts are Indonesian, the language of the file.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from saksama.law import wording as say

UNKNOWN = "belum tercatat"


@dataclass(frozen=True, slots=True)
class Person:
    """The reported person as recorded: name, post on the day, employment status in words."""

    name: str
    post: str
    status: str = ""


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule on the day of the event: what is suspected, its ground, and what has to be shown."""

    name: str
    citation: str
    elements: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class StudyFacts:
    """What a study begins with. `evidence` are lines as they stand in the list of evidence; `minutes` come from opened seals."""

    number: str
    received_on: date | None
    channel: str
    registered_on: date | None
    what: str
    happened_on: date | None
    known_on: date | None
    place: str
    agency: str
    persons: Sequence[Person] = ()
    conditions: Sequence[tuple[str, str]] = ()
    evidence: Sequence[str] = ()
    heard: Sequence[str] = ()
    minutes: Sequence[str] = field(default=(), repr=False)
    season: str = ""
    rules: Sequence[Rule] = ()


def study_facts(told: StudyFacts) -> str:
    """Return the facts of the case as the first part of a study, in numbered paragraphs."""
    parts = (
        f"Perkara {told.number or UNKNOWN}. Diterima {_day(told.received_on)} lewat {told.channel or UNKNOWN}; "
        f"diregistrasi {_day(told.registered_on)}.",
        _persons(told),
        f"Yang diduga terjadi: {told.what or UNKNOWN}. Hari kejadian: {_day(told.happened_on)}. "
        f"Diketahui: {_day(told.known_on)}. Tempat: {told.place or UNKNOWN}.",
        _list("Syarat laporan", [f"{name}: {state}" for name, state in told.conditions]),
        _list("Bukti dalam berkas", told.evidence),
        _list("Keterangan", told.heard),
        _list("Dari berita acara", told.minutes),
    )
    return "\n\n".join(f"{n}. {part}" for n, part in enumerate((part for part in parts if part), start=1))


def study_rules(told: StudyFacts) -> str:
    """Return the rules that held on the day, each with what has to be shown; the reasoning stays to be written."""
    lines = [f"Aturan yang berlaku pada {_day(told.happened_on)}{f' ({told.season})' if told.season else ''}:"]
    for rule in told.rules:
        lines.append(f"- {rule.name}: {rule.citation}.")
        lines += [f"  Unsur: {element}." for element in rule.elements]
    return "\n".join(lines) if told.rules else ""


def allegation(names: Sequence[str], happened_on: date | None, place: str) -> str:
    """Return what is suspected in plain words for a letter, from plain columns only; "" where nothing is recorded yet."""
    return f"Anda {_suspected(names, happened_on, place)}. Ini dugaan, bukan putusan." if names else ""


def account(names: Sequence[str], happened_on: date | None, place: str) -> str:
    """Return the same for other systems, in the third person."""
    return f"Yang dilaporkan {_suspected(names, happened_on, place)}." if names else ""


def _suspected(names: Sequence[str], happened_on: date | None, place: str) -> str:
    said = "; ".join(one[:1].lower() + one[1:] for one in names)
    when = f" pada {say.short_id(happened_on)}" if happened_on else ""
    where = f" di {place}" if place else ""
    return f"diduga melakukan hal berikut{when}{where}: {said}"


def _persons(told: StudyFacts) -> str:
    if not told.persons:
        return f"Yang dilaporkan: {UNKNOWN}. Instansi: {told.agency or UNKNOWN}."
    lines = [
        f"Yang dilaporkan: {one.name}, {one.post or UNKNOWN}{f' ({one.status})' if one.status else ''}." for one in told.persons
    ]
    return " ".join([*lines, f"Instansi: {told.agency or UNKNOWN}."])


def _list(title: str, lines: Sequence[str]) -> str:
    return f"{title}:\n" + "\n".join(f"   - {line}" for line in lines) if lines else ""


def _day(day: date | None) -> str:
    return say.short_id(day) if day else UNKNOWN
