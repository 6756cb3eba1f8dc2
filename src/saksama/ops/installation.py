"""Making an installation, and bringing one to life: folder, configuration file, keys, tables, reference data."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path

import django
from django.conf import settings
from django.core.management import call_command
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from .console import note
from .errors import CommandRefused

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
    """Make the folder and its configuration file, readable by this user only. Returns the recovery identity, kept nowhere.

    Raises `CommandRefused` when something is there already.
    """
    import pyrage

    if exists(data):
        raise CommandRefused("This folder already holds an installation; nothing was changed.")
    try:
        data.mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError as error:
        raise CommandRefused(f"The data folder cannot be made ({type(error).__name__}); choose another with --data.") from None
    identity = pyrage.x25519.Identity.generate()
    recovery = Recovery(recipient=str(identity.to_public()), identity=str(identity))
    write_configuration(data, configuration | {"recovery_recipient": recovery.recipient})
    return recovery


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


def wake() -> None:
    """Read configuration and rooms. Refuses a folder that is not an installation, so that nothing is written by mistake."""
    if not exists(data_folder()) and "SAKSAMA_DATABASE" not in os.environ:
        raise CommandRefused("There is no installation in this data folder; make one with `saksama init`, or name its folder with --data.")
    django.setup()


def pending_migrations() -> list[str]:
    executor = MigrationExecutor(connection)
    plan = executor.migration_plan(executor.loader.graph.leaf_nodes())
    return [f"{migration.app_label}.{migration.name}" for migration, _ in plan]


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
    from saksama.places import queries

    if not queries.is_loaded():
        note("Loading territory and institutions (once, about half a minute) ...")
        places.load_nation()
        institutions.load_nation()
    if settings.SAKSAMA.demo and not queries.is_demo_loaded():
        places.load_demo()
        institutions.load_demo()
