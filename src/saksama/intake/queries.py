"""Reads: the mailbox by its code, reports for officers in their scope, sealed words with somebody's keys."""

from __future__ import annotations

import json
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import reduce
from operator import add, or_
from typing import Any
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db.models import Case, Exists, Expression, OuterRef, Q, QuerySet, Value, When

from saksama import ledger, store
from saksama.evidence import queries as evidence
from saksama.institutions import queries as institutions
from saksama.kernel.actor import SYSTEM, Actor, ActorKind, reporter
from saksama.kernel.errors import NotFound
from saksama.places import queries as places
from saksama.vault import actions as vault
from saksama.vault import queries as sealed
from saksama.vault import receipt
from saksama.vault.keyring import Keyring
from saksama.vault.sealed import Compartment

from .answers import Narrative, Reporter
from .errors import WrongCode
from .line import stops
from .mailbox import Letter, Mailbox, Opened
from .models import Message, Opening, Report, Status
from .routing import shield_of

NO_REPORT = ("Laporan ini tidak ditemukan. Kembali ke antrean.", "This report was not found. Go back to the queue.")
ALIKE_DAYS = timedelta(days=3)
_WITH = ("report", "identity", "contact", "entry")


def by_code(code: str) -> Report:
    """Return the report of a receipt code. `MistypedCode` without a look-up, `WrongCode` where none has it."""
    for locator in receipt.locators(code):
        with store.reading(reporter(locator)):
            found: Report | None = Report.objects.select_related(*_WITH).filter(locator=locator).first()
        if found is not None:
            return found
    raise WrongCode


def mailbox(code: str, now: datetime) -> Mailbox:
    """Return all the holder of the code may know. Raises `MistypedCode` or `WrongCode`."""
    report = by_code(code)
    keys = receipt.keyring(code)
    with store.reading(reporter(report.locator)):
        rows = list(report.messages.select_related("item__compartment"))
        statuses = list(Status.objects.filter(report=report))
        openings = list(Opening.objects.filter(report=report).select_related("item__compartment"))
    office = institutions.office(report.office)
    letters = tuple(_letter(row, keys) for row in rows)
    return Mailbox(
        report=report, office_name=office.name, timezone=places.by_code(report.place_code).timezone or office.timezone,
        status=statuses[-1] if statuses else None, stops=stops(report, statuses, office.name, now), letters=letters,
        asked=_asked(letters), openings=tuple(_opened(row, keys) for row in openings),
        files=tuple(evidence.of_report(report.public_id)), leaf=report.entry.leaf_hash, proof=ledger.queries.proof(report.entry),
    )


def _letter(row: Message, keys: Keyring) -> Letter:
    return Letter(public_id=str(row.public_id), mine=row.author == Message.Author.REPORTER, at=row.at,
                  text=vault.read_text(row.item, keys=keys), asks=row.asks, due=row.due, completes=row.completes,
                  written_by=row.written_by)


def _asked(letters: tuple[Letter, ...]) -> Letter | None:
    """Return the last request to complete that was not answered yet."""
    for letter in reversed(letters):
        if letter.completes:
            return None
        if letter.asks:
            return letter
    return None


def _opened(row: Opening, keys: Keyring) -> Opened:
    inside = json.loads(vault.read_text(row.item, keys=keys))
    return Opened(at=row.at, who=str(inside["who"]), why=str(inside["why"]))


# ---- for officers ------------------------------------------------------------------------------------------------------


def visible(actor: Actor, on: date) -> QuerySet[Report]:
    """Return the reports the actor may know of, in his open scope: not those shielded from the agency that employs him."""
    rows: QuerySet[Report] = Report.objects.all()
    if actor.kind == ActorKind.SYSTEM or not actor.home_agency:
        return rows
    seat = shield_of(actor.home_agency, on)
    return rows.exclude(agency=actor.home_agency).exclude(Q(shield=seat) & ~Q(shield=""))


def get(public_id: UUID | str, actor: Actor, *, on: date) -> Report:
    """Return a report; out of scope, shielded and absent look the same: `NotFound`."""
    with store.reading(actor):
        try:
            found = visible(actor, on).select_related(*_WITH).filter(public_id=public_id).first()
        except (ValidationError, ValueError):
            found = None
    if found is None:
        raise NotFound(*NO_REPORT)
    return found


def unopened(actor: Actor, *, on: date) -> int:
    """Return how many reports were received and have no case file yet: a stopped worker hides nothing."""
    with store.reading(actor):
        return visible(actor, on).filter(case_public_id=None, closed_at=None).count()


def waiting(actor: Actor, *, on: date, limit: int = 50) -> list[Report]:
    """Return those reports, oldest first."""
    with store.reading(actor):
        rows = visible(actor, on).filter(case_public_id=None, closed_at=None)
        return list(rows.order_by("received_at", "pk")[:limit])


def of_entry(entry_id: UUID | str) -> Report:
    """Return the report a ledger entry tells of (`report.received`, or any later fact about it); for jobs."""
    entry = ledger.queries.entry(entry_id)
    with store.reading(SYSTEM):
        found: Report | None = Report.objects.select_related(*_WITH).filter(public_id=entry.object_id).first()
    if found is None:
        raise NotFound(*NO_REPORT)
    return found


def of_case(case_public_id: UUID | str, *, sealed: bool = True) -> list[Report]:
    """Return the reports of a case, in the order they came. Whoever asks has read the case in his scope before.

    `sealed`: with their compartments, for who is going to open them.
    """
    with store.reading(SYSTEM):
        rows = Report.objects.select_related(*_WITH) if sealed else Report.objects.all()
        return list(rows.filter(case_public_id=case_public_id).order_by("received_at", "pk"))


def similar(report: Report, actor: Actor, *, on: date, cases: QuerySet[Any] | None = None, limit: int = 10) -> list[Report]:
    """Return reports that may be about the same thing, closest first: same office and kind, or same agency, within three days.

    `cases` are those the actor may see: reports of others are left out before the limit, so that none hides one he may see.
    """
    likeness = Likeness(str(report.office), report.category, report.agency, report.happened_on)
    with store.reading(actor):
        rows = visible(actor, on).filter(likeness.query(), _open_to(cases)).exclude(pk=report.pk)
        return list(rows.order_by(_in_common(report).desc(), "received_at", "pk")[:limit])


def _in_common(report: Report) -> Expression:
    """Count in how many of agency, village, kind and day a row is like this report; an unknown agency is like no other."""
    columns = [name for name in ("agency", "place_code", "category", "happened_on") if getattr(report, name)]
    each: list[Expression] = [Case(When(**{name: getattr(report, name)}, then=Value(1)), default=Value(0)) for name in columns]
    return reduce(add, each)


def _open_to(cases: QuerySet[Any] | None) -> Q:
    if cases is None:
        return Q()
    return Q(case_public_id=None) | Q(Exists(cases.filter(public_id=OuterRef("case_public_id"))))


@dataclass(frozen=True, slots=True)
class Likeness:
    """What two reports of one thing have in common, in plain columns."""

    office: str
    category: str
    agency: str
    happened_on: date

    def query(self) -> Q:
        alike = Q(office=self.office, category=self.category)
        if self.agency:
            alike |= Q(agency=self.agency)
        return alike & Q(happened_on__range=(self.happened_on - ALIKE_DAYS, self.happened_on + ALIKE_DAYS))

    def holds(self, other: Likeness) -> bool:
        if abs(self.happened_on - other.happened_on) > ALIKE_DAYS:
            return False
        same = (self.office, self.category) == (other.office, other.category)
        return same or (bool(self.agency) and self.agency == other.agency)


def resembling(
    wanted: Collection[Likeness], actor: Actor, *, on: date, cases: QuerySet[Any], limit: int = 500
) -> list[tuple[Likeness, UUID | None]]:
    """Return what the actor may see that resembles any of these, each with its case if it has one; `cases` as in `similar`."""
    if not wanted:
        return []
    alike = reduce(or_, (one.query() for one in wanted))
    columns = ("office", "category", "agency", "happened_on", "case_public_id")
    with store.reading(actor):
        rows = visible(actor, on).filter(alike, _open_to(cases)).order_by("received_at", "pk").values_list(*columns)[:limit]
        return [(Likeness(str(office), category, agency, day), case) for office, category, agency, day, case in rows]


def narrative(report: Report, keys: Keyring) -> Narrative:
    """Return the words of the report; raises what the vault raises where the keys do not open it."""
    return Narrative.parse(vault.read_text(sealed.items_of(report.report, "narrative")[0], keys=keys))


def contact(report: Report, keys: Keyring) -> Reporter:
    """Return name, address and contact: of the named door by the office's key, of the others after a two-person release.

    Every opening has to be told to the reporter: call `actions.note_opening` with it.
    """
    inside = report.contact or report.identity
    items = sealed.items_of(inside, "reporter") if inside is not None else []
    if not items:
        raise NotFound("Tidak ada nama yang disimpan pada laporan ini.", "No name is kept with this report.")
    return Reporter.parse(vault.read_text(items[0], keys=keys))


def of_identity(inside: Compartment) -> Report | None:
    """Return the report whose identity lies in this compartment; for the screen that opened it by two persons."""
    with store.reading(SYSTEM):
        found: Report | None = Report.objects.select_related(*_WITH).filter(identity=inside).first()
    return found


def messages(report: Report, keys: Keyring, actor: Actor = SYSTEM) -> list[Letter]:
    """Return the mailbox's messages for an officer who reads with `keys`."""
    with store.reading(actor):
        rows = list(Message.objects.filter(report=report).select_related("item__compartment"))
    return [_letter(row, keys) for row in rows]


def openings(report: Report, keys: Keyring) -> list[Opened]:
    """Return who opened the name, and why; for an officer who reads with `keys`."""
    with store.reading(SYSTEM):
        rows = list(Opening.objects.filter(report=report).select_related("item__compartment"))
    return [_opened(row, keys) for row in rows]


def ids_of_case(case_public_id: UUID | str) -> Collection[UUID]:
    """Return the public ids of a case's reports."""
    with store.reading(SYSTEM):
        return list(Report.objects.filter(case_public_id=case_public_id).values_list("public_id", flat=True))
