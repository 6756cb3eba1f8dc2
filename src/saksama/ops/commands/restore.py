"""`saksama restore`: from a backup to a folder that can be served, or aside as a drill that is thrown away."""

from __future__ import annotations

import argparse
import json
import os
import shutil
import tempfile
import time
from contextlib import nullcontext
from datetime import UTC, datetime
from pathlib import Path

from saksama.ops import archive, children, drilling, installation, restoring
from saksama.ops.console import say
from saksama.ops.errors import CommandRefused


def configure(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("backup", type=Path, metavar="FILE", help="the backup")
    parser.add_argument("--to", type=Path, metavar="DIR", help="an empty folder; it becomes the data folder")
    parser.add_argument("--recovery-file", type=Path, metavar="FILE",
                        help="a text file with the recovery key, as on its sheet; delete it afterwards. A drill does without it "
                             "where the installation's own drill key opens the backup")
    parser.add_argument("--keys", type=Path, metavar="DIR", help="the keys folder, where the backup does not hold it")
    parser.add_argument("--database", metavar="URL", help="an empty PostgreSQL database, for a backup from PostgreSQL")
    parser.add_argument("--erasures", type=Path, metavar="FILE",
                        help="the newest list of erasures (default: the one beside the backup)")
    parser.add_argument("--known", type=Path, metavar="FILE", help="the newest checkpoint known from outside")
    parser.add_argument("--drill", action="store_true", help="restore aside, check, measure, record in this installation, delete")


def run(args: argparse.Namespace) -> int:
    if bool(args.to) == args.drill:
        raise CommandRefused("Say where to: --to DIR with an empty folder, or --drill to try it aside.")
    if args.recovery_file is None:
        if not args.drill:
            raise CommandRefused("Name the recovery key with --recovery-file: it stands on the recovery sheet in its safe.")
        args.recovery_file = installation.data_folder() / "keys" / drilling.KEY
    args.own_database = os.environ.get("SAKSAMA_DATABASE")
    if args.database:
        os.environ["SAKSAMA_DATABASE"] = args.database
    return _drill(args) if args.drill else _restore(args, args.to.expanduser().resolve(), keys=args.keys, record=True)


def _restore(args: argparse.Namespace, target: Path, *, keys: Path | None, record: bool) -> int:
    restoring.unpack(args.backup, target, args.recovery_file, keys=keys, known=args.known)
    status = children.status_of(lambda: _check(args, target, record=record))
    if not args.drill:
        say(f"The data folder is {target}. Next: `saksama --data {target} doctor`, then `serve`.")
    return status


def _check(args: argparse.Namespace, target: Path, *, record: bool) -> int:
    """In a process of its own: from here on the unpacked folder is the installation."""
    os.environ["SAKSAMA_DATA"] = str(target)
    installation.wake()
    return restoring.check(target, erasures=args.erasures or _beside(args.backup), record=record)


def _beside(backup: Path) -> Path | None:
    found = backup.parent / "saksama-erasures.json"
    return found if found.exists() else None


def _drill(args: argparse.Namespace) -> int:
    data = installation.data_folder()
    if not installation.exists(data):
        raise CommandRefused("A drill runs beside an installation, whose keys it needs; name its folder with --data.")
    folder = Path(tempfile.mkdtemp(prefix=".drill-", dir=data))
    started = time.monotonic()
    try:
        with nullcontext() if args.database else drilling.database():
            status = _restore(args, folder / "data", keys=args.keys or data / "keys", record=False)
        about = json.loads((folder / "data" / restoring.ABOUT).read_text(encoding="utf-8"))
        problems = _problems(folder / "data")
    except archive.Shut:
        if args.recovery_file.name != drilling.KEY:
            raise
        raise CommandRefused("This backup opens by the recovery sheet only: it holds the keys, or is older than the drill key. "
                             "Make a new one, or name the sheet with --recovery-file.") from None
    except archive.Damaged as refused:
        drilling.keep(data, args.backup.name, ok=False, seconds=round(time.monotonic() - started), age=0,
                      problems=[refused.detail_en])
        children.must(lambda: _record(1, round(time.monotonic() - started), 0, args.own_database))
        raise
    finally:
        shutil.rmtree(folder, ignore_errors=True)
    seconds = round(time.monotonic() - started)
    age = datetime.now(UTC) - datetime.fromisoformat(about["made_at"])
    say(f"Drill: restored in {seconds} s; the backup is {age.total_seconds() / 3600:.1f} hours old: "
        f"that much would be lost, were this machine lost now.")
    drilling.keep(data, args.backup.name, ok=not status, seconds=seconds, age=round(age.total_seconds()), problems=problems)
    children.must(lambda: _record(status, seconds, round(age.total_seconds()), args.own_database))
    return status


def _problems(target: Path) -> list[str]:
    """Return what the check found; one that did not come to its end says so."""
    try:
        return [str(one) for one in json.loads((target / drilling.PROBLEMS).read_text(encoding="utf-8"))]
    except (OSError, ValueError):
        return ["The check did not come to its end."]


def _record(status: int, seconds: int, age: int, database: str | None) -> int:
    """Write the drill into the living installation's record, in the database it had before."""
    os.environ.pop("SAKSAMA_DATABASE", None)
    if database is not None:
        os.environ["SAKSAMA_DATABASE"] = database
    installation.wake()

    from django.db import transaction

    from saksama.kernel.actor import SYSTEM
    from saksama.ledger import append
    from saksama.ops import facts
    from saksama.store import clock

    fact = facts.RestoreDrilled(object_id="backup", at=clock.now(), detail={"ok": not status, "seconds": seconds, "age": age})
    with transaction.atomic():
        append(fact, actor=SYSTEM)
    return 0
