"""Publishing an answer for everybody: an officer writes it anew without traits, a second person approves it."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.db import transaction

from saksama import ledger, store
from saksama.kernel.actor import Actor
from saksama.prevention import facts, traits
from saksama.prevention.errors import Corrected, NoSuchQuestion, TooLong
from saksama.prevention.models import Answer, Publication, Question
from saksama.prevention.policies import may_answer

from . import rewording

LONGEST = {"asked": 300, "answered": 2000}


def propose(
    answer_id: UUID | str,
    *,
    asked: str,
    answered: str,
    looked_at: bool,
    found: tuple[traits.Trait, ...],
    actor: Actor,
    now: datetime,
) -> Publication:
    """Keep a reworded question and answer for a colleague to approve. Verdict and rules are those of the answer.

    `found` are the traits the caller's screen warned of; with any of them, `looked_at` must say that a person judged them
    harmless, else `TraitsLeft`.
    """
    may_answer(actor).require()
    texts = rewording.checked({"asked": asked, "answered": answered}, LONGEST, found, looked_at=looked_at, too_long=TooLong)
    with transaction.atomic(), store.scope(actor):
        source = _answer(answer_id, actor, now)
        _stands(source)
        draft = Publication(
            answer_public_id=source.public_id,
            **texts,
            verdict=source.verdict,
            rules=source.rules,
            written_by=actor.public_id,
            written_at=now,
        )
        draft.save(force_insert=True)
    return draft


def approve(publication_id: UUID | str, *, actor: Actor, now: datetime) -> Publication:
    """Let a proposed text appear under *Pertanyaan yang sudah dijawab*. By another person than wrote it."""
    with transaction.atomic(), store.scope(actor):
        draft = _publication(publication_id, actor, now)
        rewording.require_open(draft, actor)
        _stands(_answer(draft.answer_public_id, actor, now))
        digest = rewording.approved(draft, draft.asked, draft.answered, actor=actor, now=now)
        ledger.append(
            facts.AnswerPublished(
                object_id=str(draft.public_id), at=now, detail={"sha256": digest, "verdict": draft.verdict, "rules": draft.rules}
            ),
            actor=actor,
        )
    return draft


def withdraw(publication_id: UUID | str, *, actor: Actor, now: datetime) -> Publication:
    """Take a text back, proposed or published; it disappears at once. Safe to repeat."""
    may_answer(actor).require()
    with transaction.atomic(), store.scope(actor):
        draft = _publication(publication_id, actor, now)
        if rewording.withdrawn(draft, now):
            ledger.append(facts.PublicationWithdrawn(object_id=str(draft.public_id), at=now), actor=actor)
    return draft


def _answer(answer_id: UUID | str, actor: Actor, now: datetime) -> Answer:
    from saksama.prevention.queries.questions import visible

    found: Answer | None = (
        Answer.objects.filter(public_id=answer_id, question__in=visible(actor, now.date())).select_related("question").first()
    )
    if found is None:
        raise NoSuchQuestion
    return found


def _stands(source: Answer) -> None:
    """Raise `Corrected` where a later answer of the question says otherwise. Locks the question, as answering does."""
    Question.objects.select_for_update(of=("self",)).get(pk=source.question_id)
    latest = Answer.objects.filter(question_id=source.question_id).order_by("-nth").first()
    if latest is not None and latest.verdict != source.verdict:
        raise Corrected


def _publication(publication_id: UUID | str, actor: Actor, now: datetime) -> Publication:
    """Return a publication of a question in the actor's territory, locked; out of it and absent look the same."""
    found = Publication.objects.select_for_update().filter(public_id=publication_id).first()
    if found is None:
        raise NoSuchQuestion
    _answer(found.answer_public_id, actor, now)
    return found
