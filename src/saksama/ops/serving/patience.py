"""How long a connection may keep a thread waiting.

Threads are for slow phones, but not for ever: request headers have 30 seconds, and each 64 KiB of a body has 30 seconds of its
own, which 2G can do. A connection past its limit is shut down by a watchdog thread; the thread that waited for it goes on.
"""

from __future__ import annotations

import contextlib
import socket
import threading
import time

HEADERS = 30.0
PIECE = 30.0
PIECE_SIZE = 64 * 1024
ANSWER = 15 * 60.0     # a large download over a slow line
BEAT = 1.0


class Patience:
    """The limits of the connections that are being served by this process."""

    def __init__(self) -> None:
        self._limits: dict[socket.socket, float] = {}

    def expect(self, connection: socket.socket, seconds: float) -> None:
        """Give a connection so long for its next piece."""
        self._limits[connection] = time.monotonic() + seconds

    def forget(self, connection: socket.socket | None) -> None:
        if connection is not None:
            self._limits.pop(connection, None)

    def start(self) -> None:
        """Begin to watch, in a thread of this process."""
        threading.Thread(target=self._watch, daemon=True, name="patience").start()

    def sweep(self, now: float) -> int:
        """Shut down what is past its limit; return how many connections that were."""
        late = [connection for connection, limit in list(self._limits.items()) if limit < now]
        for connection in late:
            self.forget(connection)
            with contextlib.suppress(OSError):     # the other side has gone meanwhile
                connection.shutdown(socket.SHUT_RDWR)
        return len(late)

    def _watch(self) -> None:
        while True:
            time.sleep(BEAT)
            self.sweep(time.monotonic())


PATIENCE = Patience()
