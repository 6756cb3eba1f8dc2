"""Letters of citizens: sent, entered from paper, acknowledged, answered. Sealed first; one letter however often it is sent."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from django.db import IntegrityError, transaction

from saksama import ledger, store
from saksama.evidence import sandbox
from saksama.intake.routing import Route
from saksama.kernel import receipt as codes
from saksama.kernel.actor import Actor, reporter
from saksama.kernel.errors import Invalid
from saksama.kernel.ids import new_id
from saksama.places.models import Place
from saksama.prevention import facts
from saksama.prevention.errors import LetterTooLong, NothingWritten, NotReadAsPicture
from saksama.prevention.letters import CHANNELS, KINDS
from saksama.prevention.models import Echo, Letter, LetterReply
from saksama.prevention.policies import may_answer, may_record_visit
from saksama.vault import actions as vault
from saksama.vault import receipt
from saksama.vault.actions import Draft

from . import arriving, rewording

LONGEST = 4000
MOST_PICTURES = 4
WORDS, PICTURE, REPLY = "letter", "copy", "reply"
ACKNOWLEDGE, ANSWER = "SAK-LETTER-ACK", "SAK-LETTER"


@dataclass(frozen=True, slots=True)
class Written:
    """What a letter holds. `pictures` are photographs of a letter on paper; `consent`: a text without traits may be published."""

    kind: str
    text: str = field(repr=False)
    consent: bool = False
    channel: str = "web"
    pictures: tuple[bytes, ...] = field(default=(), repr=False)


@dataclass(frozen=True, slots=True)
class Limits:
    """Until when a letter is acknowledged, and until when it is answered."""

    acknowledge_by: datetime
    due: datetime


@dataclass(frozen=True, slots=True)
class Sent:
    """The letter is durable; `repeated`: it was there already, and this is the one that stands."""

    letter: Letter
    repeated: bool


def limits_of(place: Place, now: datetime) -> Limits:
    """Return the ends of SAK-LETTER-ACK and SAK-LETTER for a letter of now, in the zone of the place (both our own rules)."""
    return Limits(arriving.end_of(ACKNOWLEDGE, place, now), arriving.end_of(ANSWER, place, now))


def send(code: str, written: Written, *, route: Route, actor: Actor, now: datetime) -> Sent:
    """Seal a letter for the office that answers and for whoever holds the code, and write it in one transaction.

    Sent again with the same code it is the same letter. Raises `NothingWritten`, `LetterTooLong`, `Invalid` for an unknown kind,
    `NotReadAsPicture`, and `NoLivingKey` of the vault.
    """
    _check(written)
    code = codes.normalise(code)
    locator = receipt.locator(code)
    draft = _sealed(code, written, route)
    limits = limits_of(route.place, now)
    try:
        with transaction.atomic(), store.scope(reporter(locator)):
            letter = _write(draft, locator, code, written, route, limits, actor=actor, now=now)
    except IntegrityError:
        arriving.discard(draft)
        known = _known(locator)
        if known is None:
            raise
        return Sent(known, True)
    return Sent(letter, False)


def enter(code: str, written: Written, *, route: Route, actor: Actor, now: datetime) -> Sent:
    """Enter a letter that came on paper or at a kampung: the writer gets the code in the hand, so it is acknowledged at once."""
    may_record_visit(actor).require()
    if written.channel not in ("paper", "kampung"):
        raise Invalid("Pilih cara surat ini sampai.", "Choose how this letter came.", field="channel")
    return send(code, written, route=route, actor=actor, now=now)


def _check(written: Written) -> None:
    if written.kind not in {code for code, _, _ in KINDS} or written.channel not in {code for code, _, _ in CHANNELS}:
        raise Invalid("Pilih satu dari daftar.", "Choose one of the list.", field="kind")
    if not written.text.strip() and not written.pictures:
        raise NothingWritten(field="text")
    if len(written.text) > LONGEST:
        raise LetterTooLong(field="text")
    if len(written.pictures) > MOST_PICTURES:
        raise Invalid(f"Paling banyak {MOST_PICTURES} foto.", f"{MOST_PICTURES} photographs at most.", field="pictures")


def _sealed(code: str, written: Written, route: Route) -> Draft:
    """Seal words and pictures; a photograph is drawn anew first, so that nothing of the telephone goes along."""
    clean = [_redrawn(one, nth) for nth, one in enumerate(written.pictures, start=1)]
    draft = arriving.sealed(code, route)
    draft.seal_text(WORDS, "surat.txt", written.text.strip())
    for nth, picture in enumerate(clean, start=1):
        draft.seal_stream(PICTURE, f"surat-{nth}.{picture.extension}", picture.type, [picture.content])
    return draft


def _redrawn(picture: bytes, nth: int) -> sandbox.Clean:
    try:
        return sandbox.copy(picture)
    except sandbox.NoCopy:
        raise NotReadAsPicture(nth=nth, field="pictures") from None


def _write(
    draft: Draft, locator: str, code: str, written: Written, route: Route, limits: Limits, *, actor: Actor, now: datetime
) -> Letter:
    compartment = draft.save()
    letter_id = new_id()
    entered = written.channel != "web"
    detail = {
        "place": route.place.code,
        "office": str(route.office.public_id),
        "kind": written.kind,
        "channel": written.channel,
        "items": [item.sha256 for item in draft.items],
    }
    entry = ledger.append(facts.LetterReceived(object_id=str(letter_id), at=now, detail=detail, to_the_hour=True), actor=actor)
    letter = Letter(
        public_id=letter_id,
        locator=locator,
        mailbox_key=receipt.mailbox_recipient(code),
        kind=written.kind,
        channel=written.channel,
        consent=written.consent,
        place_code=route.place.code,
        office=route.office.public_id,
        office_position=route.office.position,
        shield=route.shield,
        received_at=arriving.to_the_hour(now),
        acknowledge_by=limits.acknowledge_by,
        due=limits.due,
        acknowledged_at=now if entered else None,
        entered_by=actor.public_id if entered else "",
        compartment=compartment,
        entry=entry,
    )
    letter.save(force_insert=True)
    return letter


def _known(locator: str) -> Letter | None:
    with store.reading(reporter(locator)):
        found: Letter | None = Letter.objects.select_related("entry").filter(locator=locator).first()
    return found


# ---- officers -----------------------------------------------------------------------------------------------------------


def acknowledge(letter_id: UUID | str, *, actor: Actor, now: datetime) -> Letter:
    """Tell the writer that a person has read the letter, and take it on. Safe to repeat; a colleague may take it over."""
    from saksama.prevention import queries

    may_answer(actor).require()
    letter = queries.letter(letter_id, actor, on=now.date())
    with transaction.atomic(), store.scope(actor):
        locked = Letter.objects.select_for_update(of=("self",)).get(pk=letter.pk)
        if locked.owner == actor.public_id and locked.acknowledged_at is not None:
            return locked
        locked.acknowledged_at = locked.acknowledged_at or now
        locked.owner = actor.public_id
        locked.save(update_fields=["acknowledged_at", "owner"])
        detail = {"in_time": locked.acknowledged_at <= locked.acknowledge_by}
        ledger.append(facts.LetterAcknowledged(object_id=str(locked.public_id), at=now, detail=detail), actor=actor)
    return locked


def answer_letter(letter_id: UUID | str, *, text: str, acted: bool, actor: Actor, now: datetime) -> LetterReply:
    """Answer a letter; a further reply stands beside the one before. Sealed before the transaction."""
    from saksama.prevention import queries

    may_answer(actor).require()
    letter = queries.letter(letter_id, actor, on=now.date())
    words = text.strip()
    if not words:
        raise Invalid("Tulis jawaban Anda, dua kalimat pun cukup.", "Write your reply; two sentences are enough.", field="text")
    if len(words) > LONGEST:
        raise LetterTooLong(field="text")
    item = vault.add_text(letter.compartment, klass=REPLY, name="jawaban.txt", text=words)
    with transaction.atomic(), store.scope(actor):
        locked = Letter.objects.select_for_update(of=("self",)).get(pk=letter.pk)
        given = LetterReply(
            letter=locked,
            nth=LetterReply.objects.filter(letter=locked).count() + 1,
            acted=acted,
            item=item.save(),
            replied_by=actor.public_id,
            replied_at=now,
        )
        given.save(force_insert=True)
        locked.replied_at = locked.replied_at or now
        locked.acknowledged_at = locked.acknowledged_at or now
        locked.owner = locked.owner or actor.public_id
        locked.save(update_fields=["replied_at", "acknowledged_at", "owner"])
        detail = {"reply": str(given.public_id), "acted": acted, "item": item.sha256, "in_time": now <= locked.due}
        ledger.append(facts.LetterAnswered(object_id=str(locked.public_id), at=now, detail=detail), actor=actor)
    return given


# ---- the writer ---------------------------------------------------------------------------------------------------------


def withdraw_consent(code: str, *, now: datetime) -> Letter:
    """Take the consent to publish back, by the code: what was published or proposed of this letter disappears at once."""
    from saksama.prevention import queries

    found = queries.letter_by_code(code)
    actor = reporter(found.locator)
    with transaction.atomic(), store.scope(actor):
        locked = Letter.objects.select_for_update(of=("self",)).get(pk=found.pk)
        if not locked.consent:
            return locked
        locked.consent = False
        locked.save(update_fields=["consent"])
        for echo in Echo.objects.filter(letter_public_id=locked.public_id, withdrawn_at=None):
            rewording.withdrawn(echo, now)
        ledger.append(facts.ConsentWithdrawn(object_id=str(locked.public_id), at=now, to_the_hour=True), actor=actor)
    return locked
