"""Limits drawn by chance: a rule in the engine's words and in the paper's, moments, a zone and a made-up wall calendar."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from tests.law.paper import CLOSING, ZONES, Paper, Pause, Sum

from saksama.law.calendar import Calendar, Unit, zone
from saksama.law.counting import Counted, count
from saksama.law.rule import ClockRule, Confidence, Extension, FirstDay

UNITS = {"day": Unit.CALENDAR_DAY, "workday": Unit.WORKING_DAY, "hour": Unit.HOUR, "month": Unit.MONTH}
YEARS = range(2019, 2029)
_UNIT_SETS = (("day",), ("workday",), ("workday", "day"), ("day", "workday"), ("hour",), ("month",))


@dataclass(frozen=True)
class Drawn:
    """One limit to count twice."""

    rule: ClockRule
    sum: Sum
    zone: str
    starts: list[datetime]
    extended: list[tuple[datetime, int]]
    pauses: list[Pause]
    wall: Paper

    def by_the_engine(self, calendar: Calendar) -> list[Counted]:
        return count(self.rule, self.starts, granted(self.rule, self.extended), self.pauses, calendar)

    def on_paper(self) -> list[datetime]:
        return [end.at for end in self.wall.ends(self.sum, self.starts, self.extended, self.pauses)]


def granted(rule: ClockRule, extended: Sequence[tuple[datetime, int]]) -> list[tuple[datetime, int]]:
    if rule.extension is None:
        return []
    kept = extended[: rule.extension.times] if rule.extension.times else extended
    return [(at, rule.extension.count or days) for at, days in kept]


@dataclass(frozen=True)
class Wall:
    """One made-up calendar, for the paper and, in each zone, for the engine."""

    paper: Paper
    engine: dict[str, Calendar]


def wall(chance: random.Random) -> Wall:
    """Draw free days, some alone and some in rows as at Lebaran, and days on which the desk never closes."""
    first = date(YEARS[0], 1, 1)
    length = (date(YEARS[-1], 12, 31) - first).days
    free: dict[date, str] = {}
    for _ in range(chance.randrange(40, 260)):
        begin = first + timedelta(days=chance.randrange(length))
        for n in range(chance.choice((1, 1, 1, 2, 3, 6, 11))):
            free[begin + timedelta(days=n)] = "libur"
    open_days = frozenset(first + timedelta(days=chance.randrange(length)) for _ in range(chance.randrange(0, 200)))
    engine = {name: Calendar(zone(name), free, frozenset(YEARS), open_all_day=open_days) for name in ZONES}
    return Wall(Paper(free, open_days), engine)


def draw(chance: random.Random, walls: Sequence[Wall]) -> tuple[Drawn, Calendar]:
    """Draw one limit and the engine's calendar it is counted by."""
    chosen, zone_name = chance.choice(walls), chance.choice(tuple(ZONES))
    units = chance.choice(_UNIT_SETS)
    how = _sum(chance, units)
    start = _moment(chance, zone_name)
    starts = sorted({start, *(start - timedelta(hours=chance.randrange(0, 200)) for _ in range(chance.choice((0, 0, 0, 1))))})
    extended = _extended(chance, how, starts[-1])
    pauses = _pauses(chance, starts[-1])
    return Drawn(_rule(how), how, zone_name, starts, extended, pauses, chosen.paper), chosen.engine[zone_name]


def _sum(chance: random.Random, units: tuple[str, ...]) -> Sum:
    if units == ("month",):
        return Sum(-chance.randrange(1, 15), units, same_day_too=False)
    if units == ("hour",):
        more = (chance.randrange(1, 30), "hour", False) if chance.random() < 0.2 else None
        return Sum(chance.randrange(1, 100), units, same_day_too=chance.random() < 0.5, more=more)
    more = None
    if chance.random() < 0.4:
        anew = chance.random() < 0.4
        more = (chance.choice((0, 2, 3, 14)), chance.choice(("day", "workday")), anew)
    size = chance.choice((1, 2, 3, 5, 7, 14, 21, 65))
    return Sum(size, units, same_day_too=chance.random() < 0.6, desk=chance.random() < 0.3, more=more)


def _moment(chance: random.Random, zone_name: str) -> datetime:
    day = date(2020, 1, 1) + timedelta(days=chance.randrange(365 * 7))
    hour = chance.choice((chance.randrange(86_400), 0, 16 * 3600, 16 * 3600 + 1800, 86_399))
    return datetime(day.year, day.month, day.day, tzinfo=ZONES[zone_name]) + timedelta(seconds=hour)


def _extended(chance: random.Random, how: Sum, start: datetime) -> list[tuple[datetime, int]]:
    if how.more is None:
        return []
    times = sorted(start + timedelta(minutes=chance.randrange(0, 60 * 24 * 25)) for _ in range(chance.choice((0, 1, 1, 2, 3))))
    return [(at, chance.randrange(1, 9)) for at in times]


def _pauses(chance: random.Random, start: datetime) -> list[Pause]:
    bounds = sorted(start + timedelta(minutes=chance.randrange(0, 60 * 24 * 30)) for _ in range(chance.choice((0, 0, 2, 4))))
    return list(zip(bounds[::2], bounds[1::2], strict=True))


def _rule(how: Sum) -> ClockRule:
    extension = None
    if how.more is not None:
        size, unit, anew = how.more
        extension = Extension("extended", size, UNITS[unit], from_start=anew, times=1 if size else 0)
    return ClockRule(
        id="CHANCE",
        valid_from=date(2000, 1, 1),
        valid_to=None,
        name_id="",
        name_en="",
        procedure="own",
        count=how.count,
        units=tuple(UNITS[unit] for unit in how.units),
        first_days=(FirstDay.AFTER, FirstDay.SAME) if how.same_day_too else (FirstDay.AFTER,),
        trigger_id="kejadian",
        trigger_en="event",
        actor="",
        citation="",
        source_kind="own_rule",
        confidence=Confidence.OWN_RULE,
        extension=extension,
        desk_hours=CLOSING if how.desk else {},
    )


def disagreement(drawn: Drawn, calendar: Calendar) -> str:
    """Return how engine and paper differ over one limit; empty where they agree on every reading."""
    counted = drawn.by_the_engine(calendar)
    ends, on_paper = [one.due for one in counted], drawn.on_paper()
    if sorted(ends) == sorted(on_paper):
        return ""
    return f"{drawn.sum} {drawn.zone} from {drawn.starts} +{drawn.extended} ={drawn.pauses}: engine {ends}, paper {on_paper}"
