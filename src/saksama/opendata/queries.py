"""What may be printed of the latest figures: small cells hidden (decision 25), version and definitions beside them."""

from __future__ import annotations

from collections.abc import Hashable
from dataclasses import dataclass
from datetime import datetime

from saksama.insight import queries as insight
from saksama.insight.courses import STEPS, Fate
from saksama.insight.models import Computation
from saksama.insight.registry import statistic

from .suppression import Cell, Line, protect_funnel, protect_line, protect_one, threshold_for

DEFECTS = ("defects_never_asked", "defects_lapsed")


@dataclass(frozen=True, slots=True)
class Published:
    """One data version as anyone may read it. `defects` holds what that version counted: an older one did not, and is no zero."""

    version: str
    computed_at: datetime
    funnel: tuple[tuple[str, Cell], ...]
    waiting: Line
    execution: Line
    by_district: Line
    median_days: tuple[tuple[str, str, float | None], ...]
    defects: tuple[tuple[str, Cell], ...]


def latest() -> Published | None:
    """Return the newest data version with disclosure control, or None where nothing was computed yet."""
    computation = insight.latest()
    return protect(computation) if computation else None


def protect(computation: Computation) -> Published:
    """Hide what could single out a person. `results` are counts of one version; the answer never holds a hidden value."""
    found = computation.results
    least = threshold_for(statistic("funnel").unit, dimensions=1)
    funnel = protect_funnel(found["funnel"], threshold=least)
    fates: dict[Hashable, int] = {fate.value: found["execution"].get(fate.value, 0) for fate in Fate}
    return Published(
        version=computation.version,
        computed_at=computation.computed_at,
        funnel=tuple(zip((step.value for step in STEPS), funnel, strict=True)),
        waiting=protect_line(found["waiting"], threshold=least),
        execution=protect_line(fates, threshold=least),
        by_district=protect_line(found["cases_by_place"], threshold=threshold_for("report", dimensions=1)),
        median_days=tuple((start, end, days) for start, end, days, _ in found["median_days"]),
        defects=tuple((key, _alone(key, found[key])) for key in DEFECTS if key in found),
    )


def _alone(key: str, count: int) -> Cell:
    return protect_one(count, threshold=threshold_for(statistic(key).unit, dimensions=1))
