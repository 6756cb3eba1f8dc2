"""A full disk, and one that fails writes: nothing is acknowledged that is not written, and the page says so; then all goes on."""

from __future__ import annotations

import os
import resource
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from tests.faults.claims import record
from tests.house import House, house

pytestmark = pytest.mark.fault

ROOM = "48m"
SOON = 10.0            # seconds from free space to the next receipt
FULL = "penuh"         # what the page says
FOUR_KIB = 4096


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of a few megabytes in memory."""
    place = tmp_path / "disk"
    place.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", f"size={ROOM}", "tmpfs", str(place)]
    mounted = subprocess.run(mount, capture_output=True, check=False)
    if mounted.returncode:
        pytest.skip("a small disk cannot be mounted by this user; the next test limits the size of files instead")
    yield place
    subprocess.run(["umount", "--lazy", str(place)], check=True)


def fill(place: Path) -> Path:
    """Write until there is no room for another byte."""
    filler = place / "filler"
    with filler.open("wb", buffering=0) as file:
        for size in (1 << 20, FOUR_KIB):
            try:
                while True:
                    file.write(b"\0" * size)
            except OSError:
                continue
    return filler


def send(built: House, **how: Any) -> list[dict[str, Any]]:
    return list(built.ask("tests.faults.crowd:attempts", port=built.port, **how))


def shown(told: list[dict[str, Any]]) -> list[dict[str, Any]]:
    return [one for one in told if one["shown"]]


@pytest.mark.skipif(bool(os.environ.get("SAKSAMA_TEST_DATABASE")), reason="there the database lies elsewhere: see the test below")
def test_nothing_is_acknowledged_on_a_full_disk_and_all_goes_on_afterwards(small_disk: Path) -> None:
    with house(data=small_disk / "data") as built:
        built.open()
        before = send(built, count=8, photos=True)
        assert len(shown(before)) == 8
        filler = fill(small_disk)
        during = send(built, count=30, photos=True)
        refused = [one for one in during if not one["shown"]]
        assert len(refused) >= 5, "the disk was not full"
        assert {one["refused"][0] for one in refused} == {503}
        assert all(FULL in one["said"] and one["kept"] for one in refused), refused[0]
        filler.unlink()
        began = time.monotonic()
        again = send(built, again=refused)
        took = time.monotonic() - began
        assert len(shown(again)) == len(refused)
        assert took < SOON + len(again)
        assert built.close() == 0
        built.ask("tests.faults.crowd:settle")
        # A text may still find room where a photograph does not: then the receipt names the file that was not kept.
        told = [*before, *(one | ({"photos": 0} if FULL in one["said"] else {}) for one in shown(during)), *again]
        found = built.ask("tests.faults.crowd:troubles", told=[_plain(one) for one in told])
        record("disk-full", refused=len(refused), receipts=len(told), troubles=len(found))
        assert not found, found[:5]
        assert built.saksama("ledger", "verify").returncode == 0


@pytest.mark.skipif(not os.environ.get("SAKSAMA_TEST_DATABASE"), reason="on SQLite everything lies on the same disk")
def test_a_report_is_taken_and_its_file_named_where_only_the_files_have_no_room(small_disk: Path) -> None:
    with house(data=small_disk / "data") as built:
        built.open()
        filler = fill(small_disk)
        told = send(built, count=6, photos=True)
        assert len(shown(told)) == 6
        assert all(FULL in one["said"] for one in told)
        filler.unlink()
        assert built.close() == 0
        built.ask("tests.faults.crowd:settle")
        bare = [_plain(one) | {"photos": 0} for one in told]
        assert not built.ask("tests.faults.crowd:troubles", told=bare)


def test_a_disk_that_fails_writes_acknowledges_nothing_it_did_not_keep(tmp_path: Path) -> None:
    """By a limit on the size of files, which any user can set: SQLite meets an I/O error, the files' store a full disk."""
    with house() as built:
        built.open()
        assert len(shown(send(built, count=4, photos=True))) == 4
        workers = built.pids("web-worker-*")
        for pid in workers:
            resource.prlimit(pid, resource.RLIMIT_FSIZE, (FOUR_KIB, resource.RLIM_INFINITY))
        during = send(built, count=8, photos=True)
        for pid in workers:
            resource.prlimit(pid, resource.RLIMIT_FSIZE, (resource.RLIM_INFINITY, resource.RLIM_INFINITY))
        lost = [one for one in during if not one["shown"]]
        assert built.database or len(lost) == len(during)
        assert all(status >= 500 for one in lost for status in one["refused"]), [one["refused"] for one in lost]
        again = send(built, again=lost)
        assert len(shown(again)) == len(lost)
        assert built.close() == 0
        built.ask("tests.faults.crowd:settle")
        bare = [_plain(one) | ({} if one in again else {"photos": 0}) for one in [*shown(during), *again]]
        assert not built.ask("tests.faults.crowd:troubles", told=bare, whole=False)


def _plain(one: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in one.items() if name not in ("said", "kept", "pieces", "boundary")}
