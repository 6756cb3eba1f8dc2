"""Permits for work: many threads wait for slow phones, few at a time use processor and database (security: abuse and overload).

Each kind of request has its own share, so that a flood of uploads cannot starve officers, nor the other way round. A request
gives its permit and its database connection back while it waits for bytes of a body, so a slow sender holds a thread and nothing
else. When a share is full, the answer is 503 with `Retry-After`, before the body is read.
"""

from __future__ import annotations

import contextlib
import socket
import threading
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Any, BinaryIO

from django.db import connections

from .patience import ANSWER, PATIENCE, PIECE, PIECE_SIZE

Environ = dict[str, Any]
StartResponse = Callable[..., Any]
Application = Callable[[Environ, StartResponse], Iterable[bytes]]

WAIT = 10.0        # seconds for a permit before the answer is 503
FREE = ("/static/", "/healthz", "/readyz")
OFFICERS = ("/petugas/", "/instansi/", "/masuk/", "/akun/", "/kelola/")
MAILBOX = ("/laporan-saya", "/jawaban", "/tanya/jawaban", "/tanya/cek", "/surat/jawaban")     # where a wrong code waits
STATISTICS = ("/data",)
ENGLISH = "/en"
AT_ONCE = {"text": 5, "uploads": 4, "mailbox": 2, "officers": 4, "statistics": 1}    # together the sixteen database connections
IN_FLIGHT = {"text": 0.75, "uploads": 0.75, "mailbox": 0.5, "officers": 0.5, "statistics": 0.125}    # of this process's threads

FULL = b"""<!doctype html><html lang="id"><meta charset="utf-8"><meta name="viewport" content="width=device-width">\
<title>Layanan sedang penuh</title><h1>Layanan sedang penuh</h1>\
<p>Yang Anda kirim belum tersimpan. Tunggu setengah menit, lalu kirim lagi.</p>\
<p lang="en">The service is full right now. What you sent is not saved yet. Wait half a minute, then send it again.</p></html>
"""
FULL_HEADERS = [
    ("Content-Type", "text/html; charset=utf-8"),
    ("Content-Length", str(len(FULL))),
    ("Retry-After", "30"),
    ("Cache-Control", "no-store"),
    ("Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'"),
    ("Referrer-Policy", "no-referrer"),
    ("X-Content-Type-Options", "nosniff"),
]


class Full(Exception):
    """No room in a share: too many are being served, or the wait for a permit was too long."""


def share_of(environ: Environ) -> str:
    """Return the share a request belongs to; nothing for what costs nothing."""
    path = str(environ.get("PATH_INFO", ""))
    path = path.removeprefix(ENGLISH) if path.startswith(f"{ENGLISH}/") else path
    if path.startswith(FREE):
        return ""
    for share, prefixes in (("officers", OFFICERS), ("mailbox", MAILBOX), ("statistics", STATISTICS)):
        if path.startswith(prefixes):
            return share
    return "uploads" if str(environ.get("CONTENT_TYPE", "")).startswith("multipart/") else "text"


def give_back() -> None:
    """Return this thread's connections to their pools: a slow line at either end must not keep one from an officer.

    An engine without a pool keeps its connection, one a thread.
    """
    for connection in connections.all(initialized_only=True):
        if getattr(connection, "pool", None) is not None and not connection.in_atomic_block:
            connection.close()


@dataclass(slots=True)
class Share:
    """How many requests of one kind may work, and how many may be served at all, in this process."""

    working: threading.BoundedSemaphore
    room: threading.BoundedSemaphore

    def take(self) -> None:
        """Take a permit to work; `Full` where none comes free in time."""
        if not self.working.acquire(timeout=WAIT):
            raise Full

    @contextlib.contextmanager
    def paused(self) -> Iterator[None]:
        """Give the permit back, and a connection of the pool, for as long as bytes are waited for."""
        give_back()
        self.working.release()
        try:
            yield
        finally:
            self.working.acquire()


class Permits:
    """The application behind its shares."""

    def __init__(self, application: Application, threads: int) -> None:
        self._application = application
        self._shares = {
            name: Share(threading.BoundedSemaphore(most), threading.BoundedSemaphore(max(1, int(threads * IN_FLIGHT[name]))))
            for name, most in AT_ONCE.items()
        }

    def __call__(self, environ: Environ, start_response: StartResponse) -> Iterable[bytes]:
        PATIENCE.forget(environ.get("gunicorn.socket"))     # its headers are here
        share = self._shares.get(share_of(environ))
        if share is None:
            return self._application(environ, start_response)
        if not share.room.acquire(blocking=False):
            return _full(start_response)
        try:
            return self._with_permit(share, environ, start_response)
        except Full:
            return _full(start_response)
        finally:
            share.room.release()

    def _with_permit(self, share: Share, environ: Environ, start_response: StartResponse) -> Iterable[bytes]:
        share.take()
        connection = environ.get("gunicorn.socket")
        environ["wsgi.input"] = Body(environ["wsgi.input"], share, connection)
        try:
            return self._application(environ, start_response)
        finally:
            give_back()
            share.working.release()
            if connection is not None:
                PATIENCE.expect(connection, ANSWER)


class Body:
    """A request's body that lets others work while its bytes are on their way."""

    def __init__(self, stream: BinaryIO, share: Share, connection: socket.socket | None) -> None:
        self._stream = stream
        self._share = share
        self._connection = connection

    def read(self, size: int = -1) -> bytes:
        """Return exactly `size` bytes, or what is left; each piece of 64 KiB has its own limit of time."""
        pieces: list[bytes] = []
        left = size
        with self._share.paused(), self._watched():
            while left:
                piece = self._piece(self._stream.read, PIECE_SIZE if left < 0 else min(left, PIECE_SIZE))
                if not piece:
                    break
                pieces.append(piece)
                left -= len(piece) if left > 0 else 0
        return b"".join(pieces)

    def readline(self, size: int = -1) -> bytes:
        with self._share.paused(), self._watched():
            return self._piece(self._stream.readline, size)

    def __iter__(self) -> Iterator[bytes]:
        while line := self.readline():
            yield line

    def _piece(self, read: Callable[[int], bytes], size: int) -> bytes:
        if self._connection is not None:
            PATIENCE.expect(self._connection, PIECE)
        return read(size)

    @contextlib.contextmanager
    def _watched(self) -> Iterator[None]:
        try:
            yield
        finally:
            if self._connection is not None:
                PATIENCE.forget(self._connection)


def _full(start_response: StartResponse) -> Iterable[bytes]:
    start_response("503 Service Unavailable", FULL_HEADERS)
    return [FULL]
