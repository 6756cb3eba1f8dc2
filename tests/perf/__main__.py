"""`./dev bench`: measures one engine against the goals, writes `.dev/bench-ENGINE.json` and prints the table.

Runs on the engine SAKSAMA_TEST_DATABASE names, in installations of its own that are gone afterwards. Exit status 0 when every
goal that was measured is met, 1 otherwise.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import chain
from pathlib import Path
from typing import Any

from tests.house import ROOT, House, cpu_of, house, memory_of

from . import goals, telephone

MEGABYTE = 1_000_000
NOTHING = "tests.perf.nothing:nothing"


@dataclass(frozen=True, slots=True)
class Extent:
    """How long and how much: a whole run takes about fifteen minutes an engine, a short one about three."""

    rounds: int
    load_s: float
    slow_s: float        # 0: until every slow sender is through


WHOLE = Extent(rounds=60, load_s=180, slow_s=0)
SHORT = Extent(rounds=15, load_s=20, slow_s=15)
CASES = 100_000
MILLION = int(os.environ.get("SAKSAMA_BENCH_CASES", "1000000"))     # fewer for tuning; the goals are those of a million
LIST = 200_000


def pages(extent: Extent) -> dict[str, Any]:
    with house(nation=True) as built:
        return dict(built.ask("tests.perf.pages:public_pages", rounds=extent.rounds))


def desk(extent: Extent) -> dict[str, Any]:
    with house(furnish=NOTHING) as built:
        return dict(built.ask("tests.perf.desk:desk", rounds=extent.rounds, cases=CASES))


def casework(extent: Extent) -> dict[str, Any]:
    with house(furnish=NOTHING) as built:
        found = dict(built.ask("tests.perf.casework:prepared", cases=MILLION))
        cookies, long = found.pop("cookies"), found.pop("long")
        built.open()
        at_work = built.ask("tests.perf.casework:at_work", port=built.port, cookies=cookies, long=long,
                            seconds=min(60.0, extent.load_s))
        return found | {"cases": MILLION, "at_work": at_work}


def law(extent: Extent) -> dict[str, Any]:
    with house(furnish=NOTHING) as built:
        return dict(built.ask("tests.perf.law:law", rounds=extent.rounds, cases=CASES))


def lists(extent: Extent) -> dict[str, Any]:
    with house(furnish=NOTHING) as built:
        return dict(built.ask("tests.perf.lists:lists", count=LIST))


def letters(extent: Extent) -> dict[str, Any]:
    with house(furnish=NOTHING) as built:
        return dict(built.ask("tests.perf.letters:letters", count=500))


def similar(extent: Extent) -> dict[str, Any]:
    with house(furnish=NOTHING) as built:
        return dict(built.ask("tests.perf.similar:similar_cases", rows=MILLION, rounds=extent.rounds))


def field(extent: Extent) -> dict[str, Any]:
    with house(furnish=NOTHING) as built:
        door = built.ask("tests.perf.field:prepared")
        built.open()
        base, runs = f"http://127.0.0.1:{built.port}", 1000 if extent is WHOLE else 100
        found = telephone.measured(base, door["cookies"], door["path"], runs=runs)
        return found | {"arrived": built.ask("tests.perf.field:arrived")}


def prevention(extent: Extent) -> dict[str, Any]:
    with house(furnish=NOTHING) as built:
        return dict(built.ask("tests.perf.prevention:prevention", rounds=extent.rounds))


def weight(extent: Extent) -> dict[str, Any]:
    with house() as built:
        built.open()
        time.sleep(3)
        idle = memory_of([*built.pids("supervisor"), *chain.from_iterable(built.processes().values())])
        return dict(built.ask("tests.perf.weight:weigh", port=built.port)) | {"idle_mb": round(idle / 2**20, 1)}


def text(extent: Extent) -> dict[str, Any]:
    with _served() as built:
        most = _loaded(built, "crowd", seconds=min(20.0, extent.load_s), at_once=16)
        return _loaded(built, "steady", seconds=extent.load_s, per_s=42) | {"crowd_of_16": most["load"]}


def photo(extent: Extent) -> dict[str, Any]:
    with _served() as built:
        most = _loaded(built, "crowd", seconds=min(10.0, extent.load_s), at_once=16, size=MEGABYTE)
        return _loaded(built, "steady", seconds=extent.load_s, per_s=31, size=MEGABYTE) | {"crowd_of_16": most["load"]}


def together(extent: Extent) -> dict[str, Any]:
    with _served() as built:
        return _loaded(built, "together", reporters=64, size=MEGABYTE)


def slow(extent: Extent) -> dict[str, Any]:
    with _served() as built:
        return _loaded(built, "beside_slow", senders=64, size=MEGABYTE, bits_per_s=50_000, probes_per_s=4, at_most=extent.slow_s)


PARTS: dict[str, Callable[[Extent], dict[str, Any]]] = {
    "pages": pages, "desk": desk, "casework": casework, "law": law, "lists": lists, "letters": letters,
    "similar": similar, "field": field, "prevention": prevention, "weight": weight, "text": text, "photo": photo,
    "together": together, "slow": slow,
}


@contextmanager
def _served() -> Iterator[House]:
    """Yield a furnished house with its doors open and warm."""
    with house(nation=True) as built:
        built.open()
        built.ask("tests.perf.load:steady", port=built.port, seconds=2, per_s=5)
        yield built


def _loaded(built: House, how: str, **arguments: Any) -> dict[str, Any]:
    """Run a load; return it with the processor time of each role, and how long the jobs took afterwards."""
    before = {role: cpu_of(found) for role, found in built.processes().items()}
    load = built.ask(f"tests.perf.load:{how}", port=built.port, **arguments)
    used = {role: round(cpu_of(found) - before[role], 1) for role, found in built.processes().items()}
    drained = built.ask("tests.perf.load:drained", at_most=300)
    words = built.log.read_text(errors="replace")[-2000:] if built.log.exists() else ""
    return {"load": load, "cpu_s": used, "drained": drained, "said": words}


def main(argv: list[str]) -> int:
    parser = argparse.ArgumentParser(prog="./dev bench", description="Measure speed and weight against the goals.")
    parser.add_argument("--short", action="store_true", help="loads of 20 seconds instead of three minutes")
    parser.add_argument("--only", action="append", choices=PARTS, metavar="PART",
                        help=f"one of: {', '.join(PARTS)}; may be given again")
    parser.add_argument("--profile", metavar="PAGE", help="instead, profile `report`, `list`, `case`, `jobs` or a public path")
    args = parser.parse_args(argv)
    if args.profile:
        return _profile(args.profile)
    extent = SHORT if args.short else WHOLE
    engine = "postgres" if os.environ.get("SAKSAMA_TEST_DATABASE") else "sqlite"
    found: dict[str, Any] = {}
    for name in args.only or PARTS:
        _say(f"{engine}: {name} ...")
        began = time.monotonic()
        found[name] = PARTS[name](extent)
        _say(f" {time.monotonic() - began:.0f} s\n")
    judged = goals.verdicts(found)
    _tell(goals.table(judged))
    _write(engine, args, found, judged)
    return 0 if all(one.met for one in judged) else 1


def _write(engine: str, args: argparse.Namespace, found: dict[str, Any], judged: list[goals.Verdict]) -> None:
    path = ROOT / ".dev" / f"bench-{engine}.json"
    path.parent.mkdir(exist_ok=True)
    about = {"engine": engine, "at": datetime.now(UTC).isoformat(timespec="minutes"), "short": args.short, "machine": _machine(),
             "load_average": os.getloadavg()}
    answer = {"about": about, "goals": {one.goal.key: one.as_dict() for one in judged}, "measured": found}
    path.write_text(json.dumps(answer, indent=2) + "\n")
    _tell(f"\n{path.relative_to(ROOT)}: {sum(one.met for one in judged)} of {len(judged)} goals met")


def _machine() -> dict[str, Any]:
    lines = Path("/proc/cpuinfo").read_text().splitlines()
    named = next((line.partition(":")[2].strip() for line in lines if line.startswith("model name")), platform.processor())
    return {"processor": named, "cores": os.cpu_count(), "python": platform.python_version()}


def _profile(what: str) -> int:
    if what in ("list", "case"):
        with house(furnish=NOTHING) as built:
            _tell(built.ask("tests.perf.profile:desk", what=what, rounds=60))
    elif what == "jobs":
        with house(nation=True) as built:
            _tell(built.ask("tests.perf.jobcost:profiled", reports=20, size=MEGABYTE))
    else:
        with house() as built:
            _tell(built.ask("tests.perf.profile:profiled", what=what, rounds=200))
    return 0


def _tell(text: str) -> None:
    sys.stdout.write(text + "\n")
    sys.stdout.flush()


def _say(line: str) -> None:
    sys.stderr.write(line)
    sys.stderr.flush()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
