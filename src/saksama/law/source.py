"""Reading one YAML file of law data: plain values, the line of each of them, and the schema's complaints in our words.

Only strings, whole numbers, true, false and null are understood: a date stays the text that was written, and `yes`, `no`, `on`
stay words. A key written twice is refused, which plain YAML would forgive.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

import yaml
from jsonschema import Draft202012Validator
from referencing import Registry, Resource

SCHEMAS = Path(__file__).parent / "schemas"
Where = tuple[str | int, ...]


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
    """One parsed file: its values and the line on which each value begins."""

    file: str
    data: dict[str, object]
    lines: dict[Where, int] = field(repr=False)

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
        loader = _Loader(path.read_text(encoding="utf-8"))
        node = loader.get_single_node()
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else 1
        raise BrokenLaw(
            [Problem(path.name, line, f"this is not YAML: {error.problem}.", "Mend the indentation or the quotes.")]
        ) from None
    except UnicodeDecodeError:
        raise BrokenLaw([Problem(path.name, 1, "this is not UTF-8 text.", "Save the file as UTF-8.")]) from None
    if not isinstance(node, yaml.MappingNode):
        raise BrokenLaw([Problem(path.name, 1, "the file is not a mapping.", "Begin it with `schema:` and `entries:`.")])
    lines: dict[Where, int] = {}
    problems: list[Problem] = []
    data = _plain(loader, node, (), path.name, lines, problems)
    if problems:
        raise BrokenLaw(problems)
    assert isinstance(data, dict)  # noqa: S101  a mapping node becomes a dict
    return Source(path.name, data, lines)


def _plain(loader: _Loader, node: yaml.Node, where: Where, file: str, lines: dict[Where, int], problems: list[Problem]) -> object:
    lines[where] = node.start_mark.line + 1
    if isinstance(node, yaml.MappingNode):
        result: dict[str, object] = {}
        for key_node, value_node in node.value:
            key = str(key_node.value)
            if key in result:
                problems.append(
                    Problem(file, key_node.start_mark.line + 1, f"the key `{key}` stands twice.", "Keep one of the two.")
                )
            result[key] = _plain(loader, value_node, (*where, key), file, lines, problems)
            lines[(*where, key)] = key_node.start_mark.line + 1
        return result
    if isinstance(node, yaml.SequenceNode):
        return [_plain(loader, item, (*where, n), file, lines, problems) for n, item in enumerate(node.value)]
    plain = not getattr(node, "style", None)
    if plain and node.value in _TRUE_FALSE:
        return _TRUE_FALSE[node.value]
    return loader.construct_object(node)


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


def complaints(source: Source, schema: str) -> list[Problem]:
    """Return what the JSON Schema `schema` has against this file."""
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
    return found


_TODO = {
    "required": "Add the field; a limit in days needs its unit.",
    "additionalProperties": "Remove the field or mend its spelling.",
    "unevaluatedProperties": "Remove the field or mend its spelling.",
    "enum": "Use one of the words the schema lists.",
    "pattern": "Write it in the form the schema asks for, a date as 2024-09-22.",
    "type": "Write the kind of value the schema asks for; put a text that looks like a number in quotes.",
}
