"""gunicorn, told what it may say and how long it may wait. It listens on a socket of the supervisor's, so that a web server
that dies and comes back refuses nobody meanwhile.
"""

from __future__ import annotations

import logging
import os
from pathlib import Path
from typing import Any

from django.conf import settings
from django.utils.module_loading import import_string
from gunicorn.app.base import BaseApplication
from gunicorn.glogging import Logger
from gunicorn.workers.gthread import TConn, ThreadWorker

from . import pids
from .patience import HEADERS, PATIENCE

GRACEFUL = 20     # seconds for requests that are being answered when the server is told to stop
KEEPALIVE = 5
MEMORY = "/dev/shm"  # noqa: S108  heartbeat files in memory: a busy disk must not look like a dead worker


class QuietLogger(Logger):
    """Hands everything to the installation's own log, which writes logger, file and line: gunicorn's messages name addresses."""

    def setup(self, cfg: Any) -> None:
        self.cfg = cfg
        self._access_log_enabled = False
        self.error_log.setLevel(logging.ERROR)
        self.error_log.propagate = True

    def access(self, *_: Any) -> None:
        """No request is logged here: an access log is a list of reporters."""


class Worker(ThreadWorker):
    """Threads that wait for headers no longer than they should."""

    def init_process(self) -> None:
        PATIENCE.start()
        super().init_process()

    def handle(self, conn: TConn) -> Any:
        PATIENCE.expect(conn.sock, HEADERS)
        try:
            return super().handle(conn)
        finally:
            PATIENCE.forget(conn.sock)


class WebServer(BaseApplication):
    """One gunicorn on an inherited socket."""

    def __init__(self, descriptor: int) -> None:
        self._descriptor = descriptor
        super().__init__(prog="saksama")

    def load_config(self) -> None:
        chosen = {
            "bind": f"fd://{self._descriptor}",
            "worker_class": Worker,
            "workers": settings.SAKSAMA.web_workers,
            "threads": settings.SAKSAMA.web_threads,
            "worker_connections": 1000 + settings.SAKSAMA.web_threads,
            "preload_app": True,
            "timeout": 60,
            "graceful_timeout": GRACEFUL,
            "keepalive": KEEPALIVE,
            "accesslog": None,
            "logger_class": QuietLogger,
            "control_socket_disable": True,
            "worker_tmp_dir": MEMORY if os.access(MEMORY, os.W_OK) else None,
            "umask": 0o077,
            "post_fork": _started,
            "child_exit": _gone,
        }
        for name, value in chosen.items():
            self.cfg.set(name, value)

    def load(self) -> Any:
        return import_string(settings.WSGI_APPLICATION)


def serve(descriptor: int) -> int:
    """Serve until told to stop. Does not return: gunicorn ends the process itself."""
    os.environ.pop("GUNICORN_CMD_ARGS", None)      # nobody switches an access log on from outside
    pids.clear("web-worker-*.pid")                 # those of a web server that was killed: its workers end by themselves
    WebServer(descriptor).run()
    return 0


def _pid_file(pid: int) -> Path:
    return pids.folder() / f"web-worker-{pid}.pid"


def _started(_server: Any, worker: Any) -> None:
    pids.write(_pid_file(worker.pid), worker.pid)


def _gone(_server: Any, worker: Any) -> None:
    _pid_file(worker.pid).unlink(missing_ok=True)
