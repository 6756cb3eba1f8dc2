"""Numbers and days as a workbook stores them, written as a person typed them."""

from __future__ import annotations

import re
from datetime import datetime, timedelta

_BUILT_IN_DAYS = frozenset({*range(14, 23), *range(27, 37), *range(45, 48), *range(50, 59)})
_FIRST = {False: datetime(1899, 12, 30), True: datetime(1904, 1, 1)}  # noqa: DTZ001  a workbook knows no zone
_WHOLE = re.compile(r"-?\d{1,40}")
_EXACT = 10**15
_LAST_SERIAL = 2_958_465
_LONGEST_FORMAT = 255
_QUOTED = re.compile(r'"[^"]{0,255}"|\\.|_.|\*.|\[(?!h|m|s)[^\]]{0,255}\]', re.IGNORECASE)
_ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")
_CONTROL = dict.fromkeys([*range(9), 11, 12, *range(14, 32)])


def is_day(number_format: int, code: str) -> bool:
    """Tell whether a number format shows a day or a time."""
    if number_format in _BUILT_IN_DAYS:
        return True
    shown = _QUOTED.sub("", code[:_LONGEST_FORMAT].split(";")[0]).lower().replace("general", "")
    return any(letter in "dmyhs" for letter in shown)


def number(raw: str) -> str:
    """Return a number as digits. Beyond fifteen digits a spreadsheet has lost some: that is left to be seen (1.98E+17)."""
    raw = raw.strip()
    if _WHOLE.fullmatch(raw):
        return raw
    try:
        value = float(raw)
    except ValueError:
        return raw
    if value.is_integer() and abs(value) < _EXACT:
        return str(int(value))
    return raw.upper() if abs(value) >= _EXACT else repr(value)


def day(raw: str, *, from_1904: bool) -> str:
    """Return a serial day as 2024-10-19, with the minute where it has one; what is no day comes back as it stands."""
    try:
        serial = float(raw)
    except ValueError:
        return raw
    if not 0 <= serial <= _LAST_SERIAL:
        return number(raw)
    moment = _FIRST[from_1904] + timedelta(minutes=round(serial * 1440))
    if serial < 1:
        return f"{moment:%H:%M}"
    return f"{moment:%Y-%m-%d}" if not (moment.hour or moment.minute) else f"{moment:%Y-%m-%d %H:%M}"


def iso(raw: str) -> str:
    """Return a day that stands there in words (2024-10-19T00:00:00)."""
    return raw.strip().replace("T00:00:00", "").replace("T", " ").rstrip("Z")


def text(raw: str) -> str:
    """Return a text without the escapes and control characters of the file format; line breaks stay."""
    if "_x" in raw:
        raw = _ESCAPED.sub(lambda found: chr(int(found[1], 16)), raw)
    return raw.replace("\r\n", "\n").replace("\r", "\n").translate(_CONTROL)
