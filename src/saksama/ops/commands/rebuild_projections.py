"""`saksama rebuild-projections`: do the columns say what the acts say? A difference is a defect of code, never of history."""

from __future__ import annotations

import argparse

from saksama.ops import installation
from saksama.ops.console import note, say

PROGRESS = 1000


def configure(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--check", action="store_true", help="only compare; without it, what differs is written anew")


def run(args: argparse.Namespace) -> int:
    installation.wake()
    from saksama.cases.actions import sweeping
    from saksama.store import clock

    cases = wrong = 0
    for differences in sweeping.rebuild_all(clock.now(), repair=not args.check):
        cases += 1
        wrong += bool(differences)
        for one in differences:
            say(f"{one.case}  {one.column}: stored {one.stored or 'nothing'}, the acts say {one.expected or 'nothing'}")
        if cases % PROGRESS == 0:
            note(f"{cases} cases ...")
    say(f"{cases} cases, {wrong} of them differ" + ("; written anew." if wrong and not args.check else "."))
    return int(bool(wrong))
