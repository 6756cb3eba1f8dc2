"""What statistics may know of a case: place, whose turn it is, its standing acts by kind and day, how a defect was lost.

No person, nothing sealed.

The criminal limb is left out: that it exists is nobody's business but its own (security.md section 3).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from zoneinfo import ZoneInfo

from django.db.models import Count

from saksama import store
from saksama.kernel.actor import SYSTEM

from . import reading
from .defects import Loss, lost
from .fold import ActView
from .models import Act, Limb, Link


@dataclass(frozen=True, slots=True)
class Counted:
    """One case as it may be counted; acts in order, each with its day in the office's zone."""

    place_code: str
    waiting_on: str
    acts: tuple[tuple[str, date], ...]


def counted() -> Iterator[Counted]:
    """Yield every case with its standing acts (a corrected act does not count), in one consistent reading."""
    columns = ("case_id", "case__place_code", "case__waiting_on", "case__timezone", "nth", "kind", "happened_at", "corrects")
    with store.reading(SYSTEM):
        rows = Act.objects.filter(limb=Limb.ASN).order_by("case_id", "nth").values_list(*columns)
        for _, group in groupby(rows.iterator(2000), key=lambda row: row[0]):
            acts = list(group)
            corrected = {row[7] for row in acts}
            zone = ZoneInfo(acts[0][3])
            standing = tuple((row[5], row[6].astimezone(zone).date()) for row in acts if row[4] not in corrected)
            yield Counted(acts[0][1], acts[0][2], standing)


def defects_lost() -> dict[Loss, int]:
    """Return the reports not registered for something that could have been cured, by how it was lost; both ways are named.

    Reports, not cases: every report that had gone into the case counts. What came without a name is no report.
    """
    counts = dict.fromkeys(Loss, 0)
    with store.reading(SYSTEM):
        ways = {case: way for case, acts in _refused() if (way := lost(acts)) is not None}
        reports = Link.objects.filter(case__in=ways).exclude(door="nameless").values_list("case_id").annotate(Count("report"))
        for case, n in reports.order_by():
            counts[ways[case]] += n
    return counts


def _refused() -> Iterator[tuple[int, list[ActView]]]:
    """Yield each case that was refused, with the acts of its ASN limb."""
    refused = Act.objects.filter(limb=Limb.ASN, kind="registration.refused").values("case_id")
    rows = Act.objects.filter(limb=Limb.ASN, case_id__in=refused).order_by("case_id", "nth")
    for case, acts in groupby(rows.iterator(2000), key=lambda act: act.case_id):
        yield case, [reading.view(act) for act in acts]
