"""What was confided is nowhere to be found: not in database, sealed files, logs, jobs, temporary files or a backup.

A control run with a sealer that does not seal finds nearly all of it: so the search can find things.
"""

from __future__ import annotations

import base64
import gzip
import io
import os
import re
import shutil
import sqlite3
import subprocess
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from tests.faults.claims import record
from tests.faults.marks import Search, fresh, spellings
from tests.house import House, house

from saksama.kernel.span import EVERYWHERE
from tools import cluster

pytestmark = pytest.mark.fault

FULL = bool(os.environ.get("SAKSAMA_TEST_FULL"))
REPORTS = 200 if FULL else 24
EMPTY = "tests.perf.nothing:nothing"


@dataclass(slots=True)
class Dumped:
    """An installation with marks in it, and everything it left anywhere, looked through."""

    planted: dict[str, Any]
    search: Search
    backup: int


def dumped(built: House, *, reports: int, weakened: bool = False) -> Dumped:
    planted = built.ask("tests.faults.planting:plant", reports=reports, weakened=weakened)
    backup = built.data.parent / "backup"
    backup.mkdir()
    built.saksama("backup", "--to", str(backup))
    search = Search()
    search.tree(built.data, built.log, built.temporary, backup)
    _look_into_database(built, search)
    return Dumped(planted, search, sum(path.stat().st_size for path in backup.iterdir()))


def _look_into_database(built: House, search: Search) -> None:
    """Look at the rows one by one as well: in the files a mark may lie across the border of two pages."""
    if not built.database:
        with sqlite3.connect(built.data / "saksama.sqlite3") as link:
            for line in link.iterdump():
                search.content("rows", line.encode() + b"\n" + _blobs(line))
        return
    place = cluster.programs()
    assert place is not None
    everything = f"-c saksama.low={EVERYWHERE.low} -c saksama.high={EVERYWHERE.high}"
    dump = subprocess.run([place / "pg_dump", "--enable-row-security", built.database], capture_output=True, check=True,
                          env=os.environ | {"PGOPTIONS": everything}).stdout
    for line in dump.splitlines():
        search.content("rows", line + b"\n" + _blobs(line.decode("utf-8", "replace")))
    address = urlsplit(built.database)
    folder = Path(parse_qs(address.query).get("host", [""])[0]) / "data"
    if folder.is_dir() and os.access(folder, os.R_OK):
        search.tree(folder)      # tables and write-ahead log as they lie on the disk


def _blobs(line: str) -> bytes:
    """Return the bytes that a dump's line spells in hexadecimal."""
    found = re.findall(r"X'([0-9A-F]{40,})'|\\\\x([0-9a-f]{40,})", line)
    return b"\n".join(bytes.fromhex(upper or lower) for upper, lower in found)


@pytest.fixture(scope="module")
def sealed() -> Iterator[Dumped]:
    with house(furnish=EMPTY) as built:
        yield dumped(built, reports=REPORTS)


def test_nothing_confided_is_found_anywhere(sealed: Dumped) -> None:
    planted = sealed.planted
    record("secrets", reports=REPORTS, marks={name: len(planted[name]) for name in ("sealed", "fields", "passing")},
           megabytes=round(sealed.search.bytes / 1e6, 1), places=len(sealed.search.looked_at), found=len(sealed.search.marks),
           hits=len(sealed.search.hits), backup_bytes=sealed.backup)
    assert len(planted["sealed"]) > REPORTS * 8
    assert planted["copies"] >= REPORTS // 2
    own = {mark for name in ("sealed", "fields", "passing") for mark in planted[name]}
    found = sealed.search.marks & own
    assert not found, f"{len(found)} marks in the clear: {sealed.search.hits[:20]}"
    if not sealed.search.marks - own:       # the control's marks lie in the log of the same cluster where it ran first
        assert not sealed.search.hits, sealed.search.hits[:20]


def test_everything_that_stays_behind_was_looked_through(sealed: Dumped) -> None:
    looked = sealed.search.looked_at
    assert any(place.startswith("data/blobs/") for place in looked)
    assert any(place.startswith("backup/") for place in looked)
    assert "log.txt" in {Path(place).name for place in looked}
    assert "rows" in looked
    assert sealed.search.bytes > 1_000_000


def test_the_workers_memory_is_not_on_a_disk(sealed: Dumped) -> None:
    """The one place that may hold a key in the clear, and so is not searched: RAM-backed storage."""
    memory = Path(sealed.planted["memory"])
    assert memory.is_relative_to("/dev/shm")      # noqa: S108
    shutil.rmtree(memory, ignore_errors=True)


def test_the_search_finds_what_a_sealer_that_does_not_seal_leaves() -> None:
    with house(furnish=EMPTY) as built:
        control = dumped(built, reports=9, weakened=True)
    confided = set(control.planted["sealed"])
    found = confided & control.search.marks
    record("secrets-control", marks=len(confided), found=len(found))
    assert len(found) >= 0.99 * len(confided), f"{len(found)} of {len(confided)}"
    assert not control.search.marks & set(control.planted["passing"])


@pytest.mark.parametrize("spelling", ["utf-8", "utf-16-le", "base64", "hex", "zlib", "gzip", "zip"])
def test_the_search_reads_every_spelling(spelling: str, tmp_path: Path) -> None:
    mark = f"sebelum {fresh()} sesudah".encode()
    for offset in range(3):
        (tmp_path / f"{offset}.bin").write_bytes(os.urandom(500) + _spelled(b"x" * offset + mark, spelling) + os.urandom(500))
    search = Search()
    search.tree(tmp_path)
    assert len(search.hits) >= 3, search.hits


def _spelled(text: bytes, spelling: str) -> bytes:
    if spelling == "zip":
        packed = io.BytesIO()
        with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
            archive.writestr("word/document.xml", text * 20)
        return packed.getvalue()
    ways = {"utf-8": bytes, "utf-16-le": lambda value: value.decode().encode("utf-16-le"), "base64": base64.b64encode,
            "hex": lambda value: value.hex().encode(), "zlib": zlib.compress, "gzip": gzip.compress}
    return ways[spelling](text)


def test_no_spelling_is_so_short_that_chance_writes_it() -> None:
    assert all(len(form) >= 10 for form in spellings().values())
