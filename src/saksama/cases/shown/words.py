"""One text in both languages."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Words:
    """The same words twice."""

    id: str
    en: str

    def of(self, language: str) -> str:
        return self.en if language == "en" else self.id
