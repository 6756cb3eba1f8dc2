"""Limits as people read them in a list: a word and a shape, never colour alone. Pure.

The early reading orders the list; late is only what has passed the later one (decision 46).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.utils.translation import gettext as _

from saksama.web.frame import dates

DAY_END = (23, 59)


@dataclass(frozen=True, slots=True)
class Due:
    """`state` is the shape (ease, soon, last, late, stopped), `words` what stands beside it."""

    state: str
    words: str


def due(early: datetime | None, late: datetime | None, *, now: datetime, zone: str, language: str = "id") -> Due:
    """Return a limit in words of at most four parts: `hari ini, 16.00`, `besok`, `Jum 25 Okt`, `lewat 2 hari`."""
    if early is None:
        return Due("stopped", _("tanpa batas waktu"))
    last = late or early
    if now > last:
        return Due("late", _late(dates.local(last, zone), dates.local(now, zone)))
    here, today = dates.local(early, zone), dates.local(now, zone).date()
    days = (here.date() - today).days
    if days <= 0:
        state, word = "last", _("hari ini") if now <= early else _("hari ini, cara hitung kedua")
        return Due(state, word if now > early else word + _hour(here))
    if days == 1:
        return Due("soon", _("besok") + _hour(here))
    return Due("soon" if early - now <= timedelta(days=2) else "ease", dates.short_date(here, language, zone))


def _hour(when: datetime) -> str:
    return "" if (when.hour, when.minute) >= DAY_END else f", {when.hour:02d}.{when.minute:02d}"


def _late(last: datetime, now: datetime) -> str:
    days = (now.date() - last.date()).days
    if days == 0:
        return _("lewat hari ini")
    return _("lewat 1 hari") if days == 1 else _("lewat %(days)d hari") % {"days": days}
