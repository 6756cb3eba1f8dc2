"""The program that waits: the same copies as by a program started for each picture, and one bad picture harms no other."""

from __future__ import annotations

import io
from collections.abc import Iterator
from pathlib import Path

import pytest
from PIL import Image
from tests.evidence import pictures

from saksama.evidence import sandbox
from saksama.evidence.sandbox import NoCopy


@pytest.fixture
def warm(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setattr(sandbox, "_nursery", None)
    sandbox.keep_warm()
    made = sandbox._nursery
    yield
    for nursery in filter(None, (made, sandbox._nursery)):
        nursery.close()


def odd(monkeypatch: pytest.MonkeyPatch, tmp_path: Path, change: str) -> None:
    """Let the program that waits do something odd to pictures that begin with ODD."""
    program = tmp_path / "odd.py"
    program.write_text(
        "import importlib.util, os, sys, time\n"
        f"spec = importlib.util.spec_from_file_location('cleaning', {str(sandbox.PROGRAM)!r})\n"
        "cleaning = importlib.util.module_from_spec(spec); spec.loader.exec_module(cleaning)\n"
        "usual = cleaning.clean\n"
        f"def clean(data, arguments):\n    if data.startswith(b'ODD'):\n        {change}\n    usual(data, arguments)\n"
        "cleaning.clean = clean\n"
        "sys.exit(cleaning.main())\n"
    )
    monkeypatch.setattr(sandbox, "PROGRAM", program)
    sandbox.keep_warm()


def test_the_copies_are_the_same_as_by_a_program_for_each(warm, monkeypatch):
    originals = [pictures.jpeg(), pictures.png()]
    kept = [sandbox.copy(original) for original in originals]
    covered = sandbox.covered(originals[0], [(0, 0, 500, 1000)])
    monkeypatch.setattr(sandbox, "_nursery", None)
    assert [sandbox.copy(original) for original in originals] == kept
    assert sandbox.covered(originals[0], [(0, 0, 500, 1000)]) == covered


def test_one_program_serves_many_pictures(warm):
    sandbox.copy(pictures.jpeg())
    first = sandbox._nursery._waiting.pid
    for _ in range(5):
        sandbox.copy(pictures.jpeg())
    assert sandbox._nursery._waiting.pid == first


def test_a_broken_picture_is_refused_and_the_next_is_copied(warm):
    for data in (b"\xff\xd8\xff" + b"x" * 3000, b"", b"\x89PNG\r\n\x1a\n"):
        with pytest.raises(NoCopy, match="broken"):
            sandbox.copy(data)
        assert Image.open(io.BytesIO(sandbox.copy(pictures.jpeg()).content)).size


@pytest.mark.parametrize("change", [
    "os._exit(3)",
    "os.kill(os.getpid(), 11)",
    "os.write(1, b'no line'); os._exit(0)",
    "os.write(1, b'{\"sizes\": [5]}\\n1234'); os._exit(0)",
    "os.write(1, b'{\"sizes\": [0]}\\nand more')",
    "os.write(1, b'{\"sizes\": [-9]}\\n'); os._exit(0)",
    "os.write(1, b'{\"sizes\": [999999999]}\\n'); os._exit(0)",
])
def test_whatever_a_child_does_the_next_picture_is_copied(warm, monkeypatch, tmp_path, change):
    monkeypatch.setattr(sandbox, "LONGEST", 3)      # some of these wait for each other until time is over
    odd(monkeypatch, tmp_path, change)
    with pytest.raises(NoCopy):
        sandbox.copy(b"ODD")
    assert sandbox.copy(pictures.jpeg()).content.startswith(b"\xff\xd8\xff")


def test_a_picture_that_takes_too_long_is_ended_with_its_program(warm, monkeypatch, tmp_path):
    monkeypatch.setattr(sandbox, "LONGEST", 0.5)
    odd(monkeypatch, tmp_path, "time.sleep(60)")
    with pytest.raises(NoCopy, match="too_long"):
        sandbox.copy(b"ODD")


def test_a_child_that_is_out_of_processor_time_took_too_long(warm, monkeypatch, tmp_path):
    odd(monkeypatch, tmp_path, "os.kill(os.getpid(), 24)")
    with pytest.raises(NoCopy, match="too_long"):
        sandbox.copy(b"ODD")


def test_a_child_is_as_confined_as_a_program_of_its_own(warm, monkeypatch, tmp_path):
    out = tmp_path / "out"
    odd(monkeypatch, tmp_path, f"open({str(out)!r}, 'wb', buffering=0).write(b'x' * 10)")
    with pytest.raises(NoCopy):
        sandbox.copy(b"ODD")
    assert not out.exists() or out.stat().st_size == 0


def test_the_program_ends_with_the_process_that_needs_it(warm):
    sandbox.copy(pictures.jpeg())
    waiting = sandbox._nursery._waiting
    sandbox._nursery.close()
    assert waiting.returncode == 0
