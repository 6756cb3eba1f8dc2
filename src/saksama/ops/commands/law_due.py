"""`saksama law due`: until when a limit runs that an event started, by every reading, and why."""

from __future__ import annotations

import argparse
from datetime import date, datetime
from typing import Any

from saksama.ops.console import say, say_json
from saksama.ops.errors import CommandRefused

from . import law_asked as asked


def register(parts: Any) -> None:
    due = parts.add_parser("due", help="until when a limit runs that this event started, by every reading, and why")
    due.add_argument("--clock", required=True, metavar="CLOCK", help="the rule, such as PK-05")
    due.add_argument("--event", required=True, metavar="WHEN",
                     help="what started it: a moment with its zone, 2024-11-01T15:30+07:00, or a day, 2024-11-01")
    due.add_argument("--extended", action="append", default=[], metavar="WHEN=DAYS",
                     help="when it was extended, with =DAYS only where the rule leaves them open; may be given again")
    due.add_argument("--region", metavar="CODE", help="the office's region by its code, such as 13.71; it gives the zone")
    due.add_argument("--timezone", choices=("WIB", "WITA", "WIT"), help="the office's zone, where no region is given")
    due.add_argument("--json", action="store_true", help="one line of JSON: docs/reference/law-json.md")
    due.set_defaults(run_part=run)


def run(args: argparse.Namespace) -> int:
    answer, lines = _answer(args)
    if args.json:
        say_json(answer)
        return 0
    for line in lines:
        say(line)
    return 0


def _answer(args: argparse.Namespace) -> tuple[dict[str, Any], list[str]]:
    from saksama import law
    from saksama.law import clocks
    from saksama.law import wording as words

    event = asked.moment(args.event)
    region = asked.region(args.region) if args.region else None
    timezone = asked.timezone_of(region, args.timezone, event)
    on = asked.local_day(event, timezone)
    book = law.book()
    rule = book.clock(args.clock, on)
    extended = [_extension(text, rule) for text in args.extended]
    calendar = asked.calendar_around(on, timezone)
    found = clocks.limit(rule, event, calendar, extended=extended)
    if found is None:
        raise CommandRefused(f"{args.clock} has no number of days or hours to count: {rule.citation}.")
    answer = asked.head("due", book) | {
        "clock": _rule(rule),
        "event": _iso(event),
        "timezone": timezone,
        "region": {"code": region.code, "name": region.name} if region else None,
        "due_early": found.due_early.isoformat(),
        "due_late": found.due_late.isoformat(),
        "settled": found.due_early == found.due_late,
        "readings": [_reading(one) for one in found.readings],
        "skipped": [{"day": d.isoformat(), "id": calendar.holidays[d], "en": calendar.name_en(d)} for d in found.skipped],
        "why_id": found.why_id,
        "why_en": found.why_en,
        "warnings": asked.warnings(found.estimated),
    }
    ends = dict.fromkeys(f"{due:%A %Y-%m-%d %H:%M} {timezone}" for due in (found.due_early, found.due_late))
    lines = [" or ".join(ends), found.why_en, found.why_id, *(f"  {one.reason_en}" for one in found.readings)]
    lines += [f"{rule.citation} ({rule.confidence})", *([f"{words.CHECK_EN}."] if rule.needs_check or len(ends) > 1 else [])]
    return answer, [*lines, *(f"Warning: {one['en']}." for one in answer["warnings"])]


def _extension(text: str, rule: Any) -> tuple[datetime, int]:
    when, _, days = text.partition("=")
    at = asked.moment(when)
    if rule.extension is None:
        raise CommandRefused(f"No rule was found that extends {rule.id}; leave --extended out.")
    if not isinstance(at, datetime):
        raise CommandRefused(f"{when!r} is a day; an extension needs its moment, such as 2024-11-01T15:30+07:00.")
    if rule.extension.count:
        if days:
            raise CommandRefused(f"{rule.id} is extended by {rule.extension.count}, as its rule says; leave ={days} out.")
        return at, 0
    if not days.isdecimal() or not 0 < int(days) <= 365:
        raise CommandRefused(f"{rule.id} is extended by the days granted; write them as {when}=3.")
    return at, int(days)


def _rule(rule: Any) -> dict[str, Any]:
    return {
        "id": rule.id,
        "version": rule.version,
        "name_id": rule.name_id,
        "name_en": rule.name_en,
        "kind": rule.kind.value,
        "actor": rule.actor,
        "count": rule.count,
        "units": [unit.value for unit in rule.units],
        "citation": rule.citation,
        "confidence": rule.confidence.value,
        "needs_check": rule.needs_check,
    }


def _reading(one: Any) -> dict[str, Any]:
    return {
        "due": one.due.isoformat(),
        "count": one.count,
        "unit": one.unit.value,
        "first_day": one.first_day.value,
        "reason_id": one.reason_id,
        "reason_en": one.reason_en,
    }


def _iso(event: date | datetime) -> str:
    return event.isoformat()
