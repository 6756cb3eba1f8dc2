"""`saksama law`: the rule base at the command line. Each part stands in a module `law_*` of its own and hangs itself in."""

from __future__ import annotations

import argparse
import importlib

from saksama.ops import installation

# Every module has `register(parts)`, which adds its commands and sets `run_part` on each.
PARTS = ("law_check", "law_due", "law_classify", "law_on", "law_ics", "law_use", "law_sheet", "law_review")


def configure(parser: argparse.ArgumentParser) -> None:
    parts = parser.add_subparsers(dest="part", metavar="PART", required=True, parser_class=type(parser))
    for name in PARTS:
        importlib.import_module(f"saksama.ops.commands.{name}").register(parts)


def run(args: argparse.Namespace) -> int:
    installation.wake(needed=False)
    return int(args.run_part(args))
