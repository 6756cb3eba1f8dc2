"""What may be written to a log: a closed list of fields, and of an exception only its type and frames.

No body, query string, name, number, receipt, address, agent, message or local variable. Everything that logs, ours by
structlog and the libraries' by `logging`, ends here as one JSON line on standard error.
"""

from __future__ import annotations

import contextlib
import json
import logging
import re
import sys
from collections.abc import Mapping, MutableMapping
from datetime import UTC, datetime
from pathlib import PurePath
from types import TracebackType
from typing import Any

import structlog

# What each field may look like. Names of ours begin with a small letter: a receipt code or an address does not fit anywhere.
_NAME = re.compile(r"[a-z][A-Za-z0-9_.:-]{0,79}|")
_CLASS = re.compile(r"[A-Za-z_][A-Za-z0-9_.]{0,79}")
_ID = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}|[0-9a-f]{8,16}|")
_TIME = re.compile(r"\d{4}-\d\d-\d\dT\d\d(:\d\d)?Z")
_TOOK = re.compile(r"(<|>=)\d+(ms|s)")
_NUMBER = None
ALLOWED = {
    "time": _TIME, "level": _NAME, "event": _NAME, "route": _NAME, "status": _NUMBER, "took": _TOOK, "request_id": _ID,
    "office": _ID, "kind": _NAME, "job": _ID, "process": _NAME, "count": _NUMBER, "exit_code": _NUMBER, "type": _CLASS,
    "at": None, "logger": _NAME,
}
_FRAME = re.compile(r"[A-Za-z0-9_./<>-]{1,120}:\d+( [A-Za-z0-9_<>]{1,80})?")


def frames(traceback: TracebackType | None) -> list[str]:
    """`file:line function`, innermost last; only the tail of each path."""
    found = []
    while traceback is not None:
        code = traceback.tb_frame.f_code
        if code.co_filename.startswith("<frozen importlib"):
            traceback = traceback.tb_next
            continue
        place = "/".join(PurePath(code.co_filename).parts[-2:])
        found.append(f"{place}:{traceback.tb_lineno} {code.co_name}")
        traceback = traceback.tb_next
    return found[-20:]


def keep_allowed(event: Mapping[str, Any]) -> dict[str, Any]:
    """Drop every field that is not on the list, and every value that does not look as its field should."""
    return {name: value for name in ALLOWED if name in event and _is_plain(name, value := event[name])}


def _is_plain(name: str, value: Any) -> bool:
    if name == "at":
        return isinstance(value, list) and all(isinstance(each, str) and _FRAME.fullmatch(each) for each in value)
    pattern = ALLOWED[name]
    if pattern is None:
        return isinstance(value, int)
    return isinstance(value, str) and pattern.fullmatch(value) is not None


def _render(event: Mapping[str, Any]) -> str:
    # Ordinary lines carry the hour only: the minute of a POST would be the minute of a nameless report.
    precision = "%Y-%m-%dT%HZ" if event["level"] == "info" else "%Y-%m-%dT%H:%MZ"
    return json.dumps(keep_allowed({"time": datetime.now(UTC).strftime(precision)} | dict(event)), ensure_ascii=True)


def _structlog_processor(_logger: Any, level: str, event: MutableMapping[str, Any]) -> str:
    info = event.pop("exc_info", None)
    if info:
        kind, _, traceback = info if isinstance(info, tuple) else sys.exc_info()
        event["type"], event["at"] = (kind.__name__ if kind else ""), frames(traceback)
    return _render({"level": level} | dict(event))


class Formatter(logging.Formatter):
    """A library's record as its logger and place only: the message may carry values, so it is not written."""

    def format(self, record: logging.LogRecord) -> str:
        event: dict[str, Any] = {
            "level": record.levelname.lower(),
            "event": "library",
            "logger": record.name,
            "at": [f"{'/'.join(PurePath(record.pathname).parts[-2:])}:{record.lineno}"],
        }
        if record.exc_info and record.exc_info[0]:
            event |= {"type": record.exc_info[0].__name__, "at": frames(record.exc_info[2])}
        return _render(event)


class ToStandardError(logging.StreamHandler[Any]):
    """Writes to what is standard error at that moment: a process may lead it elsewhere after this was set up."""

    def __init__(self) -> None:
        logging.Handler.__init__(self)

    @property
    def stream(self) -> Any:  # type: ignore[override]
        return sys.stderr


# A line that cannot be written is lost. `logging` would tell of it with the message itself, and frames of whoever called.
logging.raiseExceptions = False

# Django names every 404 and 403 here; the request log already counts them by route and status.
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"allowed": {"()": Formatter}},
    "handlers": {"stderr": {"()": ToStandardError, "formatter": "allowed"}},
    "root": {"handlers": ["stderr"], "level": "WARNING"},
    "loggers": {
        "django": {"handlers": [], "level": "WARNING", "propagate": True},
        "django.request": {"handlers": [], "level": "ERROR", "propagate": True},
        "django.server": {"handlers": [], "level": "CRITICAL", "propagate": False},
        "django.db.backends": {"handlers": [], "level": "CRITICAL", "propagate": False},
        "py.warnings": {"handlers": [], "level": "CRITICAL", "propagate": False},
    },
}


class Line:
    """Writes a line to the standard error of the day: in one piece, so that lines of many threads and processes stay apart.

    A log that cannot be written (its disk is full) must not undo what was answered: the line is let go.
    """

    def msg(self, line: str) -> None:
        with contextlib.suppress(OSError, ValueError):
            sys.stderr.write(line + "\n")
            sys.stderr.flush()

    debug = info = warning = error = critical = exception = msg


def configure() -> None:
    structlog.configure(
        processors=[_structlog_processor],
        wrapper_class=structlog.make_filtering_bound_logger(logging.INFO),
        logger_factory=lambda *_: Line(),
        cache_logger_on_first_use=False,
    )

