"""An outside system's export beside our cases. The upload is read once and kept nowhere; nothing is changed by it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, tzinfo
from typing import BinaryIO

from saksama import store
from saksama.accounts.models import Role
from saksama.cases.reading import grade_words
from saksama.cases.reconciling import NUMBER, REGISTER, Ours, Reconciled, Theirs, reconcile
from saksama.kernel.actor import Actor
from saksama.kernel.errors import Invalid
from saksama.law import targets as law_targets
from saksama.law.rulebook import Entry
from saksama.store import sheets

from .layouts import Layout, layout
from .matters import Done, Matter, Wanted, matters, selected

MOST_ROWS = 50_000
MOST_CASES = 50_000
LIMITS = sheets.Limits(
    rows=MOST_ROWS, columns=200, cell=20_000, file=sheets.Bounds(file=12 * 1024 * 1024, unpacked=200 * 1024 * 1024)
)
LONGEST_NUMBER = 60


@dataclass(frozen=True, slots=True)
class Asked:
    """One thing looked for in an export: its key, what it is called, the names its column may have, whether it must be there."""

    key: str
    label_id: str
    label_en: str
    names: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Found:
    """The answer: the list, which column was taken for what, and which columns of theirs were not understood."""

    list: Reconciled
    columns: Mapping[str, str]
    missing: tuple[Asked, ...]
    unknown: tuple[str, ...]
    rows: int
    ours: int
    faults: tuple[int, ...]


def asked(target: Entry) -> tuple[Asked, ...]:
    """Return what an export of a target is searched for: their number, our register number, and what is compared."""
    number = Asked(NUMBER, "Nomor mereka", "Their number", tuple(target.get("number_names") or ("Nomor",)))
    compared = [field for field in target.fields if field.get("compared") or field["key"] == REGISTER]
    return (number, *(_asked(field) for field in compared if not field.get("identity")))


def _asked(field: Mapping[str, object]) -> Asked:
    label_id, label_en = str(field["label_id"]), str(field["label_en"])
    theirs = field.get("theirs", ())
    names = [str(one) for one in theirs] if isinstance(theirs, list | tuple) else []
    return Asked(str(field["key"]), label_id, label_en, (label_id, *names))


def differences(
    actor: Actor, target: str, file: BinaryIO, wanted: Wanted, *, chosen: Mapping[str, str], now: datetime, at: tzinfo
) -> Found:
    """Compare. `chosen` are columns a person named; else the office's remembered ones, else the data's own names.

    Raises `store.sheets.ColumnsMissing` where neither number is there, and the reader's other refusals with their line.
    """
    own = layout(actor.office, target)
    wants = asked(own.target)
    heading, lines = sheets.headed(
        sheets.rows(file, limits=LIMITS), {one.key: _names(one, own, chosen) for one in wants}, chosen=_valid(wants, chosen)
    )
    if NUMBER in heading.missing and REGISTER in heading.missing:
        raise sheets.ColumnsMissing((wants[0].label_id, "Nomor register"), heading.names)
    theirs, faults = _theirs(heading, lines)
    mine = _ours(actor, own.target, wanted, now=now, at=at)
    fields = [one.key for one in wants if one.key in heading.places and one.key != NUMBER]
    found = reconcile(mine, theirs, fields)
    return Found(
        found,
        {key: heading.names[place] for key, place in heading.places.items()},
        tuple(one for one in wants if one.key in heading.missing),
        heading.unknown,
        len(theirs),
        len(mine),
        tuple(faults),
    )


def _names(one: Asked, own: Layout, chosen: Mapping[str, str]) -> tuple[str, ...]:
    remembered = own.columns.get(one.key, "")
    label = next((placed.label for placed in own.placed if placed.key == one.key and placed.label), "")
    return tuple(name for name in dict.fromkeys((remembered, label, *one.names)) if name)


def _valid(wants: tuple[Asked, ...], chosen: Mapping[str, str]) -> dict[str, str]:
    keys = {one.key for one in wants}
    told = {key: name for key, name in chosen.items() if key in keys and name}
    if len(set(told.values())) != len(told):
        raise Invalid("Satu kolom ditunjuk untuk dua hal. Pilih lagi.", "One column was chosen for two things. Choose again.")
    return told


def _theirs(heading: sheets.Heading, lines: Iterator[sheets.Line]) -> tuple[list[Theirs], list[int]]:
    """Return their lines, and the numbers of those that carry neither number: they cannot be matched and are told."""
    found, faults = [], []
    for line in lines:
        values = heading.values(line)
        number, register = values.get(NUMBER, "")[:LONGEST_NUMBER], values.get(REGISTER, "")[:LONGEST_NUMBER]
        if number or register:
            told = {key: value for key, value in values.items() if key in heading.places}
            found.append(Theirs(line.number, register, number, told))
        else:
            faults.append(line.number)
    return found, faults


def _ours(actor: Actor, target: Entry, wanted: Wanted, *, now: datetime, at: tzinfo) -> list[Ours]:
    """Return the cases that belong in that system by now: registered ones, and past the act it waits for."""
    since = tuple(target.get("since", ()))
    with store.reading(actor):
        rows = selected(actor, wanted, now=now, at=at).exclude(number="")
        if not actor.has(Role.OVERSIGHT_ANALYST):
            rows = rows.filter(office=actor.office)
        cases = list(rows[: MOST_CASES + 1])
        if len(cases) > MOST_CASES:
            raise Invalid(
                "Terlalu banyak perkara sekaligus. Persempit tanggalnya.", "Too many cases at once. Narrow the days.",
                field="sejak",
            )  # fmt: skip
        found = matters(cases, names=True)
    return [_of(one, target.id) for one in found if not since or one.last(*since) or one.number(target.id)]


def _of(one: Matter, target: str) -> Ours:
    case, decided = one.case, one.last("ppk.decided")
    told: dict[str, object] = {
        REGISTER: case.number,
        "received_on": one.received_on,
        "accused_name": one.name,
        "accused_agency": one.agency,
        "happened_on": case.happened_on,
        "found_on": _on(one.last("violation.found")),
        "sanction": grade_words(str(decided.body["grade"]))[0] if decided and decided.body.get("grade") else "",
        "decision_number": decided.body.get("number", "") if decided else "",
        "decided_on": _on(decided),
    }
    values = {key: law_targets.written(value) for key, value in told.items()}
    return Ours(str(case.public_id), case.number, one.number(target), values)


def _on(act: Done | None) -> date | None:
    return act.on if act else None
