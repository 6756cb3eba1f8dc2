"""`saksama law sheet`: all rules on one sheet, as DOCX and XLSX, for a lawyer to confirm or correct."""

from __future__ import annotations

import argparse
import os
from datetime import date
from pathlib import Path
from typing import Any

from saksama.ops.console import say
from saksama.ops.errors import CommandRefused


def register(parts: Any) -> None:
    sheet = parts.add_parser("sheet", help="write all rules on one sheet (DOCX and XLSX) for a lawyer to confirm or correct")
    sheet.add_argument("--out", type=Path, required=True, metavar="FOLDER", help="where to write; made if it is not there")
    sheet.add_argument("--on", metavar="DATE", help="only the rules in force on this day (default: every version)")
    sheet.add_argument("--law", type=Path, metavar="FOLDER", help="a folder of law data (default: the one in use)")
    sheet.set_defaults(run_part=run)


def run(args: argparse.Namespace) -> int:
    from saksama.law import in_use
    from saksama.law.review import document, sheet, workbook

    source = args.law or in_use.place()
    if not source.is_dir():
        raise CommandRefused(f"{source} is not a folder of law data.")
    made = sheet.build(source, on=day(args.on) if args.on else None)
    stem = f"lembar-hukum-{made.release[:12]}"
    try:
        args.out.mkdir(parents=True, exist_ok=True)
        (args.out / f"{stem}.xlsx").write_bytes(workbook.draw(made))
        (args.out / f"{stem}.docx").write_bytes(document.draw(made))
    except OSError as error:
        raise CommandRefused(f"{args.out} cannot be written: {os.strerror(error.errno or 0)}.") from None
    say(f"{made.count} rules of {len(made.groups)} instruments: {stem}.xlsx and {stem}.docx in {args.out}.")
    return 0


def day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise CommandRefused(f"{text!r} is not a date of the calendar; write it as 2024-10-07.") from None
