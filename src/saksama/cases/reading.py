"""Acts as the pure parts see them, and the words of what stands in their bodies, looked up once for many acts."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime, tzinfo
from typing import Any

from saksama.accounts import known
from saksama.institutions import queries as institutions
from saksama.kernel.errors import NoRule
from saksama.law import book
from saksama.law import wording as say
from saksama.law.calendar import zone
from saksama.law.conditions import KEYS

from . import kinds
from .fold import ActView
from .kinds import Field
from .models import Act, Case

Pair = tuple[str, str]
CONDITION_WORDS: Mapping[str, Pair] = {
    "reporter_identity": ("identitas pelapor", "the reporter's identity"),
    "accused": ("siapa yang dilaporkan", "who is reported"),
    "time_limit": ("batas waktu", "the time limit"),
    "time_place": ("waktu dan tempat", "time and place"),
    "description": ("uraian kejadian", "the account of the event"),
    "evidence": ("bukti", "evidence"),
}
QUESTIONS: tuple[Pair, ...] = (
    ("Apakah PPK orang yang diuntungkan, atau mencalonkan diri lagi?", "Is the authority the one helped, or standing again?"),
    ("Apakah PPK berpasangan dengan calon yang diuntungkan?", "Is the authority the running mate of the one helped?"),
    ("Apakah PPK punya hubungan keluarga dengan calon itu?", "Is the authority kin of that candidate?"),
    (
        "Apakah PPK penerus calon itu, atau naik jabatan karena hasilnya?",
        "Is the authority the successor, or raised by that result?",
    ),
    ("Apakah PPK disebut dalam laporan sebagai pemberi perintah?", "Is the authority named in the report as giving the order?"),
)


def view(act: Act) -> ActView:
    """Return one act as the fold sees it, without words."""
    return ActView(
        nth=act.nth,
        kind=act.kind,
        happened_at=act.happened_at,
        recorded_at=act.recorded_at,
        body=act.body,
        limits=act.limits,
        corrects=act.corrects,
        limb=act.limb,
        provenance=act.provenance,
        recorded_for=act.recorded_for,
        actor=act.actor,
        role=act.role,
        office=act.office,
    )


def rows_of(case: Case, limb: str | None = None) -> list[Act]:
    """Return the acts of a case in order, of one limb where it is named. In the caller's scope."""
    rows = Act.objects.filter(case=case).order_by("limb", "nth")
    return list(rows.filter(limb=limb) if limb else rows)


def acts_of(case: Case, limb: str) -> list[ActView]:
    return [view(act) for act in rows_of(case, limb)]


@dataclass(slots=True)
class Names:
    """The names behind ids, asked for once: officers' only where a sentence for officers is wanted."""

    zone: tzinfo
    officers: Mapping[str, str] = field(default_factory=dict)
    offices: dict[str, str] = field(default_factory=dict)
    agencies: dict[str, str] = field(default_factory=dict)

    def office(self, public_id: str) -> str:
        if public_id and public_id not in self.offices:
            self.offices[public_id] = institutions.office_names([public_id]).get(public_id, "")
        return self.offices.get(public_id, "")

    def agency(self, public_id: str) -> str:
        if public_id and public_id not in self.agencies:
            self.agencies[public_id] = institutions.agency_names([public_id]).get(public_id, "")
        return self.agencies.get(public_id, "")


def names_for(case: Case, acts: Iterable[Act] = ()) -> Names:
    """Return the names needed for sentences about these acts, one query for each sort: officers, offices, agencies."""
    rows = list(acts)
    people = {act.actor for act in rows} | _ids(rows, "officer", "person")
    offices = {case.office, case.oversight_office, *(act.office for act in rows)}
    offices |= _ids(rows, "oversight_office", "to_office", "from_office")
    agencies = {case.agency} | _ids(rows, "agency", "agency_key")
    return Names(
        zone(case.timezone),
        known.names_of(people) if rows else {},
        institutions.office_names(offices),
        institutions.agency_names(agencies) if rows else {},
    )


def _ids(acts: Iterable[Act], *fields: str) -> set[str]:
    return {str(act.body[name]) for act in acts for name in fields if act.body.get(name)}


def worded(act: ActView, names: Names) -> ActView:
    """Return the act with the words of its body, its day (`at`) and its office."""
    fields = {one.name: one for one in kinds.get(act.kind).fields}
    words: dict[str, Pair] = {name: _words(fields.get(name), value, act, names) for name, value in act.body.items()}
    day = act.happened_at.astimezone(names.zone).date()
    words["at"] = (say.short_id(day), say.short_en(day))
    words.setdefault("office", (names.office(act.office),) * 2)
    return replace(act, words=words)


def sentence(act: ActView, names: Names) -> Pair:
    """Return the officer's sentence of an act in both languages."""
    spoken = worded(act, names)
    says = kinds.get(act.kind).says
    return says(spoken, "id"), says(spoken, "en")


def _words(asked: Field | None, value: Any, act: ActView, names: Names) -> Pair:
    if asked is None:
        return (str(value),) * 2
    reader = _READERS.get(asked.type)
    if reader is not None:
        return reader(value, names)
    if asked.type in ("choice", "choices"):
        return _chosen(asked, value if isinstance(value, list) else [value])
    return _RULED.get(asked.name, _plainly)(value, act)


def _chosen(asked: Field, values: Sequence[Any]) -> Pair:
    if asked.name == "missing":
        return _joined([CONDITION_WORDS.get(str(value), (str(value),) * 2) for value in values])
    if asked.name == "violations":
        return _joined([violation_words(str(value)) for value in values])
    return _joined([(asked.word(value, "id"), asked.word(value, "en")) for value in values])


def _joined(pairs: Sequence[Pair]) -> Pair:
    return ", ".join(pair[0] for pair in pairs), ", ".join(pair[1] for pair in pairs)


def violation_words(violation: str) -> Pair:
    """Return the words of a violation of the catalogue; its id where it is not known any more."""
    try:
        entry = book().violation(violation)
    except NoRule:
        return violation, violation
    return f"{entry.name_id} ({violation})", f"{entry.name_en} ({violation})"


def grade_words(sanction: str) -> Pair:
    try:
        entry = book().sanction(sanction)
    except NoRule:
        return sanction, sanction
    return entry.name_id, entry.name_en


def rule_words(rule: str) -> Pair:
    """Return a clock's name with its id; the id alone where the law data do not know it."""
    try:
        clock = book().clock(rule)
    except NoRule:
        return rule, rule
    return f"{clock.name_id} ({rule})", f"{clock.name_en} ({rule})"


def _instant(value: Any, names: Names) -> Pair:
    at = value if isinstance(value, datetime) else datetime.fromisoformat(str(value))
    return say.instant_id(at, names.zone), say.instant_en(at, names.zone)


def _day(value: Any, names: Names) -> Pair:
    day = value if isinstance(value, date) else date.fromisoformat(str(value))
    return say.short_id(day), say.short_en(day)


def _met(value: Any, names: Names) -> Pair:
    met = sum(1 for key in KEYS if value.get(key) == "yes")
    return f"{met} dari {len(KEYS)}", f"{met} of {len(KEYS)}"


def _plainly(value: Any, act: ActView) -> Pair:
    return str(value), str(value)


_READERS: Mapping[str, Callable[[Any, Names], Pair]] = {
    "date": _day,
    "datetime": _instant,
    "conditions": _met,
    "office": lambda value, names: (names.office(str(value)),) * 2,
    "agency": lambda value, names: (names.agency(str(value)),) * 2,
    "officer": lambda value, names: (names.officers.get(str(value), ""),) * 2,
    "grade": lambda value, names: grade_words(str(value)),
}
_RULED: Mapping[str, Callable[[Any, ActView], Pair]] = {"rule": lambda value, act: rule_words(str(value))}
