"""Opening a sheet of ours that a stranger may have made: `store.sheets.Package` in our terms, and its XML within bounds."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from xml.etree import ElementTree

from saksama.store import sheets
from saksama.store.sheets.package import DAMAGED

from .errors import SheetRefused

LARGEST_FILE = 16 * 1024 * 1024
LARGEST_PART = 48 * 1024 * 1024
MOST_PARTS = 500
MOST_TAGS = 2_000_000
DEEPEST = 64
_BOUNDS = sheets.Bounds(file=LARGEST_FILE, unpacked=LARGEST_PART, parts=MOST_PARTS, free=LARGEST_PART)


class Package(sheets.Package):
    """An open XLSX or DOCX. Use it in a `with` block. Raises `SheetRefused`."""

    def __init__(self, path: Path) -> None:
        super().__init__(path, _BOUNDS)

    def part(self, name: str) -> ElementTree.Element:
        """Return the root of an XML part. A document type, another encoding than UTF-8 or too much of it is refused."""
        try:
            with self.open(name) as file:
                data = file.read()
        except DAMAGED:
            raise self.broken() from None
        return self._parsed(data)

    def _parsed(self, data: bytes) -> ElementTree.Element:
        try:
            text = data.decode("utf-8-sig")
            if "<!DOCTYPE" in text or "<!ENTITY" in text or "\0" in text or text.count("<") > MOST_TAGS:
                raise self.broken()
            root = ElementTree.fromstring(text)  # noqa: S314  no document type, so no entities; depth and size are bounded
        except (UnicodeDecodeError, ElementTree.ParseError, ValueError):
            raise self.broken() from None
        if any(depth > DEEPEST for depth in _depths(root)):
            raise self.broken()
        return root

    def broken(self) -> SheetRefused:
        return SheetRefused(
            "Berkas itu tidak dapat dibaca. Kirim lembar yang kami cetak, tersimpan sebagai .xlsx atau .docx.",
            "The file cannot be read. Send the sheet we printed, saved as .xlsx or .docx.",
        )

    def too_large(self) -> SheetRefused:
        return SheetRefused(
            "Berkas itu terlalu besar untuk lembar kami. Kirim lembar yang kami cetak.",
            "The file is too large for a sheet of ours. Send the sheet we printed.",
        )

    def grows(self) -> SheetRefused:
        return SheetRefused(
            "Isi berkas itu terlalu besar sesudah dibuka. Kirim lembar yang kami cetak.",
            "Unpacked, the file is too large. Send the sheet we printed.",
        )

    def macro(self) -> SheetRefused:
        return SheetRefused(
            "Berkas itu memuat makro. Simpan sebagai .xlsx atau .docx biasa.",
            "The file holds a macro. Save it as an ordinary .xlsx or .docx.",
        )

    def outside(self) -> SheetRefused:
        return SheetRefused(
            "Berkas itu mengambil data dari tempat lain. Kirim lembar yang kami cetak.",
            "The file takes data from elsewhere. Send the sheet we printed.",
        )


def _depths(root: ElementTree.Element) -> Iterator[int]:
    level, found = [root], 0
    while level:
        found += 1
        yield found
        level = [child for one in level for child in one]
