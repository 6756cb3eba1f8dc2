"""The ruler: processor time of a request in this process, as a multiple of H, and the statements it sends to the database.

H is the processor time of a hello view behind our middleware, measured in turns with what is compared to it: whatever else the
machine does at that moment slows both. It is measured twice: asked by a stranger on the public side, where middleware has next
to nothing to do, and asked by the visitor of the page itself (`own`), for whom session, user and actor are looked up first. Time
of a PostgreSQL server is not in it.
"""

from __future__ import annotations

import io
import statistics
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.db import connection
from django.utils.module_loading import import_string

HELLO, HELLO_DESK = "/halo", "/petugas/halo"
CONTROL = ("BEGIN", "COMMIT", "ROLLBACK", "SAVEPOINT", "RELEASE", "SET TRANSACTION")


@dataclass(frozen=True, slots=True)
class Request:
    """What a WSGI server would hand over."""

    path: str
    method: str = "GET"
    body: tuple[bytes, ...] = field(default=(), repr=False)
    content_type: str = ""
    cookies: str = ""

    def environ(self) -> dict[str, Any]:
        address = urlsplit(self.path)
        content = b"".join(self.body)
        return {
            "REQUEST_METHOD": self.method, "SCRIPT_NAME": "", "PATH_INFO": address.path, "QUERY_STRING": address.query,
            "SERVER_NAME": "127.0.0.1", "SERVER_PORT": "8000", "SERVER_PROTOCOL": "HTTP/1.1", "HTTP_HOST": "127.0.0.1:8000",
            "REMOTE_ADDR": "127.0.0.1", "HTTP_USER_AGENT": "Mozilla/5.0", "HTTP_ACCEPT": "text/html", "HTTP_COOKIE": self.cookies,
            "CONTENT_TYPE": self.content_type, "CONTENT_LENGTH": str(len(content)) if content else "",
            "wsgi.version": (1, 0), "wsgi.url_scheme": "http", "wsgi.input": io.BytesIO(content), "wsgi.errors": io.StringIO(),
            "wsgi.multithread": True, "wsgi.multiprocess": True, "wsgi.run_once": False,
        }


@dataclass(frozen=True, slots=True)
class Measured:
    """`ratio` in H, `own_ratio` in hellos of the same visitor; `*_ms` are processor milliseconds of one request."""

    ratio: float
    own_ratio: float
    ms: float
    hello_ms: float
    own_hello_ms: float
    statements: int
    tables: tuple[str, ...]

    def as_dict(self) -> dict[str, object]:
        return {"h": round(self.ratio, 1), "own_h": round(self.own_ratio, 1), "cpu_ms": round(self.ms, 3),
                "hello_ms": round(self.hello_ms, 3), "own_hello_ms": round(self.own_hello_ms, 3), "statements": self.statements,
                "sql": list(self.tables)}


class Ruler:
    """The installation's own WSGI application, asked directly."""

    def __init__(self) -> None:
        settings.ROOT_URLCONF = "tests.perf.urls"
        self._application = import_string("saksama.config.wsgi.application")

    def ask(self, request: Request) -> tuple[int, bytes]:
        said: list[str] = []
        answer = self._application(request.environ(), lambda status, headers, info=None: said.append(status))
        page = b"".join(answer)
        if hasattr(answer, "close"):
            answer.close()
        return int(said[0].split()[0]), page

    def measure(self, next_request: Callable[[], Request], *, rounds: int, each: int = 4,
                fits: Callable[[bytes], bool] = bool) -> Measured:
        """Return the median over `rounds` of `each` requests beside as many hellos; every answer must be 200 and `fit`."""
        first = next_request()
        hello = Request(HELLO)
        own = Request(HELLO_DESK, cookies=first.cookies) if first.cookies else hello
        for request in (hello, own, hello, own, first, next_request()):
            self._checked(request, bool)
        with statements() as sent:
            self._checked(next_request(), fits)
        rows = [self._round(hello, own, [next_request() for _ in range(each)], fits) for _ in range(rounds)]
        base, visitor, page = (statistics.median(column) for column in zip(*rows, strict=True))
        ratio = statistics.median(row[2] / row[0] for row in rows)
        own_ratio = statistics.median(row[2] / row[1] for row in rows)
        return Measured(ratio, own_ratio, page * 1000, base * 1000, visitor * 1000, len(sent), tuple(sent))

    def _round(self, hello: Request, own: Request, requests: Sequence[Request],
               fits: Callable[[bytes], bool]) -> tuple[float, float, float]:
        """Return processor seconds of a hello, of the visitor's hello and of a page, one beside the other."""
        each = len(requests)
        base = self._cpu([hello] * (each * 4), bool) / (each * 4)
        visitor = self._cpu([own] * each, bool) / each if own is not hello else base
        return base, visitor, self._cpu(requests, fits) / each

    def _cpu(self, requests: Sequence[Request], fits: Callable[[bytes], bool]) -> float:
        began = time.process_time()
        answers = [self.ask(request) for request in requests]
        used = time.process_time() - began
        for request, (status, page) in zip(requests, answers, strict=True):
            _require(request, status, page, fits)
        return used

    def _checked(self, request: Request, fits: Callable[[bytes], bool]) -> None:
        _require(request, *self.ask(request), fits)


def _require(request: Request, status: int, page: bytes, fits: Callable[[bytes], bool]) -> None:
    if status != 200 or not fits(page):
        raise ValueError(f"{request.method} {request.path}: {status}, {len(page)} bytes, not what was asked for")


@contextmanager
def statements() -> Iterator[list[str]]:
    """Collect the statements sent to the database meanwhile, cut to what and where; transaction control is not counted."""
    sent: list[str] = []

    def note(execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        if not sql.lstrip().upper().startswith(CONTROL):
            sent.append(_short(sql))
        return execute(sql, params, many, context)

    with connection.execute_wrapper(note):
        yield sent


def _short(sql: str) -> str:
    """Return `SELECT cases_case`: what is done, and to which table first."""
    if "set_config" in sql:
        return "SELECT set_config"
    words = sql.replace('"', "").split()
    verb = words[0].upper()
    mark = {"INSERT": "INTO", "UPDATE": "UPDATE"}.get(verb, "FROM")
    return f"{verb} {words[words.index(mark) + 1]}" if mark in words else verb
