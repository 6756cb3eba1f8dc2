"""The commands of `./dev`."""

from __future__ import annotations

import argparse
import os
import signal
import sys
from pathlib import Path

from . import cluster, environment, links, locks, steps, suite, translations
from .environment import ROOT, say

PASSED_ON = ("run", "saksama")     # whatever follows belongs to the product's own command
DESCRIPTION = """\
commands:
  run [...]         set up what is missing and start Saksama with its demonstration (./dev run --help)
  saksama COMMAND   a command of the product in this checkout's environment (./dev saksama --help)
  test [PATH ...]   every check and test; with paths or pytest options only those tests
                    --fast: lint and the SQLite tests; --sqlite, --postgres: one engine only
  lint              style and layers
  types             type annotations
  bench [...]       measure speed and weight against the goals [--sqlite|--postgres]
  translations      gather the sentences of the screens, compile their English text (--compile: compile only)
  tour [URL]        take the pictures of docs/tour from a running demonstration (./dev tour --help)
  docs              check that every link in the documentation leads somewhere
  lock [--upgrade]  write requirements/*.txt anew from requirements/*.in
  setup             make the environment and nothing else
"""


def main(argv: list[str]) -> int:
    # A terminating signal goes the same way as Ctrl-C, so that every child is stopped on the way out.
    signal.signal(signal.SIGTERM, lambda *_: signal.raise_signal(signal.SIGINT))
    try:
        return _command(argv)
    except KeyboardInterrupt:
        return 130
    except (environment.SetupTrouble, cluster.ClusterTrouble) as trouble:
        say(str(trouble))
        return 2


def _command(argv: list[str]) -> int:
    if argv and argv[0] in PASSED_ON:
        return _product(argv if argv[0] == "run" else argv[1:])
    parser = argparse.ArgumentParser(prog="./dev", description=DESCRIPTION, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("command", choices=sorted(COMMANDS), metavar="COMMAND")
    args, rest = parser.parse_known_args(argv)
    return COMMANDS[args.command](rest)


def _product(argv: list[str]) -> int:
    """Become the product's command: signals, exit status and output are then its own."""
    python = environment.ready("base")
    variables = environment.variables() | {"SAKSAMA_DATA": os.environ.get("SAKSAMA_DATA", str(ROOT / "var"))}
    os.execve(python, [str(python), "-m", "saksama", *argv], variables)
    return 1


def _test(rest: list[str]) -> int:
    parser = argparse.ArgumentParser(prog="./dev test")
    parser.add_argument("--fast", action="store_true", help="lint and the SQLite tests, without browsers and faults")
    parser.add_argument("--sqlite", action="store_true", help="on SQLite only")
    parser.add_argument("--postgres", action="store_true", help="on PostgreSQL only")
    args, chosen = parser.parse_known_args(rest)
    engines = tuple(name for name in suite.LABELS if getattr(args, name))
    python = environment.ready()
    if chosen:
        return _chosen(python, engines or ("sqlite",), chosen)
    return suite.test(python, engines=engines or (("sqlite",) if args.fast else tuple(suite.LABELS)), fast=args.fast)


def _chosen(python: Path, engines: tuple[str, ...], arguments: list[str]) -> int:
    """Run only the tests that are named, with their output as it comes."""
    worst = 0
    for name in engines:
        with suite.engine(name) as settings:
            if settings is None:
                say(suite.HINT_POSTGRES)
                return 2
            worst = max(worst, steps.stream([str(python), "-m", "pytest", *arguments], environment.variables() | settings))
    return worst


def _lint(rest: list[str]) -> int:
    return _static("lint", "layers")


def _types(rest: list[str]) -> int:
    return _static("types")


def _static(*names: str) -> int:
    wanted = [step for step in suite.static(environment.ready()) if step.name in names]
    return max(steps.stream(list(step.command), environment.variables()) for step in wanted)


def _bench(rest: list[str]) -> int:
    """Measure on both engines, or on those named; `tests/perf` is a program of its own and writes JSON."""
    python = environment.ready()
    worst = 0
    chosen = [name for name in suite.LABELS if f"--{name}" in rest]
    rest = [word for word in rest if word.removeprefix("--") not in suite.LABELS]
    for name in chosen or suite.LABELS:
        with suite.engine(name, durable=True) as settings:
            if settings is None:
                say(f"bench on PostgreSQL: not run: {suite.HINT_POSTGRES}")
                continue
            worst = max(worst, steps.stream([str(python), "-m", "tests.perf", *rest], environment.variables() | settings))
    return worst


def _tour(rest: list[str]) -> int:
    return steps.stream([str(environment.ready()), "-m", "tools.tour", *rest], environment.variables())


def _docs(rest: list[str]) -> int:
    broken = links.broken(ROOT)
    for line in broken:
        print(line)
    say(f"{len(links.pages(ROOT))} pages, {len(broken)} broken links")
    return int(bool(broken))


def _lock(rest: list[str]) -> int:
    return locks.write(environment.ready("base"), upgrade="--upgrade" in rest)


def _setup(rest: list[str]) -> int:
    say(f"Environment ready: {environment.ready().parent.parent.relative_to(ROOT)}")
    return 0


COMMANDS = {"test": _test, "lint": _lint, "types": _types, "bench": _bench, "docs": _docs, "lock": _lock, "setup": _setup,
            "tour": _tour, "translations": translations.run}

if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
