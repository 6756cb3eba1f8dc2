"""`saksama demo`: what somebody who tries the demonstration needs: sign-in codes and a clock that can be moved on."""

from __future__ import annotations

import argparse

from saksama.ops import installation
from saksama.ops.errors import CommandRefused


def configure(parser: argparse.ArgumentParser) -> None:
    parts = parser.add_subparsers(dest="part", metavar="codes|clock|monday|sheet", required=True, parser_class=type(parser))
    parts.add_parser("codes", help="the sign-in code of the moment for every account")
    parts.add_parser("sheet", help="the accounts, receipts and letter codes that `run` printed")
    monday = parts.add_parser("monday", help="let in twelve reports of one weekend, to practise on")
    monday.add_argument("--lessons", action="store_true", help="say too what there is to learn from each")
    clock = parts.add_parser("clock", help="show, move on or reset the demonstration's clock")
    clock.add_argument("step", nargs="?", default="show", metavar="show|+5wd|+3d|DATE|reset",
                       help="+5wd: five working days on; +3d: three days on; 2024-10-07: to that day; reset: the real time")


def run(args: argparse.Namespace) -> int:
    installation.wake()
    from django.conf import settings

    from saksama.ops import demonstration

    if not settings.SAKSAMA.demo:
        raise CommandRefused("This is not a demonstration: its clock is the real one, and there are no accounts to show.")
    doing = {"codes": demonstration.show_codes, "sheet": demonstration.show_sheet,
             "monday": lambda: demonstration.let_monday_in(lessons=args.lessons)}
    doing.get(args.part, lambda: demonstration.move(args.step))()
    return 0
