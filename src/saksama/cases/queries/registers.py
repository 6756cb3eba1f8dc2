"""The registers of an office: every number it gave in a year, in order, with the case where the reader may see it.

A number of a case somebody may not see stands as a number with its day and nothing else: no gap, and nothing told.
"""

from __future__ import annotations

import re
from collections import Counter as Tally
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import Exists, OuterRef, Q

from saksama import store
from saksama.accounts.models import Role
from saksama.cases import access
from saksama.cases.models import Act, Case, Counter, Document
from saksama.cases.projecting import MOVES
from saksama.institutions import queries as institutions
from saksama.kernel.actor import SYSTEM, Actor
from saksama.kernel.errors import NoRule, NotAllowed
from saksama.law import book

FIRST = re.compile(r"\d{1,9}")
REGISTERS = {
    "register-LP": ("Register laporan", "Register of reports"),
    "register-TM": ("Register temuan", "Register of findings"),
}
NUMBERED = ("registered", "transfer.accepted", "case.taken_over")
READERS = (Role.EXAMINER, Role.COMMISSIONER, Role.PROVINCIAL_SUPERVISOR, Role.NATIONAL_SUPERVISOR, Role.OVERSIGHT_ANALYST)


@dataclass(frozen=True, slots=True)
class Register:
    """One register of an office in a year: its key, its name in both languages, how many numbers were given."""

    form: str
    id: str
    en: str
    last: int


@dataclass(frozen=True, slots=True)
class Numbered:
    """One line: the running number, what was written, when; `case` only where the reader may see it, `moved_to` where it went."""

    n: int
    number: str
    at: datetime
    case: str = ""
    case_number: str = ""
    moved_to: str = ""


@dataclass(frozen=True, slots=True)
class Lines:
    """A register whole. `missing` and `double` are running numbers: both are empty where the record is sound."""

    register: Register
    rows: tuple[Numbered, ...]
    missing: tuple[int, ...]
    double: tuple[int, ...]

    @property
    def whole(self) -> bool:
        return not self.missing and not self.double


def registers(actor: Actor, *, year: int) -> tuple[Register, ...]:
    """Return the registers in which the actor's office gave a number in a year, those of cases first."""
    _require_reader(actor)
    found = Counter.objects.filter(office=actor.office, year=year, last__gt=0).values_list("form", "last")
    named = [Register(form, *words_of(form), last) for form, last in found]
    return tuple(sorted(named, key=lambda one: (one.form not in REGISTERS, one.id)))


def years(actor: Actor) -> tuple[int, ...]:
    """Return the years in which the actor's office gave a number, newest first."""
    _require_reader(actor)
    found = Counter.objects.filter(office=actor.office, last__gt=0).values_list("year", flat=True)
    return tuple(sorted(set(found), reverse=True))


def words_of(form: str) -> tuple[str, str]:
    """Return what a register is called, in Indonesian and English."""
    if form in REGISTERS:
        return REGISTERS[form]
    try:
        entry = book().form(form)
    except NoRule:
        return form, form
    return entry.title_id, entry.title_en


def lines(actor: Actor, form: str, *, year: int, now: datetime) -> Lines:
    """Return one register of the actor's office. A form that gave no number that year has an empty one."""
    _require_reader(actor)
    register = next((one for one in registers(actor, year=year) if one.form == form), Register(form, *words_of(form), 0))
    given = _given(actor.office, form, year)
    with store.reading(actor):
        wanted = [case for _n, _number, _at, case in given]
        gone = _moved(wanted, actor.office) if form in REGISTERS else {}
        seen = dict(access.visible(actor, now.date()).filter(public_id__in=wanted).values_list("public_id", "number"))
    rows = [
        Numbered(n, number, at, str(case) if case in seen else "", seen.get(case, ""), gone.get(case, ""))
        for n, number, at, case in sorted(given)
    ]
    return Lines(register, tuple(rows), *gaps([row.n for row in rows], register.last))


def gaps(numbers: Sequence[int], last: int) -> tuple[tuple[int, ...], tuple[int, ...]]:
    """Return the running numbers up to `last` that are missing, and those that stand twice."""
    found = Tally(numbers)
    missing = tuple(n for n in range(1, last + 1) if n not in found)
    return missing, tuple(sorted(n for n, count in found.items() if count > 1 or n > last))


def problems() -> list[str]:
    """Return the registers of the installation with a gap or a number given twice, as `office form year`; for the doctor."""
    counters = Counter.objects.filter(last__gt=0).values_list("office", "form", "year", "last")
    return [
        f"{office} {form} {year}"
        for office, form, year, last in counters.order_by("office", "form", "year")
        if any(gaps([n for n, *_ in _given(office, form, year)], last))
    ]


_Given = tuple[int, str, datetime, UUID]


def _given(office: str, form: str, year: int) -> list[_Given]:
    """Return what was numbered, whoever may see it: read as the system, shown only through `lines`."""
    with store.reading(SYSTEM):
        rows = _cases(office, form, year) if form in REGISTERS else _letters(office, form, year)
        return [(n, number, at, case) for number, at, case in rows if (n := _running(number))]


def _cases(office: str, form: str, year: int) -> Iterable[tuple[str, datetime, UUID]]:
    entry = form.removeprefix("register-")
    left = Act.objects.filter(kind__in=MOVES, body__from_office=office).values("case")
    own = Q(case__office=office, case__number__endswith=f"/{year}")
    acts = Act.objects.filter(own | Q(case__in=left), kind__in=NUMBERED, office=office)
    for act in acts.select_related("case").order_by("pk"):
        number = str(act.body.get("number") or "")
        if act.body.get("entry") == entry and number.endswith(f"/{year}"):
            yield number, act.happened_at, act.case.public_id


def _moved(cases: Sequence[UUID], office: str) -> dict[UUID, str]:
    """Return the name of the office that handles what this one gave a number and does not handle any more."""
    with store.reading(SYSTEM):
        rows = dict(Case.objects.filter(public_id__in=cases).exclude(office=office).values_list("public_id", "office"))
    names = institutions.office_names(rows.values())
    return {case: names.get(to, "") for case, to in rows.items()}


def _letters(office: str, form: str, year: int) -> Iterable[tuple[str, datetime, UUID]]:
    mine = Act.objects.filter(case=OuterRef("case"), limb=OuterRef("limb"), nth=OuterRef("nth"), office=office)
    rows = Document.objects.filter(Exists(mine), form=form, number__endswith=f"/{year}").order_by("pk")
    yield from rows.values_list("number", "issued_at", "case__public_id")
    unsigned = Act.objects.filter(case=OuterRef("case"), limb=OuterRef("limb"), nth=OuterRef("nth"), office="")
    rest = Document.objects.filter(Exists(unsigned), form=form, number__endswith=f"/{year}", case__office=office).order_by("pk")
    yield from rest.values_list("number", "issued_at", "case__public_id")


def _running(number: str) -> int:
    found = FIRST.match(number)
    return int(found[0]) if found else 0


def _require_reader(actor: Actor) -> None:
    if not actor.office or not actor.has(*READERS):
        raise NotAllowed("Register dibaca petugas kantor yang menomori.", "Registers are read by staff of the office.")


__all__ = ["Lines", "Numbered", "Register", "gaps", "lines", "problems", "registers", "words_of", "years"]
