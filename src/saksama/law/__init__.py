"""The law as data and the engine that counts it: norms, violations, clocks, processes, elections, calendars, situations, letters.

Owns `law/data/*.yaml` (our own words, each entry dated, cited and marked with its confidence) and reads it through a schema.
The engine (`calendar`, `clocks`, `process`) is pure: dates and acts in, readings with their reason out; it never guesses.
Nobody edits law at run time: a change is a new version in the files and a new release (`book().release`).
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from .rulebook import Book
    from .source import Problem

__all__ = ["book", "check"]


def book() -> Book:
    """Return the released law data, loaded and checked once per process. Raises `BrokenLaw` where a file is not sound."""
    from .rulebook import released

    return released()


def check(paths: Iterable[Path] = ()) -> list[Problem]:
    """Return what is wrong in these data files (default: all), each with file, line and what to do. Empty means sound."""
    from .rulebook import check as check_files

    return check_files(paths)
