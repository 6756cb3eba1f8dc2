"""What statistics may know of a case: place, whose turn it is, and its standing acts by kind and day. No person, nothing sealed.

The criminal limb is left out: that it exists is nobody's business but its own (security.md section 3).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from zoneinfo import ZoneInfo

from saksama import store
from saksama.kernel.actor import SYSTEM

from .models import Act, Limb


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
