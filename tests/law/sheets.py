"""Sheets as they come back from a lawyer: filled in by a spreadsheet program or a word processor."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Mapping
from pathlib import Path
from xml.sax.saxutils import escape

import docx

from saksama.law.review.sheet import COLUMNS

ANSWERS = COLUMNS[7:]      # verdict, correction, note, name, day
Answer = Mapping[str, tuple[str, ...]]


def repacked(data: bytes, **parts: str | bytes) -> bytes:
    """Return an Office file with some parts replaced or added (`__` stands for a slash, `_dot_` for a dot)."""
    out = io.BytesIO()
    fresh = {name.replace("__", "/").replace("_dot_", "."): text for name, text in parts.items()}
    with zipfile.ZipFile(io.BytesIO(data)) as source, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as target:
        for name in source.namelist():
            target.writestr(name, fresh.pop(name, source.read(name)))
        for name, text in fresh.items():
            target.writestr(name, text)
    return out.getvalue()


def rules_of(data: bytes) -> str:
    with zipfile.ZipFile(io.BytesIO(data)) as source:
        return source.read("xl/worksheets/sheet2.xml").decode()


def filled(path: Path, data: bytes, answers: Answer) -> Path:
    """Fill the workbook by key, with our own inline strings."""
    text = rules_of(data)
    for key, answer in answers.items():
        found = re.search(rf'<row r="(\d+)">(?:(?!</row>).)*?>{re.escape(escape(key))}</t>.*?</row>', text, re.S)
        assert found, key
        row = found[0]
        for column, said in zip("HIJKL", answer, strict=False):
            if not said:
                continue
            empty = f'<c r="{column}{found[1]}" s="6"/>'
            assert empty in row
            row = row.replace(empty, f'<c r="{column}{found[1]}" s="6" t="inlineStr"><is><t>{escape(said)}</t></is></c>')
        text = text.replace(found[0], row)
    path.write_bytes(repacked(data, xl__worksheets__sheet2_dot_xml=text))
    return path


def saved_by_a_spreadsheet(path: Path, data: bytes, answers: Answer) -> Path:
    """Fill it and save it as spreadsheet programs do: all words in a table of shared strings, days as numbers."""
    filled(path, data, answers)
    text, words = rules_of(path.read_bytes()), []

    def share(found: re.Match[str]) -> str:
        words.append(found[2])
        return f'{found[1]} t="s"><v>{len(words) - 1}</v></c>'

    text = re.sub(r'(<c r="[A-Z]+\d+" s="\d") t="inlineStr"><is><t[^>]*>(.*?)</t></is></c>', share, text, flags=re.S)
    for n, word in enumerate(words):
        if re.fullmatch(r"\d{5}", word):
            text = re.sub(rf'(<c r="L\d+" s="6") t="s"><v>{n}</v>', rf"\1><v>{word}</v>", text)
    strings = "".join(f'<si><r><t xml:space="preserve">{word}</t></r><rPh><t>ふりがな</t></rPh></si>' for word in words)
    main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    table = f'<sst xmlns="{main}">{strings}</sst>'
    path.write_bytes(repacked(path.read_bytes(), xl__worksheets__sheet2_dot_xml=text, xl__sharedStrings_dot_xml=table))
    return path


def filled_document(path: Path, data: bytes, answers: Answer) -> Path:
    """Fill the tables of the document by key, as typing into its cells does."""
    document = docx.Document(io.BytesIO(data))
    left = set(answers)
    for table in document.tables:
        for row in table.rows:
            cells = row.cells
            if (key := cells[1].text) in left:
                left.discard(key)
                for cell, said in zip(cells[7:], answers[key], strict=False):
                    cell.text = said
    assert not left
    document.save(str(path))
    return path
