"""The supervisor's part of drill mode: carries out the desk's orders, keeps the drill's process, wipes it when its time is over.

It holds no database connection and writes nothing outside the drill's folder but the order it takes away. The drill's process
gets none of our settings: no variable of ours, no open file, another data folder. So no code of it finds the real database.
"""

from __future__ import annotations

import os
import signal
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from urllib.parse import urlsplit

import structlog

from saksama.ops import children, drill_mode

log = structlog.get_logger("saksama.serve")

EVERY = 1.0        # seconds between two looks at the orders
GRACE = 30.0       # seconds for a drill to stop, then it is ended
HURRY = 10.0       # the same when all is stopped: together with the real services' seconds within systemd's forty
KEPT = ("PATH", "PYTHONPATH", "HOME", "LANG", "LC_ALL", "TZ", "VIRTUAL_ENV", "SYSTEMROOT")


def real_now() -> datetime:
    return datetime.now(UTC)


@dataclass(slots=True)
class Drills:
    """`beat` is called often, `stop` at the end. One drill at a time."""

    data: Path
    now: Callable[[], datetime] = real_now
    _pid: int = 0
    _wiping: bool = False
    _told: float = 0.0
    _next: float = field(default=0.0)

    def beat(self) -> None:
        """Look after the drill: a second's pause between two looks, never waiting for anything."""
        if time.monotonic() < self._next:
            return
        self._next = time.monotonic() + EVERY
        try:
            self._look()
        except OSError as trouble:      # a full disk must not take the real services with it
            log.warning("drill.failed", error=type(trouble).__name__)

    def _look(self) -> None:
        self._reap()
        self._obey()
        drill = drill_mode.found(self.data)
        if drill is not None and not self._wiping and drill_mode.is_over(drill, self.now()):
            self._wipe()
        elif drill is not None and not self._wiping and not self._pid and drill.state != "ended":
            self._start()
        if self._wiping:
            self._go_on_wiping()

    def stop(self) -> None:
        """Stop the drill's process and leave its folder: it goes on when we do."""
        if self._pid:
            os.kill(self._pid, signal.SIGTERM)
            limit = time.monotonic() + HURRY
            while self._pid and time.monotonic() < limit:
                self._reap(noting=False)
                time.sleep(0.1)
            self._kill()

    def _obey(self) -> None:
        wanted = drill_mode.ordered(self.data)
        if wanted is None:
            return
        if wanted.get("do") == "wipe":
            self._wipe()
        elif wanted.get("do") == "start" and not drill_mode.folder(self.data).exists():
            drill_mode.begin(self.data, wanted)
        drill_mode.forget_order(self.data)

    def _start(self) -> None:
        drill = drill_mode.found(self.data)
        if drill is None:
            return
        (drill_mode.folder(self.data) / drill_mode.READY).unlink(missing_ok=True)
        self._pid = children.fork(lambda: serve_apart(drill_mode.folder(self.data), drill.url))

    def _wipe(self) -> None:
        if not self._wiping:
            self._wiping, self._told = True, time.monotonic()
            if self._pid:
                os.kill(self._pid, signal.SIGTERM)

    def _go_on_wiping(self) -> None:
        if self._pid and time.monotonic() - self._told > GRACE:
            self._kill()
        if not self._pid:
            drill_mode.wipe(self.data)
            self._wiping = False

    def _reap(self, *, noting: bool = True) -> None:
        if self._pid and os.waitpid(self._pid, os.WNOHANG)[0]:
            self._pid = 0
            if noting and not self._wiping:
                drill_mode.note_end(self.data)

    def _kill(self) -> None:
        if self._pid:
            os.kill(self._pid, signal.SIGKILL)
            os.waitpid(self._pid, 0)
            self._pid = 0


def serve_apart(folder: Path, url: str) -> int:
    """Become the drill: another data folder, a clean environment, its own log. Does not return."""
    log = os.open(folder / drill_mode.LOG, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
    nothing = os.open(os.devnull, os.O_RDONLY)
    for target, source in ((0, nothing), (1, log), (2, log)):
        os.dup2(source, target)
    port = str(urlsplit(url).port or drill_mode.PORT)
    words = [sys.executable, "-m", "saksama", "--data", str(folder), "run", "--drill", url, "--port", port]
    os.execve(sys.executable, words, environment())  # noqa: S606  no shell, our own interpreter


def environment() -> dict[str, str]:
    """Return what the drill may know of our surroundings: none of our settings, so no database, no mail server, no secret."""
    return {name: value for name, value in os.environ.items() if name in KEPT}
