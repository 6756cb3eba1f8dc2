"""How many reports look like a case, as far as its reader may know of them.

The column `Case.similar` counts everything, cases barred to the reader and reports beyond his territory too: it only says where
it is worth asking. A figure from it would tell an excluded officer that something exists.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from datetime import date
from uuid import UUID

from django.db.models import Q, QuerySet

from saksama.accounts.models import Role
from saksama.cases import access
from saksama.cases.fold import CaseState
from saksama.cases.models import Act, Case, Limb
from saksama.cases.shown import Words
from saksama.intake import queries as intake
from saksama.intake.models import Report
from saksama.intake.queries import Likeness
from saksama.kernel.actor import Actor

OPPOSITE = {"told_apart": "apart.noted", "apart.noted": "told_apart"}
"""The two acts of a telling apart, one in each case. Where one of them was put right, the two are not told apart any more."""
_AGENCY, _CATEGORY = Words("instansi sama", "same agency"), Words("jenis sama", "same kind")
_PLACE, _DAY = Words("tempat sama", "same place"), Words("hari sama", "same day")
COMPARABLE = frozenset({"received", "initial_study", "completion_requested", "informasi_awal"})


def counts(cases: Sequence[Case], within: QuerySet[Case], actor: Actor, on: date) -> Mapping[UUID, int]:
    """Return the figure of each case that has one; no query where no case has anything like it, else two.

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
    told = _told_apart(asked) if found else {}
    return {
        mine: sum(1 for other, case in found if case not in (mine, *told.get(mine, ())) and likeness.holds(other))
        for mine, likeness in asked.items()
    }


def apart(case: Case, state: CaseState) -> frozenset[UUID]:
    """Return the cases that officers have told apart from this one; in the actor's scope."""
    return _told_apart([case.public_id])[case.public_id] if state.every(*OPPOSITE) else frozenset()


def _told_apart(cases: Collection[UUID]) -> Mapping[UUID, frozenset[UUID]]:
    """Return from which others each of these cases was told apart."""
    told = _tellings(cases)
    others = {other for found in told.values() for _kind, other in found}
    back = _tellings(others) if others else {}
    return {
        case: frozenset(other for kind, other in found if (OPPOSITE[kind], case) in back[other]) for case, found in told.items()
    }


def _tellings(cases: Collection[UUID]) -> Mapping[UUID, set[tuple[str, UUID]]]:
    """Return the tellings of each of these cases, by kind and the other case; an act put right does not count."""
    telling = Q(kind__in=OPPOSITE) | Q(corrects__isnull=False)
    acts = Act.objects.filter(telling, case__public_id__in=cases, limb=Limb.ASN)
    rows = list(acts.values_list("case__public_id", "nth", "kind", "corrects", "body"))
    mended = {(case, corrects) for case, _nth, _kind, corrects, _body in rows}
    told: dict[UUID, set[tuple[str, UUID]]] = {case: set() for case in cases}
    for case, nth, kind, _corrects, body in rows:
        if kind in OPPOSITE and (case, nth) not in mended:
            told[case].add((kind, UUID(str(body["case"]))))
    return told


def reasons(mine: Report, other: Report) -> tuple[Words, ...]:
    """Return in what two reports are alike, on plain columns only."""
    days = abs((mine.happened_on - other.happened_on).days)
    found = [
        (bool(mine.agency) and mine.agency == other.agency, _AGENCY),
        (mine.category == other.category, _CATEGORY),
        (mine.place_code == other.place_code, _PLACE),
        (days == 0, _DAY),
        (days > 0, Words(f"selisih {days} hari", f"{days} {'day' if days == 1 else 'days'} apart")),
    ]
    return tuple(words for holds, words in found if holds)
