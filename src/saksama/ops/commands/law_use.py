"""`saksama law use` and `law copy`: an installation's own rule base, taken up whole or not at all."""

from __future__ import annotations

import argparse
import os
import shutil
from pathlib import Path
from typing import TYPE_CHECKING, Any

from saksama.ops import installation
from saksama.ops.console import say
from saksama.ops.errors import CommandRefused

if TYPE_CHECKING:
    from saksama.law.rulebook import Book


def register(parts: Any) -> None:
    use = parts.add_parser("use", help="let this installation work by the law data of a folder; a broken one is refused")
    which = use.add_mutually_exclusive_group(required=True)
    which.add_argument("folder", nargs="?", type=Path, metavar="FOLDER")
    which.add_argument("--packaged", action="store_true", help="return to the law data this program brings")
    use.set_defaults(run_part=run)
    copy = parts.add_parser("copy", help="write the law data in use into a new folder, to be changed there")
    copy.add_argument("folder", type=Path, metavar="FOLDER")
    copy.set_defaults(run_part=run_copy)


def run(args: argparse.Namespace) -> int:
    from saksama.law import in_use
    from saksama.law.rulebook import packaged
    from saksama.law.source import BrokenLaw

    _require_installation()
    old = in_use.current()
    before = old.release
    try:
        release = packaged().release if args.packaged else _prepared(args.folder)
    except BrokenLaw as broken:
        for problem in broken.problems:
            say(str(problem))
        say(f"{len(broken.problems)} problems. Nothing was changed: {before[:12]} stays in use.")
        return 1
    if release == before and in_use.standing().as_wanted:
        say(f"{release[:12]} is in use already; nothing was changed.")
        return 0
    moved = _signatures(old, _book(release))
    _take_up(release, before, moved)
    say(f"Signatures of lawyers: {', '.join(f'{count} {how}' for how, count in moved.items())}.")
    say(f"{release[:12]} is in use now. Running services follow within a second; open limits are counted again by a job.")
    return 0


def _require_installation() -> None:
    if not installation.exists(installation.data_folder()) and "SAKSAMA_DATABASE" not in os.environ:
        raise CommandRefused("No installation in this data folder; make one with `saksama init`, or name its folder with --data.")
    if pending := installation.pending_migrations():
        raise CommandRefused(f"The database lacks {len(pending)} migrations. Run `saksama migrate` first.")


def _prepared(folder: Path) -> str:
    from django.conf import settings

    from saksama.law import adopting

    if not folder.is_dir():
        raise CommandRefused(f"{folder} is not a folder; `saksama law copy {folder}` makes one to begin with.")
    return adopting.prepare(folder, Path(settings.SAKSAMA.data))


def _book(release: str) -> Book:
    from django.conf import settings

    from saksama.law import in_use
    from saksama.law.rulebook import packaged

    return packaged() if release == packaged().release else in_use.opened(Path(settings.SAKSAMA.data) / in_use.FOLDER / release)


def _signatures(old: Book, new: Book) -> dict[str, int]:
    """Return how many versions of rules are signed now and were not, are signed otherwise, and are signed no more."""
    then, now = _signed(old), _signed(new)
    return {
        "new": len(now.keys() - then.keys()),
        "changed": sum(then[key] != now[key] for key in then.keys() & now.keys()),
        "lost": len(then.keys() - now.keys()),
    }


def _signed(book: Book) -> dict[tuple[str, str], tuple[object, ...]]:
    """A name under other words counts as changed, though name and day are the same."""
    from saksama.law.records import records

    return {
        (one.kind, one.version): (one.reviewed_by, one.reviewed_on, one.text_id, one.citation)
        for one in records(book) if one.reviewed_by
    }  # fmt: skip


def _take_up(release: str, before: str, moved: dict[str, int]) -> None:
    """Record it, point to it, and ask for the open limits to be counted again: in this order, so that none is forgotten."""
    from django.conf import settings
    from django.db import transaction

    from saksama.cases import jobs
    from saksama.kernel.actor import SYSTEM
    from saksama.law import adopting
    from saksama.ledger import append
    from saksama.ops.facts import RulesTakenUp
    from saksama.store import clock

    fact = RulesTakenUp(object_id=release[:32], at=clock.now(), detail={
        "release": release, "before": before, **{f"signatures_{how}": count for how, count in moved.items()},
    })  # fmt: skip
    with transaction.atomic():
        append(fact, actor=SYSTEM)
    adopting.point(Path(settings.SAKSAMA.data), release)
    with transaction.atomic():
        jobs.move_clocks.enqueue()


def run_copy(args: argparse.Namespace) -> int:
    from saksama.law import adopting, in_use

    source = in_use.place()
    if args.folder.exists():
        raise CommandRefused(f"{args.folder} is there already; choose a new name.")
    try:
        for path in adopting.files_of(source):
            place = args.folder / path.relative_to(source)
            place.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(path, place)
    except OSError as error:
        raise CommandRefused(f"{args.folder} cannot be written: {os.strerror(error.errno or 0)}.") from None
    say(f"{len(adopting.files_of(args.folder))} files of release {in_use.current().release[:12]} are in {args.folder}.")
    return 0
