"""Steps of `./dev test`: counted as they ended, ended with everything they started."""

from __future__ import annotations

import os
import re
import sys
import time
from pathlib import Path

import pytest
from tools.steps import Result, Step

from tools import steps, suite

pytestmark = pytest.mark.one_engine


@pytest.fixture(autouse=True)
def reports(tmp_path, monkeypatch):
    monkeypatch.setattr(steps, "REPORTS", tmp_path)
    monkeypatch.setattr(steps, "ROOT", tmp_path)
    monkeypatch.setattr(steps, "MERCY", 2)


def step(program: str, *, tests: bool = False) -> Step:
    return Step("a step", (sys.executable, "-c", program), tests=tests)


def run(one: Step) -> Result:
    return steps.run(one, dict(os.environ))


def test_a_check_counts_as_one():
    assert (run(step("")).ok, run(step("")).passed) == (True, 1)
    failed = run(step("raise SystemExit(3)"))
    assert (failed.ok, failed.passed, failed.failed) == (False, 0, 1)


def test_tests_are_counted_as_pytest_counts_them():
    report = '<testsuites><testsuite tests="10" failures="1" errors="1" skipped="3"/></testsuites>'
    found = run(step(f"import sys; open(sys.argv[1].split('=')[1], 'w').write({report!r}); sys.exit(1)", tests=True))
    assert (found.passed, found.failed, found.skipped, found.ok) == (5, 2, 3, False)


def test_a_run_that_broke_off_is_a_failure_even_without_a_report():
    found = run(step("raise SystemExit(5)", tests=True))
    assert (found.failed, found.ok) == (1, False)


def test_a_report_of_the_run_before_is_not_counted_again(tmp_path):
    (tmp_path / "a-step.xml").write_text('<testsuite tests="9" failures="0" errors="0" skipped="0"/>')
    assert run(step("", tests=True)).passed == 0


def test_a_step_that_hangs_is_ended_with_what_it_started(tmp_path, monkeypatch):
    monkeypatch.setattr(steps, "LIMIT", 1)
    program = ("import subprocess, sys, time, pathlib\n"
               "child = subprocess.Popen([sys.executable, '-c', 'import time; time.sleep(600)'])\n"
               f"pathlib.Path({str(tmp_path / 'child')!r}).write_text(str(child.pid))\n"
               "time.sleep(600)")
    found = run(step(program))
    assert not found.ok
    assert "Ended after" in steps.tail(step(program))
    assert not _is_alive(int((tmp_path / "child").read_text()))


def _is_alive(pid: int) -> bool:
    for _ in range(40):
        try:
            if Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] == "Z":
                return False
        except FileNotFoundError:
            return False
        time.sleep(0.05)
    return True


def test_what_is_left_out_is_said_here_and_a_failure_in_ci(monkeypatch):
    monkeypatch.setenv("CI", "")
    assert suite._left_out(step(""), "no browser").ok
    monkeypatch.setenv("CI", "true")
    assert not suite._left_out(step(""), "no browser").ok


def test_the_last_line_is_the_plain_count(capsys):
    suite._table([Result("one", ok=True, passed=3, skipped=1), Result("two", ok=False, failed=2),
                  Result("three", ok=True, reason="no browser")], 61)
    said = capsys.readouterr().out
    assert said.splitlines()[-1] == "3 passed, 2 failed, 1 skipped"
    assert "Not run: three: no browser." in said


def test_failed_tests_are_named_as_pytest_takes_them(monkeypatch, tmp_path):
    monkeypatch.setattr(steps, "REPORTS", tmp_path)
    step = steps.Step("some tests", ("true",), tests=True)
    step.log.with_suffix(".xml").write_text(
        '<testsuites><testsuite tests="3"><testcase classname="tests.law.test_a" name="test_x[1-a]"><failure/></testcase>'
        '<testcase classname="tests.law.test_a" name="test_y"/>'
        '<testcase classname="tests.web.test_b" name="test_z"><error/></testcase></testsuite></testsuites>')
    assert steps.failed_tests(step) == ["tests/law/test_a.py::test_x[1-a]", "tests/web/test_b.py::test_z"]


@pytest.mark.parametrize(("second", "ok"), [("pass", True), ("assert False", False)])
def test_only_what_passes_alone_is_called_unsteady(monkeypatch, tmp_path, capsys, second, ok):
    monkeypatch.setattr(steps, "REPORTS", tmp_path)
    report = tmp_path / "once.xml"
    report.write_text('<testsuite><testcase classname="test_once" name="test_it"><failure/></testcase></testsuite>')
    (tmp_path / "test_once.py").write_text(f"def test_it():\n    {second}\n")
    monkeypatch.setattr(steps, "ROOT", tmp_path)
    first = steps.Step("once", (sys.executable,), tests=True)
    plain = {name: value for name, value in os.environ.items() if name != "DJANGO_SETTINGS_MODULE"}
    result = suite._second_look(first, steps.Result("once", ok=False, passed=4, failed=1), plain)
    assert result.ok is ok
    assert result.failed == (0 if ok else 1)
    assert ("UNSTEADY" in capsys.readouterr().err) is ok


@pytest.mark.parametrize(("mark", "folders"), [("fault", suite.FAULTS), ("journey", suite.JOURNEYS)])
def test_no_test_so_marked_lies_outside_the_folders_its_step_reads(mark, folders):
    found = re.compile(rf"\bmark\.{mark}\b")
    tests = Path(__file__).resolve().parents[1]
    marked = [f"tests/{path.relative_to(tests)}" for path in tests.rglob("test_*.py") if found.search(path.read_text())]
    assert marked
    assert not [path for path in marked if not path.startswith(folders)]


def test_the_same_tests_are_asked_for_with_and_without_a_browser(monkeypatch):
    def asked(found: str | None) -> set[str]:
        monkeypatch.setattr(suite, "browser", lambda: found)
        asked_for = suite.dynamic(Path("python"), "sqlite", {}, fast=False)
        return {word for step in asked_for for word in step.command if word.startswith("tests/")}

    assert asked("/usr/bin/chromium") == asked(None) == {*suite.FAULTS, *suite.JOURNEYS}
