"""The period an auditor asks about, from two dates in the address; both days belong to it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from django.utils.translation import gettext as _

from saksama.cases.auditing import Period
from saksama.web.casework.requests import DeskRequest
from saksama.web.frame import dates

USUAL = timedelta(days=90)
LONGEST = timedelta(days=3660)


@dataclass(frozen=True, slots=True)
class Asked:
    """The two days as they stand in the form, the period they mean, and why they could not be used, if so."""

    first: date
    last: date
    period: Period
    trouble: str = ""

    @property
    def query(self) -> str:
        return f"dari={self.first.isoformat()}&sampai={self.last.isoformat()}"


def asked(request: DeskRequest, now: datetime) -> Asked:
    """Return the period of the address; days that are none, or in the wrong order, give the usual one and a sentence."""
    zone = ZoneInfo(request.post.zone)
    today = dates.local(now, request.post.zone).date()
    first, last = _day(request.GET.get("dari", "")), _day(request.GET.get("sampai", ""))
    trouble = ""
    if "dari" in request.GET or "sampai" in request.GET:
        if first is None or last is None:
            trouble = _("Tanggal ini tidak ada. Tulis seperti 31-10-2024.")
        elif last < first or last - first > LONGEST:
            trouble = _("Akhir masa harus sesudah awalnya, paling lama sepuluh tahun.")
    if trouble or first is None or last is None:
        first, last = today - USUAL, today
    since = datetime.combine(first, time.min, tzinfo=zone)
    return Asked(first, last, Period(since, datetime.combine(last + timedelta(days=1), time.min, tzinfo=zone)), trouble)


def _day(text: str) -> date | None:
    for form in ("%Y-%m-%d", "%d-%m-%Y", "%d/%m/%Y"):
        try:
            return datetime.strptime(text.strip()[:10], form).date()  # noqa: DTZ007  a day has no zone
        except ValueError:
            continue
    return None
