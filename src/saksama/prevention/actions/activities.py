"""Around an activity: its files are sealed, those to come are fixed or called off, campaigns tie several together."""

from __future__ import annotations

import io
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import transaction

from saksama import ledger, store
from saksama.evidence import sandbox
from saksama.evidence.types import Format, recognise
from saksama.institutions import queries as institutions
from saksama.intake.routing import owner, route
from saksama.kernel.actor import Actor
from saksama.kernel.errors import Invalid
from saksama.places import queries as places
from saksama.prevention import facts
from saksama.prevention.activities import FILE_KINDS
from saksama.prevention.errors import NoSuchActivity, NotTaken
from saksama.prevention.measures import KEYS
from saksama.prevention.models import Campaign, Enclosure, Planned, Visit
from saksama.prevention.policies import may_open_file, may_plan, may_record_visit
from saksama.store import sheets
from saksama.vault import actions as vault
from saksama.vault import queries as sealed
from saksama.vault.actions import Draft, Opened
from saksama.vault.keyring import Keyring

from . import pressed
from .visits import MOST_RUPIAH

MOST_FILES, LARGEST, MOST_NAMES = 20, 20_000_000, 5_000
LONGEST_NAME, LONGEST_TEXT = 160, 2_000
FARTHEST = timedelta(days=730)
KLASS = "paper"
_TABLES = ("xlsx", "csv", "tsv", "txt")


@dataclass(frozen=True, slots=True)
class Sheet:
    """A file as it was sent. The name is only used to tell its kind; what is sealed gets a name of ours."""

    name: str = field(repr=False)
    content: bytes = field(repr=False)


@dataclass(frozen=True, slots=True)
class _Clean:
    type: str
    extension: str
    content: bytes = field(repr=False)
    names: int | None = None


def enclose(public_id: UUID | str, kind: str, file: Sheet, *, actor: Actor, now: datetime) -> Enclosure:
    """Seal one file of an activity for the office that handles its place. Photographs are drawn anew, a table's names counted.

    Raises `NotTaken` for what cannot be read, `Invalid` for a list with more names than people present, `NoLivingKey`.
    """
    may_record_visit(actor).require()
    if kind not in {code for code, _, _ in FILE_KINDS}:
        raise Invalid("Pilih jenis berkasnya.", "Choose the kind of file.", field="kind")
    with store.reading(actor):
        visit = _visit(public_id, actor)
    clean = _clean(file, kind, visit)
    draft = _draft(visit, now)
    draft.seal_stream(KLASS, f"{kind}.{clean.extension}", clean.type, [clean.content])
    with transaction.atomic(), store.scope(actor):
        return _keep(draft, visit, kind, clean, actor=actor, now=now)


def _keep(draft: Draft, visit: Visit, kind: str, clean: _Clean, *, actor: Actor, now: datetime) -> Enclosure:
    Visit.objects.select_for_update(of=("self",)).get(pk=visit.pk)
    nth = Enclosure.objects.filter(visit=visit).count() + 1
    if nth > MOST_FILES:
        raise Invalid(f"Paling banyak {MOST_FILES} berkas.", f"{MOST_FILES} files at most.", field="file")
    compartment = draft.save()
    enclosure = Enclosure(
        visit=visit,
        nth=nth,
        kind=kind,
        names=clean.names,
        compartment=compartment,
        item=sealed.items_of(compartment, KLASS)[0],
        added_by=actor.public_id,
        added_at=now,
    )
    enclosure.save(force_insert=True)
    detail = {"kind": kind, "item": draft.items[0].sha256, "names": clean.names}
    ledger.append(facts.FileEnclosed(object_id=str(visit.public_id), at=now, detail=detail), actor=actor)
    return enclosure


def _visit(public_id: UUID | str, actor: Actor) -> Visit:
    """Return an activity of the actor's own office that still stands; in an open scope."""
    try:
        found = Visit.objects.filter(public_id=public_id, office=actor.office, withdrawn_at=None).first()
    except (ValidationError, ValueError):
        found = None
    if found is None:
        raise NoSuchActivity
    return found


def _draft(visit: Visit, now: datetime) -> Draft:
    way = route(places.by_code(visit.place_code), None, visit.held_on, now=now)
    return vault.begin_compartment(
        "report", readers=way.readers, excluding=way.excluded, owner=owner(way.office), known=way.known
    )


def _clean(file: Sheet, kind: str, visit: Visit) -> _Clean:
    if not file.content or len(file.content) > LARGEST:
        raise NotTaken(field="file")
    if kind == "attendance" and file.name.lower().endswith(tuple(f".{one}" for one in _TABLES)):
        return _list(file, visit)
    known = recognise(file.content[:4096], file.name)
    if isinstance(known, Format) and known.id == "pdf":
        return _Clean(known.type, "pdf", file.content)
    try:
        drawn = sandbox.copy(file.content)
    except sandbox.NoCopy:
        raise NotTaken(field="file") from None
    return _Clean(drawn.type, drawn.extension, drawn.content)


def _list(file: Sheet, visit: Visit) -> _Clean:
    """Return an attendance list in a table, with how many names it holds: no more than people were present."""
    table = file.content[:2] == b"PK"
    if table != file.name.lower().endswith(".xlsx"):
        raise NotTaken(field="file")
    limits = sheets.Limits(rows=MOST_NAMES + 1, columns=40, cell=500)
    lines = [line for line in sheets.rows(io.BytesIO(file.content), limits=limits) if any(str(c).strip() for c in line.cells)]
    names = max(0, len(lines) - _heading(lines))
    if names == 0:
        raise Invalid("Daftar ini tidak memuat nama.", "This list holds no name.", field="file")
    if names > visit.headcount:
        raise Invalid(
            f"Daftar ini memuat {names} nama, yang hadir {visit.headcount}. Periksa salah satunya.",
            f"The list holds {names} names, {visit.headcount} were present. Check one of them.",
            field="file",
        )
    return _Clean(sheets.XLSX if table else sheets.CSV, "xlsx" if table else "csv", file.content, names)


def _heading(lines: Sequence[sheets.Line]) -> int:
    first = " ".join(str(cell).casefold() for cell in lines[0].cells) if lines else ""
    return int(any(word in first.split() for word in ("nama", "name", "no", "no.", "nip", "jabatan")))


def open_enclosure(public_id: UUID | str, nth: int, *, actor: Actor, keys: Keyring, now: datetime) -> Opened:
    """Open one file of an activity and record that it was opened. Raises `NoSuchActivity`; the vault's errors without the key."""
    may_open_file(actor).require()
    with store.reading(actor):
        rows = Enclosure.objects.select_related("item", "compartment", "visit")
        found = rows.filter(visit__public_id=public_id, nth=nth).first()
    if found is None:
        raise NoSuchActivity
    opened = vault.read(found.item, keys=keys)
    with transaction.atomic(), store.scope(actor):
        detail = {"nth": nth, "kind": found.kind}
        ledger.append(facts.FileOpened(object_id=str(found.visit.public_id), at=now, detail=detail), actor=actor)
    return opened


# ---- what is to come ---------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class PlanEntry:
    """An activity to come, as the form brings it."""

    token: str
    measure: str
    place_code: str
    due_on: date
    agency: str = ""
    budget: int | None = None
    owner: str = ""
    note: str = field(default="", repr=False)
    campaign: str = ""


def plan_activity(entry: PlanEntry, *, actor: Actor, today: date, now: datetime) -> Planned:
    """Fix an activity to come in the actor's territory; sent twice it is one.

    Raises `Invalid` with its field for a day that has passed or lies more than two years ahead, a place or agency elsewhere.
    """
    may_record_visit(actor).require()
    _check_plan(entry, today)
    place, office = places.by_code(entry.place_code), institutions.office(actor.office)
    elsewhere = not office.low <= place.low <= office.high
    if elsewhere or (entry.agency and not office.low <= institutions.agency(entry.agency).position <= office.high):
        raise Invalid(
            "Tempat atau instansi ini di luar wilayah kantor Anda.", "This place or agency lies outside your office's territory.",
            field="place" if elsewhere else "agency",
        )
    row = Planned(
        token=entry.token, office=actor.office, office_position=place.low, measure=entry.measure, place_code=place.code,
        agency=entry.agency, due_on=entry.due_on, budget=entry.budget, owner=entry.owner, note=entry.note[:LONGEST_TEXT],
        made_by=actor.public_id, made_at=now,
    )
    with transaction.atomic(), store.scope(actor):
        if (before := pressed.already(Planned, entry.token, actor)) is not None:
            return before
        row.campaign = campaign(entry.campaign) if entry.campaign else None
        row.save(force_insert=True)
        detail = {"measure": row.measure, "due_on": row.due_on.isoformat(), "place": row.place_code}
        ledger.append(facts.ActivityPlanned(object_id=str(row.public_id), at=now, detail=detail), actor=actor)
    return row


def _check_plan(entry: PlanEntry, today: date) -> None:
    if entry.measure not in KEYS:
        raise Invalid("Pilih satu dari tujuh langkah.", "Choose one of the seven measures.", field="measure")
    if entry.due_on < today:
        raise Invalid(
            "Hari ini sudah lewat. Catat sebagai kegiatan yang dilakukan.", "That day has passed. Record it as an activity done.",
            field="due_on",
        )
    if entry.due_on - today > FARTHEST:
        raise Invalid("Rencana paling jauh dua tahun.", "Plan two years ahead at most.", field="due_on")
    if entry.budget is not None and not 0 <= entry.budget <= MOST_RUPIAH:
        raise Invalid("Anggaran ini terlalu besar.", "This budget is too large.", field="budget")


def drop_planned(public_id: UUID | str, *, actor: Actor, now: datetime) -> None:
    """Call an activity to come off; one that was done or called off stays as it is. Only the office that fixed it may."""
    may_record_visit(actor).require()
    with transaction.atomic(), store.scope(actor):
        try:
            row = Planned.objects.select_for_update(of=("self",)).get(public_id=public_id, office=actor.office)
        except (Planned.DoesNotExist, ValidationError, ValueError):
            raise NoSuchActivity from None
        if row.done_at is None and row.dropped_at is None:
            row.dropped_at = now
            row.save(update_fields=["dropped_at"])
            ledger.append(facts.PlanDropped(object_id=str(row.public_id), at=now, detail={}), actor=actor)


# ---- campaigns ---------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class CampaignEntry:
    """A campaign as the form brings it."""

    token: str
    name: str = field(repr=False)
    first: date
    last: date
    goal: str = field(default="", repr=False)
    partners: str = field(default="", repr=False)


def begin_campaign(entry: CampaignEntry, *, actor: Actor, now: datetime) -> Campaign:
    """Begin a campaign of the actor's office; sent twice it is one. Raises `Invalid` for no name or days in the wrong order."""
    may_plan(actor).require()
    if not entry.name.strip() or len(entry.name) > LONGEST_NAME:
        raise Invalid("Beri nama yang pendek.", "Give it a short name.", field="name")
    if entry.last < entry.first or entry.last - entry.first > FARTHEST:
        raise Invalid("Periksa hari mulai dan hari selesai.", "Check the first and the last day.", field="last")
    row = Campaign(
        token=entry.token, office=actor.office, office_position=institutions.office(actor.office).position,
        name=entry.name.strip(), goal=entry.goal[:LONGEST_TEXT], partners=entry.partners[:LONGEST_TEXT], first=entry.first,
        last=entry.last, made_by=actor.public_id, made_at=now,
    )
    with transaction.atomic(), store.scope(actor):
        if (before := pressed.already(Campaign, entry.token, actor)) is not None:
            return before
        row.save(force_insert=True)
        detail = {"first": row.first.isoformat(), "last": row.last.isoformat()}
        ledger.append(facts.CampaignBegun(object_id=str(row.public_id), at=now, detail=detail), actor=actor)
    return row


def campaign(public_id: UUID | str) -> Campaign:
    """Return a campaign the open scope reaches; raises `Invalid`."""
    try:
        return Campaign.objects.get(public_id=public_id)
    except (Campaign.DoesNotExist, ValidationError, ValueError):
        raise Invalid("Pilih kampanye dari daftar.", "Choose a campaign of the list.", field="campaign") from None
