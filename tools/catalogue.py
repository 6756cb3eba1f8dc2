"""Reading a .po file and writing the .mo that Django loads, without the gettext programs.

Deterministic: the same .po gives the same bytes on every machine, so that a test can hold the two together.
"""

from __future__ import annotations

import ast
import struct
from dataclasses import dataclass, field
from pathlib import Path

MAGIC = 0x950412DE
TABLES_AT = 28         # the two tables follow the seven numbers of the head
CONTEXT, PLURAL = "\x04", "\x00"


@dataclass(slots=True)
class Message:
    """One entry. `texts` holds one translation, or one for each plural form; `line` is where its msgid stands."""

    source: str = ""
    plural: str = ""
    context: str = ""
    texts: list[str] = field(default_factory=list)
    fuzzy: bool = False
    line: int = 0

    @property
    def key(self) -> str:
        return (self.context + CONTEXT if self.context else "") + self.source

    @property
    def done(self) -> bool:
        return not self.fuzzy and bool(self.texts) and all(self.texts)


def read(path: Path) -> list[Message]:
    """Return the entries of a .po file in order, the header (empty source) among them; obsolete ones are passed over."""
    found: list[Message] = []
    for number, start, paragraph in _paragraphs(path):
        message = _message(paragraph, f"{path.name}:{number}")
        if message is not None:
            message.line = start
            found.append(message)
    return found


def _paragraphs(path: Path) -> list[tuple[int, int, list[str]]]:
    """Return (first line, line of msgid, lines) of every block between empty lines."""
    blocks: list[tuple[int, int, list[str]]] = []
    current: list[str] = []
    for number, line in enumerate([*path.read_text(encoding="utf-8").splitlines(), ""], 1):
        if line.strip():
            current.append(line)
        elif current:
            first = number - len(current)
            inside = next((n for n, text in enumerate(current) if text.startswith("msgid ")), 0)
            blocks.append((first, first + inside, current))
            current = []
    return blocks


def _message(lines: list[str], place: str) -> Message | None:
    values: dict[str, str] = {}
    fuzzy, key = False, ""
    for line in lines:
        if line.startswith("#"):
            fuzzy = fuzzy or (line.startswith("#,") and "fuzzy" in line)
            continue
        if not line.startswith('"'):
            key, _, line = line.partition(" ")
            values[key] = ""
        try:
            values[key] += ast.literal_eval(line)
        except (KeyError, SyntaxError, ValueError) as trouble:
            raise ValueError(f"{place}: this line cannot be read: {line}") from trouble
    if "msgid" not in values:
        return None
    texts = [values[name] for name in values if name.startswith("msgstr")]
    return Message(values["msgid"], values.get("msgid_plural", ""), values.get("msgctxt", ""), texts, fuzzy)


def compiled(messages: list[Message]) -> bytes:
    """Return the bytes of the .mo; an entry that is fuzzy or not translated wholly stays out, as msgfmt does."""
    pairs = sorted(_pair(message) for message in messages if message.done)
    first_text = TABLES_AT + 16 * len(pairs)
    data = b""
    tables: tuple[list[tuple[int, int]], ...] = ([], [])
    for side in (0, 1):
        for pair in pairs:
            tables[side].append((len(pair[side]), first_text + len(data)))
            data += pair[side] + b"\0"
    head = struct.pack("<7I", MAGIC, 0, len(pairs), TABLES_AT, TABLES_AT + 8 * len(pairs), 0, first_text)
    return head + b"".join(struct.pack("<2I", *row) for table in tables for row in table) + data


def _pair(message: Message) -> tuple[bytes, bytes]:
    source = message.key + (PLURAL + message.plural if message.plural else "")
    return source.encode(), PLURAL.join(message.texts).encode()
