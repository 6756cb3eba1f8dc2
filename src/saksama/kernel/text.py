"""Folding of Indonesian text for search and blind indexes, the same on every engine."""

from __future__ import annotations

import re
import unicodedata

_NOT_WORD = re.compile(r"[^a-z0-9]+")
_TITLES = frozenset(
    ("h", "hj", "dr", "drs", "dra", "ir", "prof", "st", "se", "sh", "mh", "msi", "mm", "spd",
     "mpd", "skm", "ssos", "sip", "apt", "ners"))


def fold(text: str) -> str:
    """Return lower-case ASCII words separated by single spaces."""
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower()
    return _NOT_WORD.sub(" ", plain).strip()


def name_tokens(name: str) -> tuple[str, ...]:
    """Return the words of a person's name without academic and religious titles, in order."""
    return tuple(word for word in fold(name).split() if word not in _TITLES)
