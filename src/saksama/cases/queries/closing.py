"""Until when a reporter could complete his report, were he asked now."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from saksama import store
from saksama.cases import guarding
from saksama.kernel.actor import Actor

from .page import read_case


def completion_closes(case_public_id: UUID | str, actor: Actor, *, now: datetime) -> datetime | None:
    """Return the hour that a request sent now would name; None where no rule counts it. Raises `NotFound`."""
    with store.reading(actor):
        read = read_case(case_public_id, actor, now)
        return guarding.closes(read.case, now, read.derived.calendar)
