"""What people did on the case of a report since an instant: kinds and times of acts only. For the sheet of an exercise."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from saksama import store
from saksama.cases.models import Act, Case
from saksama.kernel.actor import SYSTEM


@dataclass(frozen=True, slots=True)
class Since:
    """The case (nothing where the report opened none), and each act as its kind and when it was recorded."""

    case: str
    acts: tuple[tuple[str, datetime], ...]


def since(report: str, at: datetime) -> Since:
    """Return the acts recorded from `at` on, in their order. Takes no actor: says nothing that a case holds."""
    with store.reading(SYSTEM):
        case = Case.objects.filter(opening_report=report).first()
        if case is None:
            return Since("", ())
        rows = Act.objects.filter(case=case, recorded_at__gte=at).order_by("nth")
        return Since(str(case.public_id), tuple(rows.values_list("kind", "recorded_at")))
