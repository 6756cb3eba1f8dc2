"""Child processes of the commands: forked, told apart from the terminal, gone when we are."""

from __future__ import annotations

import ctypes
import os
import signal
import sys
from collections.abc import Callable

import structlog

from saksama.kernel.errors import SaksamaError

from .console import note

log = structlog.get_logger("saksama.ops")

OURS = {signal.SIGCHLD, signal.SIGTERM, signal.SIGINT}     # signals a supervisor waits for; its children do not inherit that


def fork(main: Callable[[], int]) -> int:
    """Run `main` in a child process and return its pid. The child stops when we die, and a terminal's Ctrl-C reaches us only."""
    parent = os.getpid()
    sys.stdout.flush()
    sys.stderr.flush()
    pid = os.fork()
    if pid:
        return pid
    status = 1
    try:
        os.setpgid(0, 0)
        for number in OURS:
            signal.signal(number, signal.SIG_DFL)
        signal.pthread_sigmask(signal.SIG_UNBLOCK, OURS)
        _die_with(parent)
        status = main()
    except SystemExit as leaving:
        status = leaving.code if isinstance(leaving.code, int) else 1
    except SaksamaError as refusal:
        note(refusal.detail_en)
        status = 2
    except BaseException:     # the outermost edge of a process: nobody above could hear it
        log.exception("process.failed")
    finally:
        sys.stdout.flush()
        os._exit(status)


def status_of(main: Callable[[], int]) -> int:
    """Run `main` in a child process, so that what it opens (pools, threads, connections) goes with it; return its exit status."""
    pid = fork(main)
    try:
        status = os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1])
    except BaseException:
        os.kill(pid, signal.SIGTERM)
        os.waitpid(pid, 0)
        raise
    return status if status >= 0 else 1


def must(main: Callable[[], int]) -> None:
    """Run `main` in a child process and leave with its exit status if that is not 0."""
    if status := status_of(main):
        raise SystemExit(status)


def _die_with(parent: int) -> None:
    try:
        ctypes.CDLL(None).prctl(1, signal.SIGTERM, 0, 0, 0)     # PR_SET_PDEATHSIG; Linux only
    except (OSError, AttributeError):
        return
    if os.getppid() != parent:      # it died before we asked
        os._exit(0)
