"""`saksama doctor`: every question about this installation's health, in plain lines. Exit status 1 if anything is bad."""

from __future__ import annotations

import argparse

from saksama.ops import installation
from saksama.ops.console import say


def configure(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--full", action="store_true", help="work the whole record out again as well; slow where it is long")


def run(args: argparse.Namespace) -> int:
    installation.wake()
    from saksama.ops import doctor

    worst = 0
    for finding in doctor.examine(full=args.full):
        say(finding.line())
        worst = max(worst, int(finding.level is doctor.Level.BAD))
    return worst
