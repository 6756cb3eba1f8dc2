"""`saksama law import-review`: take a filled sheet back; show what it comes to, and with --write change the data."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING, Any

from saksama.ops.console import say
from saksama.ops.errors import CommandRefused

from .law_sheet import day

if TYPE_CHECKING:
    from saksama.law.review.judging import Judged


def register(parts: Any) -> None:
    review = parts.add_parser("import-review", help="take a lawyer's filled sheet back (XLSX, DOCX)")
    review.add_argument("file", type=Path, metavar="FILE")
    review.add_argument("--reviewer", required=True, metavar="NAME", help="whose sheet this is; published, by consent")
    review.add_argument("--on", required=True, metavar="DATE", help="the day the sheet was handed in")
    review.add_argument("--law", type=Path, metavar="FOLDER", help="the folder of law data; for --write a copy of yours")
    review.add_argument("--write", action="store_true", help="change the data of --law; without it the difference is only shown")
    review.set_defaults(run_part=run)


def run(args: argparse.Namespace) -> int:
    from saksama.law import in_use
    from saksama.law.review import applying, entries, filled, judging, sheet
    from saksama.law.source import BrokenLaw

    if args.write and args.law is None:
        raise CommandRefused("--write needs --law FOLDER. `saksama law copy FOLDER` makes one; then `saksama law use FOLDER`.")
    folder = args.law or in_use.place()
    if not folder.is_dir():
        raise CommandRefused(f"{folder} is not a folder of law data.")
    if not args.reviewer.strip():
        raise CommandRefused("--reviewer needs the lawyer's name.")
    try:
        held = entries.written(folder)
        rows, words = filled.read(args.file), sheet.words(folder)
        judged = judging.judge(rows, held, words=words, reviewer=args.reviewer, on=day(args.on))
        _tell(judged)
        if args.write:
            changed = applying.apply(judged, folder)
            say(f"Written: {', '.join(changed) or 'nothing'}." + (" Take it up with `saksama law use`." if changed else ""))
        else:
            say("Nothing was written; --write with --law does that.")
    except BrokenLaw as broken:
        for problem in broken.problems:
            say(str(problem))
        say("Nothing was written.")
        return 1
    return int(bool(judged.refused))


def _tell(judged: Judged) -> None:
    for signed in judged.signed:
        _say(f"row {signed.row}: {signed.entry.key} confirmed by {signed.name}, {signed.on}")
        for change in signed.changes:
            _say(f"    {'.'.join(change.where)}: {change.before} -> {change.after}")
        if signed.note:
            _say(f"    note: {signed.note}")
    for proposal in judged.proposals:
        _say(f"row {proposal.row}: {proposal.entry.key} is to be changed by hand, proposed by {proposal.name}, {proposal.on}")
        _say(f"    {proposal.text}")
    for refusal in judged.refused:
        _say(f"row {refusal.row}: {refusal.key} refused. {refusal.why}")
    say(f"{len(judged.signed)} confirmed, {len(judged.proposals)} proposed, {len(judged.refused)} refused, "
        f"{judged.unanswered} unanswered.")


def _say(line: str) -> None:
    """Say one line with a stranger's text in it: what could steer a terminal or feign another line is written as its escape."""
    say("".join(c if c.isprintable() else c.encode("unicode_escape").decode() for c in line))
