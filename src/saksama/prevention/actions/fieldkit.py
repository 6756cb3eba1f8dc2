"""The field kit: prepared with network, filled without, sent once and only once, ended when the telephone is lost."""

from __future__ import annotations

import json
from base64 import b64decode, b64encode
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from uuid import UUID
from zoneinfo import ZoneInfo

from django.db import IntegrityError, transaction

from saksama import ledger, store
from saksama.institutions import queries as institutions
from saksama.institutions.models import Office
from saksama.kernel.actor import Actor
from saksama.kernel.errors import Conflict, Invalid, NotFound
from saksama.prevention import envelopes, facts
from saksama.prevention.envelopes import Sealed
from saksama.prevention.errors import NoSuchActivity
from saksama.prevention.fieldkit import DISCARDED, TAKEN, WAITING, Kit, KitEntry
from saksama.prevention.measures import ROLL_CALL
from saksama.prevention.models import Visit
from saksama.prevention.policies import may_record_visit

from .activities import Sheet, enclose
from .visits import VisitEntry, record_visit

MOST_KITS = 5
SLIP = timedelta(minutes=5)            # a clock that is off by less is left as it is
EARLIEST, LATEST = datetime(2000, 1, 1, tzinfo=UTC), datetime(2100, 1, 1, tzinfo=UTC)
FARTHEST_BACK = 10_000                 # days: any farther is as wrong, and has to stay a date
CHANGED, DAMAGED, ALREADY, LATER = "changed", "damaged", "already", "later"
PICTURES = {1: "photo", 2: "signature"}


@dataclass(frozen=True, slots=True)
class Told:
    """What an entry says. `day_back`: 0 the day it was saved, 1 the day before, -1 the day after; `heard`: the server's word."""

    measure: str
    place: str
    saved: datetime
    heard: datetime
    day_back: int
    headcount: int
    able: int | None
    led_by: str
    questions: str


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one entry: taken, waiting (for a person, here), already, changed or damaged (stays on the telephone).

    An entry that waits is told to be waiting each time it is sent: its pictures stay on the telephone so long.
    """

    token: UUID
    state: str


def prepare_kit(name: str, *, actor: Actor, now: datetime) -> Kit:
    """Make the key of one telephone. Raises `Invalid` without a name, `Conflict` where the person has five in use."""
    may_record_visit(actor).require()
    name = " ".join(name.split())
    if not 1 <= len(name) <= 40:
        raise Invalid("Beri nama telepon ini, paling banyak 40 huruf.", "Name this telephone, 40 letters at most.", field="name")
    private, public = envelopes.new_key()
    office = institutions.office(actor.office)
    kit = Kit(
        person=actor.public_id,
        office=actor.office,
        office_position=office.position,
        name=name,
        public_key=b64encode(public).decode(),
        private_key=b64encode(private).decode(),
        made_at=now,
    )
    with transaction.atomic(), store.scope(actor):
        if Kit.objects.filter(person=actor.public_id, ended_at=None).count() >= MOST_KITS:
            raise Conflict(
                "Anda sudah memakai lima telepon. Akhiri satu dulu.", "You use five telephones already. End one first."
            )
        kit.save(force_insert=True)
        ledger.append(facts.KitPrepared(object_id=str(kit.public_id), at=now), actor=actor)
    return kit


def end_kit(kit_id: UUID | str, *, actor: Actor, now: datetime) -> Kit:
    """Destroy the key of a telephone that is lost or no longer used: what it still holds can never be read. Safe to repeat."""
    may_record_visit(actor).require()
    with transaction.atomic(), store.scope(actor):
        kit = _mine(kit_id, actor)
        if kit.ended_at is None:
            kit.ended_at, kit.private_key = now, ""
            kit.save(update_fields=["ended_at", "private_key"])
            ledger.append(facts.KitEnded(object_id=str(kit.public_id), at=now), actor=actor)
    return kit


def take_in(kit_id: UUID | str, letter: bytes, *, actor: Actor, now: datetime) -> list[Outcome]:
    """Record what a telephone sends, each entry once however often it comes.

    A clock that is wrong while sending is put right; one that was wrong while saving, a place elsewhere, or a roll call that a
    colleague recorded too, wait for the person. Raises `Unreadable`, `NotFound` for another's kit, `Conflict` for an ended one.
    """
    may_record_visit(actor).require()
    parcel = envelopes.read(letter)
    with transaction.atomic(), store.scope(actor):
        kit = _living(kit_id, actor)
        kit.heard_at = now
        kit.save(update_fields=["heard_at"])
    off = now - _moment(parcel.clock)
    office = institutions.office(actor.office)
    return [_take(kit, one, off, office, actor=actor, now=now) for one in parcel.entries]


def _take(kit: Kit, one: Sealed, off: timedelta, office: Office, *, actor: Actor, now: datetime) -> Outcome:
    known = _known(one, actor)
    if known is not None:
        return known
    text = (envelopes.opened(one, b64decode(kit.private_key), kit.public_id) or b"").decode(errors="replace")
    told = _told(text)
    if told is None:
        return Outcome(one.token, DAMAGED)
    right = told.saved + off if abs(off) > SLIP else told.saved
    entry = KitEntry(
        kit=kit,
        office_position=kit.office_position,
        token=one.token,
        digest=one.digest,
        received_at=now,
        saved_at=right,
        clock_off=int(off.total_seconds()) if abs(off) > SLIP else 0,
        state=WAITING,
    )
    wanted = _visit(told, one.token, _day(right, told, office))
    try:
        with transaction.atomic():
            entry.reason = _doubt(told, wanted, off, now, actor)
            if not entry.reason:
                _record(entry, wanted, office, actor=actor, now=now)
            entry.payload = "" if entry.state == TAKEN else text
            with store.scope(actor):
                entry.save(force_insert=True)
    except IntegrityError:      # the same letter on its second way came first, or the token is another office's
        return _known(one, actor) or Outcome(one.token, CHANGED)
    return Outcome(one.token, entry.state)


def _record(entry: KitEntry, wanted: VisitEntry, office: Office, *, actor: Actor, now: datetime) -> None:
    today = now.astimezone(ZoneInfo(office.timezone)).date()
    try:
        visit = record_visit(wanted, actor=actor, today=today, now=now)
    except Invalid as refused:
        entry.reason = str(refused.context.get("field", "")) or "refused"
        return
    except NotFound:
        entry.reason = "place"
        return
    entry.state, entry.visit = TAKEN, visit.public_id


def take_picture(kit_id: UUID | str, token: UUID, nth: int, body: bytes, *, actor: Actor, now: datetime) -> Outcome:
    """Enclose a picture of the telephone (1 a photograph, 2 a signature) in the activity that its entry became, once.

    `later` while the entry itself waits for a person or has not come; a picture of an entry left out is taken and dropped. What
    cannot be read as a picture, or whose activity takes none any more, is `damaged`: nothing may stop what is sent after it.
    Raises `Unreadable`, `NotFound`, `Conflict` like `take_in`.
    """
    may_record_visit(actor).require()
    one = envelopes.picture(token, nth, body)
    with transaction.atomic(), store.scope(actor):
        kit = _living(kit_id, actor)
        entry = KitEntry.objects.filter(kit=kit, token=token).first()
    known = _known(one, actor)
    if known is not None or (entry is not None and entry.state == DISCARDED):
        return known or Outcome(one.token, ALREADY)
    if entry is None or entry.state == WAITING:
        return Outcome(one.token, LATER)
    content = envelopes.opened(one, b64decode(kit.private_key), kit.public_id)
    try:
        if content is None:
            return Outcome(one.token, DAMAGED)
        with transaction.atomic():
            row = KitEntry(
                kit=kit,
                office_position=kit.office_position,
                token=one.token,
                digest=one.digest,
                received_at=now,
                saved_at=entry.saved_at,
                state=TAKEN,
                visit=entry.visit,
            )
            with store.scope(actor):
                row.save(force_insert=True)
            enclose(str(entry.visit), PICTURES[nth], Sheet("foto.jpg", content), actor=actor, now=now)
    except (Invalid, NoSuchActivity):
        return Outcome(one.token, DAMAGED)
    except IntegrityError:
        return _known(one, actor) or Outcome(one.token, CHANGED)
    return Outcome(one.token, TAKEN)


def settle(entry_id: UUID | str, wanted: VisitEntry, *, actor: Actor, today: date, now: datetime) -> KitEntry:
    """Record a waiting entry as its person put it right. Raises `Invalid` like `record_visit`; settled already, it stays so."""
    with transaction.atomic(), store.scope(actor):
        entry = _waiting(entry_id, actor)
        if entry.state == WAITING:
            visit = record_visit(replace(wanted, token=str(entry.token)), actor=actor, today=today, now=now)
            entry.state, entry.visit, entry.payload = TAKEN, visit.public_id, ""
            entry.save(update_fields=["state", "visit", "payload"])
    return entry


def discard_entry(entry_id: UUID | str, *, actor: Actor, now: datetime) -> KitEntry:
    """Leave a waiting entry out, because it is recorded already or was a mistake. Safe to repeat."""
    with transaction.atomic(), store.scope(actor):
        entry = _waiting(entry_id, actor)
        if entry.state == WAITING:
            entry.state, entry.payload = DISCARDED, ""
            entry.save(update_fields=["state", "payload"])
            ledger.append(
                facts.KitEntryDiscarded(object_id=str(entry.public_id), at=now, detail={"reason": entry.reason}), actor=actor
            )
    return entry


# ---- what an entry says -------------------------------------------------------------------------------------------------


def told_of(entry: KitEntry) -> Told:
    """Return what a waiting entry says, for its form."""
    told = _told(entry.payload)
    if told is None:
        raise NotFound("Catatan ini sudah tidak ada.", "This entry is gone.")
    return told


def day_of(entry: KitEntry, told: Told, office: Office) -> date:
    """Return the day of the activity by the clock put right, in the office's zone."""
    return _day(entry.saved_at, told, office)


def _told(text: str) -> Told | None:
    """Read an entry; None where it is none of ours."""
    try:
        raw = json.loads(text)
        able = raw.get("a")
        return Told(
            measure=_word(raw["k"])[:1],
            place=_word(raw["p"])[:20],
            saved=_moment(int(raw["t"])),
            heard=_moment(int(raw["s"])),
            day_back=min(max(int(raw.get("d", 0)), -FARTHEST_BACK), FARTHEST_BACK),
            headcount=int(raw["h"]),
            able=None if able is None else int(able),
            led_by=_word(raw.get("l", ""))[:120],
            questions=_word(raw.get("q", ""))[:2000],
        )
    except (AttributeError, KeyError, TypeError, ValueError, OverflowError, RecursionError):
        return None


def _word(value: object) -> str:
    """Return a value as text that can be stored; raises `ValueError` for half a character or a NUL."""
    text = str(value)
    if b"\0" in text.encode():
        raise ValueError("NUL")
    return text


def _moment(milliseconds: int) -> datetime:
    """Return an instant; one that no clock of ours can mean becomes the nearest that may be reckoned with."""
    earliest, latest = (int(one.timestamp() * 1000) for one in (EARLIEST, LATEST))
    return datetime.fromtimestamp(min(max(milliseconds, earliest), latest) / 1000, UTC)


def _day(saved: datetime, told: Told, office: Office) -> date:
    return saved.astimezone(ZoneInfo(office.timezone)).date() - timedelta(days=told.day_back)


def _visit(told: Told, token: UUID, day: date) -> VisitEntry:
    return VisitEntry(
        token=str(token),
        measure=told.measure,
        place_code=told.place,
        agency="",
        held_on=day,
        headcount=told.headcount,
        able=told.able,
        led_by=told.led_by,
        questions=told.questions,
    )


def _doubt(told: Told, wanted: VisitEntry, off: timedelta, now: datetime, actor: Actor) -> str:
    """Say why a person has to look: the clock was wrong while saving, or a colleague recorded the same roll call."""
    right = told.saved + off if abs(off) > SLIP else told.saved
    if told.saved < told.heard - SLIP or right > now + SLIP:
        return "clock"
    if wanted.measure != ROLL_CALL:
        return ""
    store.engine.lock(f"prevention.roll_call:{wanted.place_code}:{wanted.held_on}")     # two telephones may send it at once
    with store.reading(actor):
        same = Visit.objects.filter(withdrawn_at=None, measure=ROLL_CALL, place_code=wanted.place_code, held_on=wanted.held_on)
        return "twin" if same.exclude(token=wanted.token).exists() else ""


def _known(one: Sealed, actor: Actor) -> Outcome | None:
    with store.reading(actor):
        entry = KitEntry.objects.filter(token=one.token).first()
    if entry is None:
        return None
    if entry.digest != one.digest:
        return Outcome(one.token, CHANGED)
    return Outcome(one.token, WAITING if entry.state == WAITING else ALREADY)


def _mine(kit_id: UUID | str, actor: Actor) -> Kit:
    kit: Kit | None = Kit.objects.select_for_update().filter(public_id=kit_id, person=actor.public_id).first()
    if kit is None:
        raise NotFound("Telepon ini tidak terdaftar atas nama Anda.", "This telephone is not registered in your name.")
    return kit


def _living(kit_id: UUID | str, actor: Actor) -> Kit:
    kit = _mine(kit_id, actor)
    if kit.ended_at is not None:
        raise Conflict(
            "Telepon ini sudah diakhiri. Siapkan lagi, lalu catat ulang.",
            "This telephone was ended. Prepare it again and enter anew.",
        )
    return kit


def _waiting(entry_id: UUID | str, actor: Actor) -> KitEntry:
    found = KitEntry.objects.select_for_update(of=("self",)).filter(public_id=entry_id, kit__person=actor.public_id)
    entry: KitEntry | None = found.first()
    if entry is None:
        raise NotFound("Catatan ini tidak ada pada Anda.", "You have no such entry.")
    return entry
