"""The verbs of learning: a question of the bank written, approved, withdrawn; a survey opened and answered; numbers given out."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.db.models import F

from saksama import law, ledger, store
from saksama.institutions import queries as institutions
from saksama.kernel.actor import Actor
from saksama.kernel.decision import Decision
from saksama.kernel.errors import Conflict, Invalid, NotFound, SaksamaError
from saksama.prevention import learning_facts as facts
from saksama.prevention import pact_texts
from saksama.prevention.learning import ANSWERS, WAVES, QuizItem, ResearchAgreement, Survey, SurveyCount, SurveyPage
from saksama.prevention.policies import may_approve, may_plan, may_record_visit

LONGEST = {"asked": 300, "why": 500, "citation": 160, "title": 120, "partner": 160, "purpose": 300, "document": 160}
LONGEST_OPEN = timedelta(days=366)
QUESTIONS = 3
NOT_HERE = ("Bagian ini tidak ada atau sudah berakhir.", "This part does not exist or is over.")


class SurveyOver(SaksamaError):
    code = "survey_over"
    status = 410
    default_detail = "Survei ini sudah berakhir. Terima kasih atas perhatian Anda."
    default_detail_en = "This survey is over. Thank you for your attention."


@dataclass(frozen=True, slots=True)
class Question:
    """A question as its writer gives it: whether it is allowed, why, and by which rule."""

    token: str
    asked: str
    answer: str
    why: str
    citation: str


def write_question(told: Question, *, actor: Actor, on: date) -> QuizItem:
    """Put a question into the bank, for a second person to approve. The same token again is the same question."""
    may_record_visit(actor).require()
    if told.answer not in {code for code, _, _ in ANSWERS}:
        raise Invalid("Pilih boleh atau tidak boleh.", "Choose allowed or not allowed.", field="answer")
    words = _short({"asked": told.asked, "why": told.why, "citation": told.citation})
    office = institutions.office(actor.office)
    with transaction.atomic(), store.scope(actor):
        item, _ = QuizItem.objects.get_or_create(token=told.token[:40], defaults={
            **words, "answer": told.answer, "office": office.public_id, "position": office.position,
            "written_by": actor.public_id, "written_on": on,
        })
    return item


def approve_question(item_id: UUID | str, *, actor: Actor, on: date, now: datetime) -> QuizItem:
    """Let a question appear: by another person than wrote it, of its office or one above."""
    with transaction.atomic(), store.scope(actor):
        item = _mine(item_id, actor)
        may_approve(actor, written_by=item.written_by).require()
        if item.approved_on is not None or item.withdrawn_on is not None:
            raise Conflict("Pertanyaan ini sudah disetujui atau ditarik.", "This question was approved or withdrawn already.")
        item.approved_by, item.approved_on = actor.public_id, on
        item.save(update_fields=["approved_by", "approved_on"])
        _quiz(item, "approved", actor, now)
    return item


def withdraw_question(item_id: UUID | str, *, actor: Actor, on: date, now: datetime) -> None:
    """Take a question out of the bank. Safe to repeat."""
    may_record_visit(actor).require()
    with transaction.atomic(), store.scope(actor):
        item = _mine(item_id, actor)
        if item.withdrawn_on is None:
            item.withdrawn_on = on
            item.save(update_fields=["withdrawn_on"])
            _quiz(item, "withdrawn", actor, now)


def open_survey(title: str, *, until: date, actor: Actor, on: date, now: datetime) -> Survey:
    """Open an awareness survey: three situations, drawn once, the same before and after."""
    may_record_visit(actor).require()
    words = _short({"title": title})
    if not on <= until <= on + LONGEST_OPEN:
        raise Invalid(
            "Hari terakhirnya hari ini atau nanti, paling lama setahun.", "Its last day is within a year.", field="until"
        )
    office = institutions.office(actor.office)
    survey = Survey(
        office=office.public_id,
        position=office.position,
        title=words["title"],
        opened_on=on,
        until=until,
        opened_by=actor.public_id,
    )
    survey.situations = [card.id for card in pact_texts.drawn(str(survey.public_id), law.book())][:QUESTIONS]
    with transaction.atomic(), store.scope(actor):
        survey.save(force_insert=True)
        detail = {"until": until.isoformat(), "situations": list(survey.situations)}
        ledger.append(facts.SurveyOpened(object_id=str(survey.public_id), at=now, detail=detail), actor=actor)
    return survey


def answer_survey(survey_id: UUID | str, wave: str, given: Mapping[str, str], *, mark: str, on: date) -> None:
    """Count one person's answers: numbers go up, and nothing joins them. A page sent again counts nothing. For anybody."""
    survey = standing_survey(survey_id, on)
    if wave not in {code for code, _, _ in WAVES}:
        raise NotFound(*NOT_HERE)
    cards = {card.id: card for card in law.book().situations if card.id in survey.situations}
    if any(given.get(name) not in {code for code, _, _ in ANSWERS} for name in cards):
        raise Invalid("Jawab ketiganya.", "Answer all three.", field="situations")
    try:
        with transaction.atomic():
            SurveyPage.objects.create(mark=mark[:40])
            for name, card in cards.items():
                SurveyCount.objects.get_or_create(survey=survey, wave=wave, situation=name)
                right = int(pact_texts.is_right(card, given[name]))
                SurveyCount.objects.filter(survey=survey, wave=wave, situation=name).update(
                    asked=F("asked") + 1, right=F("right") + right
                )
    except IntegrityError:
        if not SurveyPage.objects.filter(mark=mark[:40]).exists():
            raise


def standing_survey(survey_id: UUID | str, on: date) -> Survey:
    """Return a survey that is open; `NotFound` for none, `SurveyOver` after its day."""
    survey = _found(Survey, survey_id)
    if on > survey.until:
        raise SurveyOver
    return survey


def agree(partner: str, *, purpose: str, document: str, until: date, actor: Actor, on: date, now: datetime) -> ResearchAgreement:
    """Record an agreement under which numbers may be given out for research, until a day."""
    may_plan(actor).require()
    words = _short({"partner": partner, "purpose": purpose, "document": document})
    if not on <= until <= on + 3 * LONGEST_OPEN:
        raise Invalid(
            "Hari terakhirnya hari ini atau nanti, paling lama tiga tahun.", "Its last day is within three years.", field="until"
        )
    office = institutions.office(actor.office)
    made = ResearchAgreement(
        office=office.public_id, office_position=office.position, until=until, entered_by=actor.public_id, entered_on=on, **words
    )
    with transaction.atomic(), store.scope(actor):
        made.save(force_insert=True)
        fact = facts.ResearchAgreed(object_id=str(made.public_id), at=now, detail={"until": until.isoformat()})
        ledger.append(fact, actor=actor)
    return made


def note_research(agreement: ResearchAgreement, *, rows: int, withheld: int, actor: Actor, now: datetime) -> None:
    """Record, before it is given out, that numbers leave under an agreement."""
    with transaction.atomic(), store.scope(actor):
        detail = {"rows": rows, "withheld": withheld}
        ledger.append(facts.ResearchExported(object_id=str(agreement.public_id), at=now, detail=detail), actor=actor)


def _short(told: Mapping[str, str]) -> dict[str, str]:
    found = {name: " ".join(value.split()) for name, value in told.items()}
    for name, value in found.items():
        if not value:
            raise Invalid("Isi bagian ini.", "Fill in this part.", field=name)
        if len(value) > LONGEST[name]:
            raise Invalid("Terlalu panjang. Ringkas bagian ini.", "Too long. Shorten this part.", field=name)
    return found


def _found(model, public_id: UUID | str):  # type: ignore[no-untyped-def]  # of any of this module's tables
    try:
        found = model.objects.filter(public_id=public_id).first()
    except (ValidationError, ValueError):
        found = None
    if found is None:
        raise NotFound(*NOT_HERE)
    return found


def _mine(item_id: UUID | str, actor: Actor) -> QuizItem:
    item: QuizItem = _found(QuizItem, item_id)
    if not actor.covers(item.position):
        raise NotFound(*NOT_HERE)
    return item


def _quiz(item: QuizItem, what: str, actor: Actor, now: datetime) -> None:
    ledger.append(facts.QuizChanged(object_id=str(item.public_id), at=now, detail={"what": what}), actor=actor)


def may_export(actor: Actor) -> Decision:
    """Giving numbers out for research is for those who may agree on it."""
    return may_plan(actor)
