"""The lines of the queue in words, made once for each row: a template that looks up forty things for each of 25 rows is slow."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from uuid import UUID

from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from saksama.cases.shown import Row
from saksama.web.casework import clocks, words
from saksama.web.frame import dates
from saksama.web.frame.templatetags.saksama import gambar

SOME = UUID(int=0)


@dataclass(frozen=True, slots=True)
class Line:
    """One row as it is drawn. `clock` and `meter` are drawings, all else is text."""

    url: str
    pick: str
    here: bool
    new: bool
    clock: SafeString
    meter: SafeString
    title: str
    place: str
    number: str
    similar: str
    standing: str
    officer: str
    mine: bool
    wants_officer: bool


def lines(rows: Collection[Row], *, now: datetime, me: str, here: str, tail: str, compared: Collection[str]) -> tuple[Line, ...]:
    """Return the rows as lines. `compared`: the stages at which look-alikes are told, none for the overseer."""
    language = words.language()
    before, _mark, after = _address().partition(str(SOME))
    return tuple(_line(row, now, me, here, f"{before}{row.public_id}{after}{tail}", compared, language) for row in rows)


@lru_cache(maxsize=1)
def _address() -> str:
    return reverse("desk:case", args=[SOME])


def _line(
    row: Row, now: datetime, me: str, here: str, url: str, compared: Collection[str], language: words.Language
) -> Line:
    due = clocks.due(row.next_due, row.due_late, now=now, zone=row.timezone, language=language)
    return Line(
        url=url,
        pick=f"{row.public_id}.{row.act_count}",
        here=row.public_id == here,
        new=row.is_new,
        clock=gambar("components/_clock.html", state=due.state, words=due.words),
        meter=gambar("desk/cases/_row_meter.html", states=row.meter, met=row.met) if row.meter else SafeString(""),
        title=words.of(row, "title"),
        place=row.place,
        number=row.number,
        similar=_similar(row.similar) if row.similar and row.stage in compared else "",
        standing=_standing(row, language),
        officer=_("Anda") if row.officer == me and me else row.officer_name,
        mine=bool(me) and row.officer == me,
        wants_officer=not row.officer and bool(row.handed_back),
    )


def _similar(count: int) -> str:
    return ngettext("Mirip %(n)d laporan lain", "Mirip %(n)d laporan lain", count) % {"n": count}


def _standing(row: Row, language: words.Language) -> str:
    if row.silent_since:
        since = dates.short_date(dates.local(row.silent_since, row.timezone).date(), language)
        return _("belum ada kabar sejak %(day)s") % {"day": since}
    return _("belum dibuka") if row.is_new else words.of(row, "waiting")
