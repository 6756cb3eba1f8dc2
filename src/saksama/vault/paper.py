"""An age identity on paper: numbered lines of short groups, and back again. Pure; needs no installation."""

from __future__ import annotations

from pyrage import IdentityError, x25519

GROUP = 6


class NotOnPaper(ValueError):
    """What was typed is no age identity."""


def sheet(identity: str) -> str:
    """Return the identity in numbered lines of short groups, to be printed and copied by hand."""
    groups = [identity[start : start + GROUP] for start in range(0, len(identity), GROUP)]
    lines = [" ".join(groups[start : start + 4]) for start in range(0, len(groups), 4)]
    return "\n".join(f"{number}  {line}" for number, line in enumerate(lines, start=1))


def identity(typed: str) -> x25519.Identity:
    """Return the identity that was typed, with or without line numbers, or raise `NotOnPaper`."""
    words = [word for word in typed.upper().split() if not (word.isdigit() and len(word) == 1)]
    try:
        return x25519.Identity.from_str("".join(words))
    except IdentityError as error:
        raise NotOnPaper from error
