"""Depth-first numbers for a tree of codes, with room between them. Pure.

A place's span `low..high` contains the spans of all places below it, so "inside this office's territory" is one comparison of
integers. A first numbering leaves STEP between neighbours; a later one keeps every `low` that is in use (offices, reports and
cases carry them as `position`) and puts new codes into the gaps.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

STEP = 16_000  # 91,599 places x 16,000 = 1.47 billion: below the demonstration's first number
NATION_FIRST = STEP
NATION_LAST = 1_899_999_999
DEMO_FIRST = 1_900_000_000
DEMO_LAST = 1_999_999_999  # kernel.span.EVERYWHERE ends one above


class NoRoom(ValueError):
    """More new places between two neighbours than the gap holds: the numbering must be renewed by a migration."""


def lows(codes: Iterable[str], *, first: int, known: Mapping[str, int] | None = None) -> dict[str, int]:
    """Return the number of each code, in depth-first order (dotted codes sort that way).

    Numbers in `known` never change. Runs of new codes between two known ones are spread evenly over the gap.
    """
    ordered = sorted(codes)
    given = dict(known or {})
    result: dict[str, int] = {}
    previous = first - STEP
    run: list[str] = []
    for code in ordered:
        if code not in given:
            run.append(code)
            continue
        result.update(_spread(run, previous, given[code]))
        result[code] = previous = given[code]
        run = []
    for code in run:
        previous += STEP
        result[code] = previous
    return result


def _spread(run: list[str], after: int, before: int) -> dict[str, int]:
    room = (before - after) // (len(run) + 1)
    if run and room < 1:
        raise NoRoom(f"no room for {len(run)} new places before {before}")
    return {code: after + room * nth for nth, code in enumerate(run, start=1)}


def highs(low_of: Mapping[str, int], *, last: int) -> dict[str, int]:
    """Return the end of each span: up to just before the next place that does not lie inside.

    A village ends where it begins, so the space behind it belongs to its kecamatan and can take a new village. The last
    place of the tree ends at `last`.
    """
    result: dict[str, int] = {}
    open_codes: list[str] = []
    for code in sorted(low_of):
        while open_codes and not code.startswith(f"{open_codes[-1]}."):
            result[open_codes.pop()] = low_of[code] - 1
        open_codes.append(code)
    for code in open_codes:
        result[code] = last
    return {code: low_of[code] if code.count(".") == 3 else high for code, high in result.items()}
