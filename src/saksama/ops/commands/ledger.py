"""`saksama ledger`: check the tamper-evident record, hand it out, sign it."""

from __future__ import annotations

import argparse
import os
import sys
from pathlib import Path

from saksama.ops import installation
from saksama.ops.console import note, say
from saksama.ops.errors import CommandRefused


def configure(parser: argparse.ArgumentParser) -> None:
    parts = parser.add_subparsers(dest="part", metavar="verify|export|checkpoint", required=True, parser_class=type(parser))
    verify = parts.add_parser("verify", help="work the whole record out again; exit status 1 if anything does not fit")
    verify.add_argument("--known", type=Path, action="append", default=[], metavar="FILE",
                        help="a checkpoint from outside (published, printed, a witness's); may be given again")
    export = parts.add_parser("export", help="write the record as JSON lines, without details, for an auditor")
    export.add_argument("--to", type=Path, metavar="FILE", help="where to write (default: standard output)")
    parts.add_parser("checkpoint", help="sign the record as it stands and print the signed list")


def run(args: argparse.Namespace) -> int:
    installation.wake()
    return {"verify": _verify, "export": _export, "checkpoint": _checkpoint}[args.part](args)


def _verify(args: argparse.Namespace) -> int:
    from saksama.ledger import queries

    report = queries.verify(known=[_read(path) for path in args.known])
    for problem in report.problems:
        say(problem.en)
    if report.ok:
        say(f"The record is whole: {report.entries} entries, {report.checkpoints} signed lists, "
            f"{report.erased} details erased by law, {report.pending} entries waiting for their place.")
    else:
        say(f"{sum(report.counts.values())} problems in {report.entries} entries.")
    departed = _departed()
    return int(not report.ok or departed > 0)


def _departed() -> int:
    """Hold the acts against their entries; say and count what differs."""
    from saksama.cases import against_record

    found = 0
    for one in against_record.departures():
        say(one.en)
        found += 1
    say(f"{found} acts differ from the record." if found else "Every act of every case says what the record committed to.")
    return found


def _read(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise CommandRefused(f"{path.name} cannot be read: {type(error).__name__}.") from None


def _export(args: argparse.Namespace) -> int:
    from saksama.ledger import queries

    if args.to is None:
        sys.stdout.buffer.writelines(queries.export())
        return 0
    try:
        handle = os.open(args.to, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except OSError as error:
        raise CommandRefused(f"{args.to.name} cannot be written: {os.strerror(error.errno or 0)}.") from None
    with os.fdopen(handle, "wb") as file:
        file.writelines(queries.export())
    note(f"Written to {args.to.name}.")
    return 0


def _checkpoint(args: argparse.Namespace) -> int:
    from saksama.ledger import actions, queries
    from saksama.store import clock

    actions.sequence(thorough=True)
    made = actions.sign_checkpoint(clock.now()) or queries.latest_checkpoint()
    if made is None:
        raise CommandRefused("The record is empty; there is nothing to sign yet.")
    say(made.note.rstrip("\n"))
    return 0
