"""The command `saksama`: finds the command's module, prepares Django for it, turns refusals into one sentence.

Exit status: 0 done, 1 something was found wrong (a problem in the ledger, a failing check), 2 not understood or refused.
"""

from __future__ import annotations

import argparse
import importlib
import os
import sys
from collections.abc import Sequence

from saksama.kernel.errors import SaksamaError

from .console import note

# Command -> (module under saksama.ops.commands, one line for the overview). Documented in docs/reference/commands.md.
COMMANDS = {
    "run": ("run", "set up what is missing and start everything, with the demonstration unless --no-demo"),
    "serve": ("serve", "start web, job worker and clock of an installation that is set up"),
    "init": ("init", "make a new installation: folder, keys, configuration, recovery sheet, database"),
    "migrate": ("migrate", "bring the database to this version's tables"),
    "upgrade": ("upgrade", "copy, migrate and verify in one step; goes back by itself where that fails"),
    "doctor": ("doctor", "check database, keys, permissions, disk, clock, jobs and ledger"),
    "backup": ("backup", "write one sealed file with database, blobs and checkpoint"),
    "restore": ("restore", "check a backup and unpack it into an empty folder"),
    "recover": ("recover", "open an office's keys with the recovery sheet, for one officer"),
    "ledger": ("ledger", "verify, export or sign the tamper-evident record"),
    "jobs": ("jobs", "background work: what waits, what failed, try it again"),
    "drill": ("drill", "an exercise with invented cases beside the real installation: start, show, wipe"),
    "demo": ("demo", "the demonstration: sign-in codes and clock"),
    "law": ("law", "check the law data, count a limit, classify an act, write a calendar"),
    "rebuild-projections": ("rebuild_projections", "recompute what derives from the acts; --check only compares"),
    "facts": ("facts", "list the facts and who subscribes to them"),
}


class Parser(argparse.ArgumentParser):
    """Says what is wrong in a sentence and where to look, without the wall of usage text."""

    def error(self, message: str) -> None:  # type: ignore[override]
        note(f"{self.prog}: {message}. See `{self.prog} --help`.")
        sys.exit(2)


def parser_for(argv: Sequence[str]) -> Parser:
    """Build the parser; only the module of the command that is asked for is imported."""
    parser = Parser(prog="saksama", description="Saksama: oversight of the political neutrality of civil servants.")
    parser.add_argument("--data", metavar="DIR", help="data folder (default: SAKSAMA_DATA, else ./var)")
    commands = parser.add_subparsers(dest="command", metavar="COMMAND", parser_class=Parser)
    wanted = next((word for word in argv if word in COMMANDS), None)
    for name, (module, summary) in COMMANDS.items():
        sub = commands.add_parser(name, help=summary, description=summary[0].upper() + summary[1:] + ".")
        sub.add_argument("--data", metavar="DIR", default=argparse.SUPPRESS, help="data folder, as before the command")
        if name == wanted:
            command = importlib.import_module(f"saksama.ops.commands.{module}")
            command.configure(sub)
            sub.set_defaults(run=command.run)
    return parser


def main(argv: Sequence[str] | None = None) -> int:
    argv = sys.argv[1:] if argv is None else list(argv)
    parser = parser_for(argv)
    args = parser.parse_args(argv)
    if not args.command:
        parser.print_help()
        return 2
    os.umask(0o077)
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "saksama.config.settings")
    if args.data:
        os.environ["SAKSAMA_DATA"] = args.data
    try:
        return int(args.run(args))
    except SaksamaError as refusal:
        note(f"saksama {args.command}: {refusal.detail_en}")
        return 2
    except KeyboardInterrupt:
        return 130
    except BrokenPipeError:
        # The reader of our output left (`saksama facts | head`): nothing is wrong.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
