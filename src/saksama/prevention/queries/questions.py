"""Reads over questions: by the code of who asked, by officers in their territory, by a check code, and what is published."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db.models import F, Q, QuerySet

from saksama import store
from saksama.institutions import queries as institutions
from saksama.intake.routing import shield_of
from saksama.kernel.actor import SYSTEM, Actor, ActorKind, reporter
from saksama.places import queries as places
from saksama.prevention.errors import NoSuchQuestion, WrongQuestionCode
from saksama.prevention.models import Answer, Publication, Question
from saksama.vault import actions as vault
from saksama.vault import queries as sealed
from saksama.vault import receipt
from saksama.vault.keyring import Keyring

_WITH = ("compartment", "entry")


@dataclass(frozen=True, slots=True)
class ShownAnswer:
    """An answer with its words opened. `check_code` is what a third person verifies it by."""

    public_id: UUID
    verdict: str
    rules: tuple[str, ...]
    text: str = field(repr=False)
    check_code: str = field(repr=False)
    answered_at: datetime
    answered_by: str = ""


@dataclass(frozen=True, slots=True, repr=False)
class Box:
    """A question as whoever asked may see it."""

    question: Question
    text: str
    answers: tuple[ShownAnswer, ...]
    office_name: str
    timezone: str
    leaf: str

    @property
    def latest(self) -> ShownAnswer | None:
        return self.answers[-1] if self.answers else None


@dataclass(frozen=True, slots=True)
class Verified:
    """What anybody may learn of an answer by its check code: no question, no words, nobody."""

    verdict: str
    rules: tuple[str, ...]
    answered_at: datetime
    office_name: str
    timezone: str
    is_latest: bool


@dataclass(frozen=True, slots=True)
class Figures:
    """Questions of a year in a territory. `late` are answered or open beyond their limit; `open` still wait."""

    received: int
    in_time: int
    late: int
    open: int


def by_code(code: str) -> Question:
    """Return the question of a receipt code. `MistypedCode` without a look-up, `WrongQuestionCode` where none has it."""
    for locator in receipt.locators(code):
        with store.reading(reporter(locator)):
            found: Question | None = Question.objects.select_related(*_WITH).filter(locator=locator).first()
        if found is not None:
            return found
    raise WrongQuestionCode


def box(code: str) -> Box:
    """Return the question and its answers, opened with the code itself."""
    question = by_code(code)
    keys = receipt.keyring(code)
    with store.reading(reporter(question.locator)):
        rows = list(Answer.objects.filter(question=question).select_related("item__compartment"))
    office = institutions.office(question.office)
    zone = places.by_code(question.place_code).timezone or office.timezone
    answers = tuple(_shown(row, keys) for row in rows)
    return Box(question, _words(question, keys), answers, office.name, zone, question.entry.leaf_hash)


def _words(question: Question, keys: Keyring) -> str:
    return vault.read_text(sealed.items_of(question.compartment, "question")[0], keys=keys)


def _shown(row: Answer, keys: Keyring) -> ShownAnswer:
    return ShownAnswer(
        public_id=row.public_id,
        verdict=row.verdict,
        rules=tuple(row.rules),
        text=vault.read_text(row.item, keys=keys),
        check_code=row.check_code,
        answered_at=row.answered_at,
        answered_by=row.answered_by,
    )


# ---- for officers -------------------------------------------------------------------------------------------------------


def visible(actor: Actor, on: date) -> QuerySet[Question]:
    """Return the questions the actor may know of, in his open scope: not those of a place whose government employs him."""
    rows: QuerySet[Question] = Question.objects.all()
    if actor.kind == ActorKind.SYSTEM or not actor.home_agency:
        return rows
    seat = shield_of(actor.home_agency, on)
    return rows.exclude(Q(shield=seat) & ~Q(shield=""))


def waiting(actor: Actor, *, on: date, limit: int = 100) -> list[Question]:
    """Return the unanswered questions in the actor's territory, by time left."""
    with store.reading(actor):
        return list(visible(actor, on).filter(answered_at=None).order_by("due", "pk")[:limit])


def answered(actor: Actor, *, on: date, limit: int = 50) -> list[Question]:
    """Return the questions answered last, newest first."""
    with store.reading(actor):
        return list(visible(actor, on).exclude(answered_at=None).order_by("-answered_at", "-pk")[:limit])


def get(public_id: UUID | str, actor: Actor, *, on: date) -> Question:
    """Return a question; out of scope, shielded and absent look the same: `NoSuchQuestion`."""
    with store.reading(actor):
        try:
            found = visible(actor, on).select_related(*_WITH).filter(public_id=public_id).first()
        except (ValidationError, ValueError):
            found = None
    if found is None:
        raise NoSuchQuestion
    return found


def open_question(question: Question, keys: Keyring) -> str:
    """Return the words of a question for an officer who reads with `keys`."""
    return _words(question, keys)


def answers_of(question: Question, keys: Keyring, actor: Actor) -> tuple[ShownAnswer, ...]:
    """Return the answers, opened."""
    with store.reading(actor):
        rows = list(Answer.objects.filter(question=question).select_related("item__compartment"))
    return tuple(_shown(row, keys) for row in rows)


def question_of_answer(answer_id: UUID | str, actor: Actor, *, on: date) -> Question:
    """Return the question an answer belongs to; out of scope, shielded and absent look the same: `NoSuchQuestion`."""
    with store.reading(actor):
        found = visible(actor, on).select_related(*_WITH).filter(answers__public_id=answer_id).first()
    if found is None:
        raise NoSuchQuestion
    return found


def publication(publication_id: UUID, actor: Actor, *, on: date) -> Publication:
    """Return a proposed or published text of a question in the actor's territory; else `NoSuchQuestion`."""
    found = Publication.objects.filter(public_id=publication_id).first()
    if found is None:
        raise NoSuchQuestion
    question_of_answer(found.answer_public_id, actor, on=on)
    return found


def publications_of(answer_ids: Sequence[UUID]) -> list[Publication]:
    """Return what was proposed or published of these answers, newest first. Whoever asks has read the question in his scope."""
    return list(Publication.objects.filter(answer_public_id__in=answer_ids).order_by("-written_at", "-pk"))


def figures(actor: Actor, *, year: int, now: datetime) -> Figures:
    """Return the questions of a year in the actor's territory: received, answered in time, late, still open."""
    with store.reading(actor):
        rows = visible(actor, now.date()).filter(asked_at__year=year)
        received = rows.count()
        in_time = rows.filter(answered_at__lte=F("due")).count()
        late = rows.filter(Q(answered_at__gt=F("due")) | Q(answered_at=None, due__lt=now)).count()
        waiting_now = rows.filter(answered_at=None).count()
    return Figures(received, in_time, late, waiting_now)


# ---- for everybody ------------------------------------------------------------------------------------------------------


def answer_by_check_code(code: str) -> Verified | None:
    """Return what anybody may learn of an answer by its (normalised) check code; None where no answer has it."""
    if not code:
        return None
    with store.reading(SYSTEM):
        row = Answer.objects.select_related("question").filter(check_code=code).first()
        later = row is not None and Answer.objects.filter(question=row.question, nth__gt=row.nth).exists()
    if row is None:
        return None
    office = institutions.office(row.question.office)
    return Verified(row.verdict, tuple(row.rules), row.answered_at, office.name, office.timezone, not later)


def question_of_check_code(code: str, actor: Actor, *, on: date) -> Question:
    """Return the question behind a check code for an officer in whose territory it lies; else `NoSuchQuestion`."""
    with store.reading(actor):
        found = visible(actor, on).filter(answers__check_code=code).first() if code else None
    if found is None:
        raise NoSuchQuestion
    return found


def published() -> list[Publication]:
    """Return the published questions and answers, newest first."""
    return list(Publication.objects.exclude(approved_at=None).filter(withdrawn_at=None).order_by("-approved_at", "-pk")[:500])
