"""Asking before acting, and answering. Sealed before the transaction, one question however often it is sent."""

from __future__ import annotations

import secrets
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import IntegrityError, transaction

from saksama import law, ledger, store
from saksama.intake.routing import Route
from saksama.kernel import receipt as codes
from saksama.kernel.actor import Actor, reporter
from saksama.kernel.errors import Invalid, NoRule
from saksama.kernel.ids import new_id
from saksama.kernel.receipt import ALPHABET
from saksama.law.situations import VERDICTS
from saksama.places.models import Place
from saksama.prevention import facts
from saksama.prevention.errors import NothingAsked, TooLong
from saksama.prevention.models import Answer, Question
from saksama.prevention.policies import may_answer
from saksama.vault import actions as vault
from saksama.vault import receipt
from saksama.vault.actions import Draft, PreparedItem

from . import arriving

LONGEST = 4000
RULE = "SAK-ASK"
QUESTION, ANSWER = "question", "answer"
CHECK_CODE = 8
MOST_RULES = 8


@dataclass(frozen=True, slots=True)
class Asked:
    """The question is durable; `repeated`: it was there already, and this is the one that stands."""

    question: Question
    repeated: bool


def ask(code: str, text: str, *, route: Route, actor: Actor, now: datetime) -> Asked:
    """Seal a question for the office that answers and for whoever holds the code, and write it in one transaction.

    Sent again with the same code it is the same question. Raises `NothingAsked`, `TooLong`, and `NoLivingKey` of the vault.
    """
    words = text.strip()
    if not words:
        raise NothingAsked(field="pertanyaan")
    if len(words) > LONGEST:
        raise TooLong(field="pertanyaan")
    code = codes.normalise(code)
    locator = receipt.locator(code)
    draft = arriving.sealed(code, route)
    item = draft.seal_text(QUESTION, "pertanyaan.txt", words)
    due = due_of(route.place, now)
    try:
        with transaction.atomic(), store.scope(reporter(locator)):
            question = _write(draft, item, locator, code, route, due, actor=actor, now=now)
    except IntegrityError:
        arriving.discard(draft)
        known = _known(locator)
        if known is None:
            raise
        return Asked(known, True)
    return Asked(question, False)


def due_of(place: Place, now: datetime) -> datetime:
    """Return the end of SAK-ASK, our own rule, for a question asked now. Raises `NoRule` where no calendar tells."""
    return arriving.end_of(RULE, place, now)


def _write(
    draft: Draft, item: PreparedItem, locator: str, code: str, route: Route, due: datetime, *, actor: Actor, now: datetime
) -> Question:
    compartment = draft.save()
    question_id = new_id()
    detail = {"place": route.place.code, "office": str(route.office.public_id), "item": item.sha256}
    entry = ledger.append(facts.QuestionAsked(object_id=str(question_id), at=now, detail=detail, to_the_hour=True), actor=actor)
    question = Question(
        public_id=question_id,
        locator=locator,
        mailbox_key=receipt.mailbox_recipient(code),
        place_code=route.place.code,
        office=route.office.public_id,
        office_position=route.office.position,
        shield=route.shield,
        asked_at=arriving.to_the_hour(now),
        due=due,
        compartment=compartment,
        entry=entry,
    )
    question.save(force_insert=True)
    return question


def _known(locator: str) -> Question | None:
    with store.reading(reporter(locator)):
        found: Question | None = Question.objects.select_related("entry").filter(locator=locator).first()
    return found


def answer(question_id: UUID | str, *, verdict: str, rules: Iterable[str], text: str, actor: Actor, now: datetime) -> Answer:
    """Answer a question; a further answer corrects the one before, both stay. Sealed before the transaction.

    Raises `Invalid` with its `field`: no verdict, no words, a rule the rule base does not hold.
    """
    from saksama.prevention import queries

    may_answer(actor).require()
    question = queries.get(question_id, actor, on=now.date())
    words = text.strip()
    named = _rules(rules)
    _check(verdict, words)
    item = vault.add_text(question.compartment, klass=ANSWER, name="jawaban.txt", text=words)
    with transaction.atomic(), store.scope(actor):
        locked = Question.objects.select_for_update(of=("self",)).get(pk=question.pk)
        before = Answer.objects.filter(question=locked).count()
        given = Answer(
            question=locked,
            nth=before + 1,
            verdict=verdict,
            rules=named,
            item=item.save(),
            check_code="".join(secrets.choice(ALPHABET) for _ in range(CHECK_CODE)),
            answered_by=actor.public_id,
            answered_at=now,
        )
        given.save(force_insert=True)
        if locked.answered_at is None:
            locked.answered_at = now
            locked.save(update_fields=["answered_at"])
        ledger.append(
            facts.QuestionAnswered(
                object_id=str(locked.public_id),
                at=now,
                detail={
                    "answer": str(given.public_id),
                    "verdict": verdict,
                    "rules": named,
                    "item": item.sha256,
                    "in_time": now <= locked.due,
                },
            ),
            actor=actor,
        )
    return given


def _check(verdict: str, words: str) -> None:
    if verdict not in VERDICTS:
        raise Invalid("Pilih satu jawaban pokok.", "Choose one verdict.", field="verdict")
    if not words:
        raise Invalid("Tulis alasannya, dua kalimat pun cukup.", "Write the reason; two sentences are enough.", field="text")
    if len(words) > LONGEST:
        raise TooLong(field="text")


def _rules(names: Iterable[str]) -> list[str]:
    """Return the rules named, each once; raises `Invalid` for one the rule base does not hold."""
    found = list(dict.fromkeys(name.strip() for name in names if name.strip()))
    if not found:
        raise Invalid("Sebut satu aturan atau lebih, misalnya DS-06.", "Name one rule or more, such as DS-06.", field="rules")
    if len(found) > MOST_RULES:
        raise Invalid(f"Paling banyak {MOST_RULES} aturan.", f"{MOST_RULES} rules at most.", field="rules")
    for name in found:
        if not holds(name):
            raise Invalid(
                f"Data hukum tidak memuat {name[:40]}. Periksa ejaannya.",
                f"The law data hold no {name[:40]}. Check the spelling.",
                field="rules",
            )
    return found


def holds(name: str) -> bool:
    """Tell whether the rule base holds a violation or norm of this name."""
    for look in (law.book().violation, law.book().norm):
        try:
            look(name)
        except NoRule:
            continue
        return True
    return False
