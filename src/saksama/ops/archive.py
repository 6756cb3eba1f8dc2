"""The backup file: a tar stream inside an age file, sealed to the recovery recipient. Knows no database.

Written and read in one pass, with bounded memory and no plaintext beside it. The manifest comes last, because it holds the
hashes of everything before it; a file that breaks off has none and is refused.
"""

from __future__ import annotations

import hashlib
import io
import json
import os
import re
import tarfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from threading import Thread
from typing import Any, BinaryIO

import pyrage

from .errors import CommandRefused

MANIFEST = "manifest.json"
VERSION = 1
NAME = re.compile(r"database|saksama\.toml|checkpoint|manifest\.json|blobs/[0-9a-f]{2}/[0-9a-f]{32}|keys/[a-z_]{1,32}(\.old)?"
                  r"|law/in-use|law/[0-9a-f]{64}/(processes/)?[a-z_]{1,40}\.yaml")
PIECE = 1024 * 1024


class Damaged(CommandRefused):
    """The backup is not what was written. The text names what does not fit."""

    code = "backup_damaged"


class Shut(CommandRefused):
    """The backup is sealed to another key; it may well be whole."""

    code = "backup_shut"


@dataclass(slots=True)
class Member:
    """One file of the archive: its size in bytes and its SHA-256 in hexadecimal."""

    size: int
    sha256: str


@dataclass(slots=True)
class Contents:
    """What was written, or found: every member by name, and the manifest's own words."""

    members: dict[str, Member] = field(default_factory=dict)
    about: dict[str, Any] = field(default_factory=dict)

    def manifest(self) -> bytes:
        listed = {name: [member.size, member.sha256] for name, member in self.members.items()}
        return json.dumps({"version": VERSION, "about": self.about, "members": listed}, sort_keys=True).encode()


def write(path: Path, recipients: Sequence[str], fill: Callable[[Writer], None]) -> Contents:
    """Write a backup that only the recipients' identities open; `fill` adds its members. Returns what is in it, durably."""
    contents = Contents()
    try:
        with path.open("xb") as sink:
            with _pushed(lambda into: _fill(into, contents, fill)) as source:
                pyrage.encrypt_io(source, sink, [pyrage.x25519.Recipient.from_str(one) for one in recipients])
            sink.flush()
            os.fsync(sink.fileno())
    except FileExistsError:
        raise CommandRefused(f"{path.name} is there already; choose another name with --to.") from None
    except BaseException:
        path.unlink(missing_ok=True)
        raise
    return contents


class Writer:
    """Adds members to an archive that is being written."""

    def __init__(self, tar: tarfile.TarFile, contents: Contents) -> None:
        self._tar, self._contents = tar, contents
        self.about = contents.about

    def add(self, name: str, source: BinaryIO, size: int) -> None:
        """Add `size` bytes; they are hashed on the way."""
        hashed = _Hashed(source)
        self._tar.addfile(_info(name, size), hashed)
        self._contents.members[name] = Member(size, hashed.digest.hexdigest())

    def add_file(self, name: str, path: Path) -> None:
        with path.open("rb") as source:
            self.add(name, source, os.fstat(source.fileno()).st_size)

    def add_bytes(self, name: str, data: bytes) -> None:
        self.add(name, io.BytesIO(data), len(data))


def unpack(path: Path, identity: pyrage.x25519.Identity, into: Path) -> Contents:
    """Unpack a backup into an empty folder and compare everything with its manifest. Raises `Damaged` or `CommandRefused`."""
    found = Contents()
    try:
        with path.open("rb") as source, _pulled(lambda stream: _take_all(stream, into, found)) as sink:
            pyrage.decrypt_io(source, sink, [identity])
    except pyrage.DecryptError as error:
        if "matching" in str(error).lower():
            raise Shut("This recovery key does not open this backup; find the sheet of this installation.") from None
        raise Damaged("The backup is damaged, or it is no backup of Saksama: it does not decrypt. Take another one.") from None
    except (tarfile.TarError, OSError, EOFError, ValueError, KeyError):
        raise Damaged("The backup is damaged or cut off: it cannot be read to its end. Take another one.") from None
    _compare(found)
    return found


def _compare(found: Contents) -> None:
    if not found.about:
        raise Damaged("The backup breaks off: its manifest is missing.")
    listed = {name: Member(*known) for name, known in found.about.pop("members").items()}
    for name in sorted(set(listed) | set(found.members)):
        if listed.get(name) != found.members.get(name):
            raise Damaged(f"In the backup {name} is not what the manifest says.")


def _take_all(stream: BinaryIO, into: Path, found: Contents) -> None:
    with tarfile.open(fileobj=stream, mode="r|") as tar:
        for info in tar:
            if not info.isfile() or not NAME.fullmatch(info.name):
                raise Damaged("The backup holds a file that does not belong there.")
            source = tar.extractfile(info)
            if source is None:
                raise Damaged("The backup holds a file that cannot be read.")
            if info.name == MANIFEST:
                _read_manifest(source.read(), found)
            else:
                found.members[info.name] = _take(source, into / info.name)
    while stream.read(PIECE):     # what age has left is only padding of tar
        continue


def _read_manifest(text: bytes, found: Contents) -> None:
    listed = json.loads(text)
    if listed["version"] != VERSION:
        raise Damaged(f"The backup has version {listed['version']}; this program reads version {VERSION}.")
    found.about = listed["about"] | {"members": listed["members"]}


def _take(source: Any, place: Path) -> Member:
    place.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    digest, size = hashlib.sha256(), 0
    with os.fdopen(os.open(place, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
        while piece := source.read(PIECE):
            file.write(piece)
            digest.update(piece)
            size += len(piece)
        file.flush()
        os.fsync(file.fileno())
    return Member(size, digest.hexdigest())


def _fill(into: BinaryIO, contents: Contents, fill: Callable[[Writer], None]) -> None:
    with tarfile.open(fileobj=into, mode="w|", bufsize=PIECE) as tar:
        fill(Writer(tar, contents))
        manifest = contents.manifest()
        tar.addfile(_info(MANIFEST, len(manifest)), io.BytesIO(manifest))


def _info(name: str, size: int) -> tarfile.TarInfo:
    info = tarfile.TarInfo(name)
    info.size, info.mode = size, 0o600
    return info


class _Hashed:
    """A source that is hashed while it is read."""

    def __init__(self, source: BinaryIO) -> None:
        self._source, self.digest = source, hashlib.sha256()

    def read(self, size: int = -1) -> bytes:
        piece = self._source.read(size)
        self.digest.update(piece)
        return piece


# age pulls and pushes as it likes, tar as well: a pipe and one thread put the two together.

@contextmanager
def _pushed(produce: Callable[[BinaryIO], None]) -> Iterator[BinaryIO]:
    """Yield the end to read of what `produce` writes; its error is raised when it has none left to write."""
    yield from _piped(produce, writes=True)


@contextmanager
def _pulled(consume: Callable[[BinaryIO], None]) -> Iterator[BinaryIO]:
    """Yield the end to write what `consume` reads; its error is raised at the end."""
    yield from _piped(consume, writes=False)


def _piped(act: Callable[[BinaryIO], None], *, writes: bool) -> Iterator[BinaryIO]:
    reading, writing = os.pipe()
    ends = os.fdopen(reading, "rb"), os.fdopen(writing, "wb")
    ours, theirs = ends if writes else ends[::-1]
    other = _Other(act, theirs)
    other.start()
    failure: BaseException | None = None
    try:
        yield ours
    except BaseException as error:
        failure = error
    try:
        ours.close()
    except BrokenPipeError:     # the other side has ended, and says why below
        failure = failure or other.error
    other.join()
    if other.error and (failure is None or isinstance(failure, OSError)):
        raise other.error
    if failure:
        raise failure


class _Other(Thread):
    """The other end of the pipe, with the error it ended with."""

    def __init__(self, act: Callable[[BinaryIO], None], end: BinaryIO) -> None:
        super().__init__(name="archive", daemon=True)
        self._act, self._end = act, end
        self.error: BaseException | None = None

    def run(self) -> None:
        try:
            with self._end:
                self._act(self._end)
        except BaseException as error:
            self.error = error
