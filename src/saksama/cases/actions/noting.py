"""That somebody opened sealed content of a case is written before he sees it: an entry in the ledger, no act of the case."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.db import transaction

from saksama import ledger, store
from saksama.cases import access, facts
from saksama.kernel.actor import Actor


def note_reading(case_public_id: UUID | str, *, what: str, actor: Actor, now: datetime) -> None:
    """Record that the actor opens `what` (`story`, or the public id of a file). `NotFound` for a case he may not see."""
    with transaction.atomic(), store.scope(actor):
        case = access.case(case_public_id, actor, now.date())
        ledger.append(facts.SealedRead(object_id=str(case.public_id), at=now, detail={"what": what}), actor=actor)


def note_export(what: str, *, cases: int, names: bool = False, actor: Actor, now: datetime) -> None:
    """Record that a list of cases leaves the house (`recap`, `register`, `differences`), before the file is given out."""
    detail = {"office": actor.office, "cases": cases, "names": names}
    with transaction.atomic():
        ledger.append(facts.ListExported(object_id=what, at=now, detail=detail), actor=actor)
