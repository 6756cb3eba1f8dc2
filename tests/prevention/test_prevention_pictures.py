"""Cards on disk: whole or absent, whatever happens while they are written."""

from __future__ import annotations

import os
import threading

import pytest

from saksama.prevention import pictures

pytestmark = pytest.mark.one_engine


def test_two_threads_write_one_card_and_it_is_whole(tmp_path, monkeypatch):
    path, together, names = tmp_path / "cards" / "a.png", threading.Barrier(2, timeout=10), []
    fsync, replace = os.fsync, os.replace

    def wait(number):
        fsync(number)
        together.wait()

    monkeypatch.setattr(os, "fsync", wait)
    monkeypatch.setattr(os, "replace", lambda name, to: (names.append(str(name)), replace(name, to)))
    threads = [threading.Thread(target=pictures._keep, args=(path, letter * 9000)) for letter in (b"x", b"y")]
    for one in threads:
        one.start()
    for one in threads:
        one.join(10)

    assert len(set(names)) == 2
    assert path.read_bytes() in (b"x" * 9000, b"y" * 9000)
    assert [one.name for one in path.parent.iterdir()] == ["a.png"]


def test_full_disk_leaves_the_card_before_and_nothing_half(tmp_path, monkeypatch):
    path = tmp_path / "cards" / "a.png"
    pictures._keep(path, b"whole")

    def full(number):
        raise OSError(28, "full")

    monkeypatch.setattr(os, "fsync", full)
    pictures._keep(path, b"second")

    assert path.read_bytes() == b"whole"
    assert [one.name for one in path.parent.iterdir()] == ["a.png"]
