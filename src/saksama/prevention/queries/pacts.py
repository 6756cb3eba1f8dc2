"""Reads over the integrity pact: coverage by unit in numbers, a certificate by its code, and names for who may open them."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from uuid import UUID

from django.db.models import Count, Q

from saksama import store
from saksama.institutions import queries as institutions
from saksama.kernel.actor import SYSTEM, Actor
from saksama.kernel.errors import NotFound
from saksama.law import cards
from saksama.prevention import pact_texts
from saksama.prevention.actions.pacts import ITEM
from saksama.prevention.pact_policies import may_run_drive, may_see_coverage
from saksama.prevention.pacts import PactDrive, PactSignature, PactTally
from saksama.vault import actions as vault
from saksama.vault import queries as sealed
from saksama.vault import receipt
from saksama.vault.keyring import Keyring

FEWEST = 5      # asked fewer times, a share of right answers would tell of single people


@dataclass(frozen=True, slots=True)
class Certificate:
    """What anybody may know of a check code: whether it stands, of which text, since when. No unit and no person."""

    valid: bool
    version: str
    signed_on: date


@dataclass(frozen=True, slots=True)
class UnitCoverage:
    """One unit with its latest signing. `signed` hold the present text; `older` an earlier one, so are asked again."""

    drive: PactDrive
    unit: str
    signed: int
    taught: int
    older: int
    open: bool

    @property
    def share(self) -> int:
        """Return the whole percents of the unit's staff who hold the present text, 100 at most."""
        return min(100, self.signed * 100 // self.drive.staff)


@dataclass(frozen=True, slots=True)
class Known:
    """How a situation was answered at once, in a signing: None where too few were asked to tell."""

    situation: str
    asked: int
    right: int | None


@dataclass(frozen=True, slots=True)
class Name:
    """Who signed, opened for one request."""

    name: str = field(repr=False)
    number: str = field(repr=False)


def check(typed: str, *, on: date) -> Certificate | None:
    """Return what a check code may tell; None where no certificate bears it."""
    code = cards.normalise(typed)
    if not code:
        return None
    with store.reading(SYSTEM):
        found = PactSignature.objects.filter(check_code=code).first()
    if found is None:
        return None
    valid = found.ended_on is None and found.version == pact_texts.present(on).version
    return Certificate(valid, found.version, found.signed_on)


def coverage(actor: Actor, *, on: date) -> list[UnitCoverage]:
    """Return the units of the territory that were asked to sign, by name, each counted by its latest signing."""
    may_see_coverage(actor).require()
    drives: dict[str, PactDrive] = {}
    for one in PactDrive.objects.filter(position__range=(actor.span.low, actor.span.high)).order_by("opened_on", "pk"):
        drives[one.agency] = one
    version = pact_texts.present(on).version
    with store.reading(actor):
        counts = {row["agency"]: row for row in _counts(drives, version)}
    names = institutions.agency_names(drives)
    rows = [_row(drive, names.get(agency, ""), counts.get(agency, {}), on) for agency, drive in drives.items()]
    return sorted(rows, key=lambda row: row.unit)


def _counts(drives: Mapping[str, PactDrive], version: str) -> list[dict[str, object]]:
    rows = PactSignature.objects.filter(agency__in=list(drives), ended_on=None).values("agency").order_by("agency")
    return list(
        rows.annotate(
            signed=Count("pk", filter=Q(version=version)),
            taught=Count("pk", filter=Q(version=version, taught=True)),
            people=Count("person_index", distinct=True),
        )
    )


def _row(drive: PactDrive, unit: str, found: Mapping[str, object], on: date) -> UnitCoverage:
    signed, people = int(str(found.get("signed", 0))), int(str(found.get("people", 0)))
    still = drive.closed_on is None and on <= drive.until
    return UnitCoverage(drive, unit, signed, int(str(found.get("taught", 0))), max(0, people - signed), still)


def drive(public_id: UUID | str, actor: Actor, *, on: date) -> UnitCoverage:
    """Return one signing of the territory with its numbers; of another and absent look the same."""
    found = next((one for one in PactDrive.objects.filter(public_id=public_id) if actor.covers(one.position)), None)
    if found is None:
        raise NotFound
    may_see_coverage(actor).require()
    with store.reading(actor):
        [*counts] = _counts({found.agency: found}, pact_texts.present(on).version)
    return _row(found, institutions.agency(found.agency).name, counts[0] if counts else {}, on)


def known(found: PactDrive) -> list[Known]:
    """Return how the situations were answered at once in a signing; a share of fewer than five people is not told."""
    rows = PactTally.objects.filter(drive=found).order_by("situation")
    return [Known(row.situation, row.asked, row.right if row.asked >= FEWEST else None) for row in rows]


def who_signed(found: PactDrive, actor: Actor, keys: Keyring) -> list[Name]:
    """Return who holds a signature of the unit, opened with the officer's key; in the order of their names."""
    may_run_drive(actor, found.position).require()
    with store.reading(actor):
        rows = list(
            PactSignature.objects.filter(agency=found.agency, ended_on=None).select_related("compartment").order_by("pk")
        )
    marks = {row.person_index for row in rows}
    names: dict[str, Name] = {}
    for compartment in {row.compartment_id: row.compartment for row in rows}.values():
        for told in json.loads(vault.read_text(sealed.items_of(compartment, ITEM)[0], keys=keys)):
            names[told["number"]] = Name(told["name"], told["number"])
    kept = [one for number, one in names.items() if receipt.mark_of_person(number) in marks]
    return sorted(kept, key=lambda one: one.name.casefold())
