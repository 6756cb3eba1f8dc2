"""`saksama backup`: one sealed file. Runs beside working services; only the recovery key opens what it writes."""

from __future__ import annotations

import argparse
from pathlib import Path

from saksama.ops import installation
from saksama.ops.console import say


def configure(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--to", type=Path, metavar="PATH",
                        help="a folder, or the name of the file (default: backups/ in the data folder)")
    parser.add_argument("--with-keys", action="store_true",
                        help="put the keys folder in as well, sealed; without it, keep a copy of that folder in a safe")
    parser.add_argument("--erasures-only", action="store_true",
                        help="write only the list of what was erased by law; running services keep it up to date by themselves")


def _only_erasures(target: Path) -> int:
    from saksama.ops import backups

    say(f"{backups.note_erasures(target if target.is_dir() else target.parent)}")
    return 0


def run(args: argparse.Namespace) -> int:
    installation.wake()
    from saksama.ops import backups

    target = args.to
    if target is None:
        target = installation.data_folder() / "backups"
        target.mkdir(mode=0o700, exist_ok=True)
    if args.erasures_only:
        return _only_erasures(target)
    made = backups.make(target, with_keys=args.with_keys)
    say(f"{made.path}")
    say(f"{made.rows} rows, {made.blobs} sealed files, SHA-256 {made.sha256}")
    if made.missing:
        say(f"{made.missing} sealed files were erased while the backup was written; a restore erases them again.")
    if not args.with_keys:
        say("The keys are not in it. Keep a copy of the keys folder in a safe: without it names and sign-in secrets stay closed.")
    return 0
