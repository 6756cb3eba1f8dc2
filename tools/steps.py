"""One step of `./dev test`: a program that runs in its own process group, with a limit, its output kept in a file."""

from __future__ import annotations

import os
import signal
import subprocess
import time
import xml.etree.ElementTree as ET
from dataclasses import dataclass, field
from pathlib import Path

from .environment import ROOT, STATE

REPORTS = STATE / "reports"
LIMIT = 40 * 60          # seconds; a step that hangs must not cost the whole run
MERCY = 10               # between asking a step to end and ending it
TAIL = 120               # lines of a failed step that are shown


@dataclass(frozen=True, slots=True)
class Step:
    """What is run. `tests` says that it is pytest, whose own counts are then added up."""

    name: str
    command: tuple[str, ...]
    tests: bool = False
    variables: dict[str, str] = field(default_factory=dict)

    @property
    def log(self) -> Path:
        return REPORTS / f"{self.name.replace(' ', '-')}.log"


@dataclass(frozen=True, slots=True)
class Result:
    """How a step ended. `reason` is set where it was not run at all."""

    name: str
    ok: bool
    seconds: float = 0
    passed: int = 0
    failed: int = 0
    skipped: int = 0
    reason: str = ""

    @property
    def words(self) -> str:
        if self.reason:
            return f"not run: {self.reason}"
        return "ok" if self.ok else "FAILED"


def run(step: Step, environment: dict[str, str]) -> Result:
    """Run a step to its end, or end it with everything it started when interrupted."""
    REPORTS.mkdir(parents=True, exist_ok=True)
    report = step.log.with_suffix(".xml")
    report.unlink(missing_ok=True)
    command = [*step.command, f"--junitxml={report}"] if step.tests else list(step.command)
    started = time.monotonic()
    with step.log.open("wb") as log:
        child = subprocess.Popen(command, cwd=ROOT, env=environment | step.variables, stdin=subprocess.DEVNULL,
                                 stdout=log, stderr=subprocess.STDOUT, start_new_session=True)
        try:
            status = child.wait(LIMIT)
        except subprocess.TimeoutExpired:
            status = -1
            log.write(f"\nEnded after {LIMIT // 60} minutes.\n".encode())
        finally:
            end(child)
    return _result(step, status, time.monotonic() - started, report)


def stream(command: list[str], environment: dict[str, str]) -> int:
    """Run a program with our own input and output and return its exit status; end it with all its children when interrupted."""
    child = subprocess.Popen(command, cwd=ROOT, env=environment, start_new_session=True)
    try:
        return child.wait()
    finally:
        end(child)


def end(child: subprocess.Popen[bytes]) -> None:
    """Stop what is left of a child's process group: politely, then for good."""
    for sign in (signal.SIGTERM, signal.SIGKILL):
        try:
            os.killpg(child.pid, sign)
        except ProcessLookupError:
            break
        limit = time.monotonic() + MERCY
        while time.monotonic() < limit and _is_alive(child):
            time.sleep(0.05)
    child.wait()


def _is_alive(child: subprocess.Popen[bytes]) -> bool:
    child.poll()
    try:
        os.killpg(child.pid, 0)
    except ProcessLookupError:
        return False
    return True


def _result(step: Step, status: int, seconds: float, report: Path) -> Result:
    passed, failed, skipped = _counts(report) if step.tests else (int(status == 0), int(status != 0), 0)
    if status and not failed:      # a run that broke off, or found no test, is a failure of its own
        failed = 1
    return Result(step.name, ok=status == 0, seconds=seconds, passed=passed, failed=failed, skipped=skipped)


def _counts(report: Path) -> tuple[int, int, int]:
    try:
        suites = ET.parse(report).getroot().iter("testsuite")      # noqa: S314  our own pytest wrote it
        rows = [{name: int(suite.get(name, 0)) for name in ("tests", "failures", "errors", "skipped")} for suite in suites]
    except (OSError, ET.ParseError):
        return 0, 0, 0
    total = {name: sum(row[name] for row in rows) for name in ("tests", "failures", "errors", "skipped")}
    failed = total["failures"] + total["errors"]
    return total["tests"] - failed - total["skipped"], failed, total["skipped"]


def failed_tests(step: Step) -> list[str]:
    """Return the node ids of the tests that failed, as pytest takes them; empty where its report is missing."""
    try:
        cases = list(ET.parse(step.log.with_suffix(".xml")).getroot().iter("testcase"))      # noqa: S314
    except (OSError, ET.ParseError):
        return []
    failed = [case for case in cases if case.find("failure") is not None or case.find("error") is not None]
    return [f"{case.get('classname', '').replace('.', '/')}.py::{case.get('name')}" for case in failed]


def tail(step: Step) -> str:
    lines = step.log.read_text(errors="replace").splitlines()
    cut = [f"... ({len(lines) - TAIL} lines before; all of it: {step.log.relative_to(ROOT)})"] if len(lines) > TAIL else []
    return "\n".join([*cut, *lines[-TAIL:]])
