"""Many pictures without starting a program for each: one confined program waits, loaded, and forks a child for every picture.

For the job worker, whose machine would otherwise spend more on starting programs than on pictures. A child has the same limits as
a program started for one picture, and ends with it. Whatever goes wrong ends the one that waits as well: the next picture starts
anew.
"""

from __future__ import annotations

import json
import os
import signal
import subprocess
import threading
from collections.abc import Sequence
from contextlib import suppress

from .cleaning import DONE, ORDER, TOO_LONG


class Ended(Exception):
    """No answer came. `too_long`: because time, on the wall or of the processor, was over."""

    def __init__(self, *, too_long: bool) -> None:
        self.too_long = too_long
        super().__init__("too long" if too_long else "broken off")


class Nursery:
    """The program that waits. One picture at a time; other threads wait their turn. Belongs to the process that made it."""

    def __init__(self, command: Sequence[str], environment: dict[str, str], *, longest: float, most_line: int,
                 most: int) -> None:
        self._command, self._environment = [*command, "wait"], environment
        self._longest, self._most_line, self._most = longest, most_line, most
        self._waiting: subprocess.Popen[bytes] | None = None
        self._turn = threading.Lock()

    def run(self, original: bytes, arguments: Sequence[str]) -> bytes:
        """Return what the program says of one picture: a line of JSON and what follows it. Raises `Ended`."""
        with self._turn:
            waiting = self._started()
            late = threading.Event()
            watch = threading.Timer(self._longest, self._end_late, (waiting, late))
            watch.start()
            try:
                return self._asked(waiting, original, arguments)
            except (OSError, ValueError, EOFError):
                status = self._end(waiting)
                raise Ended(too_long=late.is_set() or status == TOO_LONG) from None
            finally:
                watch.cancel()

    def close(self) -> None:
        with self._turn:
            if self._waiting is not None:
                self._end(self._waiting)

    def _started(self) -> subprocess.Popen[bytes]:
        if self._waiting is None or self._waiting.poll() is not None:
            self._waiting = subprocess.Popen(self._command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, cwd="/",  # noqa: S603
                                             stderr=subprocess.DEVNULL, env=self._environment, start_new_session=True, bufsize=0)
        return self._waiting

    def _asked(self, waiting: subprocess.Popen[bytes], original: bytes, arguments: Sequence[str]) -> bytes:
        order = json.dumps({"size": len(original), "arguments": list(arguments)}).encode().ljust(ORDER)
        if len(order) > ORDER:
            raise ValueError("the order is too long")
        for piece in (order, original):
            rest = memoryview(piece)
            while rest:
                rest = rest[os.write(waiting.stdin.fileno(), rest) :]  # type: ignore[union-attr]
        line = self._line(waiting)
        sizes = [int(size) for size in json.loads(line)["sizes"]]
        if min(sizes, default=0) < 0 or sum(sizes) > self._most:
            raise ValueError("the answer is too long")
        parts = self._read(waiting, sum(sizes))
        if self._read(waiting, len(DONE)) != DONE:
            raise ValueError("the child went on")
        return line + parts

    def _line(self, waiting: subprocess.Popen[bytes]) -> bytes:
        held = b""
        while not held.endswith(b"\n"):
            if len(held) > self._most_line:
                raise ValueError("no line")
            held += self._read(waiting, 1)
        return held

    @staticmethod
    def _read(waiting: subprocess.Popen[bytes], size: int) -> bytes:
        held = bytearray()
        while len(held) < size:
            piece = os.read(waiting.stdout.fileno(), size - len(held))  # type: ignore[union-attr]
            if not piece:
                raise EOFError
            held += piece
        return bytes(held)

    def _end_late(self, waiting: subprocess.Popen[bytes], late: threading.Event) -> None:
        late.set()
        self._kill(waiting)

    def _end(self, waiting: subprocess.Popen[bytes]) -> int:
        """Take the program and its child away; return the exit status it had by itself, if it had ended already."""
        self._waiting = None
        for pipe in (waiting.stdin, waiting.stdout):
            if pipe is not None:
                pipe.close()
        with suppress(subprocess.TimeoutExpired):
            return waiting.wait(0.2)
        self._kill(waiting)
        return waiting.wait()

    @staticmethod
    def _kill(waiting: subprocess.Popen[bytes]) -> None:
        with suppress(ProcessLookupError):
            os.killpg(waiting.pid, signal.SIGKILL)
