"""`./dev test`: every check by name, on both engines, and one table at the end that says what was not run and why."""

from __future__ import annotations

import os
import shutil
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

from . import cluster
from .environment import say, variables
from .steps import Result, Step, failed_tests, run, tail

BROWSERS = ("chromium", "chromium-browser", "google-chrome")
FEW = 5             # failed tests that are run once more
LABELS = {"sqlite": "SQLite", "postgres": "PostgreSQL"}
ORDINARY = "not journey and not fault"
CONTRACTS = "tests/contracts"
JOURNEYS = ("tests/journeys",)      # where tests are marked `journey`
FAULTS = ("tests/faults", "tests/jobs", "tests/ops", "tests/store")      # and `fault`
HINT_POSTGRES = "no PostgreSQL found (Debian: apt install postgresql, or set DATABASE_URL)"
HINT_BROWSER = "no Chromium found (Debian: apt install chromium)"


def in_ci() -> bool:
    return os.environ.get("CI", "").lower() in ("1", "true", "yes")


def browser() -> str | None:
    return next(filter(None, map(shutil.which, BROWSERS)), None)


@contextmanager
def engine(name: str, *, durable: bool = False) -> Iterator[dict[str, str] | None]:
    """Yield the variables that put the tests on an engine, or nothing where it is not to be had."""
    if name == "sqlite":
        yield {"SAKSAMA_TEST_DATABASE": ""}
    elif os.environ.get("DATABASE_URL"):
        yield {"SAKSAMA_TEST_DATABASE": os.environ["DATABASE_URL"]}
    elif place := cluster.programs():
        with cluster.throwaway(place, durable=durable) as address:
            yield {"SAKSAMA_TEST_DATABASE": address}
    else:
        yield None


def static(python: Path) -> list[Step]:
    programs = python.parent
    return [
        Step("lint", (str(programs / "ruff"), "check", "src", "tests", "tools", "dev")),
        Step("layers", (str(programs / "lint-imports"), "--no-cache")),
        Step("types", (str(programs / "mypy"),)),
    ]


def pytest(python: Path, name: str, *arguments: str, at_once: int = 1, together: bool = False,
           settings: dict[str, str] | None = None) -> Step:
    """Return a step of tests. `together`: the tests of one file share what they set up, so they stay in one process."""
    spread = ("-n", str(at_once), "--dist", "loadfile" if together else "load") if at_once > 1 else ()
    command = (str(python), "-m", "pytest", "-o", "faulthandler_timeout=300", *spread, *arguments)
    return Step(name, command, tests=True, variables=settings or {})


def dynamic(python: Path, name: str, settings: dict[str, str], *, fast: bool) -> list[Step]:
    """Return the test steps of one engine. Contracts and most journeys do not depend on the engine: once is enough.

    Steps of few tests are given the folders these lie in: reading all test files takes longer than some of them. Faults and
    journeys share a step, so that neither processor is idle at the end of each; without a browser they are two.
    """
    label, once = LABELS[name], name == "sqlite"
    wanted = ["-m", ORDINARY] if once else ["-m", f"{ORDINARY} and not one_engine", f"--ignore={CONTRACTS}"]
    steps = [pytest(python, f"tests on {label}", *wanted, at_once=2, settings=settings)]
    if fast:
        return steps
    journeys = "journey" if once else "journey and both_engines"
    faults = "fault" if once else "fault and not one_engine"
    rest = {"faults": (faults, FAULTS), "journeys": (journeys, JOURNEYS)}
    if browser():
        rest = {"faults and journeys": (f"({faults}) or ({journeys})", FAULTS + JOURNEYS)}
    return steps + [pytest(python, f"{what} on {label}", "-m", marks, *folders, at_once=2, together=True, settings=settings)
                    for what, (marks, folders) in rest.items()]


def test(python: Path, *, engines: tuple[str, ...], fast: bool) -> int:
    """Run everything and return the exit status: 0 only if nothing failed and, in CI, nothing was left out."""
    environment = variables() | {"SAKSAMA_TEST_CHROMIUM": browser() or ""}
    results: list[Result] = []
    began = time.monotonic()
    try:
        for step in static(python)[:1] if fast else static(python):
            results.append(_shown(step, environment))
        for name in engines:
            results.extend(_on_engine(python, name, environment, fast=fast))
    except KeyboardInterrupt:
        say("\nInterrupted: everything that was started is stopped.")
        return 130
    finally:
        _table(results, time.monotonic() - began)
    return 0 if all(result.ok for result in results) else 1


def _on_engine(python: Path, name: str, environment: dict[str, str], *, fast: bool) -> Iterator[Result]:
    try:
        with engine(name) as settings:
            for step in dynamic(python, name, settings or {}, fast=fast):
                missing = _missing(step, settings)
                yield _left_out(step, missing) if missing else _shown(step, environment)
    except cluster.ClusterTrouble as trouble:
        say(str(trouble))
        yield Result(f"tests on {LABELS[name]}", ok=False, failed=1)


def _missing(step: Step, settings: dict[str, str] | None) -> str:
    if settings is None:
        return HINT_POSTGRES
    return HINT_BROWSER if step.name.startswith("journeys") and not browser() else ""


def _left_out(step: Step, reason: str) -> Result:
    """On a developer's machine what is missing is said; in CI it is a failure."""
    say(f"{step.name} ... not run: {reason}")
    return Result(step.name, ok=not in_ci(), failed=int(in_ci()), reason=reason)


def _shown(step: Step, environment: dict[str, str]) -> Result:
    sys.stderr.write(f"{step.name} ... ")
    sys.stderr.flush()
    result = run(step, environment)
    say(f"{result.words} ({result.seconds:.0f} s)")
    if not result.ok:
        say(tail(step))
        return _second_look(step, result, environment)
    return result


def _second_look(step: Step, result: Result, environment: dict[str, str]) -> Result:
    """Run a few failed tests once more, alone: what fails twice is broken, what passes now is named as unsteady.

    Kill tests, browsers and statement limits depend on what else the machine does; a lost minute must not hide a real failure
    among them, nor pass for one. More than `FEW` failures are never looked at twice.
    """
    names = failed_tests(step) if step.tests else []
    if not names or len(names) > FEW or len(names) != result.failed:
        return result
    say(f"{step.name}: once more, alone: {', '.join(names)}")
    again = run(pytest(Path(step.command[0]), f"{step.name}, once more", *names, settings=step.variables), environment)
    if not again.ok or again.passed != len(names):
        return result
    say(f"UNSTEADY, passed only alone: {', '.join(names)}")
    return replace(result, ok=True, passed=result.passed + again.passed, failed=0)


def _table(results: list[Result], seconds: float) -> None:
    print(f"\n{'step':<24}{'result':<10}{'passed':>8}{'failed':>8}{'skipped':>9}{'seconds':>9}")
    for result in results:
        words = "not run" if result.reason else result.words
        print(f"{result.name:<24}{words:<10}{result.passed:>8}{result.failed:>8}{result.skipped:>9}{result.seconds:>9.0f}")
    for reason in dict.fromkeys(result.reason for result in results if result.reason):
        names = ", ".join(result.name for result in results if result.reason == reason)
        print(f"Not run: {names}: {reason}.")
    total = [sum(getattr(result, name) for result in results) for name in ("passed", "failed", "skipped")]
    print(f"{seconds:.0f} seconds in all\n{total[0]} passed, {total[1]} failed, {total[2]} skipped", flush=True)
