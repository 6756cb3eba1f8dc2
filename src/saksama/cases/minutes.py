"""Questions and answers of a hearing as one text that a person reads and a letter takes apart again. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

Pairs = tuple[tuple[str, str], ...]
MOST = 40
_HEAD = re.compile(r"(Tanya|Jawab) (\d{1,2})\. ?")
OPENING = (
    "Apakah Anda sehat dan bersedia memberi keterangan hari ini?",
    "Apakah Anda sudah membaca yang diduga dan bukti yang dibuka untuk Anda?",
    "Di mana Anda pada hari itu, dan untuk keperluan apa?",
    "Apa yang Anda lakukan atau katakan?",
    "Siapa lagi yang ada di sana dan dapat ditanya?",
    "Apakah ada bukti yang ingin Anda serahkan?",
    "Apakah ada yang ingin Anda tambahkan?",
)


def written(pairs: Iterable[Sequence[str]]) -> str:
    """Return the pairs as one text; a pair without an answer is left out. No line of an answer can pass for a heading."""
    kept = [(question.strip(), answer.strip()) for question, answer in pairs if answer.strip()]
    parts = []
    for n, (question, answer) in enumerate(kept, start=1):
        parts.append(f"Tanya {n}. {_indented(question)}\nJawab {n}. {_indented(answer)}")
    return "\n\n".join(parts)


def _indented(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\n", "\n  ")


def pairs(text: str) -> Pairs:
    """Return the questions and answers of a text that `written` made."""
    found: list[tuple[str, str]] = []
    said: dict[str, list[str]] = {}
    last = ""
    for line in text.splitlines():
        head = _HEAD.match(line)
        if head is not None:
            if head[1] == "Tanya":
                _close(found, said)
                said = {}
            last = head[1]
            said[last] = [line[head.end() :]]
        elif last:
            said[last].append(line.removeprefix("  "))
    _close(found, said)
    return tuple(found)


def _close(found: list[tuple[str, str]], said: dict[str, list[str]]) -> None:
    if said:
        found.append(("\n".join(said.get("Tanya", ())).strip(), "\n".join(said.get("Jawab", ())).strip()))
