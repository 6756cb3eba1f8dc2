"""The plaintext inside an item (docs/adr/0011): one JSON line, the content, zero padding, and for streams a closing line.

age has no associated data, so the first line says which item this is; the reader compares it with the row that was asked for.
Of a stream length and hash are known at its end only: they stand in a closing line of fixed size.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass

from .errors import ItemDamaged, ItemSwapped

VERSION = 1
TEXT_STEP = 4096
TRAILER = 128          # bytes of the closing line of a stream
LONGEST_PREAMBLE = 8192
TEXT_TYPE = "text/plain; charset=utf-8"


@dataclass(frozen=True, slots=True)
class Label:
    """What an item says of itself, inside its seal."""

    item: str
    compartment: str
    klass: str
    name: str
    type: str

    def preamble(self, *, length: int | None, sha256: str) -> bytes:
        """Return the first line; of a stream length is None and the hash empty."""
        line = {"v": VERSION, "item": self.item, "compartment": self.compartment, "class": self.klass, "name": self.name,
                "type": self.type, "length": length, "sha256": sha256}
        return json.dumps(line, separators=(",", ":"), ensure_ascii=False).encode() + b"\n"


@dataclass(frozen=True, slots=True)
class Content:
    """Where the content lies in an opened plaintext, and what it must hash to."""

    name: str
    type: str
    start: int
    length: int
    sha256: str


def text_padding(size: int) -> int:
    """Return how many zero bytes bring `size` to the next step of 4 KiB."""
    return -size % TEXT_STEP


def file_padding(size: int) -> int:
    """Return how many zero bytes hide a file's exact size: at most one sixteenth of it."""
    step = 1 << max(0, size.bit_length() - 5)
    return -size % step


def trailer(length: int, sha256: str) -> bytes:
    """Return the closing line of a stream."""
    line = json.dumps({"length": length, "sha256": sha256}, separators=(",", ":")).encode()
    return line.ljust(TRAILER - 1) + b"\n"


def parse(head: bytes, tail: bytes, total: int, *, asked: tuple[str, str, str]) -> Content:
    """Read the first line (and a stream's closing line) of a plaintext of `total` bytes.

    `asked` is item, compartment and class of the row. Raises `ItemSwapped` where the line names another one, `ItemDamaged`
    where it makes no sense.
    """
    end = head.find(b"\n", 0, LONGEST_PREAMBLE)
    line = _line(head[:end]) if end >= 0 else {}
    if line.get("v") != VERSION:
        raise ItemDamaged
    if (line.get("item"), line.get("compartment"), line.get("class")) != asked:
        raise ItemSwapped
    closing = line if line.get("length") is not None else _line(tail[-TRAILER:])
    length, sha256, name, kind = closing.get("length"), closing.get("sha256"), line.get("name"), line.get("type")
    start = end + 1
    room = total - start - (0 if closing is line else TRAILER)
    if not isinstance(length, int) or isinstance(length, bool) or not 0 <= length <= room or not isinstance(sha256, str):
        raise ItemDamaged
    if not isinstance(name, str) or not isinstance(kind, str):
        raise ItemDamaged
    return Content(name=name, type=kind, start=start, length=length, sha256=sha256)


def _line(raw: bytes) -> Mapping[str, object]:
    try:
        value = json.loads(raw)
    except ValueError as error:
        raise ItemDamaged from error
    if not isinstance(value, dict):
        raise ItemDamaged
    return value
