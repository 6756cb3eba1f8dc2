"""An error as it may be kept: type, file, line and function. Its message and the values around it stay in memory."""

from __future__ import annotations

from pathlib import PurePath
from types import TracebackType

FRAMES = 20


def error_type(error: BaseException) -> str:
    """Return the dotted name of the error's class, with the class of its cause after it."""
    names = [_name(error)]
    cause = error.__cause__ or error.__context__
    if cause is not None:
        names.append(_name(cause))
    return " < ".join(names)[:200]


def error_at(error: BaseException) -> list[str]:
    """Return `room/file.py:line function` of the frames, innermost last."""
    return _frames(error.__traceback__)[-FRAMES:]


def _name(error: BaseException) -> str:
    return f"{type(error).__module__}.{type(error).__qualname__}"


def _frames(traceback: TracebackType | None) -> list[str]:
    found = []
    while traceback is not None:
        code = traceback.tb_frame.f_code
        found.append(f"{'/'.join(PurePath(code.co_filename).parts[-2:])}:{traceback.tb_lineno} {code.co_name}")
        traceback = traceback.tb_next
    return found
