"""Which rule base the running system works by: the packaged one, or one that this installation took up (`saksama law use`).

`<data>/law/<release>/` holds the files of one release, `<data>/law/in-use` names the releases taken up, newest first. The last
good one is kept: files that are damaged later change nothing in a running process, and at a start the newest sound one is taken.
A request, a job and a sweep work by one book from beginning to end (`hold`), whatever is taken up meanwhile.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from pathlib import Path
from threading import Lock

from .rulebook import DATA, Book, load, packaged
from .source import BrokenLaw, Problem

PACKAGED = "packaged"
UNKNOWN = "unknown"   # what is wanted while the pointer cannot be read
FOLDER, POINTER = "law", "in-use"
_MEND = "Give this user the right to read it, or take a folder up again: `saksama law use`."
LOOK_EVERY = 1.0      # seconds between two looks at the pointer


@dataclass(frozen=True, slots=True)
class Standing:
    """The book in use. `wanted` is the release the pointer names first; `problems` say why an older one is used instead."""

    book: Book
    wanted: str
    problems: tuple[Problem, ...] = ()

    @property
    def own(self) -> bool:
        """Tell whether the installation works by a rule base of its own."""
        return self.book.release != packaged().release

    @property
    def as_wanted(self) -> bool:
        return not self.problems


_Stamp = tuple[str, int, int] | None


@dataclass(frozen=True, slots=True)
class _Seen:
    folder: Path | None
    stamp: _Stamp
    standing: Standing


_data_folder: Callable[[], Path | None] | None = None
_seen: _Seen | None = None
_looked_at = 0.0
_lock = Lock()
_held: ContextVar[Book | None] = ContextVar("saksama_book_held", default=None)


def installed_in(data_folder: Callable[[], Path | None]) -> None:
    """Say where the data folder of this installation is; without one there is only the packaged rule base."""
    global _data_folder
    _data_folder = data_folder


def current() -> Book:
    """Return the book that is held here, else the one in use now; a pointer that moved is noticed within a second."""
    return _held.get() or standing().book


def standing() -> Standing:
    """Return what is in use and why. Raises `BrokenLaw` only where even the packaged files are not sound."""
    folder, seen = _data_folder() if _data_folder else None, _seen
    if seen is not None and seen.folder == folder and time.monotonic() - _looked_at < LOOK_EVERY:
        return seen.standing
    return _look(folder, seen if seen is not None and seen.folder == folder else None)


def _look(folder: Path | None, seen: _Seen | None) -> Standing:
    """Look at the pointer. While one thread reads a new rule base, the others go on with the book they have."""
    global _seen, _looked_at
    if not _lock.acquire(blocking=seen is None):
        assert seen is not None  # noqa: S101  who has nothing yet waits for the lock
        return seen.standing
    try:
        stamp = _stamp(folder)
        if seen is None or stamp != seen.stamp:
            seen = _Seen(folder, stamp, _decide(folder, seen.standing.book if seen else None))
        _seen, _looked_at = seen, time.monotonic()
        return seen.standing
    finally:
        _lock.release()


def _stamp(folder: Path | None) -> _Stamp:
    if folder is None:
        return None
    pointer = folder / FOLDER / POINTER
    try:
        stat = pointer.stat()
    except FileNotFoundError:
        return None
    except OSError:
        return (str(pointer), 0, 0)
    return (str(pointer), stat.st_mtime_ns, stat.st_ino)


def _decide(folder: Path | None, last_good: Book | None) -> Standing:
    """Take the newest named release that is sound; before an older one comes what this process already works by."""
    problems: list[Problem] = []
    try:
        named = _named(folder)
    except BrokenLaw as broken:
        return Standing(last_good or packaged(), UNKNOWN, tuple(broken.problems))
    for release in named:
        try:
            return Standing(_open(folder, release), named[0], tuple(problems))
        except BrokenLaw as broken:
            problems += broken.problems
            if last_good is not None:
                return Standing(last_good, named[0], tuple(problems))
    return Standing(packaged(), named[0] if named else PACKAGED, tuple(problems))


def releases(folder: Path | None) -> tuple[str, ...]:
    """Return the releases this data folder took up, newest first; empty where it always kept the packaged one.

    Empty as well where the pointer cannot be read; `standing` tells that apart.
    """
    try:
        return _named(folder)
    except BrokenLaw:
        return ()


def _named(folder: Path | None) -> tuple[str, ...]:
    """Return what the pointer names. Only a pointer that is not there names nothing; raises `BrokenLaw` where it is damaged."""
    if folder is None:
        return ()
    try:
        lines = (folder / FOLDER / POINTER).read_text(encoding="ascii").split()
    except FileNotFoundError:
        return ()
    except (OSError, UnicodeDecodeError) as error:
        what = f"which release is in use cannot be read ({type(error).__name__})."
        raise BrokenLaw([Problem(POINTER, 1, what, _MEND)]) from None
    named = tuple(line for line in lines if line == PACKAGED or _is_release(line))
    if not named or named[0] != lines[0]:
        raise BrokenLaw([Problem(POINTER, 1, "it names no release first.", _MEND)])
    return named


def _is_release(text: str) -> bool:
    return len(text) == 64 and set(text) <= set("0123456789abcdef")


def _open(folder: Path | None, release: str) -> Book:
    if release == PACKAGED or folder is None or release == packaged().release:
        return packaged()
    return opened(folder / FOLDER / release)


def opened(place: Path) -> Book:
    """Return the book of a release's folder. Raises `BrokenLaw` where it is gone, unsound, or not what was taken up."""
    if not place.is_dir():
        raise BrokenLaw([Problem(place.name, 1, "the folder of this release is gone.", "Take it up again: `saksama law use`.")])
    try:
        book = load(place)
    except OSError as error:
        what = f"it cannot be read ({type(error).__name__})."
        raise BrokenLaw([Problem(place.name, 1, what, "Give this user the right to read it.")]) from None
    if book.release != place.name:
        what = "the files are not those that were taken up."
        raise BrokenLaw([Problem(place.name, 1, what, "Take up a sound folder: `saksama law use`.")])
    return book


def place() -> Path:
    """Return the folder whose files the book in use was read from."""
    folder, release = _data_folder() if _data_folder else None, standing().book.release
    return DATA if folder is None or release == packaged().release else folder / FOLDER / release


def forget() -> None:
    """Look at the pointer anew at the next question, as after taking up another rule base in this process."""
    global _looked_at
    _looked_at = 0.0


@contextmanager
def hold() -> Iterator[Book]:
    """Work by one book, the newest, to the end of the block: what is counted by a release is also recorded under it.

    Inside a block that holds one already, that one stays.
    """
    before = _held.get()
    if before is None:
        take_new()
    try:
        yield current()
    finally:
        _held.set(before)


def take_new() -> None:
    """Hold the newest book from here on, whatever was held before: the beginning of a request."""
    forget()
    _held.set(standing().book)


def let_go() -> None:
    """Hold no book any more: the end of a request."""
    _held.set(None)
