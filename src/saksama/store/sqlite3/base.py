"""Writers of one SQLite file take turns.

SQLite lets one transaction write at a time, and whoever finds it busy sleeps and tries again, longer each time: under many
writers some wait for seconds beside a lock that was free meanwhile. Here a transaction that may write first waits for its turn:
on a lock of its process, then, one waiter for each process, on a lock of a file beside the database. SQLite's own lock stays what
protects the data: after `LONGEST` a writer goes on without its turn, and a process that dies gives its turn back.
"""

from __future__ import annotations

import fcntl
import os
import threading
import time
from collections import defaultdict
from contextlib import suppress
from typing import Any

from django.db.backends.sqlite3 import base

LONGEST = 5.0        # seconds, as SQLite's own patience (store.engine)
PAUSE = 0.0005       # seconds between two looks at the file's lock; one thread of each process looks at a time
_of_process: dict[str, threading.Lock] = defaultdict(threading.Lock)
os.register_at_fork(after_in_child=_of_process.clear)     # a child has none of the threads that hold them


class Turn:
    """The turn of one connection. `take` and `give` may be called in any order, and repeated; neither ever raises."""

    def __init__(self, path: str) -> None:
        self._path = path
        self._handle: int | None = None
        self._pid = 0
        self._lock: threading.Lock | None = None

    def take(self) -> bool:
        """Wait for the turn, `LONGEST` seconds at most; tell whether it was got."""
        if self._lock is not None:
            return True
        limit, lock = time.monotonic() + LONGEST, _of_process[self._path]
        if not lock.acquire(timeout=LONGEST):
            return False
        try:
            if self._lock_file(limit):
                self._lock = lock
                return True
        finally:
            if self._lock is None:
                lock.release()
        return False

    def give(self) -> None:
        if self._lock is None:
            return
        lock, self._lock = self._lock, None
        with suppress(OSError):
            fcntl.flock(self._file(), fcntl.LOCK_UN)
        lock.release()

    def _lock_file(self, limit: float) -> bool:
        while True:
            try:
                fcntl.flock(self._file(), fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                if time.monotonic() > limit:
                    return False
                time.sleep(PAUSE)
            except OSError:          # a full disk, a folder without the right to write: SQLite itself says so better
                return False
            else:
                return True

    def _file(self) -> int:
        """Return the lock's file, opened by this very process: a lock belongs to who opened it, and children inherit files."""
        if self._handle is None or self._pid != os.getpid():
            self._handle, self._pid = os.open(f"{self._path}-turn", os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600), os.getpid()
        return self._handle

    def forget(self) -> None:
        self.give()
        if self._handle is not None and self._pid == os.getpid():
            os.close(self._handle)
        self._handle = None


class DatabaseWrapper(base.DatabaseWrapper):
    """A connection whose writing transactions wait for their turn. Reading ones (`engine.snapshot`) do not."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._turn: Turn | None = None

    def _start_transaction_under_autocommit(self) -> None:
        if self.transaction_mode == "IMMEDIATE" and not self.is_in_memory_db():  # type: ignore[attr-defined]
            self._own_turn().take()
        try:
            super()._start_transaction_under_autocommit()  # type: ignore[misc]
        except BaseException:
            self._give_turn()
            raise

    def _commit(self) -> None:
        try:
            super()._commit()  # type: ignore[misc]
        finally:
            self._give_turn()

    def _rollback(self) -> None:
        try:
            super()._rollback()  # type: ignore[misc]
        finally:
            self._give_turn()

    def _close(self) -> None:
        try:
            super()._close()  # type: ignore[misc]
        finally:
            if self._turn is not None:
                self._turn.forget()
                self._turn = None

    def _own_turn(self) -> Turn:
        if self._turn is None:
            self._turn = Turn(str(self.settings_dict["NAME"]))
        return self._turn

    def _give_turn(self) -> None:
        if self._turn is not None:
            self._turn.give()
