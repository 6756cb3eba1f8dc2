"""Reads over learning: the bank, a survey in shares that single out nobody, and the table for research."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from saksama import law, store
from saksama.kernel.actor import Actor
from saksama.kernel.errors import NotFound
from saksama.prevention.actions.learning import NOT_HERE, may_export
from saksama.prevention.learning import WAVES, QuizItem, ResearchAgreement, Survey, SurveyCount
from saksama.prevention.policies import may_record_visit

FEWEST = 5      # counts of a crossing (survey, wave, question) under this are withheld (decision 25)


@dataclass(frozen=True, slots=True)
class Cell:
    """One question in one wave. Both are None where it is withheld: too few answered, or all but a few answered alike."""

    wave: str
    situation: str
    asked: int | None
    right: int | None

    @property
    def share(self) -> int | None:
        return None if not self.asked or self.right is None else self.right * 100 // self.asked


def bank(actor: Actor) -> list[QuizItem]:
    """Return the questions of the territory that were not withdrawn, those to be approved first."""
    may_record_visit(actor).require()
    rows = QuizItem.objects.filter(withdrawn_on=None, position__range=(actor.span.low, actor.span.high))
    return sorted(rows[:500], key=lambda one: (one.approved_on is not None, -one.pk))


def published_quiz(*, limit: int = 100) -> list[QuizItem]:
    """Return the approved questions, the newest first. For anybody."""
    return list(QuizItem.objects.filter(withdrawn_on=None).exclude(approved_on=None).order_by("-approved_on", "-pk")[:limit])


def surveys(actor: Actor) -> list[Survey]:
    may_record_visit(actor).require()
    return list(Survey.objects.filter(position__range=(actor.span.low, actor.span.high)).order_by("-pk")[:100])


def cells(survey: Survey) -> list[Cell]:
    """Return a survey's questions by wave; asked, right and wrong must each be none or five at least, else all are withheld."""
    counts = {(row.wave, row.situation): row for row in SurveyCount.objects.filter(survey=survey)}
    return [_cell(wave, name, counts.get((wave, name))) for name in survey.situations for wave, _, _ in WAVES]


def _cell(wave: str, situation: str, row: SurveyCount | None) -> Cell:
    if row is None:
        return Cell(wave, situation, 0, 0)
    small = any(0 < one < FEWEST for one in (row.asked, row.right, row.asked - row.right))
    return Cell(wave, situation, None, None) if small else Cell(wave, situation, row.asked, row.right)


def agreements(actor: Actor, *, on: date) -> list[ResearchAgreement]:
    """Return the agreements in force of the territory."""
    may_record_visit(actor).require()
    with store.reading(actor):
        return list(ResearchAgreement.objects.filter(until__gte=on).order_by("-pk")[:100])


def agreement(public_id: UUID | str, actor: Actor, *, on: date) -> ResearchAgreement:
    """Return an agreement in force of the territory; else `NotFound`."""
    may_export(actor).require()
    found = next((one for one in agreements(actor, on=on) if str(one.public_id) == str(public_id)), None)
    if found is None:
        raise NotFound(*NOT_HERE)
    return found


def research_table(actor: Actor) -> tuple[list[list[str]], int]:
    """Return rows of survey, wave, situation, asked, right for the territory, and how many cells are withheld."""
    may_export(actor).require()
    titles = {one.id: one.title_id for one in law.book().situations}
    rows: list[list[str]] = []
    withheld = 0
    for survey in surveys(actor):
        for cell in cells(survey):
            withheld += cell.asked is None
            told = ["" if one is None else str(one) for one in (cell.asked, cell.right)]
            rows.append([survey.title, cell.wave, titles.get(cell.situation, cell.situation), *told])
    return rows, withheld
