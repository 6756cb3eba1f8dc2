"""Writing a review into the data files: exactly the values concerned, with every comment and line of layout as it was.

A file is read by YAML for where its values stand, changed as text, read again and compared with what was meant; only when the
whole folder is sound afterwards is anything put in place.
"""

from __future__ import annotations

import copy
import json
import os
import shutil
import tempfile
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from saksama.law.adopting import PROPOSALS
from saksama.law.rulebook import load
from saksama.law.signing import mark
from saksama.law.source import read

from .errors import SheetRefused
from .judging import Judged, Signed

_HEAD = "# Corrections by lawyers that a person must carry out: a new version, a new sentence, another structure.\nproposals:\n"


@dataclass(frozen=True, slots=True)
class Edit:
    """Put `text` in the place of the characters from `begin` to `end`."""

    begin: int
    end: int
    text: str


def apply(judged: Judged, folder: Path) -> tuple[str, ...]:
    """Write what was signed, and the proposals beside it, into a folder of law data; return the names of the files changed.

    Raises `SheetRefused` where the result would not be what was meant, `BrokenLaw` where the folder would not be sound; then no
    file has changed.
    """
    try:
        with tempfile.TemporaryDirectory(dir=folder.parent, prefix=".review-") as beside:
            return _applied(judged, folder, Path(beside) / "law")
    except OSError as error:
        why = os.strerror(error.errno) if error.errno else type(error).__name__
        raise SheetRefused(
            f"Map data hukum tidak dapat ditulis: {why}. Periksa hak dan ruangnya, lalu ulangi.",
            f"The folder of law data cannot be written: {why}. See to its rights and room, then do it again.",
        ) from None


def _applied(judged: Judged, folder: Path, aside: Path) -> tuple[str, ...]:
    shutil.copytree(folder, aside)
    changed = [_sign(path, signed, aside) for path, signed in _by_file(judged.signed).items()]
    if judged.proposals:
        changed.append(_propose(judged, aside))
    load(aside)
    _put(changed, aside, folder)
    return tuple(changed)


def _by_file(signed: Iterable[Signed]) -> dict[Path, list[Signed]]:
    found: dict[Path, list[Signed]] = defaultdict(list)
    for one in signed:
        found[one.entry.path].append(one)
    return found


def _sign(path: Path, signed: list[Signed], folder: Path) -> str:
    text = path.read_text(encoding="utf-8")
    wanted: Any = copy.deepcopy(read(path).data)
    edits: list[Edit] = []
    nodes = _entries(text)
    for one in signed:
        entry = wanted["entries"][one.entry.nth]
        values: dict[tuple[str, ...], str | int] = {change.where: change.after for change in one.changes}
        for where, value in values.items():
            _set(entry, where, value)
        values |= {("reviewed_by",): one.name, ("reviewed_on",): one.on.isoformat(), ("reviewed_as",): mark(entry)}
        entry |= {"reviewed_by": one.name, "reviewed_on": one.on.isoformat(), "reviewed_as": mark(entry)}
        edits += _edits(text, nodes[one.entry.nth], values)
    place = folder / path.name
    place.write_text(_edited(text, edits), encoding="utf-8")
    if read(place).data != wanted:
        raise SheetRefused(
            f"{path.name} tidak dapat diubah dengan aman. Ubahlah dengan tangan.",
            f"{path.name} cannot be changed safely by program. Change it by hand.",
        )
    return path.name


def _set(entry: Any, where: tuple[str, ...], value: str | int) -> None:
    for name in where[:-1]:
        entry = entry[name]
    entry[where[-1]] = value


def _entries(text: str) -> list[yaml.MappingNode]:
    root: Any = yaml.compose(text, Loader=yaml.SafeLoader)
    found = {key.value: value for key, value in root.value}["entries"]
    return list(found.value)


def _edits(text: str, entry: yaml.MappingNode, values: dict[tuple[str, ...], str | int]) -> list[Edit]:
    """Replace values that stand there; put new keys of the entry after its `confidence`, in the style of the entry."""
    edits, new = [], []
    for where, value in values.items():
        node = _node(entry, where)
        if node is None:
            new.append((where[-1], value))
        else:
            edits.append(Edit(node.start_mark.index, node.end_mark.index, _scalar(value)))
    if new:
        edits.append(_added(text, entry, new))
    return edits


def _node(entry: yaml.Node, where: tuple[str, ...]) -> yaml.Node | None:
    for name in where:
        if not isinstance(entry, yaml.MappingNode):
            return None
        found = next((value for key, value in entry.value if key.value == name), None)
        if found is None:
            return None
        entry = found
    return entry


def _added(text: str, entry: yaml.MappingNode, new: list[tuple[str, str | int]]) -> Edit:
    key, after = next((key, value) for key, value in entry.value if key.value == "confidence")
    if entry.flow_style:
        return Edit(after.end_mark.index, after.end_mark.index, "".join(f", {name}: {_scalar(value)}" for name, value in new))
    line_end = text.find("\n", after.end_mark.index)
    at = line_end if line_end >= 0 else len(text)
    indent = " " * key.start_mark.column
    return Edit(at, at, "".join(f"\n{indent}{name}: {_scalar(value)}" for name, value in new))


def _scalar(value: str | int) -> str:
    """In double quotes YAML reads JSON; what it does not allow as it is, or takes for a line's end, is written as its number."""
    if isinstance(value, int):
        return str(value)
    return "".join(c if c.isprintable() else f"\\U{ord(c):08x}" for c in json.dumps(value, ensure_ascii=False))


def _edited(text: str, edits: list[Edit]) -> str:
    for edit in sorted(edits, key=lambda one: one.begin, reverse=True):
        text = text[: edit.begin] + edit.text + text[edit.end :]
    return text


def _propose(judged: Judged, folder: Path) -> str:
    """Append the proposals to their list."""
    place = folder / PROPOSALS
    text = place.read_text(encoding="utf-8") if place.exists() else _HEAD
    for one in judged.proposals:
        fields = {"rule": one.entry.key, "as": one.entry.mark, "by": one.name, "on": one.on.isoformat(), "text": one.text}
        fields |= {"note": one.note} if one.note else {}
        lines = [f"{name}: {_scalar(value)}" for name, value in fields.items()]
        text += "  - " + "\n    ".join(lines) + "\n"
    place.write_text(text, encoding="utf-8")
    read(place)
    return PROPOSALS


def _put(names: Iterable[str], aside: Path, folder: Path) -> None:
    """Put files in the place of others: all are written before the first takes its place, and nothing is left beside them."""
    beside = {name: folder / f".{name}.{os.getpid()}" for name in names}
    try:
        for name, fresh in beside.items():
            _write(aside / name, fresh, folder / name)
        for name, fresh in beside.items():
            fresh.replace(folder / name)
    finally:
        for fresh in beside.values():
            fresh.unlink(missing_ok=True)


def _write(source: Path, fresh: Path, place: Path) -> None:
    shutil.copyfile(source, fresh)
    with fresh.open("rb+") as file:
        os.fsync(file.fileno())
    if place.exists():
        shutil.copymode(place, fresh)
