"""Writing a backup: database, blobs, configuration without secrets, newest checkpoint; keys only when asked for.

The database is copied first and the blobs after it: every blob that the copy names was durable before. One that was erased in
between is named in the manifest, and the erasure is replayed on restore.
"""

from __future__ import annotations

import hashlib
import json
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from urllib.parse import urlsplit

from django.conf import settings
from django.db import transaction

from saksama import __version__
from saksama.kernel.actor import SYSTEM
from saksama.law import adopting
from saksama.ledger import append
from saksama.ledger import queries as ledger
from saksama.store import blobs, clock, dump, engine
from saksama.vault import queries as vault

from . import archive, drilling, facts, installation
from .errors import CommandRefused

ERASURES = "saksama-erasures.json"
LAST = "last-backup.json"
PIECE = 1024 * 1024


@dataclass(frozen=True, slots=True)
class Made:
    """A written backup."""

    path: Path
    sha256: str
    blobs: int
    rows: int
    missing: int


def make(target: Path, *, with_keys: bool) -> Made:
    """Write a backup into a folder, or to a new file, and record it."""
    recipient = settings.SAKSAMA.recovery_recipient
    if not recipient:
        raise CommandRefused("There is no recovery recipient in the configuration, so nobody could open a backup.")
    path = _path(target)
    with _copied_database() as (copy, counts):
        readers = [recipient] if with_keys else [recipient, drilling.recipient(settings.SAKSAMA.keys)]
        contents = archive.write(path, readers, lambda into: _fill(into, copy, counts, with_keys=with_keys))
    made = Made(path, _digest(path), sum(name.startswith("blobs/") for name in contents.members), sum(counts.values()),
                len(contents.about["erased_meanwhile"]))
    note_erasures(path.parent)
    _record(made, with_keys=with_keys)
    return made


def _path(target: Path) -> Path:
    if target.is_dir():
        return target / f"saksama-{datetime.now(UTC):%Y%m%d-%H%M%S}.age"
    if not target.parent.is_dir():
        raise CommandRefused(f"There is no folder {target.parent}; make it first, or choose another with --to.")
    return target


@contextmanager
def _copied_database() -> Iterator[tuple[Path, dump.Counts]]:
    """Yield a copy of the database, in the data folder because it is as secret as the database itself; gone afterwards."""
    folder = Path(tempfile.mkdtemp(prefix=".backup-", dir=settings.SAKSAMA.data))
    try:
        yield folder / "database", dump.write(folder / "database")
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _fill(into: archive.Writer, copy: Path, counts: dump.Counts, *, with_keys: bool) -> None:
    newest = ledger.latest_checkpoint()
    into.about.update({
        "made_at": datetime.now(UTC).isoformat(timespec="seconds"), "saksama": __version__, "tables": counts,
        "engine": "postgresql" if engine.is_postgres() else "sqlite", "with_keys": with_keys, "erased_meanwhile": [],
    })
    into.add_file("database", copy)
    into.add_bytes("saksama.toml", _configuration().encode())
    if newest:
        into.add_bytes("checkpoint", newest.note.encode())
    for key in blobs.keys():  # noqa: SIM118  a module, not a dictionary
        try:
            into.add_file(f"blobs/{key[:2]}/{key}", settings.SAKSAMA.blobs / key[:2] / key)
        except FileNotFoundError:
            into.about["erased_meanwhile"].append(key)
    for name in adopting.kept(Path(settings.SAKSAMA.data)):
        into.add_file(name, Path(settings.SAKSAMA.data) / name)
    if with_keys:
        for path in sorted(settings.SAKSAMA.keys.iterdir()):
            into.add_file(f"keys/{path.name}", path)


def _configuration() -> str:
    """Return the configuration file without a password in the database's address."""
    path = Path(settings.SAKSAMA.data) / "saksama.toml"
    lines = path.read_text(encoding="utf-8").splitlines() if path.exists() else []
    return "".join(f"{_without_password(line)}\n" for line in lines)


def _without_password(line: str) -> str:
    name, equals, value = line.partition("=")
    if name.strip() != "database":
        return line
    password = urlsplit(value.strip().strip("\"'")).password
    cut = value.replace(f":{password}@", "@") if password else value
    return f"{name}{equals}{cut}" if "password=" not in cut else f"# {name}: its password was left out of the backup"


def _digest(path: Path) -> str:
    digest = hashlib.sha256()
    with path.open("rb") as file:
        while piece := file.read(PIECE):
            digest.update(piece)
    return digest.hexdigest()


def note_erasures(folder: Path) -> Path:
    """Keep beside the backups what was erased up to now: older backups still hold it, and a restore erases it again."""
    erased = {"compartments": vault.destroyed(), "details": ledger.erased()}
    path, text = folder / ERASURES, json.dumps(erased) + "\n"
    if not path.exists() or path.read_text(encoding="utf-8") != text:
        installation.write_private(path, text)
    return path


def keep_erasures() -> None:
    """Note the erasures since the last backup too: in the data folder, and where that backup was written if that is in reach.

    A restore of that backup would otherwise bring back what was erased after it.
    """
    folders = [Path(settings.SAKSAMA.data)]
    written = str(_noted().get("folder", ""))
    if written and Path(written).is_dir():
        folders.append(Path(written))
    for folder in folders:
        note_erasures(folder)


def _record(made: Made, *, with_keys: bool) -> None:
    now = clock.now()
    fact = facts.BackupMade(object_id=made.sha256[:32], at=now, detail={
        "sha256": made.sha256, "blobs": made.blobs, "rows": made.rows, "keys": with_keys,
    })
    with transaction.atomic():
        append(fact, actor=SYSTEM)
    moment, folder = datetime.now(UTC).isoformat(timespec="seconds"), str(made.path.parent.resolve())
    noted = {"at": moment, "sha256": made.sha256, "folder": folder}
    installation.write_private(Path(settings.SAKSAMA.data) / LAST, json.dumps(noted) + "\n")


def last() -> datetime | None:
    """Return when the last backup was made, in real time; nothing where none was."""
    try:
        return datetime.fromisoformat(str(_noted()["at"]))
    except (ValueError, KeyError):
        return None


def _noted() -> dict[str, object]:
    try:
        return dict(json.loads((Path(settings.SAKSAMA.data) / LAST).read_text(encoding="utf-8")))
    except (OSError, ValueError):
        return {}
