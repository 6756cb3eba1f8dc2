"""Marks: words that stand nowhere by chance, one for each place where somebody confides something; and the search for them."""

from __future__ import annotations

import base64
import re
import secrets
import zlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

PREFIX = "zqxjvkwpyg"
DIGITS = 10
WHOLE = re.compile(PREFIX.encode() + rb"[0-9a-f]{%d}" % DIGITS, re.I)
STREAMS = (b"\x78\x01", b"\x78\x5e", b"\x78\x9c", b"\x78\xda", b"\x1f\x8b\x08")
MOST_INFLATED = 8 * 1024 * 1024
ZIP_ENTRY = b"PK\x03\x04"


def fresh() -> str:
    return PREFIX + secrets.token_hex(DIGITS // 2)


def spellings() -> dict[str, bytes]:
    """Return how the beginning of every mark looks in each encoding; letters of base64 that depend on neighbours are cut off."""
    raw = PREFIX.encode()
    found = {"utf-8": raw, "UTF-8": raw.upper(), "utf-16-le": PREFIX.encode("utf-16-le"), "utf-16-be": PREFIX.encode("utf-16-be"),
             "hex": raw.hex().encode(), "HEX": raw.hex().upper().encode()}
    for offset in range(3):
        coded = base64.b64encode(b"\0" * offset + raw)
        found[f"base64+{offset}"] = coded[-(-offset * 4 // 3) : len(coded) - (4 if (offset + len(raw)) % 3 else 0)]
    return found


@dataclass(slots=True)
class Search:
    """What was looked through and what turned up: marks in the clear, and other spellings with their place."""

    marks: set[str] = field(default_factory=set)
    hits: list[str] = field(default_factory=list)
    looked_at: list[str] = field(default_factory=list)
    bytes: int = 0

    def tree(self, *roots: Path) -> None:
        for root in roots:
            for path in sorted(root.rglob("*") if root.is_dir() else [root]):
                if path.is_file() and not path.is_symlink():
                    self.named(str(path.relative_to(root.parent)), path.name.encode("utf-8", "surrogateescape"))
                    self.content(str(path.relative_to(root.parent)), path.read_bytes())

    def named(self, place: str, name: bytes) -> None:
        self._look(f"name of {place}", name)

    def content(self, place: str, content: bytes) -> None:
        self.looked_at.append(place)
        self.bytes += len(content)
        self._look(place, content)
        for inflated in _inflated(content):
            self._look(f"{place}, inflated", inflated)

    def _look(self, place: str, content: bytes) -> None:
        self.marks.update(found.decode().lower() for found in WHOLE.findall(content))
        self.hits.extend(f"{spelling} in {place}" for spelling, form in spellings().items() if form in content)


def _inflated(content: bytes) -> Iterator[bytes]:
    """Yield what can be inflated: streams of zlib and gzip anywhere, and the entries of zip files."""
    for at in _positions(content, STREAMS):
        yield from _inflate(content[at:], 47)
    for at in _positions(content, [ZIP_ENTRY]):
        head = content[at : at + 30]
        if len(head) == 30 and head[8:10] == b"\x08\x00":
            start = at + 30 + int.from_bytes(head[26:28], "little") + int.from_bytes(head[28:30], "little")
            yield from _inflate(content[start:], -15)


def _positions(content: bytes, patterns: Iterable[bytes]) -> Iterator[int]:
    for pattern in patterns:
        at = content.find(pattern)
        while at >= 0:
            yield at
            at = content.find(pattern, at + 1)


def _inflate(content: bytes, bits: int) -> Iterator[bytes]:
    inflater, out = zlib.decompressobj(bits), b""
    try:
        out = inflater.decompress(content[:MOST_INFLATED], MOST_INFLATED)
    except zlib.error:
        return
    if out:
        yield out
