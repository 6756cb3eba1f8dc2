"""Reading one YAML file of law data: plain values, the line of each of them, and the schema's complaints in our words.

Only strings, whole numbers, true, false and null are understood: a date stays the text that was written, and `yes`, `no`, `on`
stay words. A key written twice is refused, which plain YAML would forgive.
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

import yaml
from jsonschema import Draft202012Validator
from referencing import Registry, Resource

SCHEMAS = Path(__file__).parent / "schemas"
Where = tuple[str | int, ...]
DEEPEST = 40     # nested mappings and lists; our own data have fewer than ten


@dataclass(frozen=True, slots=True, order=True)
class Problem:
    """One thing that makes law data unusable: where it stands, what it is, what to do."""

    file: str
    line: int
    what: str
    todo: str

    def __str__(self) -> str:
        return f"{self.file}:{self.line}: {self.what} {self.todo}"


class BrokenLaw(RuntimeError):
    """The law data cannot be used; `problems` says why, line by line."""

    def __init__(self, problems: list[Problem]) -> None:
        self.problems = problems
        super().__init__("\n".join(str(problem) for problem in problems))


@dataclass(frozen=True, slots=True)
class Source:
    """One parsed file: its values, the line on which each value begins, and the digest of the text they were read from."""

    file: str
    data: dict[str, object]
    lines: dict[Where, int] = field(repr=False)
    digest: bytes = field(default=b"", repr=False)

    def line(self, *where: str | int) -> int:
        """Return the line of a value, or of the nearest value around it."""
        path: Where = tuple(where)
        while path and path not in self.lines:
            path = path[:-1]
        return self.lines.get(path, 1)

    def problem(self, where: Where, what: str, todo: str) -> Problem:
        return Problem(self.file, self.line(*where), what, todo)


class _Loader(getattr(yaml, "CSafeLoader", yaml.SafeLoader)):  # type: ignore[misc]  # the fast one where it was built
    """Safe YAML in which dates, `yes` and `on` stay text."""


_Loader.yaml_implicit_resolvers = {
    first: [(tag, pattern) for tag, pattern in resolvers if tag.endswith((":int", ":null"))]
    for first, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()
}
_TRUE_FALSE = {"true": True, "false": False}


def read(path: Path) -> Source:
    """Return the parsed file. Raises `BrokenLaw` naming the line where it is not YAML, repeats a key or is not a mapping."""
    try:
        text = path.read_text(encoding="utf-8")
        loader = _Loader(text)
        node = loader.get_single_node()
        if not isinstance(node, yaml.MappingNode):
            raise BrokenLaw([Problem(path.name, 1, "the file is not a mapping.", "Begin it with `schema:` and `entries:`.")])
        walk = _Walk(loader, path.name)
        data = walk.plain(node, ())
    except UnicodeDecodeError:
        raise BrokenLaw([Problem(path.name, 1, "this is not UTF-8 text.", "Save the file as UTF-8.")]) from None
    except yaml.YAMLError as error:
        raise BrokenLaw([_no_yaml(path.name, error)]) from None
    except (ValueError, RecursionError) as error:
        what = f"this is not law data ({type(error).__name__})."
        raise BrokenLaw([Problem(path.name, 1, what, "Write plain texts and whole numbers, without tags.")]) from None
    if walk.problems:
        raise BrokenLaw(walk.problems)
    assert isinstance(data, dict)  # noqa: S101  a mapping node becomes a dict
    return Source(path.name, data, walk.lines, hashlib.sha256(text.encode()).digest())


def _no_yaml(file: str, error: yaml.YAMLError) -> Problem:
    """A character YAML does not allow has no line of its own in the error; what has one names it."""
    mark = getattr(error, "problem_mark", None)
    what = getattr(error, "problem", None) or getattr(error, "reason", None) or type(error).__name__
    todo = "Mend the indentation or the quotes." if mark else "Take out control characters."
    return Problem(file, mark.line + 1 if mark else 1, f"this is not YAML: {what}.", todo)


@dataclass(slots=True)
class _Walk:
    """From the nodes of a file to plain values. Each node is visited once: an alias could make a small file endless."""

    loader: _Loader
    file: str
    lines: dict[Where, int] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    seen: set[int] = field(default_factory=set)

    def plain(self, node: yaml.Node, where: Where) -> object:
        self.lines[where] = node.start_mark.line + 1
        if isinstance(node, yaml.ScalarNode):
            is_word = not node.style and node.value in _TRUE_FALSE
            return _TRUE_FALSE[node.value] if is_word else self.loader.construct_object(node)
        if id(node) in self.seen:
            self._wrong(node, "aliases are not used here.", "Write the value out.")
            return None
        if len(where) > DEEPEST:
            self._wrong(node, "this is nested too deeply.", "Compare it with its schema.")
            return None
        self.seen.add(id(node))
        if isinstance(node, yaml.SequenceNode):
            return [self.plain(item, (*where, n)) for n, item in enumerate(node.value)]
        return self._mapping(node, where)

    def _mapping(self, node: yaml.Node, where: Where) -> dict[str, object]:
        result: dict[str, object] = {}
        for key_node, value_node in node.value:
            if not isinstance(key_node, yaml.ScalarNode):
                self._wrong(key_node, "a key is not a word.", "Write the key as one word.")
                continue
            key = str(key_node.value)
            if key in result:
                self._wrong(key_node, f"the key `{key}` stands twice.", "Keep one of the two.")
            result[key] = self.plain(value_node, (*where, key))
            self.lines[(*where, key)] = key_node.start_mark.line + 1
        return result

    def _wrong(self, node: yaml.Node, what: str, todo: str) -> None:
        self.problems.append(Problem(self.file, node.start_mark.line + 1, what, todo))


@cache
def _registry() -> Registry:
    return Registry().with_resources(
        (path.name, Resource.from_contents(json.loads(path.read_text(encoding="utf-8"))))
        for path in sorted(SCHEMAS.glob("*.json"))
    )


@cache
def _validator(name: str) -> Draft202012Validator:
    schema = json.loads((SCHEMAS / f"{name}.json").read_text(encoding="utf-8"))
    return Draft202012Validator(schema, registry=_registry())


_sound: set[tuple[str, bytes]] = set()
MOST_KEPT = 500


def complaints(source: Source, schema: str) -> list[Problem]:
    """Return what the JSON Schema `schema` has against this file.

    A text that a schema had nothing against is not held against it again in this process: a review weighs a folder once a row.
    """
    if source.digest and (schema, source.digest) in _sound:
        return []
    found = []
    for error in _validator(schema).iter_errors(source.data):
        where: Where = tuple(error.absolute_path)
        if error.validator == "additionalProperties" and isinstance(error.instance, dict):
            extra = sorted(set(error.instance) - set(error.schema.get("properties", {})))
            where = (*where, extra[0]) if extra else where
        name = ".".join(str(part) for part in where) or "the file"
        found.append(
            source.problem(where, f"`{name}`: {error.message}.", _TODO.get(str(error.validator), "Compare it with its schema."))
        )
    if not found and source.digest and len(_sound) < MOST_KEPT:
        _sound.add((schema, source.digest))
    return found


_TODO = {
    "required": "Add the field; a limit in days needs its unit.",
    "additionalProperties": "Remove the field or mend its spelling.",
    "unevaluatedProperties": "Remove the field or mend its spelling.",
    "enum": "Use one of the words the schema lists.",
    "pattern": "Write it in the form the schema asks for, a date as 2024-09-22.",
    "type": "Write the kind of value the schema asks for; put a text that looks like a number in quotes.",
}
