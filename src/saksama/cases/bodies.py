"""What may stand in `Act.body`: ids, enums, dates and numbers, in fields their kind declares. Pure.

Prose and names cannot get in: a text has no spaces and is short, and each field takes only its own type.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import date, datetime
from typing import Any
from uuid import UUID

from .kinds import Field, Kind

_TOKEN = re.compile(r"[A-Za-z0-9][A-Za-z0-9@:/_.,+'-]{0,79}")
_UUID = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")
_PLACE = re.compile(r"\d{2}(\.\d{2}(\.\d{2}(\.\d{4})?)?)?")
MET = ("yes", "no", "assess")
ANSWERS = ("yes", "no", "unknown")
VOTES = ("agree", "against", "abstain")
FINDINGS = ("yes", "no", "doubt")
OUTCOMES = ("forward", "not_proven", "transfer")
ALWAYS = {"late_days": "number"}


class UnlawfulBody(RuntimeError):
    """A verb was about to write something into the open part of an act that does not belong there: a defect of code."""


def checked(kind: Kind, values: Mapping[str, object]) -> dict[str, Any]:
    """Return the body as plain JSON values. Raises `UnlawfulBody` for an undeclared field, prose, or a value of another type."""
    fields = {field.name: field for field in kind.fields}
    body: dict[str, Any] = {}
    for name, value in values.items():
        if value is None or value == "":
            continue
        if name in ALWAYS and isinstance(value, int):
            body[name] = value
            continue
        field = fields.get(name)
        if field is None or field.sealed or field.type in ("text", "person"):
            raise UnlawfulBody(f"{kind.act}: {name} may not stand in an act's body")
        plain = _plain(value)
        if not _fits(field, plain):
            raise UnlawfulBody(f"{kind.act}: {name} is no {field.type}")
        body[name] = plain
    return body


def _plain(value: object) -> Any:
    if isinstance(value, datetime):
        return value.isoformat()
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, UUID):
        return str(value)
    if isinstance(value, Mapping):
        return {str(key): _plain(inner) for key, inner in value.items()}
    if isinstance(value, (list, tuple, set, frozenset)):
        return [_plain(inner) for inner in value]
    return value


def _fits(field: Field, value: Any) -> bool:
    test = _TESTS.get(field.type)
    return test is not None and test(field, value)


def _chosen(field: Field, value: Any) -> bool:
    codes = [code for code, _, _ in field.choices]
    return isinstance(value, str) and (value in codes if codes else bool(_TOKEN.fullmatch(value)))


def _mapping(keys: Callable[[str], bool], values: tuple[str, ...]) -> Callable[[Field, Any], bool]:
    return lambda field, value: isinstance(value, dict) and all(keys(key) and inner in values for key, inner in value.items())


def _date(field: Field, value: Any) -> bool:
    try:
        return isinstance(value, str) and bool(date.fromisoformat(value))
    except ValueError:
        return False


def _instant(field: Field, value: Any) -> bool:
    try:
        return isinstance(value, str) and datetime.fromisoformat(value).tzinfo is not None
    except ValueError:
        return False


def _is_id(value: Any) -> bool:
    return isinstance(value, str) and bool(_UUID.fullmatch(value))


def _is_token(value: Any) -> bool:
    return isinstance(value, str) and bool(_TOKEN.fullmatch(value))


def _evidence(field: Field, value: Any) -> bool:
    """Elements to the files that speak for or against them."""
    return isinstance(value, dict) and all(_is_token(key) and all(map(_is_id, files)) for key, files in value.items())


def _number(field: Field, value: Any) -> bool:
    return isinstance(value, int) and not isinstance(value, bool)


_TESTS: Mapping[str, Callable[[Field, Any], bool]] = {
    "choice": _chosen,
    "grade": _chosen,
    "choices": lambda field, value: isinstance(value, list) and all(_chosen(field, one) for one in value),
    "date": _date,
    "datetime": _instant,
    "number": _number,
    "bool": lambda field, value: isinstance(value, bool),
    "place": lambda field, value: isinstance(value, str) and bool(_PLACE.fullmatch(value)),
    "agency": lambda field, value: _is_id(value),
    "office": lambda field, value: _is_id(value),
    "officer": lambda field, value: _is_id(value),
    "case": lambda field, value: _is_id(value),
    "files": lambda field, value: isinstance(value, list) and all(_is_id(one) for one in value),
    "code": lambda field, value: _is_token(value),
    "conditions": _mapping(_is_token, MET),
    "questions": _mapping(lambda key: key in ("1", "2", "3", "4", "5"), ANSWERS),
    "votes": _mapping(_is_id, VOTES),
    "elements": _mapping(_is_token, FINDINGS),
    "outcomes": _mapping(_is_id, OUTCOMES),
    "evidence": _evidence,
}
