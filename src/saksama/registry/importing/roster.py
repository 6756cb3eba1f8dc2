"""A staff list: who holds which post in which unit, by NIP. Planned against what is on record, then taken part by part.

A person's post of before ends on the day the new one begins. Who is missing from a list that is said to be complete leaves
his post.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from uuid import UUID

from saksama.institutions import agency_list
from saksama.institutions.listing import Plan, Row
from saksama.kernel.ids import new_id
from saksama.kernel.text import fold, name_tokens
from saksama.registry.models import Import, ImportChange, Person, Placement, Post
from saksama.store import bulk
from saksama.vault.fields import blind_index

from . import values

AT_ONCE = 5000
EARLIEST = date(1960, 1, 1)
TOO_LONG = 160


@dataclass(frozen=True, slots=True)
class Held:
    """What is on record of one person: his row, and the post he holds now (0 where none)."""

    pk: int
    name_index: str
    status: str
    placement: int = 0
    post: tuple[str, str] = ("", "")
    since: date | None = None


@dataclass(slots=True)
class Wanted:
    """One person as the list wants him. `held` is what is on record, None for somebody new."""

    line: int
    nip: str
    nip_index: str
    name: str
    name_index: str
    status: str
    agency: str
    title: str
    folded: str
    klass: str
    since: date
    held: Held | None = None

    @property
    def post(self) -> tuple[str, str]:
        return self.agency, self.folded

    @property
    def renamed(self) -> bool:
        held = self.held
        return held is not None and (held.name_index, held.status) != (self.name_index, self.status or held.status)

    @property
    def moved(self) -> bool:
        return self.held is None or self.held.post != self.post


@dataclass(slots=True)
class _Reading:
    """What reading a line needs: the units, the day of the list, today."""

    by_code: dict[str, str]
    by_name: dict[str, list[str]]
    as_of: date
    today: date
    whole: bool
    units: dict[str, tuple[str, tuple[str, str] | None]] = field(default_factory=dict)

    def unit(self, text: str) -> tuple[str, tuple[str, str] | None]:
        """Return the unit's public id, or why it is none; asked once for each spelling."""
        if text not in self.units:
            self.units[text] = self._find(text)
        return self.units[text]

    def _find(self, text: str) -> tuple[str, tuple[str, str] | None]:
        if text in self.by_code:
            return self.by_code[text], None
        named = self.by_name.get(fold(text), [])
        if len(named) == 1:
            return named[0], None
        shown = text[:60] or "kosong"
        if named:
            return "", (f"Nama unit {shown} dipakai lebih dari satu unit. Tulis kodenya.",
                        f"More than one unit is named {shown}. Write its code.")
        if self.whole:
            return "", (f"Unit {shown} bukan bagian instansi daftar ini. Periksa, atau impor unit dahulu.",
                        f"Unit {shown} is no part of this list's agency. Check it, or import the units first.")
        return "", (f"Unit {shown} tidak dikenal. Impor unit dahulu; mungkin namanya berganti.",
                    f"Unit {shown} is not known. Import the units first; its name may have changed.")


def plan(rows: Iterable[Row], *, as_of: date, whole_of: str, today: date) -> Plan:
    """Return what this list would do. `whole_of` (an agency's public id) says that it names everybody there and below."""
    found = Plan()
    by_code, by_name = agency_list.units(under=whole_of)
    reading = _Reading(by_code, by_name, as_of, today, bool(whole_of))
    named: dict[str, int] = {}
    twice: dict[str, set[int]] = {}
    wanted = [one for row in rows if (one := _read(row, reading, found, named, twice)) is not None]
    wanted = _without_doubles(wanted, twice, found)
    for start in range(0, len(wanted), AT_ONCE):
        part = wanted[start : start + AT_ONCE]
        _compare(part, _held([one.nip_index for one in part]), found)
    if whole_of:
        _find_gone(found, set(by_code.values()), {blind_index(nip) for nip in named})
    return found


def _read(row: Row, reading: _Reading, found: Plan, named: dict[str, int], twice: dict[str, set[int]]) -> Wanted | None:
    """Return the person a line names, or note every reason why the line cannot be taken."""
    before = found.fault_count
    nip, wrong = values.nip(row["nip"], reading.today)
    if wrong is not None:
        found.refuse(row.line, "nip", *wrong)
    elif nip in named:
        twice.setdefault(nip, {named[nip]}).add(row.line)
    else:
        named[nip] = row.line
    agency, wrong = reading.unit(row["unit"])
    if wrong is not None:
        found.refuse(row.line, "unit", *wrong)
    since, wrong = values.day(row["since"])
    if wrong is None and since is not None and not EARLIEST <= since <= reading.as_of:
        wrong = ("TMT jabatan sesudah tanggal daftar, atau sebelum 1960.", "This day is after the list's own, or before 1960.")
    if wrong is not None:
        found.refuse(row.line, "since", *wrong)
    status, wrong = values.status(row["status"])
    if wrong is not None:
        found.refuse(row.line, "status", *wrong)
    klass, wrong = values.klass(row["klass"])
    if wrong is not None:
        found.refuse(row.line, "klass", *wrong)
    _read_texts(row, found)
    if found.fault_count > before:
        return None
    return Wanted(row.line, nip, blind_index(nip), row["name"], name_index(row["name"]), status, agency, row["title"],
                  fold(row["title"])[:TOO_LONG], klass, since or reading.as_of)


def _read_texts(row: Row, found: Plan) -> None:
    for column, label, label_en, most in (("name", "Nama", "Name", 120), ("title", "Jabatan", "Post", TOO_LONG)):
        text = row[column]
        if not text or not fold(text):
            found.refuse(row.line, column, f"{label} kosong.", f"{label_en} empty.")
        elif len(text) > most:
            found.refuse(row.line, column, f"{label} lebih dari {most} huruf.", f"{label_en} longer than {most} characters.")
        elif values.holds_nik(text):
            found.refuse(row.line, column, f"{label} berisi 16 angka seperti NIK, yang tidak pernah diambil.",
                         f"{label_en} holds 16 figures like a NIK, which is never taken.")


def name_index(name: str) -> str:
    """Return the blind index of a name without its titles (those before it, and all after a comma): nobody has to type them."""
    return blind_index(" ".join(name_tokens(name.partition(",")[0])))


def _without_doubles(wanted: list[Wanted], twice: dict[str, set[int]], found: Plan) -> list[Wanted]:
    """Take out every line of a NIP that stands in several: which of them is right, nobody here can know."""
    if not twice:
        return wanted
    names: dict[str, set[str]] = {}
    for one in wanted:
        if one.nip in twice:
            names.setdefault(one.nip, set()).add(one.name_index)
    for nip, lines in twice.items():
        for line in sorted(lines):
            others = ", ".join(str(other) for other in sorted(lines - {line})[:5])
            if len(names.get(nip, ())) > 1:
                found.refuse(line, "nip", f"Dua nama memakai NIP ini, juga di baris {others}.",
                             f"Two names have this NIP, also in line {others}.")
            else:
                found.refuse(line, "nip", f"NIP ini ada lagi di baris {others}.", f"This NIP is also in line {others}.")
    return [one for one in wanted if one.nip not in twice]


def _held(indexes: Sequence[str]) -> dict[str, Held]:
    persons = {pk: (index, name, status) for pk, index, name, status in
               Person.objects.filter(nip_index__in=indexes).values_list("pk", "nip_index", "name_index", "status")}
    if not persons:
        return {}
    rows = Placement.objects.filter(person__nip_index__in=indexes, valid_to=None).values_list(
        "person_id", "pk", "post__agency", "post__folded", "valid_from")
    posts = {person: (pk, (agency, folded), since) for person, pk, agency, folded, since in rows}
    return {index: Held(pk, name, status, *posts.get(pk, (0, ("", ""), None))) for pk, (index, name, status) in persons.items()}


def _compare(part: Sequence[Wanted], held: dict[str, Held], found: Plan) -> None:
    for one in part:
        one.held = held.get(one.nip_index)
        if one.held is None:
            found.new.append(one)
        elif one.moved and one.held.since is not None and one.since <= one.held.since:
            found.refuse(one.line, "since", f"Jabatan yang tercatat mulai {one.held.since:%d-%m-%Y}; yang baru harus sesudahnya.",
                         f"The post on record began on {one.held.since.isoformat()}; the new one must be later.")
        elif one.moved or one.renamed:
            found.changed.append(one)
        else:
            found.unchanged += 1


def _find_gone(found: Plan, agencies: set[str], named: set[str]) -> None:
    """Find who holds a post in these agencies and is not named. Whose NIP cannot be read might be any of them: then nobody is."""
    rows = Placement.objects.filter(valid_to=None, post__agency__in=agencies).values_list("pk", "person__nip_index")
    for pk, index in rows.iterator(AT_ONCE):
        found.base += 1
        if index not in named and not found.reasons["nip"]:
            found.gone.append(pk)


# ---- taking ----------------------------------------------------------------------------------------------------------------


class Posts:
    """The posts of the list's agencies by unit and folded title; one that is missing is made."""

    def __init__(self, of: Import, wanted: Iterable[Wanted]) -> None:
        self._of = of
        agencies = {one.agency for one in wanted}
        rows = Post.objects.filter(agency__in=agencies).values_list("agency", "folded", "pk")
        self._known = {(agency, folded): pk for agency, folded, pk in rows}

    def ensure(self, part: Sequence[Wanted]) -> dict[tuple[str, str], int]:
        missing = {one.post: one for one in part if one.post not in self._known}
        if missing:
            made = [Post(agency=one.agency, title=one.title, folded=one.folded, klass=one.klass, came_with=self._of)
                    for one in missing.values()]
            self._known |= {(row.agency, row.folded): row.pk for row in Post.objects.bulk_create(made)}
        return self._known


def take_new(part: Sequence[Wanted], of: Import, posts: Posts, as_of: date) -> None:
    """Write people who are new, and where they serve. In the caller's transaction."""
    known = posts.ensure(part)
    ids = [new_id() for _ in part]
    nip, name = Person._meta.get_field("nip"), Person._meta.get_field("name")
    bulk.insert(Person._meta.db_table,
                ("public_id", "nip", "nip_index", "name", "name_index", "status", "came_with_id"),
                [(public_id, nip.sealed(one.nip, public_id), one.nip_index, name.sealed(one.name, public_id), one.name_index,
                  one.status, of.pk) for public_id, one in zip(ids, part, strict=True)])
    keys = dict(Person.objects.filter(public_id__in=ids).values_list("public_id", "pk"))
    _place(((keys[public_id], known[one.post], one.since) for public_id, one in zip(ids, part, strict=True)), of, as_of)


def _place(rows: Iterable[tuple[int, int, date]], of: Import, as_of: date) -> None:
    columns = ("public_id", "person_id", "post_id", "valid_from", "valid_to", "as_of", "came_with_id")
    bulk.insert(Placement._meta.db_table, columns,
                [(new_id(), person, post, since, None, as_of, of.pk) for person, post, since in rows])


def take_changed(part: Sequence[Wanted], of: Import, posts: Posts, as_of: date) -> None:
    """Write new names and statuses, end the posts of before and begin the new ones. In the caller's transaction."""
    known = posts.ensure(part)
    rows = Person.objects.in_bulk([one.held.pk for one in part if one.held])
    moving = [one for one in part if one.moved and one.held]
    _rename([(rows[one.held.pk], one) for one in part if one.renamed and one.held], of)
    _end([(one.held.placement, one.since) for one in moving if one.held and one.held.placement], of)
    _place(((one.held.pk, known[one.post], one.since) for one in moving if one.held), of, as_of)


def _rename(changes: Sequence[tuple[Person, Wanted]], of: Import) -> None:
    ImportChange.objects.bulk_create(
        _change(of, "person", row.public_id, {"name": row.name, "name_index": row.name_index, "status": row.status})
        for row, _ in changes)
    for row, one in changes:
        row.name, row.name_index, row.status = one.name, one.name_index, one.status or row.status
        row.save(update_fields=["name", "name_index", "status"])


def _end(ends: Sequence[tuple[int, date]], of: Import) -> None:
    rows = Placement.objects.in_bulk([pk for pk, _ in ends])
    ImportChange.objects.bulk_create(_change(of, "placement", rows[pk].public_id, {"valid_to": None}) for pk, _ in ends)
    days: dict[date, list[int]] = {}
    for pk, day in ends:
        days.setdefault(day, []).append(pk)
    for day, pks in days.items():
        Placement.objects.filter(pk__in=pks).update(valid_to=day)


def take_gone(part: Sequence[int], of: Import, as_of: date) -> None:
    """End the posts of those whom a complete list no longer names; a post begun on that day or later stays."""
    rows = Placement.objects.filter(pk__in=part, valid_to=None, valid_from__lt=as_of).values_list("pk", flat=True)
    _end([(pk, as_of) for pk in rows], of)


def _change(of: Import, table: str, row: UUID, was: dict[str, object]) -> ImportChange:
    return ImportChange(of=of, table=table, row=row, was=json.dumps(was))
