"""Is this installation well? One finding for each question, with what to do where the answer is no."""

from __future__ import annotations

import shutil
import stat
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from pathlib import Path

from django.conf import settings
from django.core import checks
from django.db import DatabaseError, connection, transaction

from saksama import law
from saksama.cases import queries as cases
from saksama.jobs import queries as jobs
from saksama.law import holidays, in_use
from saksama.law.calendar import WIB
from saksama.ledger import actions as ledger
from saksama.ledger import queries as record
from saksama.store import clock, engine
from saksama.vault import worker

from . import backups, installation
from .serving import pids

MEGABYTE = 1024 * 1024
NO_FILES, NO_WORK = 0.15, 0.05          # shares of the disk
SLOW_LOCK = 1.0                         # seconds
WAITING = timedelta(seconds=10)
LATE_JOBS = timedelta(minutes=10)
OLD_BACKUP = timedelta(days=30)
NEWEST = timedelta(minutes=2)           # how far ahead of us a signed time may be


class Level(StrEnum):
    OK = "ok"
    WARN = "warn"
    BAD = "bad"


@dataclass(frozen=True, slots=True)
class Finding:
    """What was found, and what to do about it where something is wrong."""

    level: Level
    text: str
    todo: str = ""
    about: str = ""         # the question it answers

    def line(self) -> str:
        return f"{self.level:<5}{self.text}{' ' if self.todo else ''}{self.todo}"


Question = Callable[[], Iterator[Finding]]


def ok(text: str) -> Finding:
    return Finding(Level.OK, text)


def warn(text: str, todo: str) -> Finding:
    return Finding(Level.WARN, text, todo)


def bad(text: str, todo: str) -> Finding:
    return Finding(Level.BAD, text, todo)


def examine(*, full: bool = False) -> Iterator[Finding]:
    """Ask every question; a question that cannot be asked is a bad finding of its own and stops nothing."""
    questions: tuple[Question, ...] = (folder, keys, database, disk, memory, services, background, limits, rules, year,
                                        moment, safety)
    for question in (*questions, whole_record) if full else questions:
        try:
            yield from (replace(one, about=question.__name__) for one in question())
        except (DatabaseError, OSError) as error:
            unasked = bad(f"{question.__name__}: could not be looked at ({type(error).__name__}).", "See the findings above.")
            yield replace(unasked, about=question.__name__)


def folder() -> Iterator[Finding]:
    data = Path(settings.SAKSAMA.data)
    private = (data, settings.SAKSAMA.keys, data / "saksama.toml")
    open_ones = [path.name for path in private if path.exists() and _is_open(path)]
    if open_ones:
        yield bad(f"Others can read {', '.join(open_ones)}.", "Take that away: chmod go= on each.")
    else:
        yield ok("Data folder, keys and configuration are readable by this user only.")


def _is_open(path: Path) -> bool:
    return bool(stat.S_IMODE(path.stat().st_mode) & 0o077)


def keys() -> Iterator[Finding]:
    troubles = settings.SAKSAMA.key_troubles()
    yield from (bad(trouble, "Put it back from its safe; a new one would not open what is there.") for trouble in troubles)
    if not troubles:
        yield ok("All keys are there.")
    if not settings.SAKSAMA.recovery_recipient:
        yield bad("There is no recovery recipient.", "Set recovery_recipient: without it nothing brings lost keys back.")


def database() -> Iterator[Finding]:
    pending = installation.pending_migrations()
    if pending:
        yield bad(f"{len(pending)} migrations wait, the first is {pending[0]}.", "Stop the services and run `saksama migrate`.")
    else:
        yield ok("The database has this version's tables.")
    yield from _postgres() if engine.is_postgres() else _sqlite()


def _sqlite() -> Iterator[Finding]:
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA quick_check(1)")
        whole = cursor.fetchone()[0] == "ok"
    if whole:
        yield ok("SQLite finds its file whole.")
    else:
        yield bad("SQLite finds its file damaged.", "Stop the services and restore a backup.")
    began = time.monotonic()
    with transaction.atomic():
        waited = time.monotonic() - began
    yield ok(f"A write waits {waited * 1000:.0f} ms for its turn.") if waited < SLOW_LOCK else warn(
        f"A write waited {waited:.1f} s for its turn.", "If this goes on, move to PostgreSQL: docs/how-to/install.md.")


def _postgres() -> Iterator[Finding]:
    if engine.row_security_holds():
        yield ok("Row-level security binds this role.")
    else:
        yield bad("This role walks past row-level security.", "Use a role that is neither superuser nor BYPASSRLS.")
    with connection.cursor() as cursor:
        cursor.execute("SELECT current_setting('server_version_num')::int, current_setting('data_checksums')")
        version, checksums = cursor.fetchone()
    if version < MINIMAL_POSTGRES:
        yield bad(f"PostgreSQL {version // 10000} is too old.", "Use version 15 or newer.")
    if checksums != "on":
        yield warn("PostgreSQL runs without checksums.", "Switch them on with pg_checksums while it is stopped.")
    if not shutil.which("pg_dump"):
        yield warn("pg_dump is missing, so backups cannot be written.", "Install the client package (Debian: postgresql-client).")


MINIMAL_POSTGRES = 150000


def disk() -> Iterator[Finding]:
    usage = shutil.disk_usage(settings.SAKSAMA.data)
    share, text = usage.free / usage.total, f"{usage.free / MEGABYTE:,.0f} MB of disk are free ({usage.free / usage.total:.0%})."
    if share < NO_WORK:
        yield bad(text, "Make room at once: reports may soon be refused.")
    elif share < NO_FILES:
        yield warn(text, "Make room, or move the data folder.")
    else:
        yield ok(text)


def memory() -> Iterator[Finding]:
    """What must stay in memory: opened keys of a moment, originals of an hour."""
    swaps = Path("/proc/swaps")
    if swaps.exists() and len(swaps.read_text().splitlines()) > 1:
        yield warn("Memory may be written to a swap device.", "Switch swap off, or make sure that it is encrypted.")
    else:
        yield ok("No swap.")
    if not worker.is_ram_backed():
        yield warn("The worker's keys lie on a disk.", "Give the system a /dev/shm: a disk remembers what was deleted.")


def services() -> Iterator[Finding]:
    running = pids.running()
    missing = [role for role in ("supervisor", "web", "worker", "clock") if role not in running]
    if not missing:
        yield ok("Web server, job worker and clock are running here.")
    elif len(missing) == len(("supervisor", "web", "worker", "clock")):
        yield warn("No service of this data folder is running on this machine.", "Start it with `saksama serve`.")
    else:
        yield warn(f"Not running here: {', '.join(missing)}.", "Fine where they run elsewhere.")


def background() -> Iterator[Finding]:
    depth = jobs.depth()
    text = f"{depth.waiting} jobs wait, {depth.running} run, {depth.parked} are parked."
    if depth.oldest > LATE_JOBS:
        yield warn(f"{text} The oldest has waited {depth.oldest}.", "See that a job worker runs.")
    elif depth.parked:
        yield warn(text, "Parked jobs failed five times; `saksama jobs` names them, `saksama jobs --retry` tries again.")
    else:
        yield ok(text)
    since = ledger.waiting_since()
    if since and clock.now() - since > WAITING and pids.is_alive(pids.folder() / "clock.pid"):
        yield bad("Entries of the record wait for their place.", "Start the clock process again, and look into its log.")


def limits() -> Iterator[Finding]:
    """Are all limits that passed on record? A case is named by its public id only."""
    left = cases.unswept(clock.now())
    if not left:
        yield ok("Every limit that passed is on record.")
        return
    todo = "See that clock and worker run. `saksama jobs` says where a case failed, `rebuild-projections --check` what differs."
    yield bad(f"Limits that passed are not on record in {len(left)} cases: {', '.join(map(str, left))}.", todo)


def moment() -> Iterator[Finding]:
    newest = record.latest_checkpoint()
    if newest and newest.at - clock.now() > NEWEST:
        yield bad(f"The newest signed list is of {newest.at:%Y-%m-%d %H:%M} UTC: later than now.", "Set the clock right.")
    elif clock.offset():
        yield warn(f"This is a demonstration; its clock is {clock.offset()} ahead.", "`saksama demo clock reset` takes it back.")
    else:
        yield ok(f"The clock says {clock.now():%Y-%m-%d %H:%M} UTC.")


def safety() -> Iterator[Finding]:
    last = backups.last()
    if last is None:
        yield warn("There is no backup yet.", "`saksama backup` writes one.")
    elif datetime.now(UTC) - last > OLD_BACKUP:
        yield warn(f"The last backup is of {last:%Y-%m-%d}.", "Run `saksama backup` every night.")
    else:
        yield ok(f"The last backup is of {last:%Y-%m-%d %H:%M} UTC.")
    broken = [found for found in checks.run_checks() if found.level >= checks.ERROR]
    yield from (bad(f"Django's check {found.id} fails.", "See Django's documentation of this check.") for found in broken)


def rules() -> Iterator[Finding]:
    """Which rule base is in use, and is it the one that was taken up?"""
    if problems := law.check():
        yield bad(f"The law data have {len(problems)} problems.", "`saksama law check` names them.")
        return
    standing = in_use.standing()
    if not standing.as_wanted:
        yield bad(f"The rule base {standing.wanted[:12]} is damaged, {standing.book.release[:12]} stands in for it, and open "
                  f"limits are not moved. {standing.problems[0]}", "Take up a sound folder: `saksama law use FOLDER`.")
    elif standing.own:
        yield ok(f"This installation's own rule base {standing.book.release[:12]} is in use and whole.")
    else:
        yield ok("The law data are sound.")


def year() -> Iterator[Finding]:
    """Whether working days can be counted: the ministers decree holidays and joint leave year by year."""
    today = clock.now().astimezone(WIB)
    for asked in (today.year, today.year + 1):
        known = holidays.standing(law.book(), asked)
        if known is holidays.Standing.UNKNOWN and asked == today.year:
            yield bad(f"The holidays of {asked} are not in the law data: no limit of working days can be counted.", TO_ADD)
        elif known is holidays.Standing.UNKNOWN and today.month >= AUTUMN:
            yield warn(f"The holidays of {asked} are not in the law data: limits that reach into it are refused.", TO_ADD)
        elif known is holidays.Standing.ESTIMATED:
            yield warn(f"The holidays of {asked} are an estimate: the ministers' decree is not in the law data.", TO_ADD)
        elif known is holidays.Standing.DECREED:
            yield ok(f"The holidays and joint leave of {asked} are decreed.")


AUTUMN = 9                              # the decree for the next year comes about then
TO_ADD = "Compare `holidays.yaml` with the decree, then list the year as decreed."


def whole_record() -> Iterator[Finding]:
    report = record.verify()
    yield from (bad(problem.en, "Compare with the published lists before anybody works on.") for problem in report.problems)
    if report.ok:
        yield ok(f"The record is whole: {report.entries} entries, {report.checkpoints} signed lists.")


