"""`saksama law classify`: which tracks an act may take on its day, with article and reason. A person decides."""

from __future__ import annotations

import argparse
from datetime import date
from typing import Any

from saksama.ops.console import say, say_json
from saksama.ops.errors import CommandRefused

from . import law_asked as asked

FIELDS = (
    "track", "violation", "version", "name_id", "name_en", "article", "prove_id", "prove_en", "sanction_class", "sanctions",
    "sanction_id", "sanction_en", "addressee", "addressee_id", "addressee_en", "forum", "forum_id", "forum_en",
    "above", "above_id", "above_en", "reason_id", "reason_en", "doubt_id", "doubt_en", "unsettled", "refused", "confidence",
    "needs_check",
)


def register(parts: Any) -> None:
    from saksama.law.applicable import ACTORS, HELPED
    from saksama.law.classification_people import ALSO_CALLED

    helped = sorted({*filter(None, HELPED), "unknown"})
    actors = sorted({*ACTORS, *filter(None, ALSO_CALLED)})
    classify = parts.add_parser("classify", help="which tracks an act may take on its day, with article and reason")
    classify.add_argument("--act", required=True, metavar="ACT",
                          help="a category, a violation such as DS-04, or a point of PP 94/2021")
    classify.add_argument("--helped", required=True, choices=helped, help="the standing of the one helped on that day")
    classify.add_argument("--on", required=True, metavar="DATE", help="the day of the act, such as 2024-10-07")
    classify.add_argument("--actor", required=True, choices=actors, metavar="ACTOR",
                          help=f"who the reported person is: {', '.join(actors)}")
    classify.add_argument("--regime", choices=("pilkada", "pemilu"), help="leaves out the crimes of the other regime")
    classify.add_argument("--json", action="store_true", help="one line of JSON: docs/reference/law-json.md")
    classify.set_defaults(run_part=run)


def run(args: argparse.Namespace) -> int:
    from saksama import law

    on, book = asked.day(args.on), law.book()
    found = _tracks(args, on, book)
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


def _tracks(args: argparse.Namespace, on: date, book: Any) -> Any:
    from saksama.kernel.errors import NoRule
    from saksama.law import applicable

    try:
        return applicable.tracks(args.act, args.helped, on, args.actor, regime=args.regime)
    except NoRule:
        known = ", ".join(sorted(book.entries["categories"]))
        told = f"The law data know no act {args.act!r}; give a category ({known}) or a violation, such as DS-04."
        raise CommandRefused(told) from None


def _track(one: Any) -> dict[str, Any]:
    return {name: list(value) if isinstance(value := getattr(one, name), tuple) else value for name in FIELDS}


def _line(one: Any) -> str:
    parts = [one.track.value, one.violation, one.name_en, one.article, one.sanction_en, one.addressee_en]
    mark = "to be checked by a lawyer" if one.needs_check else ""
    return " · ".join(part for part in (*parts, mark) if part)
