"""Finding rows among very many by what people type: one way of writing numbers down, one prefix search, on both engines.

A number is stored as its letters and digits, and once more from each later group of digits on, so that `0031/Reg/2024` is found
by its beginning, by `31` and by `2024`. Looking up is a range of a B-tree; nothing is ever matched in the middle.
"""

from __future__ import annotations

import re

from django.db.models import Q

from saksama.kernel.text import fold

LONGEST = 64
TAILS = 4
LAST = "z" * 8
_GROUPS = re.compile(r"[0-9]+|[a-z]+")


def squash(text: str) -> str:
    """Return the letters and digits of a text, lower case and without accents: `001/Reg/LP` is `001reglp`."""
    return fold(text).replace(" ", "")[:LONGEST]


def tails(text: str) -> tuple[str, ...]:
    """Return what a number is found by: itself, and its tail from each later group of digits, leading zeros aside.

    The first group without its zeros counts too: `0031/Reg` is found by `31`. At most five in all.
    """
    groups = _GROUPS.findall(fold(text))
    found = ["".join(groups)[:LONGEST]] if groups else []
    for n, group in enumerate(groups):
        bare = group.lstrip("0")
        if group.isdigit() and bare and (n or bare != group):
            found.append("".join((bare, *groups[n + 1 :]))[:LONGEST])
    return tuple(dict.fromkeys(found))[: TAILS + 1]


def begins(column: str, prefix: str) -> Q:
    """Return the condition that a column of lower-case letters, digits and dots begins with `prefix`.

    A range, not LIKE: PostgreSQL serves LIKE by no index behind row-level security, since it is not leakproof. In each order that
    puts digits before letters (bytes, glibc, ICU) what begins with a prefix lies between it and it with letters z.
    """
    return Q(**{f"{column}__gte": prefix, f"{column}__lte": prefix + LAST}) if prefix else Q()
