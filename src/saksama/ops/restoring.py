"""Bringing a backup back, into an empty folder or aside for a drill, and finding out whether all of it is there.

Two steps, each in a process of its own: unpacking needs no installation, checking needs the one just unpacked.
"""

from __future__ import annotations

import hashlib
import json
import os
import re
import shutil
import stat
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from . import archive, drilling, installation
from .console import say
from .errors import CommandRefused

ABOUT = "restored.json"
PIECE = 1024 * 1024


def unpack(backup: Path, target: Path, recovery_file: Path, *, keys: Path | None, known: Path | None) -> None:
    """Unpack a backup into an empty folder, with the keys and the newest known checkpoint beside it where they are given."""
    from saksama.vault.paper import NotOnPaper, identity

    try:
        written = (line for line in _text(recovery_file).splitlines() if not line.lstrip().startswith("#"))
        opener = identity("\n".join(written))
    except NotOnPaper:
        raise CommandRefused(f"{recovery_file.name} does not hold a recovery key (AGE-SECRET-KEY-1...).") from None
    if not backup.is_file():
        raise CommandRefused(f"There is no backup at {backup}.")
    with _empty_folder(target):
        found = archive.unpack(backup, opener, target)
        _place_database(target, found.about["engine"])
        _place_beside(target, keys, known)
        installation.write_private(target / ABOUT, json.dumps(found.about) + "\n")
    say(f"Unpacked: {len(found.members)} files, every hash as written at {found.about['made_at']}.")


@contextmanager
def _empty_folder(target: Path) -> Iterator[None]:
    """Refuse a folder that holds anything; take away again what a failed restore left in it."""
    if target.exists() and (not target.is_dir() or any(target.iterdir())):
        raise CommandRefused(f"{target} is not an empty folder; nothing was changed.")
    try:
        target.mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError as error:
        raise CommandRefused(f"{target} cannot be made: {os.strerror(error.errno or 0)}.") from None
    try:
        yield
    except BaseException:
        for path in target.iterdir():
            shutil.rmtree(path) if path.is_dir() else path.unlink()
        raise


def _place_database(target: Path, engine: str) -> None:
    if engine == "sqlite":
        (target / "database").rename(target / "saksama.sqlite3")
    elif "SAKSAMA_DATABASE" in os.environ:
        _point_at(target / "saksama.toml", os.environ["SAKSAMA_DATABASE"])
    else:
        raise CommandRefused("This backup comes from PostgreSQL; name an empty database with --database postgresql://user@host/name.")


def _point_at(configuration: Path, database: str) -> None:
    """The restored installation must never reach for the database it came from."""
    lines = [line for line in _text(configuration).splitlines() if not re.match(r"#?\s*database\s*[=:]", line)]
    installation.write_private(configuration, "\n".join([*lines, f"database = {json.dumps(database)}", ""]))


def _place_beside(target: Path, keys: Path | None, known: Path | None) -> None:
    if keys is not None and not (target / "keys").exists():
        if not keys.is_dir():
            raise CommandRefused(f"There is no keys folder at {keys}.")
        shutil.copytree(keys, target / "keys")
        for path in [target / "keys", *(target / "keys").iterdir()]:
            path.chmod(stat.S_IRWXU if path.is_dir() else stat.S_IRUSR | stat.S_IWUSR)
    if known is not None:
        installation.write_private(target / "checkpoint", _text(known))


def _text(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise CommandRefused(f"{path} cannot be read: {type(error).__name__}.") from None


def check(target: Path, *, erasures: Path | None, record: bool) -> int:
    """Check what was unpacked and replay erasures; print each finding. Returns 0 only where nothing is wrong.

    Needs Django awake on the unpacked folder. `record` writes the restore into the restored ledger; a drill does not.
    """
    from django.conf import settings

    about = json.loads(_text(target / ABOUT))
    problems = list(_database_problems(target, about))
    if troubles := settings.SAKSAMA.key_troubles():
        say(f"Keys: {troubles[0]} Put the keys folder into place (from its safe, or --keys) before you start the services.")
        _tell(problems)
        return int(bool(problems))
    _replay(erasures)
    problems += _blob_problems() + _ledger_problems()
    if record:
        _record(about)
    _tell(problems)
    installation.write_private(target / drilling.PROBLEMS, json.dumps(problems) + "\n")
    return int(bool(problems))


def _tell(problems: list[str]) -> None:
    for problem in problems:
        say(f"bad  {problem}")
    if not problems:
        say("ok   everything that was checked is whole.")


def _database_problems(target: Path, about: dict[str, Any]) -> Iterator[str]:
    from django.db import transaction

    from saksama.kernel.actor import SYSTEM
    from saksama.store import dump, scope

    if about["engine"] == "sqlite":
        if not dump.is_sound(target / "saksama.sqlite3"):
            yield "Database: SQLite finds it damaged (integrity_check, foreign_key_check)."
            return
    else:
        dump.read_into_postgres(target / "database")
        (target / "database").unlink()
    with transaction.atomic(), scope(SYSTEM):
        found = dump.counts()
    listed = about["tables"]
    differing = [name for name in sorted({*found, *listed}) if found.get(name) != listed.get(name)]
    for name in differing:
        yield f"Database: the table {name} has {found.get(name, 'no')} rows, the manifest says {listed.get(name, 'none')}."
    if not differing:
        say(f"ok   database: {len(found)} tables, {sum(found.values())} rows, as counted when the backup was made.")


def _replay(erasures: Path | None) -> None:
    """Erase again what was erased after the backup was made."""
    from django.db import transaction

    from saksama.kernel.actor import SYSTEM
    from saksama.ledger import actions as ledger
    from saksama.store import clock
    from saksama.vault import actions as vault
    from saksama.vault import queries

    erased = json.loads(_text(erasures)) if erasures else {"compartments": [], "details": []}
    known = set(queries.destroyed())
    count = ledger.apply_erasures()
    with transaction.atomic():
        for public_id in set(erased["compartments"]) - known:
            for compartment in queries.compartments([public_id]):
                vault.destroy(compartment, actor=SYSTEM, now=clock.now())
                count += 1
        count += ledger.erase_details(erased["details"], actor=SYSTEM, now=clock.now())
    say(f"ok   erasures: {count} replayed" + ("." if erasures else "; no list was given (--erasures, beside the newest backup)."))


def _blob_problems() -> list[str]:
    from saksama.store import blobs
    from saksama.vault import queries

    problems, count = [], 0
    for public_id, key, sha256 in queries.stored():
        count += 1
        if not blobs.exists(key):
            problems.append(f"Item {public_id}: its sealed file is missing.")
        elif _digest(key) != sha256:
            problems.append(f"Item {public_id}: its sealed file is not the one that was stored.")
    if not problems:
        say(f"ok   sealed files: {count}, each with the hash of its row.")
    return problems


def _digest(key: str) -> str:
    from saksama.store import blobs

    digest = hashlib.sha256()
    with blobs.open(key) as file:
        while piece := file.read(PIECE):
            digest.update(piece)
    return digest.hexdigest()


def _ledger_problems() -> list[str]:
    from saksama.ledger import queries

    report = queries.verify()
    if report.ok:
        say(f"ok   record: {report.entries} entries lead to {report.checkpoints} signed lists.")
    return [problem.en for problem in report.problems]


def _record(about: dict[str, Any]) -> None:
    from django.db import transaction

    from saksama.kernel.actor import SYSTEM
    from saksama.ledger import actions as ledger
    from saksama.store import clock

    from . import facts

    ledger.resume_after_restore(actor=SYSTEM, now=clock.now())
    fact = facts.Restored(object_id="installation", at=clock.now(), detail={"made_at": about["made_at"]})
    with transaction.atomic():
        ledger.append(fact, actor=SYSTEM)
