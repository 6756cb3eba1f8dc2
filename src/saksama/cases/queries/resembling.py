"""How many reports look like a case, as far as its reader may know of them.

The column `Case.similar` counts everything, cases barred to the reader and reports beyond his territory too: it only says where
it is worth asking. A figure from it would tell an excluded officer that something exists.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from uuid import UUID

from django.db.models import QuerySet

from saksama.accounts.models import Role
from saksama.cases import access
from saksama.cases.models import Case
from saksama.intake import queries as intake
from saksama.intake.queries import Likeness
from saksama.kernel.actor import Actor

COMPARABLE = frozenset({"received", "initial_study", "completion_requested", "informasi_awal"})


def counts(cases: Sequence[Case], within: QuerySet[Case], actor: Actor, on: date) -> Mapping[UUID, int]:
    """Return the figure of each case that has one; no query where no case has anything like it, else one.

    `within` is `access.visible` of the actor, in whose scope this runs.
    """
    if not actor.has(*access.BAWASLU) or actor.has(Role.OVERSIGHT_ANALYST):
        return {}
    asked = {
        case.public_id: Likeness(case.office, case.category, case.agency, case.happened_on)
        for case in cases
        if case.similar and case.stage in COMPARABLE and case.happened_on
    }
    found = intake.resembling(set(asked.values()), actor, on=on, cases=within)
    return {
        mine: sum(1 for other, case in found if case != mine and likeness.holds(other)) for mine, likeness in asked.items()
    }
