"""Opening an Office file that a stranger may have made: bounded sizes, no macro, no DTD, nothing fetched, nothing written."""

from __future__ import annotations

import lzma
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import Path
from xml.etree import ElementTree

from .errors import SheetRefused

LARGEST_FILE = 16 * 1024 * 1024
LARGEST_PART = 48 * 1024 * 1024
MOST_PARTS = 500
MOST_TAGS = 2_000_000
DEEPEST = 64
_PACKED_BY = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)     # the two an Office file knows
_DAMAGED = (OSError, EOFError, KeyError, ValueError, RuntimeError, zipfile.BadZipFile, zlib.error, lzma.LZMAError)


class Package:
    """An open XLSX or DOCX. Use it in a `with` block."""

    def __init__(self, path: Path) -> None:
        self._left = LARGEST_PART
        try:
            if path.stat().st_size > LARGEST_FILE:
                raise SheetRefused(
                    "Berkas itu terlalu besar untuk lembar kami. Kirim lembar yang kami cetak.",
                    "The file is too large for a sheet of ours. Send the sheet we printed.",
                )
            self._zip = zipfile.ZipFile(path)
        except _DAMAGED:
            raise _broken() from None
        names = self._zip.namelist()
        odd = any(one.compress_type not in _PACKED_BY for one in self._zip.infolist())
        if odd or len(names) > MOST_PARTS or len(set(names)) != len(names):
            raise _broken()
        if any("vbaproject" in name.lower() for name in names):
            raise SheetRefused(
                "Berkas itu memuat makro. Simpan sebagai .xlsx atau .docx biasa.",
                "The file holds a macro. Save it as an ordinary .xlsx or .docx.",
            )
        self.names = frozenset(names)

    def __enter__(self) -> Package:
        return self

    def __exit__(self, *_: object) -> None:
        self._zip.close()

    def part(self, name: str) -> ElementTree.Element:
        """Return the root of an XML part. A document type, another encoding than UTF-8 or too much of it is refused."""
        try:
            with self._zip.open(name) as file:
                data = file.read(self._left + 1)
        except _DAMAGED:
            raise _broken() from None
        self._left -= len(data)
        if self._left < 0:
            raise SheetRefused(
                "Isi berkas itu terlalu besar sesudah dibuka. Kirim lembar yang kami cetak.",
                "Unpacked, the file is too large. Send the sheet we printed.",
            )
        return _parsed(data)


def _parsed(data: bytes) -> ElementTree.Element:
    try:
        text = data.decode("utf-8-sig")
        if "<!DOCTYPE" in text or "<!ENTITY" in text or "\0" in text or text.count("<") > MOST_TAGS:
            raise _broken()
        root = ElementTree.fromstring(text)  # noqa: S314  no document type, so no entities; depth and size are bounded
    except (UnicodeDecodeError, ElementTree.ParseError, ValueError):
        raise _broken() from None
    if any(depth > DEEPEST for depth in _depths(root)):
        raise _broken()
    return root


def _depths(root: ElementTree.Element) -> Iterator[int]:
    level, found = [root], 0
    while level:
        found += 1
        yield found
        level = [child for one in level for child in one]


def _broken() -> SheetRefused:
    return SheetRefused(
        "Berkas itu tidak dapat dibaca. Kirim lembar yang kami cetak, tersimpan sebagai .xlsx atau .docx.",
        "The file cannot be read. Send the sheet we printed, saved as .xlsx or .docx.",
    )
