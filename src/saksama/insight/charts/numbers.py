"""Numbers as people read them here: 1.234,5."""

from __future__ import annotations


def figure(value: int | float, *, decimals: int = 0, language: str = "id") -> str:
    """Return the number with separators of the language: `1.234,5` in Indonesian, `1,234.5` in English."""
    text = f"{value:,.{decimals}f}"
    return text if language == "en" else text.translate(str.maketrans(",.", ".,"))
