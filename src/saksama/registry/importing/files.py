"""The uploaded file: encrypted the moment it is here, under a key of its own, and destroyed when nobody needs it any more.

Its key stands in an encrypted column: a copy of the data folder without the field key opens nothing. It is opened in memory only.
"""

from __future__ import annotations

import hashlib
import io
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import BinaryIO

import pyrage

from saksama.institutions.listing import Row
from saksama.kernel.errors import Conflict
from saksama.registry.models import Import
from saksama.store import blobs, sheets

PIECE = 256 * 1024
LIMITS = sheets.Limits(rows=250_001)


class FileGone(Conflict):
    """The file of this list is no longer kept."""

    code = "import_file_gone"
    default_detail = "Berkas daftar ini sudah dimusnahkan. Unggah lagi bila masih diperlukan."
    default_detail_en = "The file of this list has been destroyed. Upload it again if it is still needed."


@dataclass(frozen=True, slots=True)
class Kept:
    """A file as it lies: `blob` encrypted under `key`; `sha256` and `size` of what was uploaded."""

    blob: str
    key: str
    sha256: str
    size: int


def keep(content: BinaryIO) -> Kept:
    """Encrypt what was uploaded and return where it lies. Outside any transaction."""
    identity = pyrage.x25519.Identity.generate()
    content.seek(0)
    digest = hashlib.sha256()
    size = 0
    while piece := content.read(PIECE):
        digest.update(piece)
        size += len(piece)
    content.seek(0)
    sealed = io.BytesIO()
    pyrage.encrypt_io(content, sealed, [identity.to_public()])
    held = blobs.put(_pieces(sealed))
    return Kept(held.key, str(identity), digest.hexdigest(), size)


def _pieces(sealed: io.BytesIO) -> Iterator[bytes]:
    sealed.seek(0)
    while piece := sealed.read(PIECE):
        yield piece


def opened(row: Import) -> BinaryIO:
    """Return the file in memory; `FileGone` where it was destroyed."""
    if not row.blob or not row.file_key:
        raise FileGone
    plain = io.BytesIO()
    with blobs.open(row.blob) as sealed:
        pyrage.decrypt_io(sealed, plain, [pyrage.x25519.Identity.from_str(row.file_key)])
    plain.seek(0)
    return plain


def first_lines(file: BinaryIO, count: int) -> list[sheets.Line]:
    """Return the first lines of a table, the heading first."""
    lines = sheets.rows(file, limits=LIMITS)
    return [line for line, _ in zip(lines, range(count), strict=False)]


def rows(file: BinaryIO, mapping: Mapping[str, int]) -> Iterator[Row]:
    """Give the lines below the heading as values by our fields; only mapped columns are ever looked at."""
    wanted = list(mapping.items())
    lines = sheets.rows(file, limits=LIMITS)
    next(lines)
    for number, cells in lines:
        width = len(cells)
        yield Row(number, {name: cells[at].strip() if at < width else "" for name, at in wanted})
