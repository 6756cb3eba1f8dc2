"""A drill beside a running installation: made, entered, worked in, wiped; and the real one is what it was, to the byte."""

from __future__ import annotations

import hashlib
import http.client
import json
import signal
import sqlite3
import subprocess
import sys
import urllib.parse
from pathlib import Path

import pytest
from tests.faults.services import Service, environment, install, is_alive, until

from saksama.ops import drill_mode

pytestmark = [pytest.mark.fault, pytest.mark.one_engine]      # these installations lie on SQLite whatever the run
MAKING = 300.0      # a demonstration is built meanwhile


def command(data: Path, *words: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run([sys.executable, "-m", "saksama", "--data", str(data), "drill", *words], env=environment(), text=True,
                          capture_output=True, timeout=60, check=False)


def contents(data: Path) -> dict[str, str]:
    """Every file of the real installation by its hash; the database by its rows, since its file keeps counters of its own."""
    skipped = ("saksama.sqlite3", "run/")
    found = {str(path.relative_to(data)): hashlib.sha256(path.read_bytes()).hexdigest() for path in sorted(data.rglob("*"))
             if path.is_file() and not str(path.relative_to(data)).startswith(skipped)}
    with sqlite3.connect(f"file:{data / 'saksama.sqlite3'}?mode=ro", uri=True) as base:
        found["rows"] = hashlib.sha256("\n".join(base.iterdump()).encode()).hexdigest()
    return found


def asked(port: int, path: str, body: str = "", cookie: str = "") -> tuple[int, str, str]:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
    headers = {"Cookie": cookie} if cookie else {}
    if body:
        headers["Content-Type"] = "application/x-www-form-urlencoded"
    connection.request("POST" if body else "GET", path, body=body, headers=headers)
    answer = connection.getresponse()
    return answer.status, answer.read().decode(), answer.getheader("Set-Cookie") or ""


def test_a_drill_is_entered_by_its_word_only_and_leaves_nothing(tmp_path):
    data = tmp_path / "data"
    install(data, "")
    service = Service(data, "--only", "web")     # nothing of the real one works in the background: it may not change by a byte
    drill = drill_mode.folder(data)
    try:
        assert until(lambda: (data / "run" / "supervisor.pid").exists())
        before = contents(data)
        said = command(data, "start", "--hours", "1")
        assert said.returncode == 0, said.stderr
        assert command(data, "start").returncode == 2                            # one at a time
        assert until(lambda: (found := drill_mode.found(data)) and found.state != "preparing", MAKING)
        assert (drill / drill_mode.READY).exists(), (drill / drill_mode.LOG).read_text()
        state = json.loads((drill / drill_mode.STATE).read_text())
        port = urllib.parse.urlsplit(state["url"]).port
        assert port
        for path in ("/", "/lapor/", "/masuk/", "/api/v1/", "/masuk/peragaan/"):
            status, page, _ = asked(port, path)
            assert status == 403
            assert "bukan tempat melapor" in page
        assert asked(port, "/latihan/", "kata=salah")[0] == 403
        status, _, cookie = asked(port, "/latihan/", f"kata={state['word']}")
        assert status == 303
        status, page, _ = asked(port, "/masuk/peragaan/", cookie=cookie.partition(";")[0])
        assert status == 200
        assert "drill-band" in page
        assert "pemeriksa.umpamo" in page
        process = int((drill / "run" / "supervisor.pid").read_text())
        surroundings = Path(f"/proc/{process}/environ").read_bytes()
        assert b"SAKSAMA_BASE_URL" in surroundings or b"SAKSAMA" not in surroundings
        opened = [str(link.readlink()) for link in Path(f"/proc/{process}/fd").iterdir()]
        assert [path for path in opened if path.startswith(str(data)) and not path.startswith(str(drill))] == []
        assert command(data, "wipe").returncode == 0
        assert until(lambda: not drill.exists() and not (data / drill_mode.ORDER).exists())
        assert not is_alive(process)
        assert not drill_mode._in_memory(drill).exists()
        assert contents(data) == before
    finally:
        service.process.send_signal(signal.SIGTERM)
        service.process.wait(60)
    assert not drill.exists()
