"""What may be written to a log: a closed list of fields, and of an exception only its type and frames.

No body, query string, name, number, receipt, address, agent, message or local variable. Everything that logs, ours by
structlog and the libraries' by `logging`, ends here as one JSON line on standard error.
"""

from __future__ import annotations

import json
import logging
import re
import sys
import time
from collections.abc import Callable, Mapping, MutableMapping
from datetime import UTC, datetime
from pathlib import PurePath
from secrets import token_hex
from types import TracebackType
from typing import Any

import structlog
from django.http import HttpRequest, HttpResponse
from django.urls import Resolver404, resolve

ALLOWED = ("at", "level", "event", "route", "method", "status", "duration", "request", "office", "kind", "job", "process",
           "count", "port", "exit_code", "error", "frames", "logger", "where")
BUCKETS = ((0.01, "<10ms"), (0.05, "<50ms"), (0.2, "<200ms"), (1.0, "<1s"), (5.0, "<5s"))
METHODS = ("GET", "HEAD", "POST")
_PLAIN = re.compile(r"[A-Za-z0-9_.:<>/-]{1,80}")


def bucket(seconds: float) -> str:
    """A duration as a coarse class: exact times of a request could single out a reporter."""
    return next((name for limit, name in BUCKETS if seconds < limit), ">5s")


def frames(traceback: TracebackType | None) -> list[str]:
    """`file:line function`, innermost last; only the tail of each path."""
    found = []
    while traceback is not None:
        code = traceback.tb_frame.f_code
        found.append(f"{'/'.join(PurePath(code.co_filename).parts[-2:])}:{traceback.tb_lineno} {code.co_name}")
        traceback = traceback.tb_next
    return found[-20:]


def keep_allowed(event: Mapping[str, Any]) -> dict[str, Any]:
    """Drop every field that is not on the list, and every value that is not a plain word or number."""
    return {name: value for name in ALLOWED if name in event and _is_plain(name, value := event[name])}


def _is_plain(name: str, value: Any) -> bool:
    if name == "frames":
        return isinstance(value, list)
    return isinstance(value, int) or (isinstance(value, str) and _PLAIN.fullmatch(value) is not None)


def _render(event: Mapping[str, Any]) -> str:
    return json.dumps(keep_allowed({"at": datetime.now(UTC).strftime("%Y-%m-%dT%H:%MZ")} | dict(event)), ensure_ascii=True)


def _structlog_processor(_logger: Any, level: str, event: MutableMapping[str, Any]) -> str:
    info = event.pop("exc_info", None)
    if info:
        kind, _, traceback = info if isinstance(info, tuple) else sys.exc_info()
        event |= {"error": kind.__name__ if kind else "", "frames": frames(traceback)}
    return _render({"level": level} | dict(event))


class Formatter(logging.Formatter):
    """A library's record as its logger and place only: the message may carry values, so it is not written."""

    def format(self, record: logging.LogRecord) -> str:
        event: dict[str, Any] = {
            "level": record.levelname.lower(),
            "event": "library",
            "logger": record.name,
            "where": f"{'/'.join(PurePath(record.pathname).parts[-2:])}:{record.lineno}",
        }
        if record.exc_info and record.exc_info[0]:
            event |= {"error": record.exc_info[0].__name__, "frames": frames(record.exc_info[2])}
        return _render(event)


# Django names every 404 and 403 here; the request log already counts them by route and status.
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"allowed": {"()": Formatter}},
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "allowed"}},
    "root": {"handlers": ["stderr"], "level": "WARNING"},
    "loggers": {
        "django": {"handlers": [], "level": "WARNING", "propagate": True},
        "django.request": {"handlers": [], "level": "ERROR", "propagate": True},
        "django.server": {"handlers": [], "level": "CRITICAL", "propagate": False},
        "django.db.backends": {"handlers": [], "level": "CRITICAL", "propagate": False},
        "py.warnings": {"handlers": [], "level": "CRITICAL", "propagate": False},
    },
}


def configure() -> None:
    structlog.configure(
        processors=[_structlog_processor],
        wrapper_class=structlog.make_filtering_bound_logger(logging.INFO),
        logger_factory=structlog.PrintLoggerFactory(file=sys.stderr),
        cache_logger_on_first_use=False,
    )


class RequestLogMiddleware:
    """One line a request: route name, status, duration class, random id. Never a path: it may hold an identifier."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response
        self.log = structlog.get_logger()

    def __call__(self, request: HttpRequest) -> HttpResponse:
        started = time.perf_counter()
        request.log_id = token_hex(6)   # type: ignore[attr-defined]
        response = self.get_response(request)
        if response.status_code >= 400 or request.method == "POST":
            self.log.info(
                "request",
                route=_route(request),
                method=request.method if request.method in METHODS else "other",
                status=response.status_code,
                duration=bucket(time.perf_counter() - started),
                request=request.log_id,   # type: ignore[attr-defined]
            )
        return response


def _route(request: HttpRequest) -> str:
    match = request.resolver_match
    if match is None:
        try:
            match = resolve(request.path_info)
        except Resolver404:
            return "none"
    return match.view_name or "unnamed"
