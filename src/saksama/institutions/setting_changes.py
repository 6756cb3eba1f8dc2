"""The verbs of an office's own settings: changed, confirmed by a second person, withdrawn, put back. Nothing is overwritten."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from datetime import datetime
from typing import Any, ClassVar
from uuid import UUID

from django.db import transaction

from saksama import ledger
from saksama.kernel.actor import Actor, ActorKind
from saksama.kernel.decision import ALLOW, Decision, deny
from saksama.kernel.errors import Conflict, Invalid, NotFound
from saksama.kernel.facts import Fact

from . import office_settings
from .known_settings import KNOWN, Known
from .models import Office, SettingChange

LEADERS = ("commissioner", "provincial_supervisor", "national_supervisor", "oversight_analyst")
State = SettingChange.State


@dataclass(frozen=True, slots=True, kw_only=True)
class SettingChanged(Fact):
    """A setting of an office was proposed, changed, withdrawn. `object_id` is the change's row, which keeps both values.

    detail: office, setting, state, SHA-256 of the value before and after.
    """

    kind: ClassVar[str] = "institutions.setting_changed"


class ChangedMeanwhile(Conflict):
    """Somebody else changed the setting after the form was drawn."""

    code = "setting_changed_meanwhile"
    default_detail = "Orang lain baru saja mengubah ini. Lihat isinya yang sekarang, lalu putuskan lagi."
    default_detail_en = "Somebody else has just changed this. Look at what stands now, then decide again."


def may_read(actor: Actor, office: str) -> Decision:
    """Everybody of the office, and the administrator of the system."""
    if actor.kind == ActorKind.SYSTEM or (office and actor.office == office) or actor.has("system_administrator"):
        return ALLOW
    return deny("Pengaturan dibaca oleh orang kantor itu sendiri.", "Settings are read by the people of that office.")


def may_set(actor: Actor, office: str, known: Known) -> Decision:
    """Whoever leads the office; contact and letterhead also the administrator, before the office has people."""
    if actor.kind == ActorKind.SYSTEM or (office and actor.office == office and actor.has(*LEADERS)):
        return ALLOW
    if known.administrator and actor.has("system_administrator"):
        return ALLOW
    return deny("Ini diubah oleh anggota atau pengawas kantor itu sendiri.",
                "This is changed by a commissioner or supervisor of that office itself.")


def may_confirm(actor: Actor, change: SettingChange) -> Decision:
    """A second person who leads the office; never whoever proposed it."""
    if actor.public_id == change.changed_by:
        return deny("Orang kedua harus lain dari yang mengusulkan.", "The second person must be another than who proposed it.")
    return may_set(actor, str(change.office.public_id), KNOWN[change.name])


def change(office: Office, name: str, typed: Any, *, seen: str, actor: Actor, now: datetime) -> SettingChange:
    """Set a setting, or propose it where a second person is needed. `seen` is what the form knew (`Standing.seen`).

    Raises `Invalid` for a value outside its range or one that stands already, `ChangedMeanwhile` for a form that is old.
    """
    known = _known(name)
    may_set(actor, str(office.public_id), known).require()
    after = known.parse(typed)
    with transaction.atomic():
        held = Office.objects.select_for_update().get(pk=office.pk)
        now_standing = office_settings.one_standing(held, name)
        if now_standing.seen != seen:
            raise ChangedMeanwhile
        if now_standing.waiting is not None:
            raise Conflict("Usulan yang lain masih menunggu orang kedua. Putuskan itu dahulu.",
                           "Another proposal waits for a second person. Decide that one first.")
        if after == now_standing.value:
            raise Invalid("Isi ini sudah berlaku.", "This is what stands already.", field="value")
        row = SettingChange.objects.create(
            office=held, name=name, before=now_standing.value, after=after, changed_by=actor.public_id, changed_at=now,
            state=State.WAITS if known.second else State.STANDS,
        )
        _take_effect(row)
        _note(row, actor, now)
    return row


def confirm(public_id: UUID | str, *, office: Office, actor: Actor, now: datetime) -> None:
    """Let a proposal stand, as the second person."""
    with transaction.atomic():
        row = _waiting(public_id, office)
        may_confirm(actor, row).require()
        row.state, row.confirmed_by, row.confirmed_at = State.STANDS, actor.public_id, now
        row.save(update_fields=["state", "confirmed_by", "confirmed_at"])
        _take_effect(row)
        _note(row, actor, now)


def withdraw(public_id: UUID | str, *, office: Office, actor: Actor, now: datetime) -> None:
    """Take a proposal back, or refuse it: whoever may set it."""
    with transaction.atomic():
        row = _waiting(public_id, office)
        may_set(actor, str(office.public_id), KNOWN[row.name]).require()
        row.state = State.WITHDRAWN
        row.save(update_fields=["state"])
        _note(row, actor, now)


def undo(name: str, *, office: Office, seen: str, actor: Actor, now: datetime) -> SettingChange:
    """Put back what stood before the last change, as a change of its own: by the same people, and a second one where needed."""
    latest = office_settings.one_standing(office, _known(name).name).latest
    if latest is None:
        raise NotFound("Belum ada perubahan yang dapat dikembalikan.", "There is no change to put back.")
    return change(office, name, latest.before, seen=seen, actor=actor, now=now)


def _known(name: str) -> Known:
    if name not in KNOWN:
        raise NotFound("Pengaturan ini tidak dikenal.", "This setting is not known.")
    return KNOWN[name]


def _waiting(public_id: UUID | str, office: Office) -> SettingChange:
    Office.objects.select_for_update().get(pk=office.pk)
    row = SettingChange.objects.select_related("office").filter(public_id=public_id, office=office).first()
    if row is None:
        raise NotFound("Usulan ini tidak ada.", "There is no such proposal.")
    if row.state != State.WAITS:
        raise ChangedMeanwhile
    return row


def _take_effect(row: SettingChange) -> None:
    if row.state == State.STANDS and KNOWN[row.name].column:
        Office.objects.filter(pk=row.office_id).update(**{row.name: row.after})


def _note(row: SettingChange, actor: Actor, now: datetime) -> None:
    detail = {"office": str(row.office.public_id), "setting": row.name, "state": row.state,
              "before": _digest(row.before), "after": _digest(row.after)}
    ledger.append(SettingChanged(object_id=str(row.public_id), at=now, detail=detail), actor=actor)


def _digest(value: Any) -> str:
    return hashlib.sha256(json.dumps(value, sort_keys=True, ensure_ascii=False).encode()).hexdigest()
