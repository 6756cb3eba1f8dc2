"""`saksama upgrade`: to the program at hand, and back by itself when that fails. `--check` only says what it would meet."""

from __future__ import annotations

import argparse

from saksama.ops import children, installation
from saksama.ops.console import say


def configure(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--check", action="store_true", help="change nothing; exit status 1 if something speaks against it")


def run(args: argparse.Namespace) -> int:
    installation.wake()
    if args.check:
        return children.status_of(_check)
    from saksama.ops import upgrading

    return upgrading.run()


def _check() -> int:
    from saksama.ops import doctor, upgrading

    worst = 0
    for finding in upgrading.check():
        say(finding.line())
        worst = max(worst, int(finding.level is doctor.Level.BAD))
    return worst
