"""Making an installation, and bringing one to life: folder, configuration file, keys, tables, reference data."""

from __future__ import annotations

import os
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

import django
import pyrage
from django.conf import settings
from django.core.exceptions import ObjectDoesNotExist
from django.core.management import call_command
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from saksama.kernel.errors import SaksamaError
from saksama.store import clock

from . import children
from .console import note
from .errors import CommandRefused

DEMO_PROVINCE = "99"
CONFIGURATION = """\
# Saksama's configuration. Every setting is described in docs/reference/settings.md; an unknown one stops the start.
# Secrets do not belong here: they lie in the keys folder beside this file. Keep that folder out of ordinary copies.
{lines}"""


@dataclass(frozen=True, slots=True)
class Recovery:
    """The last way back to sealed content: its public half goes into the configuration, its secret half onto paper."""

    recipient: str
    identity: str


def data_folder() -> Path:
    return Path(os.environ.get("SAKSAMA_DATA", "var")).expanduser().resolve()


def exists(data: Path) -> bool:
    return (data / "saksama.toml").exists()


def create(data: Path, **configuration: str | bool) -> Recovery:
    """Make the folder, its configuration file and its keys, readable by this user only.

    Returns the recovery identity, which is kept nowhere. Raises `CommandRefused` when something is there already.
    """
    if exists(data):
        raise CommandRefused("This folder already holds an installation; nothing was changed.")
    try:
        data.mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError as error:
        raise CommandRefused(f"The data folder cannot be made ({type(error).__name__}); choose another with --data.") from None
    if not os.access(data, os.W_OK | os.X_OK):
        raise CommandRefused("This user may not write into the data folder; choose another with --data, or change its owner.")
    identity = pyrage.x25519.Identity.generate()
    recovery = Recovery(recipient=str(identity.to_public()), identity=str(identity))
    write_configuration(data, configuration | {"recovery_recipient": recovery.recipient})
    # In a process of its own: settings read the secret key once, and it is not there before.
    children.must(_draw_keys)
    return recovery


def _draw_keys() -> int:
    settings.SAKSAMA.create_keys()
    return 0


def write_configuration(data: Path, values: dict[str, str | bool]) -> None:
    lines = "".join(f"{name} = {_toml(value)}\n" for name, value in values.items())
    handle = os.open(data / "saksama.toml", os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(handle, "w", encoding="utf-8") as file:
        file.write(CONFIGURATION.format(lines=lines))


def _toml(value: str | bool) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    escaped = value.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'


def wake(*, needed: bool = True) -> None:
    """Read configuration and rooms. Where an installation is needed, refuses a folder that holds none."""
    if needed and not exists(data_folder()) and "SAKSAMA_DATABASE" not in os.environ:
        raise CommandRefused("No installation in this data folder; make one with `saksama init`, or name its folder with --data.")
    if data_folder().exists() and not os.access(data_folder(), os.R_OK | os.W_OK | os.X_OK):
        raise CommandRefused("The data folder belongs to another user; run this command as that user.")
    django.setup()


def pending_migrations() -> list[str]:
    executor = MigrationExecutor(connection)
    plan = executor.migration_plan(executor.loader.graph.leaf_nodes())
    return [f"{migration.app_label}.{migration.name}" for migration, _ in plan]


def unknown_migrations() -> list[str]:
    """Return the migrations that are on record in the database and that this program does not have: a newer one wrote it."""
    loader = MigrationExecutor(connection).loader
    return sorted(f"{app}.{name}" for app, name in loader.applied_migrations
                  if (app, name) not in loader.disk_migrations and app in loader.migrated_apps)


def migrate() -> list[str]:
    """Apply what is pending and return its names."""
    pending = pending_migrations()
    if pending:
        call_command("migrate", verbosity=0, interactive=False)
    return pending


def load_reference_data() -> None:
    """Territory and institutions, once; the demonstration's own beside them where it is switched on. Safe to repeat."""
    from saksama.institutions import actions as institutions
    from saksama.places import actions as places

    if not _has_nation():
        note("Loading territory and institutions (once) ...")
        places.load_nation()
        institutions.load_nation()
    if settings.SAKSAMA.demo and not _has_demonstration():
        places.load_demo()
        institutions.load_demo()


def _has_nation() -> bool:
    from saksama.institutions import queries

    try:
        queries.national()
    except ObjectDoesNotExist:
        return False
    return True


def _has_demonstration() -> bool:
    from saksama.institutions import queries
    from saksama.places import queries as places

    try:
        province = places.by_code(DEMO_PROVINCE)
    except SaksamaError:
        return False
    return queries.office_for(province, clock.now().date()).place == province


def write_private(path: Path, text: str) -> None:
    """Write a file that only this user may read, durably and whole."""
    fresh = path.with_name(f"{path.name}.{os.getpid()}")
    with os.fdopen(os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w", encoding="utf-8") as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())
    fresh.replace(path)


def setup_token(now: datetime) -> str | None:
    """Return a fresh one-time token for the first administrator while there is no account yet; the one before ends."""
    from saksama.accounts import actions, queries

    return None if queries.people(limit=1) else actions.create_setup_token(now)
