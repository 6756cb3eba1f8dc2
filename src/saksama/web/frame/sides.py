"""Which side of the house an address belongs to: the public side has no cookie and no script, the desk side has both."""

from __future__ import annotations

from enum import StrEnum


class Side(StrEnum):
    PUBLIC = "public"  # anyone, the reporter's mailbox, the accused's room
    DESK = "desk"  # officers, agencies, signing in


DESK_PATHS = ("/petugas/", "/instansi/", "/masuk/", "/akun/", "/kelola/")


def side_of(path: str) -> Side:
    """Return the side of a path; what is not known to be a desk path gets the stricter public rules."""
    return Side.DESK if path.startswith(DESK_PATHS) else Side.PUBLIC
