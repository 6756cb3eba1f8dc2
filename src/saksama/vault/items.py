"""Sealing and reading single items: small ones in the row, large ones streamed to the blob store with bounded memory.

age *pulls* from a reader while uploads *push* chunks: a bounded queue and a thread for each file join them. Reading goes into
memory only, and nothing is handed out before the end, the hashes and the first line have been checked.
"""

from __future__ import annotations

import hashlib
import io
import os
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from queue import Queue
from threading import Thread
from typing import BinaryIO

from pyrage import x25519

from saksama.kernel.ids import new_id
from saksama.store import blobs, clock

from . import envelope, sealer
from .errors import Destroyed, ItemDamaged
from .keyring import Keyring
from .keys import WorkerItem, WorkerKey
from .sealed import Compartment, Item

INLINE_LIMIT = 65_536
PIECE = 65_536
QUEUE = 8
SPOOL_LIMIT = 512 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class Target:
    """The compartment an item is sealed to; its public key is all that sealing needs."""

    public_id: str
    public_key: str

    @classmethod
    def of(cls, compartment: Compartment) -> Target:
        if compartment.destroyed_at is not None:
            raise Destroyed
        return cls(str(compartment.public_id), compartment.public_key)


@dataclass(slots=True)
class PreparedItem:
    """A sealed item on its way into a row. Its bytes are durable already; `save` runs in the caller's transaction."""

    public_id: str
    target: Target
    klass: str
    size_bucket: int
    sha256: str
    inline: bytes | None = None
    blob: str = ""
    also: tuple[str, ...] = ()
    row: Compartment | None = field(default=None, repr=False)

    def save(self) -> Item:
        """Write the row, and the worker's note where the item was sealed to a worker's key as well."""
        return save_items([self])[0]

    def to_row(self) -> Item:
        compartment = self.row or Compartment.objects.get(public_id=self.target.public_id)
        return Item(public_id=self.public_id, compartment=compartment, klass=self.klass, size_bucket=self.size_bucket,
                    sha256=self.sha256, inline=self.inline, blob=self.blob, created_at=to_the_hour(clock.now()))

    def discard(self) -> None:
        """Remove the blob of an item that will not be saved."""
        if self.blob:
            blobs.destroy(self.blob)


def save_items(prepared: Sequence[PreparedItem]) -> list[Item]:
    """Write the rows of several items in one statement, and the worker's notes; in the caller's transaction."""
    rows = Item.objects.bulk_create([one.to_row() for one in prepared])
    noted = [(row, one.also) for row, one in zip(rows, prepared, strict=True) if one.also]
    if noted:
        keys = {key.public_key: key for key in WorkerKey.objects.filter(public_key__in={k for _, also in noted for k in also})}
        WorkerItem.objects.bulk_create([WorkerItem(key=keys[k], item=row) for row, also in noted for k in also if k in keys])
    return rows


@dataclass(frozen=True, slots=True, repr=False)
class Opened:
    """An item after every check. `content` is plaintext: keep it in the request."""

    content: bytes
    name: str
    type: str


class OpenedStream:
    """A large item after every check: read it in pieces, then close it. The bytes lie in memory, never in a file on disk."""

    def __init__(self, spool: BinaryIO, content: envelope.Content) -> None:
        self.name, self.type, self.length = content.name, content.type, content.length
        self._spool, self._start = spool, content.start

    def __iter__(self) -> Iterator[bytes]:
        self._spool.seek(self._start)
        left = self.length
        while left > 0:
            piece = self._spool.read(min(PIECE, left))
            left -= len(piece)
            yield piece

    def close(self) -> None:
        self._spool.close()


def to_the_hour(moment: datetime) -> datetime:
    return moment.replace(minute=0, second=0, microsecond=0)


def seal_text(target: Target, klass: str, name: str, text: str) -> PreparedItem:
    """Seal a text, padded to steps of 4 KiB."""
    content = text.encode()
    label = envelope.Label(str(new_id()), target.public_id, klass, name, envelope.TEXT_TYPE)
    plain = label.preamble(length=len(content), sha256=hashlib.sha256(content).hexdigest()) + content
    plain += bytes(envelope.text_padding(len(plain)))
    sealed = sealer.encrypt(plain, [target.public_key])
    prepared = PreparedItem(label.item, target, klass, len(plain), hashlib.sha256(sealed).hexdigest())
    if len(sealed) <= INLINE_LIMIT:
        prepared.inline = sealed
    else:
        prepared.blob = blobs.put([sealed]).key
    return prepared


def seal_stream(target: Target, klass: str, name: str, type: str, chunks: Iterable[bytes],  # noqa: A002
                *, also: Iterable[str] = ()) -> PreparedItem:
    """Seal a file while it arrives. If `chunks` raises, nothing is kept and the error goes on."""
    sealing = Sealing(target, klass, name, type, also=also)
    try:
        for chunk in chunks:
            sealing.write(chunk)
    except BaseException:
        sealing.abort()
        raise
    return sealing.finish()


class Sealing:
    """A file being sealed while its chunks are pushed: `write`, then `finish` or `abort`. Memory stays bounded."""

    def __init__(self, target: Target, klass: str, name: str, type: str, *, also: Iterable[str] = ()) -> None:  # noqa: A002
        self.label = envelope.Label(str(new_id()), target.public_id, klass, name, type)
        self.target, self.also = target, tuple(also)
        self.length, self._hash = 0, hashlib.sha256()
        self._inlet: Queue[bytes | None] = Queue(QUEUE)
        self._outlet = _Outlet()
        self._error: BaseException | None = None
        self._aborted = False
        self._size = 0
        self._thread = Thread(target=self._run, daemon=True, name="sealing")
        self._thread.start()
        self._push(self.label.preamble(length=None, sha256=""))

    def write(self, chunk: bytes) -> None:
        """Seal the next bytes; raises what the disk or the sealer raised."""
        self.length += len(chunk)
        self._hash.update(chunk)
        for start in range(0, len(chunk), PIECE):
            self._push(bytes(chunk[start : start + PIECE]))

    def finish(self) -> PreparedItem:
        """Close the file and return the item; its bytes are durable."""
        padding = envelope.file_padding(self._size + envelope.TRAILER)
        while padding > 0:
            self._push(bytes(min(PIECE, padding)))
            padding -= PIECE
        self._push(envelope.trailer(self.length, self._hash.hexdigest()))
        self._inlet.put(None)
        self._thread.join()
        blob = self._outlet.close(failed=self._error is not None)
        if self._error is not None:
            raise self._outlet.error or self._error
        outlet = self._outlet
        return PreparedItem(self.label.item, self.target, self.label.klass, self._size, outlet.sha256.hexdigest(),
                            inline=None if blob else bytes(outlet.held), blob=blob, also=self.also)

    def abort(self) -> None:
        """Give up: nothing of the file is kept. A second call does nothing."""
        if self._aborted:
            return
        self._aborted = True
        self._inlet.put(None)
        self._thread.join()
        self._outlet.close(failed=True)

    def _push(self, piece: bytes) -> None:
        if self._error is not None:
            self.abort()
            raise self._outlet.error or self._error
        self._size += len(piece)
        self._inlet.put(piece)

    def _run(self) -> None:
        source = _Inlet(self._inlet)
        try:
            sealer.encrypt_stream(source, self._outlet, [self.target.public_key, *self.also])
        except BaseException as error:  # handed to the caller by _push or finish
            self._error = error
            source.drain()


class _Inlet:
    """The reader that age pulls from: takes from the queue, in the sizes age asks for."""

    def __init__(self, queue: Queue[bytes | None]) -> None:
        self._queue, self._held, self._ended = queue, memoryview(b""), False

    def read(self, size: int, /) -> bytes:
        while not len(self._held) and not self._ended:
            piece = self._queue.get()
            self._ended, self._held = piece is None, memoryview(piece or b"")
        given, self._held = self._held[:size], self._held[size:]
        return bytes(given)

    def drain(self) -> None:
        """Take what is still pushed, so that the pusher is never left waiting."""
        while not self._ended:
            self._ended = self._queue.get() is None


class _Outlet:
    """The writer that age pushes to: holds a small file in memory, sends a larger one on to the blob store."""

    def __init__(self) -> None:
        self.held = bytearray()
        self.sha256 = hashlib.sha256()
        self.error: BaseException | None = None
        self._arriving: _Arriving | None = None
        self._thread: Thread | None = None
        self._key = ""

    def write(self, data: bytes, /) -> int:
        self.sha256.update(data)
        self.held += data
        if len(self.held) > INLINE_LIMIT:
            self._send()
        return len(data)

    def flush(self) -> None:
        """Nothing waits here that has to be flushed before `close`."""

    def close(self, *, failed: bool) -> str:
        """End the file; return the blob's key, or nothing where it stayed in memory. A failed one leaves no blob."""
        if self._arriving is None or self._thread is None:
            return ""
        if not failed:
            self._send()
        self._arriving.queue.put(_Abandoned() if failed else None)
        self._thread.join()
        if self.error is not None and not failed:
            raise self.error
        return self._key

    def _send(self) -> None:
        if self._arriving is None:
            self._arriving = _Arriving()
            self._thread = Thread(target=self._store, args=(self._arriving,), daemon=True, name="sealed-blob")
            self._thread.start()
        if self.error is not None:
            raise self.error
        self._arriving.queue.put(bytes(self.held))
        self.held.clear()

    def _store(self, arriving: _Arriving) -> None:
        try:
            self._key = blobs.put(arriving).key
        except BaseException as error:  # raised again by _send or close
            self.error = error
            arriving.drain()


class _Abandoned(Exception):
    """Raised into the blob store's loop, so that it removes what it began."""


class _Arriving:
    """The ciphertext's pieces as the blob store pulls them."""

    def __init__(self) -> None:
        self.queue: Queue[bytes | _Abandoned | None] = Queue(QUEUE)
        self._ended = False

    def __iter__(self) -> Iterator[bytes]:
        while isinstance(piece := self._take(), bytes):
            yield piece
        if piece is not None:
            raise piece

    def drain(self) -> None:
        """Take what is still sent, so that the sender is never left waiting."""
        while not self._ended:
            self._take()

    def _take(self) -> bytes | _Abandoned | None:
        piece = self.queue.get()
        self._ended = not isinstance(piece, bytes)
        return piece


def read(item: Item, *, keys: Keyring) -> Opened:
    """Return a whole item. Raises `NotAReader`, `ItemDamaged`, `ItemSwapped` or `Destroyed`, and then shows nothing of it."""
    stream = read_stream(item, keys=keys)
    try:
        return Opened(b"".join(stream), stream.name, stream.type)
    finally:
        stream.close()


def read_text(item: Item, *, keys: Keyring) -> str:
    return read(item, keys=keys).content.decode()


def read_stream(item: Item, *, keys: Keyring) -> OpenedStream:
    """Open an item into memory, check end, hashes and first line, and only then return it."""
    identities = _identities(item, keys)
    spool = _Spool()
    try:
        _decrypt(item, identities, spool)
        content = _checked(item, spool)
    except BaseException:
        spool.file.close()
        raise
    return OpenedStream(spool.file, content)


def _identities(item: Item, keys: Keyring) -> list[x25519.Identity]:
    """The worker opens items sealed to its own key; everybody else goes by way of the compartment."""
    if keys.holder == "worker":
        return list(keys.identities.values())
    return [keys.of_compartment(item.compartment)]


def _decrypt(item: Item, identities: list[x25519.Identity], spool: _Spool) -> None:
    source = _Hashed(io.BytesIO(bytes(item.inline)) if item.inline is not None else blobs.open(item.blob))
    try:
        sealer.decrypt_stream(source, spool, identities)  # type: ignore[arg-type]
        source.rest()
    except (sealer.DecryptError, OSError) as error:
        raise ItemDamaged from error
    finally:
        source.close()
    if source.sha256.hexdigest() != item.sha256:
        raise ItemDamaged


def _checked(item: Item, spool: _Spool) -> envelope.Content:
    file, total = spool.file, spool.size
    file.seek(0)
    head = file.read(envelope.LONGEST_PREAMBLE)
    file.seek(max(0, total - envelope.TRAILER))
    tail = file.read(envelope.TRAILER)
    content = envelope.parse(head, tail, total, asked=(str(item.public_id), str(item.compartment.public_id), item.klass))
    digest = hashlib.sha256()
    file.seek(content.start)
    left = content.length
    while left > 0:
        piece = file.read(min(PIECE, left))
        digest.update(piece)
        left -= len(piece)
    if digest.hexdigest() != content.sha256:
        raise ItemDamaged
    return content


class _Hashed:
    """The ciphertext on its way to age, hashed while it passes."""

    def __init__(self, file: BinaryIO) -> None:
        self._file, self.sha256 = file, hashlib.sha256()

    def read(self, size: int = -1, /) -> bytes:
        piece = self._file.read(size)
        self.sha256.update(piece)
        return piece

    def rest(self) -> None:
        """Hash what age did not ask for: there must be nothing, and the hash will tell."""
        while self.read(PIECE):
            pass

    def close(self) -> None:
        self._file.close()


class _Spool:
    """Memory for a plaintext: an anonymous memory file where the kernel has one, a buffer elsewhere. Never a disk."""

    def __init__(self) -> None:
        self.size = 0
        self.file: BinaryIO = os.fdopen(os.memfd_create("sealed"), "w+b") if hasattr(os, "memfd_create") else io.BytesIO()

    def write(self, data: bytes, /) -> int:
        self.size += len(data)
        if self.size > SPOOL_LIMIT:
            raise ItemDamaged
        return self.file.write(data)

    def flush(self) -> None:
        self.file.flush()
