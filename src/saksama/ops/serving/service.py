"""Putting a service together: its lock, what must hold before it starts, its roles, and the moment it is ready."""

from __future__ import annotations

import fcntl
import gc
import http.client
import os
import time
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import TextIO
from urllib.parse import urlsplit

from django.conf import settings
from django.core import checks
from django.db import connection
from django.urls import get_resolver

from saksama.ops import children, installation
from saksama.ops.errors import CommandRefused
from saksama.store import engine

from . import background, drills, pids, webserver
from .supervisor import Child, Supervisor

ROLES = ("web", "worker", "clock")
READY_LIMIT = 60.0
ASK_AGAIN = 0.1
LOCK_LIMIT = 5.0      # the last children of a killed supervisor need a moment


def lock(part: str = "") -> TextIO:
    """Let one service (or one of each part) at a time work in this data folder; hold the answer as long as it works."""
    file = (pids.folder() / f"lock{part and '-'}{part}").open("w")
    limit = time.monotonic() + LOCK_LIMIT
    while True:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            if time.monotonic() > limit:
                raise CommandRefused("Saksama is already running in this data folder; stop it first.") from None
            time.sleep(ASK_AGAIN)
        else:
            return file


def require_fit() -> int:
    """Refuse to start where something would be unsafe or fail later. Opens the database: call it in a child process."""
    if names := installation.pending_migrations():
        raise CommandRefused(f"The database lacks {len(names)} migrations (first: {names[0]}). Run `saksama migrate` first.")
    if engine.is_postgres() and not engine.row_security_holds():
        raise CommandRefused("This PostgreSQL role is a superuser or exempt from row-level security; use an ordinary role.")
    if troubles := settings.SAKSAMA.key_troubles():
        raise CommandRefused(f"{troubles[0]} Without its keys the installation cannot work.")
    if broken := [found for found in checks.run_checks() if found.level >= checks.ERROR]:
        raise CommandRefused(f"The configuration does not pass Django's checks: {broken[0].id}, {len(broken)} in all.")
    return 0


def serve(descriptor: int, *, only: Iterable[str] = ROLES, url: str = "", on_ready: Callable[[], None] = lambda: None,
          redirect: TextIO | None = None) -> int:
    """Run the roles until told to stop. `on_ready` is called once the web server answers; children log into `redirect`."""
    mains = {"web": lambda: webserver.serve(descriptor), "clock": background.keep_time, **_workers()}
    warm_up()
    children = [Child(name, _logging_into(redirect, main)) for name, main in mains.items() if name.partition("-")[0] in only]
    ready = Ready(url if "web" in only else "", on_ready)
    if "web" not in only or settings.SAKSAMA.drill:
        return Supervisor(children, on_beat=ready).run()
    beside = drills.Drills(Path(settings.SAKSAMA.data))

    def beat() -> None:
        ready()
        beside.beat()

    try:
        return Supervisor(children, on_beat=beat).run()
    finally:
        beside.stop()


def _workers() -> dict[str, Callable[[], int]]:
    """Return the job workers by name: `worker`, which also announces the worker's key, `worker-2` and so on."""
    more = {f"worker-{n}": lambda: background.work(announce=False) for n in range(2, settings.SAKSAMA.job_workers + 1)}
    return {"worker": background.work, **more}


def warm_up() -> None:
    """Load what every child needs before they are forked: they share it, and a new one is there at once."""
    from saksama import law

    _ = get_resolver().url_patterns
    law.book()
    connection.close()
    gc.collect()
    gc.freeze()


def _logging_into(file: TextIO | None, main: Callable[[], int]) -> Callable[[], int]:
    def redirected() -> int:
        if file is not None:
            os.dup2(file.fileno(), 2)
        return main()

    return redirected


class Ready:
    """Asks the web server whether it can work, until it says so for the first time. Without one there is nothing to ask."""

    def __init__(self, url: str, then: Callable[[], None]) -> None:
        self._netloc, self._then = urlsplit(url).netloc, then
        self._limit = time.monotonic() + READY_LIMIT
        self._done = False

    def __call__(self) -> None:
        if self._done:
            return
        if self._answers():
            self._done = True
            # In a process of its own: it may ask the database, and whoever forks children must not have done so.
            children.must(lambda: self._then() or 0)
        elif time.monotonic() > self._limit:
            raise CommandRefused("The web server does not answer; `saksama doctor` and the log say more.")

    def _answers(self) -> bool:
        if not self._netloc:
            return True
        asked = http.client.HTTPConnection(self._netloc, timeout=2)
        try:
            # Under its public name: a stranger's name is refused, and this machine's is one where others are served.
            asked.request("GET", "/readyz", headers={"Host": settings.SAKSAMA.hosts[0]})
            return asked.getresponse().status == http.HTTPStatus.OK
        except OSError:
            return False
        finally:
            asked.close()
