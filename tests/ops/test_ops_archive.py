"""The backup file: what goes in comes out, and nothing damaged, cut, foreign or meant for others does."""

from __future__ import annotations

import io
import tarfile
from pathlib import Path

import pyrage
import pytest

from saksama.ops import archive
from saksama.ops.errors import CommandRefused

pytestmark = pytest.mark.one_engine

NARRATIVE = b"Camat Irwan membagikan kaus di balai nagari. " * 5000


@pytest.fixture
def identity() -> pyrage.x25519.Identity:
    return pyrage.x25519.Identity.generate()


def write(path: Path, identity: pyrage.x25519.Identity) -> archive.Contents:
    def fill(into: archive.Writer) -> None:
        into.about["engine"] = "sqlite"
        into.add_bytes("database", NARRATIVE)
        into.add_bytes("blobs/ab/" + "ab" * 16, b"sealed")

    return archive.write(path, [str(identity.to_public())], fill)


def test_what_goes_in_comes_out(tmp_path, identity):
    write(tmp_path / "b.age", identity)
    found = archive.unpack(tmp_path / "b.age", identity, tmp_path / "out")
    assert (tmp_path / "out" / "database").read_bytes() == NARRATIVE
    assert (found.about, set(found.members)) == ({"engine": "sqlite"}, {"database", "blobs/ab/" + "ab" * 16})


def test_nothing_of_it_can_be_read_in_the_file(tmp_path, identity):
    write(tmp_path / "b.age", identity)
    assert b"Irwan" not in (tmp_path / "b.age").read_bytes()
    assert b"manifest" not in (tmp_path / "b.age").read_bytes()


def test_unpacked_files_are_for_this_user_only(tmp_path, identity):
    write(tmp_path / "b.age", identity)
    archive.unpack(tmp_path / "b.age", identity, tmp_path / "out")
    assert (tmp_path / "out" / "database").stat().st_mode & 0o077 == 0


def test_another_recovery_key_is_refused_and_said_so(tmp_path, identity):
    write(tmp_path / "b.age", identity)
    with pytest.raises(CommandRefused) as refused:
        archive.unpack(tmp_path / "b.age", pyrage.x25519.Identity.generate(), tmp_path / "out")
    assert "does not open this backup" in refused.value.detail_en


def test_a_changed_byte_anywhere_is_refused(tmp_path, identity):
    write(tmp_path / "b.age", identity)
    whole = (tmp_path / "b.age").read_bytes()
    for place in range(0, len(whole), len(whole) // 40):
        damaged = bytearray(whole)
        damaged[place] ^= 0x10
        (tmp_path / "damaged.age").write_bytes(damaged)
        with pytest.raises(CommandRefused):
            archive.unpack(tmp_path / "damaged.age", identity, tmp_path / f"out{place}")


def test_a_file_that_breaks_off_is_refused_wherever_it_does(tmp_path, identity):
    write(tmp_path / "b.age", identity)
    whole = (tmp_path / "b.age").read_bytes()
    for length in (0, 10, 200, len(whole) // 2, len(whole) - 1):
        (tmp_path / "cut.age").write_bytes(whole[:length])
        with pytest.raises(CommandRefused):
            archive.unpack(tmp_path / "cut.age", identity, tmp_path / f"out{length}")


@pytest.mark.parametrize("name", ["../escape", "/etc/escape", "blobs/../../escape", "other", "keys/../escape"])
def test_a_name_that_does_not_belong_there_is_refused(tmp_path, identity, name):
    inside = io.BytesIO()
    with tarfile.open(fileobj=inside, mode="w") as tar:
        info = tarfile.TarInfo(name)
        info.size = 1
        tar.addfile(info, io.BytesIO(b"x"))
    (tmp_path / "b.age").write_bytes(pyrage.encrypt(inside.getvalue(), [identity.to_public()]))
    with pytest.raises(archive.Damaged):
        archive.unpack(tmp_path / "b.age", identity, tmp_path / "out")
    assert not list(tmp_path.rglob("escape"))


def test_without_a_manifest_it_is_refused(tmp_path, identity):
    inside = io.BytesIO()
    with tarfile.open(fileobj=inside, mode="w") as tar:
        info = tarfile.TarInfo("database")
        info.size = 1
        tar.addfile(info, io.BytesIO(b"x"))
    (tmp_path / "b.age").write_bytes(pyrage.encrypt(inside.getvalue(), [identity.to_public()]))
    with pytest.raises(archive.Damaged, match=r"^backup_damaged$") as refused:
        archive.unpack(tmp_path / "b.age", identity, tmp_path / "out")
    assert "manifest" in refused.value.detail_en


def test_a_file_that_was_there_is_never_overwritten(tmp_path, identity):
    (tmp_path / "b.age").write_bytes(b"another backup")
    with pytest.raises(CommandRefused):
        write(tmp_path / "b.age", identity)
    assert (tmp_path / "b.age").read_bytes() == b"another backup"


def test_a_backup_that_fails_while_it_is_written_leaves_nothing(tmp_path, identity):
    def fill(into: archive.Writer) -> None:
        into.add_bytes("database", NARRATIVE)
        raise RuntimeError("the disk of the blobs went away")

    with pytest.raises(RuntimeError):
        archive.write(tmp_path / "b.age", [str(identity.to_public())], fill)
    assert not (tmp_path / "b.age").exists()
