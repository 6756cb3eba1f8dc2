"""`saksama law ics CASE`: the open limits of a case as an iCalendar file, without names and content."""

from __future__ import annotations

import argparse
import sys
from typing import Any

from saksama.ops import installation
from saksama.ops.errors import CommandRefused


def register(parts: Any) -> None:
    ics = parts.add_parser("ics", help="the open limits of a case as an iCalendar file, without names and content")
    ics.add_argument("case", metavar="CASE", help="its register number, or the id in its address")
    ics.set_defaults(run_part=run)


def run(args: argparse.Namespace) -> int:
    installation.wake()
    from saksama.cases import queries
    from saksama.law import icalendar
    from saksama.store import clock

    now = clock.now()
    found = queries.open_limits(args.case, now=now)
    if not any(one.reading.due_late for one in found.entries):
        raise CommandRefused("No limit of this case has a date now; there is nothing for a calendar.")
    sys.stdout.write(icalendar.written(found.entries, now=now, sequence=found.act_count))
    sys.stdout.flush()
    return 0
