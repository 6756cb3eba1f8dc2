"""`saksama migrate`: this version's tables and reference data. Safe to repeat; stop the services first."""

from __future__ import annotations

import argparse

from saksama.ops import installation
from saksama.ops.console import say


def configure(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--plan", action="store_true", help="only say what would be applied; exit status 1 if anything would")


def run(args: argparse.Namespace) -> int:
    installation.wake()
    if args.plan:
        pending = installation.pending_migrations()
        for name in pending:
            say(name)
        return int(bool(pending))
    applied = installation.migrate()
    installation.load_reference_data()
    say(f"{len(applied)} migrations applied." if applied else "The database is up to date.")
    return 0
