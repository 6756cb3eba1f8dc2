"""*Anda bilang, kami lakukan*: what a letter said and what was done, written without traits and approved by a second person."""

from __future__ import annotations

import hashlib
from datetime import datetime
from uuid import UUID

from django.db import transaction

from saksama import ledger, store
from saksama.kernel.actor import Actor
from saksama.kernel.errors import Invalid
from saksama.prevention import facts, traits
from saksama.prevention.errors import AlreadyDecided, LetterTooLong, NoConsent, NoSuchLetter, TraitsLeft
from saksama.prevention.models import Echo, Letter
from saksama.prevention.policies import may_answer, may_approve

LONGEST_SAID, LONGEST_DID = 300, 1000


def propose_echo(
    letter_id: UUID | str,
    *,
    said: str,
    did: str,
    looked_at: bool,
    found: tuple[traits.Trait, ...],
    actor: Actor,
    now: datetime,
) -> Echo:
    """Keep both texts for a colleague to approve. `NoConsent` where the writer disagrees, `TraitsLeft` where nobody looked."""
    may_answer(actor).require()
    said, did = said.strip(), did.strip()
    for words, most, name in ((said, LONGEST_SAID, "said"), (did, LONGEST_DID, "did")):
        if not words:
            raise Invalid("Isi bagian ini dengan kata-kata Anda.", "Fill this in with your own words.", field=name)
        if len(words) > most:
            raise LetterTooLong(field=name)
    if found and not looked_at:
        raise TraitsLeft(field="looked_at")
    with transaction.atomic(), store.scope(actor):
        letter = _letter(letter_id, actor, now)
        if letter.replied_at is None:
            raise Invalid("Jawab dulu suratnya.", "Answer the letter first.", field="did")
        echo = Echo(
            letter_public_id=letter.public_id,
            office=letter.office,
            said=said,
            did=did,
            written_by=actor.public_id,
            written_at=now,
        )
        echo.save(force_insert=True)
    return echo


def approve_echo(echo_id: UUID | str, *, actor: Actor, now: datetime) -> Echo:
    """Let both texts appear for everybody. By another person than wrote them, and only while the writer agrees."""
    with transaction.atomic(), store.scope(actor):
        echo = _echo(echo_id, actor, now)
        may_approve(actor, written_by=echo.written_by).require()
        if echo.approved_at is not None or echo.withdrawn_at is not None:
            raise AlreadyDecided
        _letter(echo.letter_public_id, actor, now)
        echo.approved_by, echo.approved_at = actor.public_id, now
        echo.save(update_fields=["approved_by", "approved_at"])
        digest = hashlib.sha256(f"{echo.said}\0{echo.did}".encode()).hexdigest()
        ledger.append(facts.EchoPublished(object_id=str(echo.public_id), at=now, detail={"sha256": digest}), actor=actor)
    return echo


def withdraw_echo(echo_id: UUID | str, *, actor: Actor, now: datetime) -> Echo:
    """Take both texts back, proposed or published; they disappear at once. Safe to repeat."""
    may_answer(actor).require()
    with transaction.atomic(), store.scope(actor):
        echo = _echo(echo_id, actor, now)
        if echo.withdrawn_at is not None:
            return echo
        echo.withdrawn_at = now
        echo.save(update_fields=["withdrawn_at"])
        if echo.approved_at is not None:
            ledger.append(facts.EchoWithdrawn(object_id=str(echo.public_id), at=now), actor=actor)
    return echo


def _letter(letter_id: UUID | str, actor: Actor, now: datetime) -> Letter:
    """Return a letter of the actor's territory whose writer agreed, locked: consent taken back meanwhile is seen."""
    from saksama.prevention.queries.letters import letters_of

    found = letters_of(actor, now.date()).select_for_update(of=("self",)).filter(public_id=letter_id).first()
    if found is None:
        raise NoSuchLetter
    if not found.consent:
        raise NoConsent
    return found


def _echo(echo_id: UUID | str, actor: Actor, now: datetime) -> Echo:
    from saksama.prevention.queries.letters import letters_of

    found = Echo.objects.select_for_update().filter(public_id=echo_id).first()
    if found is None or not letters_of(actor, now.date()).filter(public_id=found.letter_public_id).exists():
        raise NoSuchLetter
    return found
