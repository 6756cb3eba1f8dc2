"""`saksama drill`: an exercise beside the real installation, as *Kelola > Mode latihan* does it, from the machine itself."""

from __future__ import annotations

import argparse
from pathlib import Path

from saksama.ops import installation
from saksama.ops.console import say
from saksama.ops.errors import CommandRefused


def configure(parser: argparse.ArgumentParser) -> None:
    parts = parser.add_subparsers(dest="part", metavar="start|show|wipe", required=True, parser_class=type(parser))
    start = parts.add_parser("start", help="ask the running services for a drill; it is ready within minutes")
    start.add_argument("--hours", type=int, default=4,
                       help="after how many hours it wipes itself: 1, 4, 8, 24 or 72 (default: 4)")
    parts.add_parser("show", help="where the drill is open, and the word at its gate")
    parts.add_parser("wipe", help="stop the drill and remove everything of it")


def run(args: argparse.Namespace) -> int:
    installation.wake()
    from django.conf import settings

    from saksama.ops import drill_mode
    from saksama.ops.serving import pids
    from saksama.store import clock

    data = Path(settings.SAKSAMA.data)
    if args.part == "wipe" and not pids.is_alive(pids.folder() / "supervisor.pid"):
        drill_mode.wipe(data)       # nobody runs it: what was left of it goes at once
        say("Nothing of a drill is left.")
        return 0
    if args.part == "start":
        if not pids.is_alive(pids.folder() / "supervisor.pid"):
            raise CommandRefused("The services do not run; a drill is kept by them. Start them with `saksama serve`.")
        drill_mode.order(data, hours=args.hours, url=drill_mode.address(), now=clock.real())
    elif args.part == "wipe":
        drill_mode.order_wipe(data)
    drill = drill_mode.found(data)
    say(f"{drill.url}  {drill.word}  until {drill.until:%Y-%m-%d %H:%M} UTC  {drill.state}" if drill else "There is no drill.")
    return 0
