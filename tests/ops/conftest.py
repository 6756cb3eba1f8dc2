"""An installation of its own for the commands: real processes, a real folder, SQLite whatever the engine of the test run."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
Run = Callable[..., "subprocess.CompletedProcess[str]"]


def environment(**more: str) -> dict[str, str]:
    """The variables of this process without any setting of Saksama's."""
    clean = {name: value for name, value in os.environ.items() if not name.startswith(("SAKSAMA_", "DJANGO_", "PYTEST_"))}
    return clean | {"PYTHONPATH": str(ROOT / "src"), "LANG": "C.UTF-8"} | more


def saksama(*words: object, **variables: str) -> subprocess.CompletedProcess[str]:
    """Run the command and return what it said."""
    command = [sys.executable, "-m", "saksama", *map(str, words)]
    return subprocess.run(command, env=environment(**variables), capture_output=True, text=True, timeout=120, check=False)


@dataclass(frozen=True)
class Installation:
    """A data folder that `init` made, with the words of its recovery sheet."""

    data: Path
    sheet: str

    def run(self, *words: object, **variables: str) -> subprocess.CompletedProcess[str]:
        return saksama("--data", self.data, *words, **variables)

    def python(self, program: str) -> str:
        """Run a program inside the installation and return what it printed."""
        wake = "from saksama.ops import installation; installation.wake()\n"
        variables = environment(SAKSAMA_DATA=str(self.data), DJANGO_SETTINGS_MODULE="saksama.config.settings")
        command = [sys.executable, "-c", wake + program]
        done = subprocess.run(command, env=variables, capture_output=True, text=True, timeout=120, check=False)
        assert done.returncode == 0, done.stderr
        return done.stdout


def made(data: Path) -> Installation:
    done = saksama("--data", data, "init")
    assert done.returncode == 0, done.stderr
    numbered = [line for line in done.stdout.splitlines() if line[:2] == "  " and line[2:3].isdigit() and line[3:5] == "  "]
    return Installation(data, "\n".join(numbered))


@pytest.fixture(scope="session")
def first(tmp_path_factory: pytest.TempPathFactory) -> Installation:
    """Made once a test run; not to be changed."""
    return made(tmp_path_factory.mktemp("installation") / "data")


@pytest.fixture
def own(first: Installation, tmp_path: Path) -> Installation:
    """A copy of it that a test may change."""
    shutil.copytree(first.data, tmp_path / "own")
    return Installation(tmp_path / "own", first.sheet)


@pytest.fixture
def recovery(first: Installation, tmp_path: Path) -> Path:
    """The recovery sheet typed into a file, line numbers and all."""
    path = tmp_path / "sheet.txt"
    path.write_text(first.sheet)
    return path
