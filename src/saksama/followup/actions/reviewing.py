"""The draft of a recommendation, and its second reader."""

from __future__ import annotations

from datetime import datetime

from saksama.cases.kinds import Field
from saksama.cases.models import Case
from saksama.cases.verbs import Taking, Verb, verb
from saksama.kernel.errors import NotAllowed

from .weighing import Choices, grades, readings, weigh


@verb("recommendation.proposed")
class Propose(Verb):
    """Write down grade and reasons for a second person to read, before anything goes out."""

    def choices(self, case: Case, field: Field, now: datetime) -> Choices | None:
        return grades(case) if field.type == "grade" else None

    def check(self, taking: Taking) -> None:
        weigh(taking)


@verb("recommendation.read")
class ReadDraft(Verb):
    """Read it as the second person: never one's own draft, and the last draft once by each reader."""

    def check(self, taking: Taking) -> None:
        draft = taking.state.last("recommendation.proposed")
        if draft is not None and draft.actor == taking.actor.public_id:
            raise NotAllowed(
                "Usul ini Anda tulis sendiri. Minta analis lain membacanya.",
                "You wrote this draft yourself. Ask another analyst to read it.",
            )
        if any(one.actor == taking.actor.public_id for one in readings(taking.derived)):
            raise NotAllowed("Anda sudah membaca usul ini.", "You have read this draft already.")
