"""That somebody opened sealed content of a case is written before he sees it: an entry in the ledger, for a name an act."""

from __future__ import annotations

import json
from datetime import datetime
from uuid import UUID

from django.db import transaction

from saksama import ledger, store
from saksama.accounts import queries as accounts
from saksama.accounts.models import User
from saksama.cases import access, facts, reading
from saksama.cases.legality import case_view
from saksama.cases.models import Act, Case, Limb
from saksama.cases.performing import perform
from saksama.cases.policies import may_open_name_for
from saksama.cases.verbs import ACT
from saksama.kernel.actor import SYSTEM, Actor
from saksama.kernel.errors import NotFound
from saksama.vault import actions as vault
from saksama.vault import queries as sealed


def note_reading(case_public_id: UUID | str, *, what: str, actor: Actor, now: datetime) -> None:
    """Record that the actor opens `what` (`story`, or the public id of a file). `NotFound` for a case he may not see."""
    with transaction.atomic(), store.scope(actor):
        case = access.case(case_public_id, actor, now.date())
        ledger.append(facts.SealedRead(object_id=str(case.public_id), at=now, detail={"what": what}), actor=actor)


def note_name_opened_for(
    case_public_id: UUID | str, *, reason: str, reader: User, asked_by: User, actor: Actor, now: datetime
) -> Act:
    """Record that the unit a name was sealed to opens it for the office that the case went to, whose officer asked.

    The reader may not see the case any more, so his step is not `take`. `NotFound` for who is kept out of the case, `NotAllowed`
    unless the office that handles it now asked.
    """
    with store.reading(SYSTEM):
        case = access.case(case_public_id, SYSTEM, now.date())
        _require_asked(case, reader, asked_by, actor, now)
    words = json.dumps({"reasons": reason}, ensure_ascii=False)
    prose = vault.add_text(sealed.compartment(case.compartments["case"]), klass=ACT, name="langkah.json", text=words)
    with transaction.atomic(), store.scope(SYSTEM):
        case = access.locked(case_public_id, SYSTEM, now.date())
        _require_asked(case, reader, asked_by, actor, now)
        return perform(case, "identity.opened", actor=actor, happened_at=now, now=now, item=prose.save())


def _require_asked(case: Case, reader: User, asked_by: User, actor: Actor, now: datetime) -> None:
    if access.readers_among(case, [reader, asked_by], now.date()) != [reader, asked_by]:
        raise NotFound(*access.NO_CASE)
    view = case_view(case, reading.acts_of(case, Limb.ASN))
    may_open_name_for(actor, view, accounts.roles_in(asked_by, case.office, now.date())).require()


def note_export(what: str, *, cases: int, names: bool = False, actor: Actor, now: datetime) -> None:
    """Record that a list of cases leaves the house (`recap`, `register`, `differences`), before the file is given out."""
    detail = {"office": actor.office, "cases": cases, "names": names}
    with transaction.atomic():
        ledger.append(facts.ListExported(object_id=what, at=now, detail=detail), actor=actor)
