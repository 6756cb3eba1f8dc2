"""Runs another program of ours where nothing is in reach: no file to write, no process to start, little memory, little time.

`python -I confinement.py PROGRAM LIMITS [wait | arguments]`. The program is a file without imports of this product; it defines
`work(data, arguments) -> (about, parts)` and, where loading takes long, `load()`. The input comes on standard input; out goes one
line of JSON and the parts. The limits are set before the first byte of the input is read. `wait` does the same again and again
(`evidence.nursery`): one program stands loaded and forks a child for each input.
"""

from __future__ import annotations

import contextlib
import ctypes
import json
import os
import resource
import runpy
import signal
import sys
from typing import Any

ORDER = 512
DONE = b"."
TOO_LONG = 24


def confine(limits: dict[str, int]) -> None:
    """Give up everything that the work does not need."""
    resource.setrlimit(resource.RLIMIT_CPU, (limits["cpu"], limits["cpu"]))
    resource.setrlimit(resource.RLIMIT_AS, (limits["memory"], limits["memory"]))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    with contextlib.suppress(ValueError, OSError):
        resource.setrlimit(resource.RLIMIT_NPROC, (0, 0))
    with contextlib.suppress(OSError, AttributeError):
        ctypes.CDLL(None).prctl(38, 1, 0, 0, 0)     # PR_SET_NO_NEW_PRIVS


def answer(program: dict[str, Any], data: bytes, arguments: list[str]) -> None:
    """Do the work once and write what it says; what does not fit in memory is a refusal like any other."""
    try:
        about, parts = program["work"](data, arguments)
    except MemoryError:
        about, parts = {"refused": "too_large"}, ()
    line = json.dumps({**about, "sizes": [len(part) for part in parts]}).encode()
    sys.stdout.buffer.write(line + b"\n" + b"".join(parts))
    sys.stdout.buffer.flush()


def wait(program: dict[str, Any], limits: dict[str, int]) -> int:
    """Take orders until there are no more. Ends at the first child that ended badly."""
    with contextlib.suppress(OSError, AttributeError):
        ctypes.CDLL(None).prctl(4, 0, 0, 0, 0)     # PR_SET_DUMPABLE: no child looks into this one
    while order := exactly(ORDER):
        child = os.fork()
        if not child:
            one(program, json.loads(order), limits)
        _, status = os.waitpid(child, 0)
        if status:
            return TOO_LONG if os.WIFSIGNALED(status) and os.WTERMSIG(status) in (signal.SIGXCPU, signal.SIGKILL) else 1
        os.write(1, DONE)
    return 0


def one(program: dict[str, Any], order: dict[str, Any], limits: dict[str, int]) -> None:
    """Be the child: confine, read one input, answer, end. Does not return."""
    status = 70
    try:
        confine(limits)
        answer(program, exactly(int(order["size"])), [str(word) for word in order["arguments"]])
        status = 0
    finally:
        os._exit(status)


def exactly(size: int) -> bytes:
    """Read so many bytes of standard input, past any buffer; fewer only at its end."""
    held = bytearray()
    while len(held) < size and (piece := os.read(0, min(size - len(held), 1 << 20))):
        held += piece
    return bytes(held)


def main() -> int:
    path, limits, arguments = sys.argv[1], json.loads(sys.argv[2]), sys.argv[3:]
    program = runpy.run_path(path)
    program.get("load", lambda: None)()
    if arguments[:1] == ["wait"]:
        return wait(program, limits)
    confine(limits)
    answer(program, sys.stdin.buffer.read(limits["input"] + 1), arguments)
    return 0


if __name__ == "__main__":
    sys.exit(main())
