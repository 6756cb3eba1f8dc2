"""The two processes behind the web server: the job worker, and the clock with sequencer, checkpoints and schedules."""

from __future__ import annotations

import signal
from collections.abc import Callable
from threading import Event, Thread
from types import FrameType

import structlog
from django.db import close_old_connections, connection

from saksama.evidence import sandbox
from saksama.jobs import clock as schedules
from saksama.jobs import worker
from saksama.ledger import actions as ledger
from saksama.store import clock
from saksama.vault import session
from saksama.vault import worker as worker_key

log = structlog.get_logger("saksama.serve")

SEQUENCE_EVERY = 0.2      # seconds; a receipt's entry has its place within a second
SIGN_EVERY = 5.0
SCHEDULES_EVERY = 1.0
KEYS_EVERY = 5.0          # also after the demonstration's clock was moved on, a new worker key is there soon
SESSIONS_EVERY = 60.0
AFTER_TROUBLE = 1.0


def work(*, announce: bool = True) -> int:
    """Run jobs until told to stop; the job at hand is finished first. One of the workers announces the workers' key."""
    stop = _until_told()
    sandbox.keep_warm()
    keys = Thread(target=_every, args=(KEYS_EVERY, _renew_key, stop), daemon=True, name="worker-key")
    if announce:
        keys.start()
    worker.run_forever(stop)
    if announce:
        keys.join(timeout=AFTER_TROUBLE)
    return 0


def keep_time() -> int:
    """Sequence, sign and start what is due until told to stop. Any number of these may run: the database lets one at a time."""
    stop = _until_told()
    threads = [
        Thread(target=_every, args=(SIGN_EVERY, _sign, stop), daemon=True, name="checkpoints"),
        Thread(target=_every, args=(SESSIONS_EVERY, _end_sessions, stop), daemon=True, name="sessions"),
        Thread(target=_every, args=(SCHEDULES_EVERY, _start_due, stop), daemon=True, name="schedules"),
    ]
    for thread in threads:
        thread.start()
    _every(SEQUENCE_EVERY, ledger.sequence, stop)
    for thread in threads:
        thread.join(timeout=AFTER_TROUBLE)
    return 0


def _every(seconds: float, act: Callable[[], object], stop: Event) -> None:
    """Do it again and again. What goes wrong is noted and tried again: this is the outermost edge of a process."""
    while not stop.is_set():
        pause = seconds
        try:
            close_old_connections()
            act()
        except Exception:
            log.exception("background.failed", kind=act.__name__.strip("_"))
            connection.close()
            pause = max(seconds, AFTER_TROUBLE)
        stop.wait(pause)
    connection.close()


def _sign() -> None:
    ledger.sign_if_due(clock.now())


def _start_due() -> None:
    schedules.tick(clock.real())


def _renew_key() -> None:
    worker_key.rotate(clock.now())


def _end_sessions() -> None:
    session.end_stale(session.real_now())


def _until_told() -> Event:
    stop = Event()

    def tell(_number: int, _frame: FrameType | None) -> None:
        stop.set()

    signal.signal(signal.SIGTERM, tell)
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    return stop
