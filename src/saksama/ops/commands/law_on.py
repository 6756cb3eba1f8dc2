"""`saksama law on DATE`: every rule in force on a day."""

from __future__ import annotations

import argparse
from datetime import date
from typing import Any

from saksama.ops.console import say, say_json
from saksama.ops.errors import CommandRefused

from . import law_asked as asked


def register(parts: Any) -> None:
    on = parts.add_parser("on", help="every rule in force on a day, with article and confidence")
    on.add_argument("day", metavar="DATE", help="such as 2024-10-07")
    on.add_argument("--json", action="store_true", help="one line of JSON: docs/reference/law-json.md")
    on.set_defaults(run_part=run)


def run(args: argparse.Namespace) -> int:
    from saksama import law

    on, book = asked.day(args.day), law.book()
    found = _in_force(book, on)
    if not found:
        raise CommandRefused(f"The law data hold no rule in force on {on}; the first is of {_first(book)}.")
    if args.json:
        say_json(asked.head("on", book) | {"on": on.isoformat(), "rules": found})
        return 0
    for one in found:
        mark = "  (to be checked by a lawyer)" if one["needs_check"] else ""
        say(f"{one['kind']:<13}{one['id']:<12}{one['name_en']}. {one['citation']}{mark}")
    return 0


def _in_force(book: Any, on: date) -> list[dict[str, Any]]:
    from saksama.law.records import records

    return [_rule(one) for one in sorted(records(book, on=on), key=lambda one: (one.kind, one.id))]


def _rule(one: Any) -> dict[str, Any]:
    return {
        "kind": one.kind,
        "id": one.id,
        "version": one.version,
        "valid_from": one.valid_from.isoformat(),
        "valid_to": one.valid_to.isoformat() if one.valid_to else None,
        "name_id": one.title_id,
        "name_en": one.title_en,
        "text_id": one.text_id,
        "text_en": one.text_en,
        "instrument": one.instrument,
        "citation": one.citation,
        "source_kind": one.source_kind,
        "confidence": one.confidence.value,
        "reviewed_by": one.reviewed_by,
        "needs_check": one.needs_check,
    }


def _first(book: Any) -> date:
    from saksama.law.records import records

    return min(one.valid_from for one in records(book))
