"""The law as another release would have it: one rule counted otherwise, a holiday more."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import date
from itertools import count

from saksama.law import book, in_use
from saksama.law.rulebook import Book

_RELEASES = count(1)


@contextmanager
def law(changed: Book) -> Iterator[Book]:
    """Work by another release of law; a release is named by its content, so no two are named alike."""
    released = replace(changed, release=f"{next(_RELEASES):064x}")
    token = in_use._held.set(released)
    try:
        yield released
    finally:
        in_use._held.reset(token)


def with_holidays(*days: date) -> Book:
    settings = book().holidays
    return replace(book(), holidays=replace(settings, add={**settings.add, **dict.fromkeys(days, "Libur baru")}))


def with_rule(rule_id: str, **changes: object) -> Book:
    """The book with one rule counted otherwise, in every process that names it."""
    rules = tuple(replace(rule, **changes) for rule in book().clocks[rule_id])
    processes = {
        name: replace(
            process,
            rules={subject: rules if process.clocks[subject] == rule_id else found for subject, found in process.rules.items()},
        )
        for name, process in book().processes.items()
    }
    return replace(book(), clocks={**book().clocks, rule_id: rules}, processes=processes)
