"""Satu garis: the one line of a case as stations, and where they stand when it is drawn. Pure.

A station is an office, a moment or a limit. Down the page (phones, letters) the stations follow each other with the days
spent between them; across the page (desk) days are distance, and labels that would touch are merged into one with a count.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from enum import StrEnum


class State(StrEnum):
    PAST = "past"  # happened and known
    WAITING = "waiting"  # here it waits today
    SILENT = "silent"  # handed on, no news since: never "not done"
    AHEAD = "ahead"  # not yet
    DUE = "due"  # a limit, drawn as a short bar across


@dataclass(frozen=True, slots=True)
class Station:
    """One point of the line.

    `on` is when it was reached (aware instant or plain date), or none when nothing was heard. `provenance` says where an
    entry by proxy comes from ("dari surat yang datang 19 November"); `entered_on` is set when it was recorded later.
    """

    label: str
    state: State
    on: date | datetime | None = None
    detail: str = ""
    provenance: str = ""
    entered_on: date | None = None
    note: str = ""
    citation: str = ""
    urgency: str = ""  # of a limit: ease, soon, last, late
    short: str = ""  # the date in words for the drawing across


@dataclass(frozen=True, slots=True)
class Stop:
    station: Station
    days: int | None  # whole days until the next known station


@dataclass(frozen=True, slots=True)
class Mark:
    """A point with its place on the drawing."""

    x: int
    kind: str
    urgency: str
    proxy: bool


@dataclass(frozen=True, slots=True)
class Label:
    """One or several merged labels: `more` says how many stations besides the first are meant."""

    x: int
    y: int
    anchor: str
    lines: tuple[str, ...]
    kind: str
    more: int


@dataclass(frozen=True, slots=True)
class Drawing:
    width: int
    height: int
    y: int
    past_to: int
    known_to: int
    end: int
    marks: tuple[Mark, ...]
    labels: tuple[Label, ...]
    stations: tuple[Station, ...]


MARGIN = 28
TAIL_GAP = 76
NEAREST = 14
CHARACTER = 6.6
LABEL_GAP = 20
FURTHEST = 64  # how far a label may be moved aside before it is merged instead
FURTHEST_LIMIT = 120  # a limit is not to be lost among what has happened
LONG_LABEL = 13
BELOW, LINE_HEIGHT = 92, 16
HEIGHT = 128  # room for labels of two lines
COUNT = 24  # the width of "+3" behind a merged label


def _day(value: date | datetime) -> float:
    if isinstance(value, datetime):
        return value.timestamp() / 86400
    return float(value.toordinal() - date(1970, 1, 1).toordinal()) + 0.5


def stops(stations: Sequence[Station]) -> list[Stop]:
    """Return the stations with the whole days between each and the next one that has a date."""
    out: list[Stop] = []
    for n, station in enumerate(stations):
        following = next((s.on for s in stations[n + 1 :] if s.on is not None and s.state is not State.DUE), None)
        days = round(_day(following) - _day(station.on)) if station.on is not None and following is not None else None
        out.append(Stop(station=station, days=days if days is not None and days > 0 else None))
    return out


def positions(stations: Sequence[Station], width: int) -> list[int]:
    """Return an x for every station: dated ones by days, undated ones in an even tail after the last date.

    Order is kept: a station never stands left of the one before it, and dated points keep at least 14 px between them.
    """
    dated = [s for s in stations if s.on is not None]
    tail = len(stations) - len(dated)
    span = max(width - 2 * MARGIN - tail * TAIL_GAP, 120)
    values = [_day(s.on) for s in dated if s.on is not None]
    low, high = (min(values), max(values)) if values else (0.0, 0.0)
    scale = span / (high - low) if high > low else 0.0
    places: list[float] = []
    for station in stations:
        before = places[-1] if places else MARGIN - NEAREST
        wanted = before + TAIL_GAP if station.on is None else MARGIN + (_day(station.on) - low) * scale
        places.append(max(wanted, before + NEAREST))
    if places and places[-1] > width - MARGIN:
        factor = (width - 2 * MARGIN) / (places[-1] - MARGIN)
        places = [MARGIN + (x - MARGIN) * factor for x in places]
    return [round(x) for x in places]


def draw(stations: Sequence[Station], width: int = 760) -> Drawing:
    """Return the drawing across. Known stations and limits stand above the line, the waiting one and what is ahead below."""
    xs = positions(stations, width)
    marks = tuple(
        Mark(x=x, kind="start" if n == 0 and s.state is State.PAST else str(s.state), urgency=s.urgency, proxy=bool(s.provenance))
        for n, (s, x) in enumerate(zip(stations, xs, strict=True))
    )
    above = [(x, s) for x, s in zip(xs, stations, strict=True) if s.state in (State.PAST, State.DUE)]
    below = [(x, s) for x, s in zip(xs, stations, strict=True) if s.state not in (State.PAST, State.DUE)]
    labels = (*_labels(above, y=16, width=width), *_labels(below, y=BELOW, width=width))
    deep = max((len(label.lines) for label in labels if label.y == BELOW), default=0)
    past = [x for x, s in zip(xs, stations, strict=True) if s.state in (State.PAST, State.WAITING)]
    known = [x for x, s in zip(xs, stations, strict=True) if s.on is not None]
    end = xs[-1] if xs else MARGIN
    return Drawing(
        width=width,
        height=HEIGHT + max(deep - 2, 0) * LINE_HEIGHT,
        y=60,
        past_to=max(past, default=MARGIN),
        known_to=max(known, default=MARGIN),
        end=end,
        marks=marks,
        labels=labels,
        stations=tuple(stations),
    )


def _lines(station: Station) -> tuple[str, ...]:
    """Return the lines of a label: name and date; a long name of what is still ahead is broken, word by word."""
    if station.short or station.state is not State.AHEAD:
        return tuple(part for part in (station.label, station.short) if part)
    lines: list[str] = []
    for word in station.label.split():
        if lines and len(lines[-1]) + len(word) < LONG_LABEL:
            lines[-1] += f" {word}"
        else:
            lines.append(word)
    return tuple(lines)


def _labels(points: Sequence[tuple[float, Station]], *, y: int, width: int) -> list[Label]:
    out: list[Label] = []
    free = float("-inf")
    for x, station in points:
        lines = _lines(station)
        half = max(len(part) for part in lines) * CHARACTER / 2 if lines else 0
        anchor, left, right = "middle", x - half, x + half
        if left < 0:
            anchor, left, right = "start", max(x - 8, 0), max(x - 8, 0) + 2 * half
        elif right > width:
            anchor, left, right = "end", min(x + 8, width) - 2 * half, min(x + 8, width)
        aside = max(free + LABEL_GAP - left, 0) if out else 0
        if 0 < aside <= (FURTHEST_LIMIT if station.state is State.DUE else FURTHEST) and right + aside <= width:
            left, right, x = left + aside, right + aside, x + aside
        elif aside and station.state is not State.WAITING:
            before = out[-1]
            out[-1] = replace(before, more=before.more + 1)
            free += COUNT if not before.more else 0
            continue
        place = x if anchor == "middle" else left if anchor == "start" else right
        kind = station.state.value if not station.urgency else f"{station.state.value} {station.urgency}"
        out.append(Label(x=round(place), y=y, anchor=anchor, lines=lines, kind=kind, more=0))
        free = right
    return out
