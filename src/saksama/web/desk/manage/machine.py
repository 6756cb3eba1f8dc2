"""What Kelola shows of the machine and asks of it. The room of operating, which stands above the front doors, serves it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Protocol

from saksama.kernel.actor import Actor


@dataclass(frozen=True, slots=True)
class BackupShown:
    """A sealed backup in the data folder."""

    name: str
    at: datetime
    size: int


@dataclass(frozen=True, slots=True)
class DrillShown:
    """A backup that was tried aside: green or red, with what was wrong."""

    at: datetime
    backup: str
    ok: bool
    seconds: int
    hours_old: float
    problems: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class WorkShown:
    """The backup or drill that was asked for last: running, done, or refused with a sentence."""

    what: str
    began: datetime
    state: str
    sentence: str


@dataclass(frozen=True, slots=True)
class FindingShown:
    """One answer of the doctor to the question `about`; `level` is ok, warn or bad. The text is English, as the command's is."""

    level: str
    about: str
    text: str
    todo: str


@dataclass(frozen=True, slots=True)
class DrillModeShown:
    """A drill beside the real installation; `state` is preparing, open, wiping or ended (its process gave up)."""

    url: str
    word: str
    until: datetime
    state: str


class Machine(Protocol):
    """The machine as the desk knows it."""

    def backups(self) -> tuple[BackupShown, ...]: ...

    def drills(self) -> tuple[DrillShown, ...]: ...

    def work(self) -> WorkShown | None: ...

    def order(self, what: str, *, actor: Actor, now: datetime) -> None:
        """Have a `backup` or a `drill` made by the job runner; `Conflict` while one is at work."""

    def fetch(self, name: str, *, actor: Actor, now: datetime) -> Path:
        """Return where a sealed backup lies, and record that it was taken away; `NotFound` for another name."""

    def restore_commands(self, name: str) -> tuple[str, ...]: ...

    def drill_mode(self) -> DrillModeShown | None: ...

    def drill_url(self) -> str:
        """Return where a drill would be opened; nothing where the installation has no address for one."""

    def drill_hours(self) -> tuple[int, ...]: ...

    def start_drill(self, hours: int, *, actor: Actor) -> None:
        """Ask for a drill of so many hours. Nothing is recorded: a drill leaves no trace."""

    def wipe_drill(self, *, actor: Actor) -> None: ...

    def findings(self) -> tuple[FindingShown, ...]: ...

    def check_upgrade(self) -> tuple[FindingShown, ...]: ...


_served: list[Machine] = []


def serve(machine: Machine) -> None:
    """Put a machine behind the pages; said once, when the application is ready."""
    _served[:] = [machine]


def machine() -> Machine:
    return _served[0]
