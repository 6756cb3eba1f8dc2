"""Filters for values that carry their words in both languages."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from django import template

from saksama.cases import shown
from saksama.web.casework import clocks, stations, words
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


@register.simple_tag(takes_context=True)
def tenggat(context: template.Context, early: datetime | None, late: datetime | None, zone: str) -> clocks.Due:
    """A limit as shape and words, seen from the page's now."""
    return clocks.due(early, late, now=context["now"], zone=zone, language=words.language())
