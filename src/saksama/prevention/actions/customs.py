"""Sheets of culture and risk: written by one person, read by a second, taken off again. They name no place, group or person."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import transaction

from saksama import ledger, store
from saksama.institutions import queries as institutions
from saksama.institutions.models import Office
from saksama.kernel.actor import Actor
from saksama.kernel.errors import Invalid, NotFound
from saksama.places import queries as places
from saksama.prevention import facts
from saksama.prevention.customs import Custom
from saksama.prevention.measures import KEYS
from saksama.prevention.messages import words
from saksama.prevention.policies import may_approve, may_record_visit
from saksama.prevention.traits import traits

from . import pressed

LONGEST, MOST = 600, 200
GROUPS = ("suku", "marga", "kaum", "etnis", "klan")     # words that lead to the name of a group


@dataclass(frozen=True, slots=True)
class Written:
    """What a sheet says. `stage` is a stage of the rule base or `off_season`, `measure` the step that answers the risk."""

    stage: str
    measure: str
    custom: str = field(repr=False)
    risk: str = field(repr=False)
    before: str = field(repr=False)


def write_custom(token: str, written: Written, *, actor: Actor, now: datetime) -> Custom:
    """Write a sheet for a second person to read; sent twice it is one.

    Raises `Invalid` (with `field`): nothing written, too long, no stage or measure of ours, a place, group or person named.
    """
    may_record_visit(actor).require()
    office = institutions.office(actor.office)
    _check(written, office)
    with transaction.atomic(), store.scope(actor):
        if (before := pressed.already(Custom, token, actor)) is not None:
            return before
        if Custom.objects.filter(office=actor.office, ended_at=None).count() >= MOST:
            raise Invalid("Lembar ini sudah terlalu banyak.", "There are too many sheets already.", field="custom")
        sheet = Custom(
            token=token,
            office=actor.office,
            office_position=office.position,
            stage=written.stage,
            measure=written.measure,
            custom=written.custom.strip(),
            risk=written.risk.strip(),
            before=written.before.strip(),
            written_by=actor.public_id,
            written_at=now,
        )
        sheet.save(force_insert=True)
        ledger.append(facts.CustomWritten(object_id=str(sheet.public_id), at=now, detail={"stage": sheet.stage}), actor=actor)
    return sheet


def read_custom(sheet_id: UUID | str, *, actor: Actor, now: datetime) -> Custom:
    """Put a sheet in force, by somebody else than who wrote it. Safe to repeat; `NotFound` for one of another office."""
    with transaction.atomic(), store.scope(actor):
        sheet = _own(sheet_id, actor)
        may_approve(actor, written_by=sheet.written_by).require()
        if sheet.read_at is None:
            sheet.read_by, sheet.read_at = actor.public_id, now
            sheet.save(update_fields=["read_by", "read_at"])
            ledger.append(facts.CustomRead(object_id=str(sheet.public_id), at=now), actor=actor)
    return sheet


def end_custom(sheet_id: UUID | str, *, actor: Actor, now: datetime) -> Custom:
    """Take a sheet off, by whoever may enter work in the office. Safe to repeat."""
    may_record_visit(actor).require()
    with transaction.atomic(), store.scope(actor):
        sheet = _own(sheet_id, actor)
        if sheet.ended_at is None:
            sheet.ended_at = now
            sheet.save(update_fields=["ended_at"])
            ledger.append(facts.CustomEnded(object_id=str(sheet.public_id), at=now), actor=actor)
    return sheet


def _check(written: Written, office: Office) -> None:
    if written.stage not in words().stages:
        raise Invalid("Pilih satu tahapan.", "Choose a stage.", field="stage")
    if written.measure not in KEYS:
        raise Invalid("Pilih satu dari tujuh langkah.", "Choose one of the seven measures.", field="measure")
    names = _names(office)
    for name in ("custom", "risk", "before"):
        text = getattr(written, name)
        if not text.strip() or len(text) > LONGEST:
            raise Invalid(
                f"Tulis satu atau dua kalimat, paling banyak {LONGEST} huruf.",
                f"Write one or two sentences, {LONGEST} letters at most.",
                field=name,
            )
        if pointed := _points(text, names):
            raise Invalid(
                f"“{pointed}” menunjuk tempat, kelompok, atau orang. Ceritakan keadaannya saja.",
                f"“{pointed}” points to a place, a group or a person. Tell of the situation only.",
                field=name,
            )


def _names(office: Office) -> set[str]:
    """Return the names of the office's territory and of what lies two steps below it."""
    if office.place is None:
        return {one.name for one in places.provinces()}
    below = places.children(office.place)
    return {one.name for one in (office.place, *below, *(child for one in below for child in places.children(one)))}


def _points(text: str, names: set[str]) -> str:
    """Return the first piece that points somewhere, or nothing."""
    found = traits(text, place_names=names)
    if found:
        return found[0].found
    told = text.split()
    return next((f"{told[n]} {told[n + 1]}" for n in range(len(told) - 1) if told[n].lower() in GROUPS), "")


def _own(sheet_id: UUID | str, actor: Actor) -> Custom:
    try:
        found: Custom | None = Custom.objects.select_for_update().filter(public_id=sheet_id, office=actor.office).first()
    except (ValidationError, ValueError):
        found = None
    if found is None:
        raise NotFound("Lembar ini tidak ada di kantor Anda.", "Your office has no such sheet.")
    return found
