"""The other side of `cleaning`: starts it with nothing in reach, hands it the original, and does not trust what comes back."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from .nursery import Ended, Nursery
from .types import FORMATS

PROGRAM = Path(__file__).with_name("cleaning.py")
LONGEST = 30                            # seconds on the wall; the program itself has 20 of CPU
MOST_OUTPUT = 220 * 1024 * 1024
MOST_LINE = 2000
ENVIRONMENT = {
    "PATH": "/usr/bin:/bin",
    "LANG": "C.UTF-8",
    # A child's memory is all new: in pages of 2 MB the kernel clears it three times faster. Other C libraries pass it over.
    "GLIBC_TUNABLES": "glibc.malloc.hugetlb=1",
}
_nursery: Nursery | None = None
_MAGIC = {one.type: one.fits for one in FORMATS if one.id in ("jpeg", "png")}


class NoCopy(Exception):
    """No clean copy can be made of this file; `reason` is the word for why."""

    def __init__(self, reason: str) -> None:
        self.reason = reason
        super().__init__(reason)


@dataclass(frozen=True, slots=True, repr=False)
class Clean:
    """A picture that was drawn anew. `more`: the original had further frames, which are not in it."""

    type: str
    content: bytes
    preview: bytes
    more: bool

    @property
    def extension(self) -> str:
        return "png" if self.type == "image/png" else "jpg"


def copy(original: bytes) -> Clean:
    """Return the picture drawn anew, with its preview. Raises `NoCopy`."""
    return _checked(_run(original, "copy"))


def covered(picture: bytes, rectangles: Sequence[tuple[int, int, int, int]]) -> Clean:
    """Return the picture drawn anew with rectangles blacked out (thousandths: left, top, right, bottom). Raises `NoCopy`."""
    return _checked(_run(picture, "cover", json.dumps([list(one) for one in rectangles])))


def fitted(picture: bytes, width: int, height: int, *, sheet: bool) -> Clean:
    """Return the picture drawn anew as a JPEG within a box; `sheet`: on a white page of exactly that size. Raises `NoCopy`."""
    return _checked(_run(picture, "fit", json.dumps([width, height, sheet])))


def keep_warm() -> None:
    """From now on let this process's pictures be opened by children of one program that waits: for the job worker."""
    global _nursery
    if _nursery is not None:
        _nursery.close()
    _nursery = Nursery(_command(), ENVIRONMENT, longest=LONGEST, most_line=MOST_LINE, most=MOST_OUTPUT)


def _command() -> list[str]:
    return [*_without_network(), sys.executable, "-I", str(PROGRAM)]


def _run(original: bytes, *arguments: str) -> bytes:
    if _nursery is not None:
        try:
            return _nursery.run(original, arguments)
        except Ended as ended:
            raise NoCopy("too_long" if ended.too_long else "broken") from ended
    try:
        done = subprocess.run([*_command(), *arguments], input=original, capture_output=True, timeout=LONGEST,  # noqa: S603
                              check=False, cwd="/", env=ENVIRONMENT, start_new_session=True)
    except subprocess.TimeoutExpired as error:
        raise NoCopy("too_long") from error
    if done.returncode != 0 or len(done.stdout) > MOST_OUTPUT:
        raise NoCopy("too_long" if done.returncode in (-9, -24, 137, 152) else "broken")
    return done.stdout


def _checked(output: bytes) -> Clean:
    line = output[:MOST_LINE].partition(b"\n")[0]
    try:
        about = json.loads(line)
        if "refused" in about:
            raise NoCopy(str(about["refused"])[:20])
        kind, (size, small), more = str(about["type"]), about["sizes"], bool(about["more"])
    except (ValueError, KeyError, TypeError) as error:
        raise NoCopy("broken") from error
    body = output[len(line) + 1 :]
    content, preview = body[:size], body[size:]
    if len(body) != size + small or kind not in _MAGIC or not _MAGIC[kind](content) or not _MAGIC["image/jpeg"](preview):
        raise NoCopy("broken")
    return Clean(kind, content, preview, more)


@lru_cache(maxsize=1)
def _without_network() -> tuple[str, ...]:
    """Return the words that start a program without a network, or nothing where this machine does not allow it."""
    program = shutil.which("unshare", path="/usr/bin:/bin")
    if program is None:
        return ()
    words = (program, "--user", "--map-root-user", "--net", "--")
    tried = subprocess.run([*words, "/bin/true"], capture_output=True, timeout=5, check=False)  # noqa: S603
    return words if tried.returncode == 0 else ()


def has_no_network() -> bool:
    """Tell whether cleaning runs cut off from the network here; `saksama doctor` says so where not."""
    return bool(_without_network())
