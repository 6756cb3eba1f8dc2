"""What a job may be given: ids, numbers and switches. Text with spaces or letters beyond ASCII is somebody's words."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

_ID = re.compile(r"[A-Za-z0-9_.:+/=-]{0,120}")


class NotAnId(TypeError):
    """A job argument is not an id, a number, a switch or nothing: a defect of code. The value is not named."""


def packed(args: Sequence[Any], kwargs: Mapping[str, Any]) -> dict[str, Any]:
    """Return the arguments as they are stored, or raise `NotAnId`. UUIDs become text."""
    return {"args": [_plain(each) for each in args], "kwargs": {name: _plain(each) for name, each in kwargs.items()}}


def _plain(value: Any) -> str | int | bool | None:
    if isinstance(value, UUID):
        return str(value)
    if value is None or isinstance(value, bool | int):
        return value
    if isinstance(value, str) and _ID.fullmatch(value):
        return str(value)
    raise NotAnId(f"a job takes ids, numbers and switches, not this {type(value).__name__}")
