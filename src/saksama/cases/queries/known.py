"""What a form brings along: values the case holds already, each with where it comes from (`cases.once`)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING

from saksama.cases import drafting, once, reading
from saksama.cases.kinds import Field, Kind, get
from saksama.cases.models import Act
from saksama.cases.parties import ACCUSED
from saksama.cases.shown import Words
from saksama.institutions import queries as institutions
from saksama.intake import queries as intake
from saksama.kernel.errors import Unavailable
from saksama.law import wording as say
from saksama.vault.errors import NotAReader
from saksama.vault.keyring import Keyring

from .opened import note_of

if TYPE_CHECKING:
    from .page import Read

ROLE_OF = {"companion": "companion", "interpreter": "interpreter"}
FROM_REPORT = Words("Dari laporan; salinlah hanya yang benar.", "From the report; keep only what is right.")
COMPOSED = Words("Disusun dari isi berkas. Baca dan perbaiki.", "Composed from the file. Read and correct it.")
ASSIGNED = Words("Petugas perkara ini.", "The officer of this case.")
ONLY_ONE = Words("Satu-satunya jadwal yang terbuka.", "The only open appointment.")
IN_FILE = Words("Sudah tercatat dalam berkas ini.", "On record in this file.")
OUR_PLACE = Words("Alamat kantor ini.", "The address of this office.")
BY_REPORT = Words("Sudah tercatat: hari kejadian menurut laporan.", "On record: the day of the event by the report.")
STORY = frozenset({"registered", "handed_over"})


@dataclass(frozen=True, slots=True)
class Known:
    """A value that is filled in, and where it was written. `opened`: it came out of a seal."""

    value: object
    source: Words
    opened: bool = False


def known(
    read: Read, kind: Kind, fields: Sequence[Field], keys: Keyring | None, columns: Mapping[str, object]
) -> dict[str, Known]:
    """Return what the case holds of a form's answers, by field. `columns` are the verb's own, which go first.

    Sealed texts are taken only where `keys` open them; a value that is no choice of the field any more is left out.
    """
    found: dict[str, Known] = {}
    seals = _Seals(read, keys)
    for field in fields:
        told = (one for one in _told(read, kind, field, seals, columns) if one is not None and _fits(field, one.value))
        one = next(told, None)
        if one is not None:
            found[field.name] = one
    return found


def _told(read: Read, kind: Kind, field: Field, seals: _Seals, columns: Mapping[str, object]) -> Iterator[Known | None]:
    """Give the answers there may be, the surest first; each is looked for only where those before it do not fit."""
    yield _column(read, field, columns)
    yield _recorded(read, kind, field, seals)
    yield _composed(read, kind, field, seals)


def _fits(field: Field, value: object) -> bool:
    if not field.choices or field.type not in ("choice", "choices", "grade", "officer"):
        return True
    allowed = {code for code, _, _ in field.choices}
    return all(str(one) in allowed for one in (value if isinstance(value, list | tuple) else [value]))


class _Seals:
    """The sealed texts of acts, each opened once."""

    def __init__(self, read: Read, keys: Keyring | None) -> None:
        self._rows: dict[int, Act] = {row.nth: row for row in read.asn}
        self._keys = keys
        self._texts: dict[int, dict[str, str]] = {}
        self.keys = keys

    def text(self, nth: int, name: str) -> str:
        if nth not in self._texts:
            self._texts[nth] = self._open(nth)
        return self._texts[nth].get(name, "")

    def _open(self, nth: int) -> dict[str, str]:
        row = self._rows.get(nth)
        if row is None or not row.item or self._keys is None:
            return {}
        try:
            return note_of(row, self._keys)
        except (NotAReader, Unavailable):
            return {}


def _column(read: Read, field: Field, columns: Mapping[str, object]) -> Known | None:
    value = columns.get(field.name)
    if value in (None, "", [], {}):
        return None
    source = _source_of(read, field.name) or IN_FILE
    return Known(value, source)


def _source_of(read: Read, name: str) -> Words | None:
    """Return the last standing act in which a field of this name was recorded, in words; the report for its day."""
    if name in ("on", "happened_on"):
        return BY_REPORT
    last = next((one for one in reversed(read.derived.state.standing) if one.body.get(name)), None)
    return _act_words(read, last) if last is not None else None


def _act_words(read: Read, one: once.Standing) -> Words:
    kind = get(one.kind)
    day = one.happened_at.astimezone(read.names.zone).date()
    return Words(
        f"Sudah tercatat: {kind.label_id}, {say.short_id(day)}.", f"On record: {kind.label_en}, {say.short_en(day)}."
    )


def _recorded(read: Read, kind: Kind, field: Field, seals: _Seals) -> Known | None:
    if field.type == "person":
        return _persons(read, kind, field)
    for one in once.recorded(read.derived.state, kind.act, field.name):
        if field.sealed and get(one.act.kind).body_of != kind.body_of:
            continue        # each body writes its own prose: an agency's place of examination is not our meeting room
        value = seals.text(one.act.act.nth, one.field) if field.sealed else _plain(field, one.act.body.get(one.field))
        if value not in (None, "", [], {}):
            return Known(value, _act_words(read, one.act), opened=field.sealed)
    return None


def _plain(field: Field, value: object) -> object:
    """Return a value of an act's body as its form takes it."""
    if isinstance(value, str) and field.type == "date":
        return date.fromisoformat(value)
    if isinstance(value, str) and field.type == "datetime":
        return datetime.fromisoformat(value)
    return value


def _persons(read: Read, kind: Kind, field: Field) -> Known | None:
    if field.name == ACCUSED:
        rows = [one for one in read.parties if one.role == ACCUSED]
    elif (kind.act, field.name) in once.ALSO:
        named = {one.act.act.nth for one in once.recorded(read.derived.state, kind.act, field.name)}
        rows = [one for one in read.parties if one.nth in named]
    else:
        rows = [one for one in read.parties if field.name in once.SAME and one.role == ROLE_OF.get(field.name)]
    if not rows:
        return None
    chosen = rows if field.many else rows[-1:]
    by = next((one for one in read.derived.state.standing if one.act.nth == chosen[-1].nth), None)
    lines = "\n".join(f"{one.name}; {one.post}" if one.post else one.name for one in chosen)
    return Known(lines, _act_words(read, by) if by is not None else IN_FILE)


# ---- composed ---------------------------------------------------------------------------------------------------------


def _composed(read: Read, kind: Kind, field: Field, seals: _Seals) -> Known | None:
    maker = _MAKERS.get(field.name) if not kind.body_of else None
    return maker(read, kind, field, seals) if maker is not None else None


def _allegation(read: Read, kind: Kind, field: Field, seals: _Seals) -> Known | None:
    names = [reading.violation_words(one)[0] for one in read.case.violations]
    text = drafting.allegation(names, read.case.happened_on, read.case.place_label)
    return Known(text, COMPOSED) if text else None


def _where(read: Read, kind: Kind, field: Field, seals: _Seals) -> Known | None:
    office = institutions.office(read.case.office)
    address = getattr(office, "address", "") or ""
    text = f"{office.name}, {address}" if address else office.name
    return Known(text, OUR_PLACE)


def _only_choice(read: Read, kind: Kind, field: Field, seals: _Seals) -> Known | None:
    return Known(field.choices[0][0], ONLY_ONE) if len(field.choices) == 1 else None


def _assigned(read: Read, kind: Kind, field: Field, seals: _Seals) -> Known | None:
    if kind.act.startswith("officer.") or not read.case.assigned_to:
        return None
    return Known(read.case.assigned_to, ASSIGNED)


def _told_by_report(read: Read, kind: Kind, field: Field, seals: _Seals) -> Known | None:
    """Return who the report says it is about; the reporter's words, which an officer reads and corrects."""
    if kind.act not in STORY or seals.keys is None or read.outside:
        return None
    for report in intake.of_case(read.case.public_id):
        try:
            who = " ".join(intake.narrative(report, seals.keys).who.split())
        except (NotAReader, Unavailable):
            continue
        if who:
            return Known(_name_and_post(who[:200]), FROM_REPORT, opened=True)
    return None


def _name_and_post(who: str) -> str:
    """Return the reporter's words as one person's line: what stands before the first semicolon is the name, the rest the post."""
    name, _, post = (part.strip() for part in who.partition(";"))
    return "; ".join(part for part in (name, post.replace(";", ",")) if part)


def _study(read: Read, kind: Kind, field: Field, seals: _Seals) -> Known | None:
    from .studying import study_text

    text = study_text(read, field.name, lambda nth, name: seals.text(nth, name))
    return Known(text, COMPOSED, opened=seals.keys is not None) if text else None


_MAKERS = {
    "allegation": _allegation,
    "where": _where,
    "appointment": _only_choice,
    "officer": _assigned,
    "accused": _told_by_report,
    "facts": _study,
    "analysis": _study,
}
