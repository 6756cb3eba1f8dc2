"""CSV and TSV as people's programs write them: comma, semicolon or tab; UTF-8, UTF-16 or Windows-1252."""

from __future__ import annotations

import codecs
import csv
import io
from collections.abc import Iterator
from contextlib import suppress
from typing import BinaryIO

from .errors import TableRefused
from .lines import Limits, too_long

DELIMITERS = ("\t", ";", ",")      # the surer sign first, where two stand equally often
_LOOKED_AT = 50
LONGEST_LINE = 1024 * 1024
_MARKS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))
_LONGEST_CELL = 131_072      # csv.field_size_limit() as Python sets it for the whole process


def read(file: BinaryIO, limits: Limits) -> Iterator[tuple[int, list[str]]]:
    """Give the number of each line of the file and its cells. A cell may hold line breaks between quotation marks."""
    encoding = _encoding(file)
    file.seek(0)
    first, separator = _first_line(file, encoding)
    file.seek(0)
    lines = _text_lines(file, encoding)
    delimiter = separator or max(DELIMITERS, key=first.count)
    skipped = 1 if separator else 0
    for _ in range(skipped):
        next(lines)
    reader = csv.reader(lines, delimiter=delimiter)
    while True:
        number = reader.line_num + skipped + 1
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error:
            raise too_long(number, min(limits.cell, _LONGEST_CELL)) from None
        yield number, [_clean(cell) for cell in cells]


def _encoding(file: BinaryIO) -> str:
    """Return the encoding of the whole file: by its mark, else UTF-8, else Windows-1252. A mixture is refused with its line."""
    head = file.read(4096)
    marked = next((name for mark, name in _MARKS if head.startswith(mark)), "")
    if marked == "utf-16":
        return marked
    if not marked and _wide(head):
        return _wide(head)
    file.seek(0)
    accented = odd = 0
    for number, line in enumerate(_byte_lines(file), 1):
        if b"\0" in line:
            raise _unreadable(number)
        if line.isascii():
            continue
        try:
            line.decode("utf-8")
            accented = accented or number
        except UnicodeDecodeError:
            odd = odd or number
        if odd and (accented or marked):
            raise _mixed(odd)
    return "cp1252" if odd else "utf-8-sig"


def _wide(head: bytes) -> str:
    """Tell UTF-16 without a mark: every other byte of plain letters is nought."""
    if len(head) < 4 or head.count(0) * 3 < len(head):
        return ""
    return "utf-16-le" if head[1::2].count(0) > head[0::2].count(0) else "utf-16-be"


def _byte_lines(file: BinaryIO) -> Iterator[bytes]:
    number = 0
    while line := file.readline(LONGEST_LINE):
        number += 1
        if len(line) == LONGEST_LINE and not line.endswith(b"\n"):
            raise too_long(number, LONGEST_LINE)
        yield line


def _first_line(file: BinaryIO, encoding: str) -> tuple[str, str]:
    """Return the first line in which a delimiter stands, without quoted parts, and the one that a line `sep=;` declares."""
    for number, line in enumerate(_text_lines(file, encoding), 1):
        declared = line.strip().lower()
        if number == 1 and declared.startswith("sep=") and len(declared) == 5 and declared[4] in DELIMITERS:
            return "", declared[4]
        if number == 1 and declared == "sep=":
            return "", "\t"
        said = "".join(line.split('"')[0::2])
        if number > _LOOKED_AT or any(one in said for one in DELIMITERS):
            return said, ""
    return "", ""


def _text_lines(file: BinaryIO, encoding: str) -> Iterator[str]:
    number = 0
    text = io.TextIOWrapper(file, encoding=encoding, errors="strict", newline="")
    try:
        while line := text.readline(LONGEST_LINE):
            number += 1
            if len(line) == LONGEST_LINE and not line.endswith("\n"):
                raise too_long(number, LONGEST_LINE)
            yield line
    except UnicodeError:
        raise _unreadable(number + 1) from None
    finally:
        with suppress(ValueError):      # the reader was left, and the file closed, before the end
            text.detach()


def _clean(cell: str) -> str:
    return cell.replace("\r\n", "\n").replace("\r", "\n").replace("\0", "")


def _mixed(number: int) -> TableRefused:
    return TableRefused(
        f"Mulai baris {number}, huruf berkas itu tersimpan dengan cara lain. Simpan lagi sebagai CSV UTF-8.",
        f"From line {number} on, the letters are stored in another way. Save the file again as CSV UTF-8.",
        line=number,
    )


def _unreadable(number: int) -> TableRefused:
    return TableRefused(
        f"Baris {number} tidak dapat dibaca sebagai teks. Simpan lagi sebagai CSV UTF-8.",
        f"Line {number} cannot be read as text. Save the file again as CSV UTF-8.",
        line=number,
    )
