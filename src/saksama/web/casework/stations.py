"""The stations of a case in the language of the page, ready to be drawn as the one line."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import datetime

from django.utils.translation import gettext as _

from saksama.cases import shown
from saksama.web.frame import dates
from saksama.web.frame.line import State, Station

from . import words

RULE = re.compile(r" \([A-Z]{2,4}-[A-Z0-9]+\)$")  # the rule's id stands with the limit itself, not on the drawing


def stations(found: Iterable[shown.Station], *, zone: str) -> list[Station]:
    """Return the frame's stations for the domain's; a date in words goes along for the drawing across."""
    return [_station(one, zone) for one in found]


def _station(one: shown.Station, zone: str) -> Station:
    language = words.language()
    proxy = words.of(one, "provenance") if one.provenance not in ("", "own") else ""
    entered = _("Dicatat %(day)s.") % {"day": dates.long_date(one.entered_on, language, zone)} if one.entered_on else ""
    return Station(
        label=RULE.sub("", words.of(one, "label")),
        state=State(one.state),
        on=one.at,
        detail=words.of(one, "detail"),
        provenance=proxy,
        entered_on=dates.local(one.entered_on, zone).date() if one.entered_on else None,
        note=entered,
        citation=one.citation,
        urgency=one.urgency,
        short=_short(one, language, zone),
    )


def _short(one: shown.Station, language: str, zone: str) -> str:
    if one.state == State.WAITING:
        return words.of(one, "detail") or (dates.short_date(one.at, language, zone) if one.at else "")
    return dates.short_date(one.at, language, zone) if isinstance(one.at, datetime) else ""
