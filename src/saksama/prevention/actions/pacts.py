"""The integrity pact: a unit's signing opened, slips drawn, signed with a slip or on paper, taken back. Sealed first."""

from __future__ import annotations

import json
import secrets
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.db.models import F

from saksama import ledger, store
from saksama.institutions import queries as institutions
from saksama.kernel import receipt as codes
from saksama.kernel.actor import SYSTEM, Actor, reporter
from saksama.kernel.errors import Invalid, NotFound
from saksama.kernel.receipt import ALPHABET
from saksama.law import cards
from saksama.prevention import pact_facts as facts
from saksama.prevention import pact_texts
from saksama.prevention.pact_errors import DriveOver, NoSuchDrive, NotYourSlip, SignedAlready, SlipUsed, WrongSlip
from saksama.prevention.pact_policies import may_run_drive
from saksama.prevention.pacts import PactDrive, PactSignature, PactSlip, PactTally
from saksama.vault import actions as vault
from saksama.vault import receipt
from saksama.vault.actions import Draft

MOST_STAFF = 20_000
MOST_SLIPS = 3_000          # in one sheet; a larger unit draws a second one
LONGEST = timedelta(days=366)
LONGEST_NAME = 120
NUMBER_DIGITS = (8, 20)     # a NIP has 18; other staff numbers are shorter
KIND, ITEM = "contact", "signature"


@dataclass(frozen=True, slots=True)
class Signer:
    """Who signs, as he writes it."""

    name: str = field(repr=False)
    number: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class Signed:
    """The signature is durable. `check_code` stands on the certificate."""

    check_code: str
    version: str
    signed_on: date


@dataclass(frozen=True, slots=True)
class Slip:
    """A slip as it is printed once: its code, and for whom where a list was given."""

    nth: int
    code: str = field(repr=False)
    name: str = field(default="", repr=False)


def open_drive(agency: UUID | str, *, staff: int, until: date, actor: Actor, on: date, now: datetime) -> PactDrive:
    """Open the signing of a unit until a day. Raises `Invalid` for a headcount or a day that cannot be."""
    unit = institutions.agency(agency)
    may_run_drive(actor, unit.position).require()
    if not 1 <= staff <= MOST_STAFF:
        raise Invalid(f"Isi jumlah pegawai, 1 sampai {MOST_STAFF}.", f"Enter the headcount, 1 to {MOST_STAFF}.", field="staff")
    if not on <= until <= on + LONGEST:
        raise Invalid(
            "Hari terakhirnya hari ini atau nanti, paling lama setahun.", "Its last day is within a year.", field="until"
        )
    drive = PactDrive(
        agency=str(unit.public_id), position=unit.position, office=actor.office, staff=staff, opened_on=on, until=until,
        opened_by=actor.public_id,
    )
    with transaction.atomic(), store.scope(actor):
        drive.save(force_insert=True)
        _note(drive, "opened", actor, now, n=staff)
    return drive


def close_drive(drive_id: UUID | str, *, actor: Actor, on: date, now: datetime) -> None:
    """End a signing before its day: its link and its slips open nothing from now on. Safe to repeat."""
    with transaction.atomic(), store.scope(actor):
        drive = _drive(drive_id, actor)
        if drive.closed_on is None:
            PactDrive.objects.filter(pk=drive.pk).update(closed_on=on)
            _note(drive, "closed", actor, now)


def draw_slips(
    drive_id: UUID | str, *, n: int = 0, people: Sequence[Signer] = (), actor: Actor, on: date, now: datetime
) -> tuple[Slip, ...]:
    """Draw slips, shown this once: `n` for anybody of the unit, or one for each of a list, bound to that number alone.

    Nothing of the list is kept but the keyed hash of each number. A number that has a slip already gets none.
    """
    wanted = [(one, receipt.mark_of_person(digits_of(one.number))) for one in people] or [(Signer("", ""), "")] * n
    if not 1 <= len(wanted) <= MOST_SLIPS:
        raise Invalid(f"Isi 1 sampai {MOST_SLIPS} lembar.", f"Enter 1 to {MOST_SLIPS} slips.", field="n")
    with transaction.atomic(), store.scope(actor):
        drive = PactDrive.objects.select_for_update().get(pk=_drive(drive_id, actor).pk)    # a list sent twice: the second waits
        _require_open(drive, on)
        taken = set(PactSlip.objects.filter(drive=drive).exclude(person_index="").values_list("person_index", flat=True))
        slips: list[Slip] = []
        rows: list[PactSlip] = []
        for who, person in wanted:
            if person and person in taken:
                continue
            taken.add(person)
            code = codes.draw()
            slips.append(Slip(len(slips) + 1, code, who.name))
            rows.append(PactSlip(drive=drive, office_position=drive.position, mark=receipt.locator(code), person_index=person))
        PactSlip.objects.bulk_create(rows, batch_size=500)
        _note(drive, "slips", actor, now, n=len(rows))
    return tuple(slips)


def void_slips(drive_id: UUID | str, *, actor: Actor, now: datetime) -> int:
    """Take back the slips nobody has used, because a sheet was lost; return how many. They open nothing from now on."""
    with transaction.atomic(), store.scope(actor):
        drive = _drive(drive_id, actor)
        gone, _ = PactSlip.objects.filter(drive=drive, used=False).delete()
        _note(drive, "slips_void", actor, now, n=gone)
    return gone


def sign(
    drive_id: UUID | str, code: str, signer: Signer, *, version: str, first_right: Mapping[str, bool], on: date, now: datetime
) -> Signed:
    """Sign with a slip, after the situations (`first_right`: which of them were right at once). One slip is one signature:
    sent again by the same person it is the same one.

    Raises `WrongSlip`, `SlipUsed`, `NotYourSlip` (the slip is another number's), `SignedAlready`, `DriveOver`, and `Invalid`
    where the text has a newer version meanwhile.
    """
    drive = open_for_signing(drive_id, on)
    if version != pact_texts.present(on).version:
        raise Invalid("Teks pakta sudah diperbarui. Baca lagi dari awal.", "The text of the pact is newer. Read it again.")
    _checked(signer)
    mark = receipt.locator(code)
    draft = _sealed(drive, [signer])
    signature = _signature(drive, signer, version, on, slip=mark, taught=True)
    try:
        with _kept(draft), transaction.atomic(), store.scope(reporter(mark)):
            _use(mark, drive, signature)
            signature.compartment = draft.save()
            _insert(signature)
            _leave_elsewhere(drive, [signature.person_index], on)
            _count(drive, first_right)
            detail = {"version": version, "n": 1, "item": draft.items[0].sha256}
            fact = facts.PactSigned(object_id=str(drive.public_id), at=now, detail=detail, to_the_hour=True)
            ledger.append(fact, actor=reporter(mark))
    except SlipUsed:
        return _same(mark, signature)
    return Signed(signature.check_code, version, on)


def _same(mark: str, wanted: PactSignature) -> Signed:
    """Return what this slip signed, where it was the same person and text; else the slip is used."""
    with store.reading(reporter(mark)):
        known = PactSignature.objects.filter(slip=mark, ended_on=None).first()
    if known is None or (known.person_index, known.version) != (wanted.person_index, wanted.version):
        raise SlipUsed(field="code")
    return Signed(known.check_code, known.version, known.signed_on)


def enter_paper(
    drive_id: UUID | str, people: Iterable[Signer], *, version: str, signed_on: date, actor: Actor, on: date, now: datetime
) -> tuple[int, int]:
    """Enter a list signed on paper, as one sealed batch: return how many are new, and how many had signed already."""
    found = list(people)
    if not 1 <= len(found) <= MOST_SLIPS:
        raise Invalid(f"Isi 1 sampai {MOST_SLIPS} orang.", f"Enter 1 to {MOST_SLIPS} people.", field="people")
    if pact_texts.text(version) is None or not on - LONGEST <= signed_on <= on:
        raise Invalid("Teks atau tanggalnya tidak dapat dibaca.", "Text or day cannot be read.", field="signed_on")
    for one in found:
        _checked(one)
    with store.reading(actor):
        drive = _drive(drive_id, actor)
    draft = _sealed(drive, found)
    drawn = (_signature(drive, one, version, signed_on, entered_by=actor.public_id) for one in found)
    rows = {row.person_index: row for row in drawn}
    with _kept(draft), transaction.atomic(), store.scope(actor):
        compartment = draft.save()
        for row in rows.values():
            row.compartment = compartment
        fresh = _insert_new(drive, version, rows)
        _leave_elsewhere(drive, [row.person_index for row in fresh], on)
        detail = {"version": version, "n": len(fresh), "item": draft.items[0].sha256}
        ledger.append(facts.PactSigned(object_id=str(drive.public_id), at=now, detail=detail), actor=actor)
    return len(fresh), len(found) - len(fresh)


def take_back(check_code: str, *, actor: Actor, on: date, now: datetime) -> None:
    """Take a signature back because somebody else used the number or the slip; the slip is drawn anew. Safe to repeat."""
    with transaction.atomic(), store.scope(actor):
        found = PactSignature.objects.select_for_update(of=("self",)).filter(check_code=cards.normalise(check_code)).first()
        if found is None:
            raise NotFound("Kode ini tidak ada di wilayah Anda.", "This code is not in your territory.", field="code")
        may_run_drive(actor, found.office_position).require()
        if found.ended_on is None:
            found.ended_on = on
            found.save(update_fields=["ended_on"])
            PactSlip.objects.filter(mark=found.slip).delete()
            detail = {"why": "number_of_another"}
            ledger.append(facts.PactSignatureEnded(object_id=str(found.public_id), at=now, detail=detail), actor=actor)


# ---- parts --------------------------------------------------------------------------------------------------------------


def open_for_signing(drive_id: UUID | str, on: date) -> PactDrive:
    """Return the signing of a link; `NoSuchDrive` for none, `DriveOver` for one that is over. Anybody with the link may ask."""
    drive = _found(drive_id)
    _require_open(drive, on)
    return drive


def digits_of(number: str) -> str:
    """Return the digits of a staff number as it is compared; raises `Invalid` for what is none."""
    plain = "".join(one for one in number if not one.isspace() and one not in ".-")
    if not (plain.isascii() and plain.isdigit() and NUMBER_DIGITS[0] <= len(plain) <= NUMBER_DIGITS[1]):
        raise Invalid("Isi nomor pegawai, angka saja.", "Enter the staff number, digits only.", field="number")
    return plain


def _checked(signer: Signer) -> None:
    digits_of(signer.number)
    name = " ".join(signer.name.split())
    if not (name.isprintable() and any(one.isalpha() for one in name) and len(name) <= LONGEST_NAME):
        raise Invalid("Isi nama Anda seperti pada surat tugas.", "Enter your name as on your papers.", field="name")


def _found(drive_id: UUID | str) -> PactDrive:
    try:
        drive = PactDrive.objects.filter(public_id=drive_id).first()
    except (ValidationError, ValueError):
        drive = None
    if drive is None:
        raise NoSuchDrive
    return drive


def _drive(drive_id: UUID | str, actor: Actor) -> PactDrive:
    """Return a signing of the actor's territory; of another and absent look the same."""
    drive = _found(drive_id)
    if not actor.covers(drive.position):
        raise NoSuchDrive
    may_run_drive(actor, drive.position).require()
    return drive


def _require_open(drive: PactDrive, on: date) -> None:
    if drive.closed_on is not None or on > drive.until:
        raise DriveOver


def _sealed(drive: PactDrive, people: Sequence[Signer]) -> Draft:
    """Seal names and numbers for the office that runs the signing. Slow: before any transaction."""
    draft = vault.begin_compartment(KIND, readers=[f"office:{drive.office}"])
    told = [{"name": " ".join(one.name.split()), "number": digits_of(one.number)} for one in people]
    draft.seal_text(ITEM, "pakta.json", json.dumps(told, ensure_ascii=False))
    return draft


def _signature(
    drive: PactDrive, signer: Signer, version: str, on: date, *, slip: str = "", taught: bool = False, entered_by: str = ""
) -> PactSignature:
    return PactSignature(
        agency=drive.agency, office_position=drive.position, slip=slip, version=version, taught=taught, signed_on=on,
        person_index=receipt.mark_of_person(digits_of(signer.number)), entered_by=entered_by,
        check_code="".join(secrets.choice(ALPHABET) for _ in range(8)),
    )


def _use(mark: str, drive: PactDrive, signature: PactSignature) -> None:
    """Spend the slip: the row is locked, so that two sendings at once are one signature and one refusal."""
    slip = PactSlip.objects.select_for_update(of=("self",)).filter(mark=mark, drive_id=drive.pk).first()
    if slip is None:
        raise WrongSlip(field="code")
    if slip.used:
        raise SlipUsed(field="code")
    if slip.person_index and slip.person_index != signature.person_index:
        raise NotYourSlip(field="number")
    slip.used = True
    slip.save(update_fields=["used"])


def _insert(signature: PactSignature) -> None:
    try:
        with transaction.atomic():
            signature.save(force_insert=True)
    except IntegrityError as twice:
        raise SignedAlready(field="number") from twice


def _insert_new(drive: PactDrive, version: str, rows: Mapping[str, PactSignature]) -> list[PactSignature]:
    """Insert and return who has not signed yet. Whoever signs at this moment, by slip or another list, is passed over too."""
    fresh = _unsigned(drive, version, rows)
    while True:
        try:
            with transaction.atomic():
                PactSignature.objects.bulk_create(fresh, batch_size=500)
            return fresh
        except IntegrityError:
            before, fresh = fresh, _unsigned(drive, version, rows)
            if len(fresh) == len(before):
                raise


def _unsigned(drive: PactDrive, version: str, rows: Mapping[str, PactSignature]) -> list[PactSignature]:
    """Return who has not signed, in one order for every list: two lists at once wait for each other and never in a circle."""
    signed = PactSignature.objects.filter(agency=drive.agency, version=version, ended_on=None, person_index__in=rows)
    known = set(signed.values_list("person_index", flat=True))
    return [rows[person] for person in sorted(rows) if person not in known]


def _count(drive: PactDrive, first_right: Mapping[str, bool]) -> None:
    for situation, right in sorted(first_right.items()):     # in one order: many sign at once, and none waits in a circle
        row, _ = PactTally.objects.get_or_create(drive=drive, situation=situation)
        PactTally.objects.filter(pk=row.pk).update(asked=F("asked") + 1, right=F("right") + int(right))


def _leave_elsewhere(drive: PactDrive, people: Sequence[str], on: date) -> None:
    """End what these people signed in other units: they were transferred, and count where they serve now."""
    with store.scope(SYSTEM):
        PactSignature.objects.filter(person_index__in=people, ended_on=None).exclude(agency=drive.agency).update(ended_on=on)


@contextmanager
def _kept(draft: Draft) -> Iterator[None]:
    """Keep what was sealed only where all of the block was done."""
    try:
        yield
    except BaseException:
        for item in draft.items:
            item.discard()
        raise


def _note(drive: PactDrive, what: str, actor: Actor, now: datetime, *, n: int = 0) -> None:
    detail = {"what": what, "agency": drive.agency, "n": n, "until": drive.until.isoformat()}
    ledger.append(facts.PactDriveChanged(object_id=str(drive.public_id), at=now, detail=detail), actor=actor)
