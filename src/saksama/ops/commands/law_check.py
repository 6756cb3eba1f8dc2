"""`saksama law check`: what is wrong in the files of law data, with its line."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Any

from saksama.ops.console import say
from saksama.ops.errors import CommandRefused


def register(parts: Any) -> None:
    check = parts.add_parser("check", help="name what is wrong in the files of law data, or in these, with its line")
    check.add_argument("files", nargs="*", type=Path, metavar="FILE")
    check.set_defaults(run_part=run)


def run(args: argparse.Namespace) -> int:
    from saksama import law

    for path in args.files:
        if not path.is_file():
            raise CommandRefused(f"{path} is not a file.")
    problems = law.check(args.files)
    for problem in problems:
        say(str(problem))
    say(f"{len(problems)} problems." if problems else "The law data are sound.")
    return int(bool(problems))
