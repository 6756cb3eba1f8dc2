"""Is a file whole? Walked while it streams by, without decoding anything and with memory of some kilobytes. Pure.

Only what its own headers promise is checked: a photo has its end mark, a film its boxes to their last byte, a document its
directory. What is inside is nobody's business here; pictures are opened later, in a process that can do nothing else.
"""

from __future__ import annotations

from collections.abc import Callable

from .types import Format, is_plain_text

TAIL = 70_000          # a zip's closing record lies within 65,557 bytes of the end
_NEEDED = {"docx": b"word/", "xlsx": b"xl/", "odt": b"content.xml"}


class Structure:
    """Feed it every chunk, then ask `whole`."""

    def __init__(self) -> None:
        self.length = 0

    def feed(self, chunk: bytes) -> None:
        self.length += len(chunk)

    def whole(self) -> bool:
        return self.length > 0


class _Ended(Structure):
    """Looks at the end only."""

    def __init__(self, fits: Callable[[bytes], bool]) -> None:
        super().__init__()
        self._fits, self._tail = fits, b""

    def feed(self, chunk: bytes) -> None:
        super().feed(chunk)
        self._tail = (self._tail + chunk)[-TAIL:] if len(chunk) < TAIL else chunk[-TAIL:]

    def whole(self) -> bool:
        return self._fits(self._tail)


class _Walked(Structure):
    """Goes from header to header: `_header` bytes are gathered, `_step` says how many bytes to skip after them."""

    _header = 8

    def __init__(self) -> None:
        super().__init__()
        self._held, self._skip, self._done, self._lost = b"", 0, False, False

    def feed(self, chunk: bytes) -> None:
        super().feed(chunk)
        start = 0
        while start < len(chunk) and not (self._done or self._lost):
            if self._skip:
                jump = min(self._skip, len(chunk) - start)
                self._skip, start = self._skip - jump, start + jump
                continue
            take = self._header - len(self._held)
            self._held, start = self._held + chunk[start : start + take], start + take
            if len(self._held) >= self._header:
                header, self._held = self._held, b""
                self._step(header)

    def _step(self, header: bytes) -> None:
        raise NotImplementedError


class _Png(_Walked):
    """Chunks of length, type, content and check sum, up to IEND."""

    def __init__(self) -> None:
        super().__init__()
        self._skip = 8

    def _step(self, header: bytes) -> None:
        size, name = int.from_bytes(header[:4], "big"), header[4:]
        self._lost = size >= 2**31 or not name.isalpha()
        self._done = name == b"IEND"
        self._skip = size + 4

    def whole(self) -> bool:
        return self._done


class _Boxes(_Walked):
    """Boxes of a film, a sound recording or a HEIF picture: each ends where it says, and the index is there."""

    _index = (b"moov", b"meta")

    def __init__(self) -> None:
        super().__init__()
        self._found = self._open_ended = False

    def _step(self, header: bytes) -> None:
        if self._header == 16:
            self._header, size = 8, int.from_bytes(header[8:], "big") - 16
            self._lost, self._skip = size < 0, max(size, 0)
            return
        size, name = int.from_bytes(header[:4], "big"), header[4:8]
        self._found = self._found or name in self._index
        if size == 1:
            self._header, self._held = 16, header
        elif size == 0:
            self._done = self._open_ended = True
        else:
            self._lost, self._skip = size < 8, max(size - 8, 0)

    def whole(self) -> bool:
        """A box that promises more than came is a file cut short; strange bytes after the index are not our business."""
        return self._found and (self._skip == 0 or self._open_ended)


class _Jpeg(Structure):
    """Segments up to the picture's data, then its end mark."""

    def __init__(self) -> None:
        super().__init__()
        self._held, self._skip, self._in_data, self._ended, self._lost = b"", 2, False, False, False

    def feed(self, chunk: bytes) -> None:
        super().feed(chunk)
        if self._ended or self._lost:
            return
        data = self._held + chunk
        self._held = b""
        if not self._in_data:
            data = self._walk(data)
        if self._in_data and not self._ended:
            self._ended = b"\xff\xd9" in data
            self._held = data[-1:]

    def _walk(self, data: bytes) -> bytes:
        """Pass whole segments; keep what is cut for the next chunk; return what follows the start of the picture's data."""
        at = 0
        while True:
            if self._skip:
                jump = min(self._skip, len(data) - at)
                self._skip, at = self._skip - jump, at + jump
                if self._skip:
                    return b""
            while data[at : at + 2] == b"\xff\xff":
                at += 1
            if len(data) - at < 4:
                self._held = data[at:]
                return b""
            if data[at] != 0xFF:
                self._lost = True
                return b""
            marker, size = data[at + 1], int.from_bytes(data[at + 2 : at + 4], "big")
            self._skip = 2 + size
            if marker == 0xDA:
                self._in_data, self._skip = True, 0
                return data[at + 4 :]

    def whole(self) -> bool:
        return self._ended


class _Riff(Structure):
    """A container that says its own size in its first bytes."""

    def __init__(self) -> None:
        super().__init__()
        self._head = b""

    def feed(self, chunk: bytes) -> None:
        super().feed(chunk)
        if len(self._head) < 12:
            self._head += chunk[:12]

    def whole(self) -> bool:
        return self.length >= int.from_bytes(self._head[4:8], "little") + 8


class _Text(Structure):
    def __init__(self) -> None:
        super().__init__()
        self._plain = True

    def feed(self, chunk: bytes) -> None:
        super().feed(chunk)
        self._plain = self._plain and is_plain_text(chunk)

    def whole(self) -> bool:
        return self._plain


def _zip_with(needed: bytes) -> Callable[[bytes], bool]:
    """The directory of an office document lies at its end and names the document's parts; macros are refused."""
    return lambda tail: b"PK\x05\x06" in tail and needed in tail and b"vbaProject" not in tail


def of(format: Format) -> Structure:  # noqa: A002
    """Return the walker for a type; for streams without an end mark one that only wants a first byte."""
    if format.id in _NEEDED:
        return _Ended(_zip_with(_NEEDED[format.id]))
    makers: dict[str, Callable[[], Structure]] = {
        "jpeg": _Jpeg, "png": _Png, "mp4": _Boxes, "m4a": _Boxes, "heic": _Boxes, "webp": _Riff, "txt": _Text,
        "gif": lambda: _Ended(lambda tail: tail.rstrip(b"\x00").endswith(b";")),
        "pdf": lambda: _Ended(lambda tail: b"%%EOF" in tail[-2048:]),
    }
    return makers.get(format.id, Structure)()
