from __future__ import annotations

import errno
import os
import resource
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from pathlib import Path

import pytest

from saksama.kernel.errors import Unavailable
from saksama.store import blobs

HOUR = 3600


@pytest.fixture
def root(data_folder) -> Path:
    return data_folder / "blobs"


@pytest.fixture(autouse=True)
def working_disk() -> Iterator[None]:
    yield
    blobs._stopped.clear()


def left_behind(root: Path) -> list[Path]:
    return [each for each in root.rglob("*") if each.is_file()] if root.exists() else []


def test_what_was_put_is_read_back():
    ref = blobs.put([b"sealed ", b"", b"bytes"])
    assert (ref.size, ref.sha256) == (12, sha256(b"sealed bytes").hexdigest())
    assert blobs.exists(ref.key)
    assert blobs.size(ref.key) == 12
    with blobs.open(ref.key) as file:
        assert file.read() == b"sealed bytes"


def test_names_are_random_and_times_are_hours(root):
    first, second = blobs.put([b"a"]), blobs.put([b"a"])
    assert first.key != second.key
    for place in [root / first.key[:2] / first.key, root / first.key[:2]]:
        assert place.stat().st_mtime % HOUR == 0
    assert (root / first.key[:2] / first.key).stat().st_mode & 0o777 == 0o600


def test_destroyed_is_gone_and_may_be_destroyed_again():
    ref = blobs.put([b"sealed"])
    blobs.destroy(ref.key)
    blobs.destroy(ref.key)
    assert not blobs.exists(ref.key)
    with pytest.raises(blobs.BlobMissing):
        blobs.open(ref.key)


@pytest.mark.parametrize("key", ["", "../../keys/pepper", "ab", "Z" * 32, "a" * 31 + "/"])
def test_a_name_that_is_no_key_reaches_no_file(key):
    assert not blobs.exists(key)
    with pytest.raises(blobs.BlobMissing):
        blobs.open(key)


def test_keys_are_listed_and_only_old_ones_when_asked():
    found = sorted(blobs.put([b"x"]).key for _ in range(5))
    assert sorted(blobs.keys()) == found
    assert list(blobs.keys(before=datetime.now(UTC))) == []
    assert sorted(blobs.keys(before=datetime.now(UTC) + timedelta(hours=2))) == found


def test_data_is_durable_before_its_name_and_the_name_before_the_answer(root, monkeypatch):
    blobs.put([b"first"])   # folders are there now, or not: both must work
    done: list[tuple[str, str]] = []

    def watch(name: str, of: int | str) -> None:
        path = Path(f"/proc/self/fd/{of}").readlink() if isinstance(of, int) else Path(of)
        done.append((name, "folder" if path.is_dir() else "file"))

    for name in ("write", "fsync", "utime"):
        real = getattr(os, name)
        monkeypatch.setattr(os, name, lambda of, *rest, real=real, name=name: (watch(name, of), real(of, *rest))[1])
    rename = os.rename
    monkeypatch.setattr(os, "rename", lambda old, new: (watch("rename", old), rename(old, new))[1])
    blobs.put([b"one", b"two"])
    monkeypatch.undo()
    of_the_file = [name for name, kind in done if kind == "file"]
    assert of_the_file == ["write", "write", "utime", "fsync", "rename"]
    assert done[done.index(("rename", "file")) + 1 :] == [("utime", "folder"), ("fsync", "folder")]


@pytest.mark.parametrize("number", [errno.ENOSPC, errno.EDQUOT, errno.EROFS])
@pytest.mark.parametrize("call", ["write", "fsync", "rename"])
def test_a_full_disk_is_a_refusal_that_leaves_nothing(root, monkeypatch, call, number):
    def full(*_: object) -> int:
        raise OSError(number, "planted")

    blobs.put([b"before"])
    monkeypatch.setattr(os, call, full)
    with pytest.raises(Unavailable) as refusal:
        blobs.put([b"some", b"thing"])
    monkeypatch.undo()
    assert refusal.value.status == 503
    assert len(left_behind(root)) == 1
    assert blobs.put([b"after"]).size == 5


def test_a_short_write_is_carried_on(monkeypatch):
    write = os.write
    monkeypatch.setattr(os, "write", lambda handle, data: write(handle, bytes(data)[:3]))
    ref = blobs.put([b"0123456789"])
    monkeypatch.undo()
    with blobs.open(ref.key) as file:
        assert file.read() == b"0123456789"


@pytest.mark.fault
def test_the_kernel_s_own_limit_is_a_refusal_that_leaves_nothing(root):
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (64 * 1024, hard))
    try:
        with pytest.raises(Unavailable):
            blobs.put([bytes(50_000), bytes(50_000)])
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
    assert left_behind(root) == []


def test_a_failing_disk_stops_the_process_from_acknowledging(root, monkeypatch):
    def broken(_: int) -> None:
        raise OSError(errno.EIO, "planted")

    monkeypatch.setattr(os, "fsync", broken)
    with pytest.raises(blobs.StorageBroken):
        blobs.put([b"lost"])
    monkeypatch.undo()
    assert blobs.is_stopped()
    with pytest.raises(blobs.StorageBroken):
        blobs.put([b"the disk seems fine again"])
    assert left_behind(root) == []


def test_a_sender_that_breaks_off_leaves_nothing(root):
    def broken() -> Iterator[bytes]:
        yield b"begun"
        raise ConnectionResetError

    with pytest.raises(ConnectionResetError):
        blobs.put(broken())
    assert left_behind(root) == []


def test_what_a_dead_process_left_is_swept_when_it_is_old(root):
    blobs.put([b"whole"])
    place = root / blobs.ARRIVING / ("0" * 32)
    place.write_bytes(b"half")
    assert blobs.sweep_unfinished(before=datetime.now(UTC) - timedelta(hours=1)) == 0
    os.utime(place, (0, 0))
    assert blobs.sweep_unfinished(before=datetime.now(UTC) - timedelta(hours=1)) == 1
    assert len(left_behind(root)) == 1
