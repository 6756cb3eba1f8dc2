"""The sentences of the screens, read out of the sources without gettext: a second look beside `./dev translations`."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from django.utils.translation.template import templatize
from tests.contracts import reading

NOW = frozenset({"gettext", "ngettext", "pgettext", "npgettext"})
LATER = frozenset(f"{name}_lazy" for name in NOW)
HAS_CONTEXT = frozenset({"pgettext", "npgettext"})
STRING = r"""u?('(?:[^'\\\n]|\\.)*'|"(?:[^"\\\n]|\\.)*")"""
CALL = re.compile(rf"\b(gettext|ngettext|pgettext|_)\(\s*{STRING}(?:\s*,\s*{STRING})?")


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence as gettext will look it up, and the file it stands in."""

    source: str
    plural: str
    file: str


def all_sentences() -> list[Sentence]:
    found = [one for path in reading.modules() for one in of_module(path)]
    return found + [one for path in reading.templates() for one in of_template(path.read_text("utf-8"), reading.name(path))]


def of_module(path: Path) -> Iterator[Sentence]:
    for kind, call in calls(path):
        texts = [_text(argument) for argument in call.args]
        if kind.removesuffix("_lazy") in HAS_CONTEXT:
            texts = texts[1:]
        plural = texts[1] if kind.startswith("n") and len(texts) > 1 else ""
        if texts and texts[0]:
            yield Sentence(texts[0], plural, reading.name(path))


def of_template(text: str, name: str) -> Iterator[Sentence]:
    """Django turns a template into something like Python for xgettext; the calls are read out of that."""
    for kind, first, second in CALL.findall(templatize(text, origin=name)):
        source, plural = ast.literal_eval(first), ast.literal_eval(second) if second else ""
        if kind == "pgettext":
            source, plural = plural, ""
        yield Sentence(source, plural if kind == "ngettext" else "", name)


def calls(path: Path) -> Iterator[tuple[str, ast.Call]]:
    """Yield every call of a gettext function by its true name, whatever it was imported as."""
    names = {alias.asname or alias.name: alias.name
             for node in ast.walk(reading.tree(path)) if isinstance(node, ast.ImportFrom)
             and node.module == "django.utils.translation" for alias in node.names if alias.name in NOW | LATER}
    for node in ast.walk(reading.tree(path)) if names else ():
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in names:
            yield names[node.func.id], node


def _text(node: ast.expr) -> str:
    return node.value if isinstance(node, ast.Constant) and isinstance(node.value, str) else ""
