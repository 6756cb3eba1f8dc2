"""The lines of the queue, drawn here: a template that looks up forty things for each of 25 rows takes a fifth of the page."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from uuid import UUID

from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from saksama.cases.shown import Row
from saksama.web.casework import clocks, words
from saksama.web.frame import dates
from saksama.web.frame.templatetags.saksama import gambar

SOME = UUID(int=0)
NOTHING = SafeString("")
LINE = """
<li{}><div class="row">{}{}</div>
<h3{}><a class="whole" href="{}"{}>{}{}</a></h3>
<p class="soft">{}{}</p>{}
<div class="row"><span>{}{}</span>{}</div></li>"""
BOX = '<label class="pick"><input type="checkbox" name="pilih" value="{}.{}"><span class="hidden">{} {}</span></label>'


@dataclass(frozen=True, slots=True)
class Seen:
    """How the list is looked at: when, by whom, beside which open case, and at which stages look-alikes are told.

    `picks`: each line has a box for a step on many cases.
    """

    now: datetime
    me: str
    here: str
    tail: str
    compared: Collection[str]
    picks: bool
    language: words.Language


def lines(rows: Collection[Row], seen: Seen) -> SafeString:
    """Return the rows as they are drawn, everything in them escaped."""
    before, _mark, after = _address().partition(str(SOME))
    return format_html_join("", LINE, (_parts(row, f"{before}{row.public_id}{after}{seen.tail}", seen) for row in rows))


@lru_cache(maxsize=1)
def _address() -> str:
    return reverse("desk:case", args=[SOME])


def _parts(row: Row, url: str, seen: Seen) -> tuple[str, ...]:
    due = clocks.due(row.next_due, row.due_late, now=seen.now, zone=row.timezone, language=seen.language)
    title, here = words.of(row, "title"), row.public_id == seen.here
    return (
        SafeString(' class="here"') if here else NOTHING,
        gambar("components/_clock.html", state=due.state, words=due.words),
        _box(row, title) if seen.picks else NOTHING,
        SafeString(' class="unread"') if row.is_new else NOTHING,
        url,
        SafeString(' aria-current="true"') if here else NOTHING,
        format_html('<span class="hidden">{} </span>', _("Baru:")) if row.is_new else NOTHING,
        title,
        row.place,
        format_html(' · <span class="num-id">{}</span>', row.number) if row.number else NOTHING,
        format_html('<p class="small accent">{}</p>', _similar(row.similar)) if _is_told(row, seen) else NOTHING,
        _standing(row, seen.language),
        _officer(row, seen.me),
        gambar("desk/cases/_row_meter.html", states=row.meter, met=row.met) if row.meter else NOTHING,
    )


def _box(row: Row, title: str) -> SafeString:
    """The box says which case is meant, and how far its reader had seen it."""
    return format_html(BOX, row.public_id, row.act_count, _("Pilih:"), title)


def _is_told(row: Row, seen: Seen) -> bool:
    return bool(row.similar) and row.stage in seen.compared


def _similar(count: int) -> str:
    return ngettext("Mirip %(n)d laporan lain", "Mirip %(n)d laporan lain", count) % {"n": count}


def _officer(row: Row, me: str) -> SafeString:
    """Return who works on it: the reader himself, somebody else, or that somebody new is needed."""
    if me and row.officer == me:
        return format_html(" · <b>{}</b>", _("Anda"))
    if row.officer_name:
        return format_html(" · {}", row.officer_name)
    wanted = not row.officer and row.handed_back
    return format_html(' · <span class="warn">{}</span>', _("butuh petugas")) if wanted else NOTHING


def _standing(row: Row, language: words.Language) -> str:
    if row.silent_since:
        since = dates.short_date(dates.local(row.silent_since, row.timezone).date(), language)
        return _("belum ada kabar sejak %(day)s") % {"day": since}
    return _("belum dibuka") if row.is_new else words.of(row, "waiting")
