"""`saksama law classify`: which tracks an act may take on its day, with article and reason. A person decides."""

from __future__ import annotations

import argparse
from typing import Any

from saksama.ops.console import say, say_json
from saksama.ops.errors import CommandRefused

from . import law_asked as asked

HELPED = ("bakal_calon", "calon", "party", "none", "unknown")
ACTORS = ("pns", "cpns", "pppk", "wali_nagari", "lurah", "village_head", "village_official", "armed_forces", "police", "other",
          "unknown")
# What the law data call them: a wali nagari is West Sumatra's village head; a lurah is a civil servant like any other.
_AS_TOLD = {"wali_nagari": "village_head", "lurah": "pns"}
FIELDS = ("track", "violation", "name_id", "name_en", "article", "sanction_class", "sanctions", "sanction_id", "sanction_en",
          "addressee", "addressee_id", "addressee_en", "reason_id", "reason_en", "confidence", "needs_check")


def register(parts: Any) -> None:
    classify = parts.add_parser("classify", help="which tracks an act may take on its day, with article and reason")
    classify.add_argument("--act", required=True, metavar="ACT", help="a category or a violation, such as DS-04")
    classify.add_argument("--helped", required=True, choices=HELPED, help="the standing of the one helped on that day")
    classify.add_argument("--on", required=True, metavar="DATE", help="the day of the act, such as 2024-10-07")
    classify.add_argument("--actor", required=True, choices=ACTORS, help="who the reported person is")
    classify.add_argument("--regime", choices=("pilkada", "pemilu"), help="leaves out the crimes of the other regime")
    classify.add_argument("--json", action="store_true", help="one line of JSON: docs/reference/law-json.md")
    classify.set_defaults(run_part=run)


def run(args: argparse.Namespace) -> int:
    from saksama import law
    from saksama.law import applicable

    on, book = asked.day(args.on), law.book()
    _known(args.act, book)
    helped = "" if args.helped == "unknown" else args.helped
    found = applicable.tracks(args.act, helped, on, _AS_TOLD.get(args.actor, args.actor), regime=args.regime)
    if args.json:
        answer = asked.head("classify", book) | {
            "act": args.act, "helped": args.helped, "on": on.isoformat(), "actor": args.actor, "regime": args.regime,
            "tracks": [_track(one) for one in found],
        }
        say_json(answer)
        return 0
    for one in found:
        say(_line(one))
        say(f"  {one.reason_en}")
    say("A suggestion; a person decides.")
    return 0


def _known(act: str, book: Any) -> None:
    names = {*book.entries["categories"], *book.entries["violations"]}
    if act not in names:
        near = ", ".join(sorted(book.entries["categories"]))
        raise CommandRefused(f"The law data know no act {act!r}; give a category ({near}) or a violation, such as DS-04.")


def _track(one: Any) -> dict[str, Any]:
    return {name: list(value) if isinstance(value := getattr(one, name), tuple) else value for name in FIELDS}


def _line(one: Any) -> str:
    parts = [one.track.value, one.violation, one.name_en, one.article, one.sanction_en, one.addressee_en]
    mark = "to be checked by a lawyer" if one.needs_check else ""
    return " · ".join(part for part in (*parts, mark) if part)
