"""Starts the children, starts again whichever dies, stops all of them when told to. Holds no database connection and no thread.

Children are forked from one process that has everything loaded: they share its memory, and one that was killed is back within a
moment. A child that ends by itself again and again is a defect that starting does not mend: then everything stops.
"""

from __future__ import annotations

import os
import resource
import signal
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

import structlog

from saksama.ops import children as processes

from . import pids

log = structlog.get_logger("saksama.serve")

GRACE = 25.0         # seconds for a child to stop, then it is ended
QUICK = 5.0          # a child that ends sooner than this ended too soon
TOO_OFTEN = 5
PAUSE = 1.0
BEAT = 0.5


@dataclass(slots=True)
class Child:
    """One role: `main` runs in the child and returns its exit status."""

    role: str
    main: Callable[[], int]
    pid: int = 0
    started: float = 0.0
    start_at: float = 0.0
    failures: int = 0

    @property
    def is_alive(self) -> bool:
        return self.pid != 0


@dataclass(slots=True)
class Supervisor:
    """`run` returns when everything has stopped: 0 when it was told to, 1 when a child could not be kept alive."""

    children: Sequence[Child]
    on_beat: Callable[[], None] = lambda: None
    _stopping: bool = field(default=False)
    _status: int = field(default=0)

    def run(self) -> int:
        signal.pthread_sigmask(signal.SIG_BLOCK, processes.OURS)
        pids.clear()
        pids.write(pids.folder() / "supervisor.pid", os.getpid())
        try:
            while not self._stopping:
                self._start_missing()
                self._wait(BEAT)
                self.on_beat()
        finally:
            self._stop()
            pids.clear()
            signal.pthread_sigmask(signal.SIG_UNBLOCK, processes.OURS)
        return self._status

    def _start_missing(self) -> None:
        for child in self.children:
            if not child.is_alive and time.monotonic() >= child.start_at:
                child.pid = processes.fork(child.main)
                child.started = time.monotonic()
                pids.write(pids.folder() / f"{child.role}.pid", child.pid)

    def _wait(self, seconds: float) -> None:
        """Sleep until a child ends, a signal comes, or the time is over."""
        received = signal.sigtimedwait(processes.OURS, seconds)
        if received and received.si_signo in (signal.SIGTERM, signal.SIGINT):
            self._stopping = True
        self._reap()

    def _reap(self) -> None:
        for child in self.children:
            if child.is_alive and (ended := os.waitpid(child.pid, os.WNOHANG))[0]:
                child.pid = 0
                if not self._stopping:
                    self._note_end(child, os.waitstatus_to_exitcode(ended[1]))

    def _note_end(self, child: Child, status: int) -> None:
        """A killed child is started again at once; one that gave up by itself after a pause, and not for ever."""
        log.warning("process.ended", process=child.role, exit_code=status)
        gave_up = status >= 0
        child.failures = child.failures + 1 if gave_up and time.monotonic() - child.started < QUICK else 0
        child.start_at = time.monotonic() + (PAUSE if gave_up else 0)
        if child.failures >= TOO_OFTEN:
            log.error("process.gave_up", process=child.role, exit_code=status)
            self._stopping, self._status = True, 1

    def _stop(self) -> None:
        self._stopping = True
        self._signal(signal.SIGTERM)
        limit = time.monotonic() + GRACE
        while any(child.is_alive for child in self.children) and time.monotonic() < limit:
            signal.sigtimedwait({signal.SIGCHLD}, BEAT)
            self._reap()
        self._signal(signal.SIGKILL)
        for child in self.children:
            if child.is_alive:
                os.waitpid(child.pid, 0)

    def _signal(self, number: signal.Signals) -> None:
        for child in self.children:
            if child.is_alive:
                os.kill(child.pid, number)


def harden() -> None:
    """No core dumps, files for this user only, as many connections as the system lets us have."""
    os.umask(0o077)
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    _, most = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (most, most))
