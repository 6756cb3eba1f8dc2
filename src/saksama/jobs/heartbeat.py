"""Keeps the lease of a running job alive, from a thread with its own database connection."""

from __future__ import annotations

from contextlib import suppress
from datetime import timedelta
from threading import Event, Thread
from types import TracebackType

from django.db import DatabaseError, connection

from saksama.store import clock

from . import claims

BEAT = timedelta(seconds=20)
LONGEST = timedelta(hours=1)   # a job that hangs is not held for ever: its lease runs out, and another worker tries


class Heartbeat:
    """`with Heartbeat(claim):` around the run. Stops by itself when the lease was lost."""

    def __init__(self, claim: claims.Claim, beat: timedelta = BEAT) -> None:
        self._claim, self._beat, self._over = claim, beat.total_seconds(), Event()
        self._thread = Thread(target=self._run, daemon=True, name="job-lease")

    def __enter__(self) -> Heartbeat:
        self._thread.start()
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self._over.set()
        self._thread.join()

    def _run(self) -> None:
        began = clock.real()
        try:
            while not self._over.wait(self._beat) and clock.real() - began < LONGEST:
                with suppress(DatabaseError):   # a beat that fails is followed by another before the lease ends
                    if not claims.renew(self._claim, clock.real()):
                        return
        finally:
            connection.close()
