"""The environment: which one is used, and when it is made again. Nothing is installed here."""

from __future__ import annotations

import hashlib
import re
import sys
from pathlib import Path

import pytest

from tools import environment

pytestmark = pytest.mark.one_engine


@pytest.fixture
def lock(tmp_path, monkeypatch) -> Path:
    path = tmp_path / "base.txt"
    path.write_text("Django==5.2.19 \\\n    --hash=sha256:00\npsycopg[binary]==3.3.9 \\\n    --hash=sha256:00\n# via nobody\n")
    monkeypatch.setitem(environment.LOCKS, "base", path)
    return path


def place(tmp_path: Path) -> Path:
    python = tmp_path / "venv" / "bin" / "python"
    python.parent.mkdir(parents=True)
    python.symlink_to(sys.executable)
    return tmp_path / "venv"


def test_pins_are_read_with_their_extras_and_names_in_one_spelling(lock):
    assert environment._pinned("base") == {"django": "5.2.19", "psycopg": "3.3.9"}


def test_an_environment_with_exactly_the_locked_packages_is_used(lock, tmp_path, monkeypatch):
    monkeypatch.setattr(environment, "_holds", lambda python, wanted: True)
    assert environment._fits(place(tmp_path), "base")


def test_an_environment_with_others_is_not(lock, tmp_path):
    lock.write_text("django==0.0.1\n")
    assert not environment._fits(place(tmp_path), "base")


def test_a_changed_lock_makes_ours_anew(lock, tmp_path, monkeypatch):
    ours = place(tmp_path)
    monkeypatch.setattr(environment, "OWN", ours)
    assert not environment._fits(ours, "base")
    environment._mark(ours, "base")
    assert environment._fits(ours, "base")
    lock.write_text(lock.read_text() + "# changed\n")
    assert not environment._fits(ours, "base")


def test_a_folder_without_python_is_no_environment(lock, tmp_path):
    assert not environment._fits(tmp_path, "base")


def test_the_wheel_pip_starts_from_is_the_pinned_one():
    folder = environment.ROOT / "requirements"
    lock = (folder / "pip.txt").read_text()
    [version], [digest] = re.findall(r"^pip==(\S+)", lock, re.MULTILINE), re.findall(r"sha256:([0-9a-f]{64})", lock)
    assert hashlib.sha256((folder / f"pip-{version}-py3-none-any.whl").read_bytes()).hexdigest() == digest


def test_the_development_lock_holds_the_base_lock():
    base, dev = environment._pinned("base"), environment._pinned("dev")
    assert base.items() <= dev.items()
    assert len(base) <= 120
