"""Before and during an upgrade: what this version would change, and one command that goes back by itself when it fails."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

from django.conf import settings
from django.db import transaction

from saksama import __version__, law
from saksama.jobs import queries as jobs
from saksama.kernel.actor import SYSTEM
from saksama.law import in_use
from saksama.ledger import append
from saksama.ledger import queries as ledger
from saksama.store import clock, dump, scope

from . import backups, children, facts, installation
from .console import say
from .doctor import Finding, Level, bad, ok, warn
from .errors import CommandRefused
from .serving import pids

FRESH = timedelta(hours=24)
ROOM = 3                    # times the database's size: a copy of it, the backup of that, and growth


def check() -> Iterator[Finding]:
    """Ask what an upgrade to the program at hand meets. Nothing is changed; a bad finding says why it should wait."""
    for about, question in QUESTIONS.items():
        yield from (replace(one, about=about) for one in question())


def _version() -> Iterator[Finding]:
    yield ok(f"The program is Saksama {__version__}.")


def _settings() -> Iterator[Finding]:
    """A program that does not know a setting does not start, and says which: that we ask at all is the answer."""
    yield ok("Every setting in the configuration is known to this version.")


def _migrations() -> Iterator[Finding]:
    pending, unknown = installation.pending_migrations(), installation.unknown_migrations()
    if unknown:
        yield bad(f"The database is newer than this program: {', '.join(unknown[:5])}.",
                  "Use the program it was written by, or a newer one.")
    if pending:
        yield warn(f"{len(pending)} migrations would be applied: {', '.join(pending[:8])}{' ...' if len(pending) > 8 else ''}.",
                   "`saksama upgrade` applies them, after a copy.")
    elif not unknown:
        yield ok("The database has this version's tables; no migration waits.")


def _room() -> Iterator[Finding]:
    free = shutil.disk_usage(settings.SAKSAMA.data).free
    needed = ROOM * dump.size()
    text = f"{free / 1e6:,.0f} MB of disk are free, an upgrade needs about {needed / 1e6:,.0f} MB."
    yield ok(text) if free > needed else bad(text, "Make room first.")


def _backup() -> Iterator[Finding]:
    last = backups.last()
    if last is None:
        yield warn("There is no backup yet.", "`saksama upgrade` makes a copy of its own; make a backup for another place too.")
    elif datetime.now(UTC) - last > FRESH:
        yield warn(f"The last backup is of {last:%Y-%m-%d %H:%M} UTC.", "Make a fresh one.")
    else:
        yield ok(f"The last backup is of {last:%Y-%m-%d %H:%M} UTC.")


def _waiting() -> Iterator[Finding]:
    depth = jobs.depth()
    text = f"{depth.waiting} jobs wait, {depth.running} run, {depth.parked} are parked."
    if depth.running:
        yield warn(text, "Stop the services; what runs is taken up again afterwards.")
    else:
        yield ok(text)


def _rules() -> Iterator[Finding]:
    if problems := law.check():
        yield bad(f"The law data of this program have {len(problems)} problems.", "`saksama law check` names them.")
        return
    standing = in_use.standing()
    if standing.own:
        yield ok(f"This installation's own rule base {standing.book.release[:12]} stays in use.")
    else:
        yield ok(f"The packaged rule base {standing.book.release[:12]} is in use; open limits are moved to it after the start.")


QUESTIONS = {"version": _version, "settings": _settings, "migrations": _migrations, "disk": _room, "safety": _backup,
             "background": _waiting, "rules": _rules}


# ---- carrying it out -------------------------------------------------------------------------------------------------------

COPY = "upgrade-copy"


def run() -> int:
    """Copy, migrate, verify; where that fails, put the copy back. Returns 0 when the upgrade stands, 1 when it was taken back.

    Each step runs in a process of its own, so that a migration that breaks leaves nothing of itself in ours.
    """
    children.must(_prepare)
    place = _place()
    status = children.status_of(_migrate) or children.status_of(_verify)
    if not status:
        place.unlink()
        return 0
    say("The upgrade failed. Putting the database back as it was ...")
    children.must(_go_back)
    say(f"The database is as before; its copy stays at {place}. Start the program it was used with before.")
    return 1


def _place() -> Path:
    return installation.data_folder() / COPY


def _prepare() -> int:
    """Refuse where services run, a check is bad, or a copy of an earlier try lies there; then write the copy."""
    if pids.running():
        raise CommandRefused("Services of this installation are running; stop them first.")
    found = list(check())
    for finding in found:
        say(finding.line())
    if any(one.level is Level.BAD for one in found):
        raise CommandRefused("The check found something bad; nothing was changed.")
    if _place().exists():
        raise CommandRefused(f"A copy of an earlier upgrade lies at {_place()}; look at it, then move it away.")
    counts = dump.write(_place())
    say(f"Copied: {sum(counts.values())} rows, kept until the upgrade stands.")
    return 0


def _migrate() -> int:
    applied = installation.migrate()
    installation.load_reference_data()
    say(f"Applied: {len(applied)} migrations.")
    return 0


def _verify() -> int:
    """Look whether what must stand does: every table there, the record whole."""
    report = ledger.verify()
    problems = [problem.en for problem in report.problems[:20]]
    problems += [f"{one} is not applied." for one in installation.pending_migrations()]
    for problem in problems:
        say(f"bad  {problem}")
    if problems:
        return 1
    with transaction.atomic():
        append(facts.Upgraded(object_id="installation", at=clock.now(), detail={"to": __version__}), actor=SYSTEM)
    say(f"Verified: {report.entries} entries of the record are whole. This is Saksama {__version__}.")
    return 0


def _go_back() -> int:
    dump.put_back(_place())
    with transaction.atomic(), scope(SYSTEM):
        rows = sum(dump.counts().values())
    say(f"Put back: {rows} rows.")
    return 0
