"""What an ended case tells later ones: rows by plain columns, written with the other projections."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING, Any

from saksama.kernel.errors import NoRule
from saksama.law import book, season

from .fold import ActView
from .models import Case
from .projections import Precedent

if TYPE_CHECKING:
    from .projecting import Derived

TELLS = frozenset({"executed", "not_proven", "annulled"})  # how a case ends that later ones may be compared with
SANCTIONED = "executed"


def sync(case: Case, derived: Derived, before: str) -> None:
    """Write the rows of a case that has ended in a way that tells, or take them away where it goes on; `before`: its old outcome.

    In the caller's transaction. A case that never ended costs no query.
    """
    outcome = derived.state.outcome
    if outcome not in TELLS and before not in TELLS:
        return
    Precedent.objects.filter(case=case).delete()
    if outcome in TELLS:
        Precedent.objects.bulk_create([Precedent(case=case, **row) for row in rows(case, derived)])


def rows(case: Case, derived: Derived) -> list[dict[str, Any]]:
    """Return one row for each violation of the case, by the acts that stand."""
    state = derived.state
    issued, decided = state.last("recommendation.issued"), state.last("ppk.decided")
    weighed: Mapping[str, Any] = issued.body if issued else {}
    on = case.happened_on or derived.calendar.local_day(case.opened_at)
    sanctioned = state.outcome == SANCTIONED and decided is not None
    shared = {
        "office_position": case.office_position,
        "oversight_office": case.oversight_office,
        "agency_key": case.agency_key,
        "authority": case.authority,
        "agency": case.agency,
        "post_class": str(weighed.get("post_class", "")),
        "season": season.today(case.place_code, on).stage or "",
        "outcome": state.outcome,
        "grade": _grade(decided) if sanctioned else "",
        "differs": bool(decided) and decided is not None and decided.body.get("as_recommended") == "differently",
        "aggravating": _codes(weighed.get("aggravating")),
        "mitigating": _codes(weighed.get("mitigating")),
        "ended_on": derived.calendar.local_day(state.since) if state.since else on,
    }
    return [{**shared, "violation": one, "track": track_of(one, on)} for one in dict.fromkeys(case.violations)]


def _grade(decided: ActView | None) -> str:
    return str(decided.body.get("grade", "")) if decided else ""


def _codes(value: object) -> Sequence[str]:
    return [str(one) for one in value] if isinstance(value, list) else []


def track_of(violation: str, on: date) -> str:
    """Return the track of a violation by the rules of the day; empty where it was not in force."""
    try:
        return str(book().violation(violation, on).get("track", ""))
    except NoRule:
        return ""
