"""A running installation of its own for the fault tests: real processes, found by the pid files they write."""

from __future__ import annotations

import os
import secrets
import signal
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

import psycopg

ROOT = Path(__file__).resolve().parents[2]
PATIENT = 60.0


def environment(**more: str) -> dict[str, str]:
    clean = {name: value for name, value in os.environ.items() if not name.startswith(("SAKSAMA_", "DJANGO_", "PYTEST_"))}
    return clean | {"PYTHONPATH": str(ROOT / "src"), "LANG": "C.UTF-8"} | more


def until(holds: Callable[[], object], seconds: float = PATIENT) -> bool:
    """Wait until something holds; tell whether it did in time."""
    limit = time.monotonic() + seconds
    while time.monotonic() < limit:
        if holds():
            return True
        time.sleep(0.02)
    return False


@contextmanager
def database() -> Iterator[str]:
    """Yield the address of an empty database on the engine of the test run; nothing for SQLite, which lies in the data folder."""
    server = os.environ.get("SAKSAMA_TEST_DATABASE", "")
    if not server:
        yield ""
        return
    url, name = urlsplit(server), f"saksama_services_{os.getpid()}_{secrets.token_hex(4)}"
    with psycopg.connect(urlunsplit(url._replace(path="/postgres")), autocommit=True) as connection:
        connection.execute(f'CREATE DATABASE "{name}" TEMPLATE template0')
        try:
            yield urlunsplit(url._replace(path=f"/{name}"))
        finally:
            connection.execute(f'DROP DATABASE "{name}" WITH (FORCE)')


def install(data: Path, address: str) -> None:
    """Make an installation in the folder, on that database."""
    command = [sys.executable, "-m", "saksama", "--data", str(data), "init", *(["--database", address] if address else [])]
    subprocess.run(command, env=environment(), check=True, capture_output=True, timeout=180)


class Service:
    """`saksama serve` in a data folder."""

    def __init__(self, data: Path, *words: str, refused: bool = False) -> None:
        self.data, self.host = data, ""
        command = [sys.executable, "-m", "saksama", "--data", str(data), "serve", "--port", "0", *words]
        self.log = (data.parent / "service.log").open("w+")
        self.process = subprocess.Popen(command, env=environment(), stdout=subprocess.PIPE, stderr=self.log, text=True)
        assert self.process.stdout is not None
        self.ready = self.process.stdout.readline()
        assert self.ready or refused, self.said()
        self.url = self.ready.removeprefix("Saksama ready: ").strip()

    def pid(self, role: str) -> int:
        """The process of a role; of one of the web workers where several serve."""
        names = sorted((self.data / "run").glob("web-worker-*.pid" if role == "web-worker" else f"{role}.pid"))
        try:
            return int(names[0].read_text()) if names else 0
        except FileNotFoundError:      # it went away between the two
            return 0

    def pids(self) -> dict[str, int]:
        return {path.stem: int(path.read_text()) for path in (self.data / "run").glob("*.pid")}

    def kill(self, role: str) -> int:
        assert until(lambda: is_alive(self.pid(role))), f"no {role} to kill"
        pid = self.pid(role)
        assert pid > 1     # 0 would be ourselves
        os.kill(pid, signal.SIGKILL)
        return pid

    def answers(self, path: str = "/readyz") -> int:
        """The status of a page; 0 where nobody answers."""
        try:
            asked = urllib.request.Request(self.url.rstrip("/") + path, headers={"Host": self.host} if self.host else {})     # noqa: S310
            with urllib.request.urlopen(asked, timeout=5) as response:     # noqa: S310
                return int(response.status)
        except urllib.error.HTTPError as refused:
            return refused.code
        except OSError:
            return 0

    def stop(self, sign: signal.Signals = signal.SIGTERM) -> int:
        if self.process.poll() is None:
            self.process.send_signal(sign)
        status = self.process.wait(PATIENT)
        if self.process.stdout:
            self.process.stdout.close()
        self.log.close()
        return status

    def said(self) -> str:
        return (self.data.parent / "service.log").read_text()


def is_alive(pid: int) -> bool:
    """Tell whether a process runs; one that only waits to be counted does not, and there is no process 0."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except (FileNotFoundError, ProcessLookupError):
        return False
