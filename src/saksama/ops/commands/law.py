"""`saksama law`: check the law data, and count one limit by hand."""

from __future__ import annotations

import argparse
from datetime import date
from pathlib import Path

from saksama.ops import installation
from saksama.ops.console import say
from saksama.ops.errors import CommandRefused


def configure(parser: argparse.ArgumentParser) -> None:
    parts = parser.add_subparsers(dest="part", metavar="check|due", required=True, parser_class=type(parser))
    check = parts.add_parser("check", help="name what is wrong in the files of law data, or in these, with its line")
    check.add_argument("files", nargs="*", type=Path, metavar="FILE")
    due = parts.add_parser("due", help="when a limit ends that began on this day, by each reading")
    due.add_argument("clock", metavar="CLOCK", help="the rule, such as BW-HANDLE")
    due.add_argument("start", metavar="DATE", help="the day of the event that starts it, such as 2024-10-07")
    due.add_argument("--timezone", choices=("WIB", "WITA", "WIT"), default="WIB")


def run(args: argparse.Namespace) -> int:
    installation.wake(needed=False)
    return _check(args.files) if args.part == "check" else _due(args)


def _check(files: list[Path]) -> int:
    from saksama import law

    for path in files:
        if not path.is_file():
            raise CommandRefused(f"{path} is not a file.")
    problems = law.check(files)
    for problem in problems:
        say(str(problem))
    say(f"{len(problems)} problems." if problems else "The law data are sound.")
    return int(bool(problems))


def _due(args: argparse.Namespace) -> int:
    from saksama import law
    from saksama.law import calendar, clocks

    day = _day(args.start)
    rule = law.book().clock(args.clock, day)
    found = calendar.calendar_for(range(day.year, day.year + 3), args.timezone)
    counted = clocks.limit(rule, day, found)
    if counted is None:
        raise CommandRefused(f"{args.clock} has no number of days or hours to count: {rule.citation}.")
    ends = dict.fromkeys(due.astimezone(found.zone) for due in (counted.due_early, counted.due_late))
    say(" or ".join(end.strftime(f"%A %Y-%m-%d %H:%M {args.timezone}") for end in ends))
    say(counted.why_en)
    say(f"{rule.citation} ({rule.confidence})")
    return 0


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise CommandRefused(f"{text!r} is not a date of the calendar; write it as 2024-10-07.") from None
