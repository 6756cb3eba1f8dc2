"""Filters for values that carry their words in both languages."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString

from saksama.cases import shown
from saksama.web.casework import clocks, stations, words
from saksama.web.frame import dates
from saksama.web.frame.line import Station

register = template.Library()


@register.filter
def kata(thing: object, name: str) -> str:
    """`{{ row|kata:"title" }}`: the words of the page's language."""
    return words.of(thing, name)


@register.filter
def teks(text: shown.Words | None) -> str:
    """The words of a `Words` in the page's language."""
    return text.of(words.language()) if text is not None else ""


@register.filter
def garis_perkara(found: Iterable[shown.Station], zone: str) -> list[Station]:
    """The stations of a case for `components/_line.html` and `_line_wide.html`."""
    return stations.stations(found, zone=zone)


@register.filter
def batas(value: datetime | None, zone: str) -> SafeString:
    """The end of a limit: `Selasa, 22 Oktober 2024, pukul 16.00 WIB`, without the hour where the whole day counts."""
    if value is None:
        return format_html("")
    here, spoken = dates.local(value, zone), words.language()
    whole = (here.hour, here.minute) >= clocks.DAY_END
    text = dates.long_date(value, spoken, zone) if whole else dates.long_moment(value, spoken, zone)
    return format_html('<time datetime="{}">{}</time>', dates.machine(value, zone), text)


@register.filter
def aturan(rule: str) -> str:
    """The rule of an act without the day of its version: `PK-05@2015-02-02` is read as `PK-05`."""
    return rule.partition("@")[0]


@register.simple_tag(takes_context=True)
def tenggat(context: template.Context, early: datetime | None, late: datetime | None, zone: str) -> clocks.Due:
    """A limit as shape and words, seen from the page's now."""
    return clocks.due(early, late, now=context["now"], zone=zone, language=words.language())


@register.filter
def isi_jam(value: datetime, zone: str) -> str:
    """An hour as a form takes it, in the office's zone: `2024-10-16 10:00`."""
    return f"{dates.local(value, zone):%Y-%m-%d %H:%M}"
