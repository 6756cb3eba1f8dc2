"""*Anda bilang, kami lakukan*: what a letter said and what was done, written without traits and approved by a second person."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.db import transaction

from saksama import ledger, store
from saksama.kernel.actor import Actor
from saksama.kernel.errors import Invalid
from saksama.prevention import facts, traits
from saksama.prevention.errors import LetterTooLong, NoConsent, NoSuchLetter
from saksama.prevention.models import Echo, Letter
from saksama.prevention.policies import may_answer

from . import rewording

LONGEST = {"said": 300, "did": 1000}


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
    texts = rewording.checked({"said": said, "did": did}, LONGEST, found, looked_at=looked_at, too_long=LetterTooLong)
    with transaction.atomic(), store.scope(actor):
        letter = _letter(letter_id, actor, now)
        if letter.replied_at is None:
            raise Invalid("Jawab dulu suratnya.", "Answer the letter first.", field="did")
        echo = Echo(
            letter_public_id=letter.public_id,
            office=letter.office,
            **texts,
            written_by=actor.public_id,
            written_at=now,
        )
        echo.save(force_insert=True)
    return echo


def approve_echo(echo_id: UUID | str, *, actor: Actor, now: datetime) -> Echo:
    """Let both texts appear for everybody. By another person than wrote them, and only while the writer agrees."""
    with transaction.atomic(), store.scope(actor):
        echo = _echo(echo_id, actor, now)
        rewording.require_open(echo, actor)
        _letter(echo.letter_public_id, actor, now)
        digest = rewording.approved(echo, echo.said, echo.did, actor=actor, now=now)
        ledger.append(facts.EchoPublished(object_id=str(echo.public_id), at=now, detail={"sha256": digest}), actor=actor)
    return echo


def withdraw_echo(echo_id: UUID | str, *, actor: Actor, now: datetime) -> Echo:
    """Take both texts back, proposed or published; they disappear at once. Safe to repeat."""
    may_answer(actor).require()
    with transaction.atomic(), store.scope(actor):
        echo = _echo(echo_id, actor, now)
        if rewording.withdrawn(echo, now):
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
