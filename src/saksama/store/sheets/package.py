"""Opening an Office file that a stranger may have made: bounded sizes, no macro, no link outside, nothing fetched or written."""

from __future__ import annotations

import lzma
import zipfile
import zlib
from dataclasses import dataclass
from pathlib import Path
from typing import IO, BinaryIO, Self

from saksama.kernel.errors import SaksamaError

from .errors import TableRefused

PACKED_BY = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)     # the two an Office file knows
DAMAGED = (OSError, EOFError, KeyError, ValueError, RuntimeError, zipfile.BadZipFile, zlib.error, lzma.LZMAError)
_ACTIVE = ("vbaproject", "vbadata", "macrosheets/", "activex/", "customui/")
_OUTSIDE = ("xl/externallinks/", "xl/connections.xml", "xl/querytables/")


@dataclass(frozen=True, slots=True)
class Bounds:
    """How large a package may be: bytes as sent, bytes unpacked, how many parts, and unpacked bytes for one byte sent.

    The ratio counts only beyond `free` unpacked bytes: a small sheet may well be empty and pack to nothing.
    """

    file: int = 64 * 1024 * 1024
    unpacked: int = 512 * 1024 * 1024
    parts: int = 500
    ratio: int = 150
    free: int = 16 * 1024 * 1024


class Package:
    """An open Office file. Use it in a `with` block. Raises `TableRefused`; a subclass may say its refusals in other words.

    What a part claims to hold when unpacked is also all that can be read of it, so the sum of the claims is a true bound.
    """

    def __init__(self, file: Path | BinaryIO, bounds: Bounds | None = None) -> None:
        bounds = bounds or Bounds()
        try:
            size = _size(file)
            if size > bounds.file:
                raise self.too_large()
            self._zip = zipfile.ZipFile(file)
            parts = self._zip.infolist()
        except DAMAGED:
            raise self.broken() from None
        names = [part.filename for part in parts]
        odd = any(part.compress_type not in PACKED_BY for part in parts)
        if odd or len(parts) > bounds.parts or len({name.lower() for name in names}) != len(names):
            raise self.broken()
        unpacked = sum(part.file_size for part in parts)
        if unpacked > bounds.unpacked or (unpacked > bounds.free and unpacked > bounds.ratio * size):
            raise self.grows()
        self.names = frozenset(names)
        self._refuse_active()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._zip.close()

    def open(self, name: str) -> IO[bytes]:
        """Return a part for reading; every read may raise one of `DAMAGED`."""
        try:
            return self._zip.open(name)
        except DAMAGED:
            raise self.broken() from None

    def _refuse_active(self) -> None:
        names = [name.lower() for name in self.names]
        if any(mark in name for name in names for mark in _ACTIVE):
            raise self.macro()
        if any(name.startswith(_OUTSIDE) for name in names):
            raise self.outside()

    def broken(self) -> SaksamaError:
        return TableRefused()

    def too_large(self) -> SaksamaError:
        return TableRefused(
            "Berkas itu terlalu besar. Bagi menjadi beberapa berkas, lalu unggah satu per satu.",
            "The file is too large. Split it and upload the parts one by one.",
        )

    def grows(self) -> SaksamaError:
        return TableRefused(
            "Isi berkas itu terlalu besar sesudah dibuka. Simpan lagi hanya dengan tabelnya.",
            "Unpacked, the file is too large. Save it again with nothing but the table.",
        )

    def macro(self) -> SaksamaError:
        return TableRefused(
            "Berkas itu memuat makro. Simpan sebagai .xlsx biasa, lalu unggah.",
            "The file holds a macro. Save it as an ordinary .xlsx and upload it.",
        )

    def outside(self) -> SaksamaError:
        return TableRefused(
            "Berkas itu mengambil data dari tempat lain. Salin tabelnya ke berkas baru, lalu unggah.",
            "The file takes data from elsewhere. Copy the table into a new file and upload that.",
        )


def _size(file: Path | BinaryIO) -> int:
    if isinstance(file, Path):
        return file.stat().st_size
    size = file.seek(0, 2)
    file.seek(0)
    return size
