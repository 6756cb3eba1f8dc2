"""Sealed bytes in files: durable before they are named, gone when they are destroyed.

`put` returns only after data, name and folder are on the disk; whatever goes wrong leaves nothing behind. Names are random and
times are set to the hour, so that a copy of the folder says neither what belongs together nor when exactly it came. The
file system keeps a change time of its own that no program can set; backups do not carry it.
"""

from __future__ import annotations

import errno
import hashlib
import os
import secrets
import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from string import hexdigits
from threading import Event
from typing import BinaryIO

from django.conf import settings

from saksama.kernel.errors import SaksamaError, Unavailable

from .engine import DISK_FULL

ARRIVING = ".arriving"
NAME_LENGTH = 32
HOUR = 3600
_REFUSING = DISK_FULL | {errno.EROFS, errno.EFBIG, errno.EMFILE, errno.ENFILE}
_stopped = Event()
_durable: set[Path] = set()


class StorageFull(Unavailable):
    """No room for what was sent; nothing of it is kept."""

    code = "storage_full"
    default_detail = "Tempat penyimpanan penuh. Berkas Anda belum tersimpan. Coba lagi beberapa jam lagi."
    default_detail_en = "The storage is full. Your file is not saved yet. Try again in a few hours."


class StorageBroken(Unavailable):
    """The disk failed a write: this process acknowledges nothing more until it is started again."""

    code = "storage_broken"
    default_detail = "Tempat penyimpanan sedang terganggu. Berkas Anda belum tersimpan. Coba lagi beberapa jam lagi."
    default_detail_en = "The storage is out of order. Your file is not saved yet. Try again in a few hours."


class BlobMissing(SaksamaError):
    """Sealed bytes that should be there are not: the storage was damaged, or they were destroyed meanwhile."""

    code = "blob_missing"
    status = 503
    default_detail = "Berkas tersegel ini tidak ada lagi di penyimpanan. Beri tahu pengelola sistem."
    default_detail_en = "This sealed file is no longer in the storage. Tell the system administrator."


@dataclass(frozen=True, slots=True)
class BlobRef:
    """Where the bytes are: `size` in bytes, `sha256` in hexadecimal, both of what was written."""

    key: str
    size: int
    sha256: str


def put(chunks: Iterable[bytes]) -> BlobRef:
    """Write the chunks to a new blob and return it once it is durable.

    Raises `StorageFull` or `StorageBroken`, and whatever the chunks raise; nothing is left behind then.
    """
    if _stopped.is_set():
        raise StorageBroken
    key = secrets.token_hex(NAME_LENGTH // 2)
    with _refusals():
        arriving = _folder(_root() / ARRIVING) / key
        handle = os.open(arriving, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    place = _path(key)
    try:
        try:
            size, digest = _fill(handle, chunks)
        finally:
            with _refusals():
                os.close(handle)
        with _refusals():
            arriving.rename(_folder(place.parent) / key)
            _settle(place.parent)
    except BaseException:
        for each in (arriving, place):
            with suppress(OSError):
                each.unlink()
        raise
    return BlobRef(key, size, digest)


def _fill(handle: int, chunks: Iterable[bytes]) -> tuple[int, str]:
    size, digest = 0, hashlib.sha256()
    for chunk in chunks:
        rest = memoryview(chunk)
        digest.update(rest)
        size += len(rest)
        with _refusals():
            while rest:
                rest = rest[os.write(handle, rest) :]
    with _refusals():
        os.utime(handle, _to_the_hour())
        os.fsync(handle)
    return size, digest.hexdigest()


def open(key: str) -> BinaryIO:  # noqa: A001
    """Open a blob for reading, or raise `BlobMissing`. The caller closes it."""
    try:
        return _path(key).open("rb")
    except FileNotFoundError:
        raise BlobMissing from None


def exists(key: str) -> bool:
    return _is_key(key) and _path(key).exists()


def size(key: str) -> int:
    """Return the number of bytes, or raise `BlobMissing`."""
    try:
        return _path(key).stat().st_size
    except FileNotFoundError:
        raise BlobMissing from None


def destroy(key: str) -> None:
    """Take a blob away for good. One that is not there is fine: destroying may be repeated."""
    place = _path(key)
    with suppress(FileNotFoundError):
        place.unlink()
        _settle(place.parent)


def keys(*, before: datetime | None = None) -> Iterator[str]:
    """Return the keys of all blobs in order, or only of those that came before an instant (real time, by the hour)."""
    limit = before.timestamp() if before else None
    for shard in sorted(_root().glob("[0-9a-f][0-9a-f]")):
        for place in sorted(shard.iterdir()):
            if _is_key(place.name) and (limit is None or place.stat().st_mtime + HOUR <= limit):
                yield place.name


def sweep_unfinished(*, before: datetime) -> int:
    """Take away what processes that died while writing left, if it is older than `before` (real time); return how many."""
    folder, swept = _root() / ARRIVING, 0
    for place in folder.iterdir() if folder.exists() else ():
        with suppress(FileNotFoundError):
            if place.stat().st_mtime < before.timestamp():
                place.unlink()
                swept += 1
    return swept


def is_stopped() -> bool:
    """Tell whether this process refuses to write because the disk failed it."""
    return _stopped.is_set()


@contextmanager
def _refusals() -> Iterator[None]:
    """Turn what the disk says into an answer that acknowledges nothing. After an I/O error the process stays closed."""
    try:
        yield
    except OSError as error:
        if error.errno == errno.EIO:
            _stopped.set()
            raise StorageBroken from error
        if error.errno in _REFUSING:
            raise StorageFull from error
        raise


def _root() -> Path:
    return settings.SAKSAMA.blobs


def _is_key(key: str) -> bool:
    return len(key) == NAME_LENGTH and all(letter in hexdigits.lower() for letter in key)


def _path(key: str) -> Path:
    if not _is_key(key):
        raise BlobMissing
    return _root() / key[:2] / key


def _folder(path: Path) -> Path:
    """Return the folder, there and durable. Another process may have made it a moment ago: each makes sure once itself."""
    if path not in _durable:
        for each in (path.parent, path):
            each.mkdir(mode=0o700, exist_ok=True)
            _fsync(each.parent)
        _durable.add(path)
    return path


def _settle(folder: Path) -> None:
    """Make names in a folder durable, and let its own time say no more than the hour."""
    os.utime(folder, _to_the_hour())
    _fsync(folder)


def _fsync(folder: Path) -> None:
    handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _to_the_hour() -> tuple[float, float]:
    hour = time.time() // HOUR * HOUR
    return hour, hour
