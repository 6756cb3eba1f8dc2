"""The communication plan of an office by stage; a stage without a line is seen."""

from __future__ import annotations

from dataclasses import dataclass

from saksama import store
from saksama.kernel.actor import Actor
from saksama.prevention.messages import words
from saksama.prevention.models import MessageLine


@dataclass(frozen=True, slots=True)
class StageLines:
    """One stage with its lines; none is a blank."""

    stage: str
    lines: tuple[MessageLine, ...]


def message_plan(actor: Actor, *, year: int) -> list[StageLines]:
    """Return the actor's office's plan of a year, every stage in order."""
    with store.reading(actor):
        rows = list(MessageLine.objects.filter(office=actor.office, year=year, ended_at=None).order_by("pk"))
    return [StageLines(stage, tuple(row for row in rows if row.stage == stage)) for stage in words().stages]
