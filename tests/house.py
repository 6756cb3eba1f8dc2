"""A whole installation for one test or measurement: own folder, keys, database and people, and `saksama serve` as it really runs.

Nothing is mocked and nothing is in this process: what needs the installation's keys runs by `house.ask("module:function", ...)`,
the server is a child that can be killed. On the engine SAKSAMA_TEST_DATABASE names, in a database of its own.
"""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from shutil import rmtree
from typing import Any
from urllib.parse import urlsplit

import psycopg

ROOT = Path(__file__).resolve().parent.parent
START = 90.0       # seconds
STOP = 40.0
TICKS = os.sysconf("SC_CLK_TCK")


class HouseTrouble(Exception):
    """A child of the house failed; the text holds its last words."""


@dataclass(slots=True)
class House:
    """One installation. `data` is its folder; `place` holds what it leaves elsewhere: log (standard error), temporary files."""

    data: Path
    place: Path
    database: str = ""
    variables: dict[str, str] = field(default_factory=dict)
    server: subprocess.Popen[str] | None = None
    url: str = ""

    @property
    def log(self) -> Path:
        return self.place / "log.txt"

    @property
    def temporary(self) -> Path:
        """Where everything it starts would put temporary files."""
        return self.place / "tmp"

    @property
    def environment(self) -> dict[str, str]:
        kept = {name: value for name, value in os.environ.items() if not name.startswith(("SAKSAMA_", "DJANGO_"))}
        paths = os.pathsep.join([str(ROOT / "src"), str(ROOT)])
        own = {"PYTHONPATH": paths, "PYTHONUNBUFFERED": "1", "SAKSAMA_DATA": str(self.data),
               "TMPDIR": str(self.temporary)}
        return kept | own | self.variables

    # Commands

    def saksama(self, *words: str, check: bool = True) -> subprocess.CompletedProcess[str]:
        """Run a command of the product and return what came of it."""
        done = subprocess.run([sys.executable, "-m", "saksama", *words], env=self.environment, cwd=ROOT, text=True,
                              capture_output=True, check=False)
        if check and done.returncode:
            raise HouseTrouble(f"saksama {words[0]}: {done.returncode}: {(done.stderr or done.stdout)[-2000:]}")
        return done

    def begin(self, function: str, **arguments: Any) -> subprocess.Popen[str]:
        """Start a function inside the house; `answer` waits for what it returns."""
        with self.log.open("a") as log:
            child = subprocess.Popen([sys.executable, "-m", "tests.inside", function], env=self.environment, cwd=ROOT, text=True,
                                     stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=log)
        assert child.stdin is not None
        with suppress(BrokenPipeError):
            json.dump(arguments, child.stdin)
            child.stdin.close()
        child.stdin = None
        return child

    def answer(self, child: subprocess.Popen[str]) -> Any:
        said, _ = child.communicate()
        if child.returncode:
            raise HouseTrouble(f"ended with {child.returncode}: {self.log.read_text(errors='replace')[-3000:]}")
        return json.loads(said)

    def ask(self, function: str, **arguments: Any) -> Any:
        return self.answer(self.begin(function, **arguments))

    # The server

    def open(self, *words: str, program: str = "saksama") -> str:
        """Start `saksama serve` on a free port and return its address once it is ready."""
        with self.log.open("a") as log:
            self.server = subprocess.Popen([sys.executable, "-m", program, "serve", "--port", "0", *words],
                                           env=self.environment, cwd=ROOT, text=True, stdout=subprocess.PIPE, stderr=log,
                                           start_new_session=True)
        assert self.server.stdout is not None
        line = self.server.stdout.readline()
        if not line.startswith("Saksama ready:"):
            raise HouseTrouble(f"not ready: {line}{self.log.read_text(errors='replace')[-3000:]}")
        self.url = line.partition(": ")[2].strip().rstrip("/")
        return self.url

    def close(self) -> int:
        """Stop the server as an operator would; return its exit status."""
        if self.server is None:
            return 0
        with suppress(ProcessLookupError):
            self.server.send_signal(signal.SIGTERM)
        try:
            return self.server.wait(STOP)
        except subprocess.TimeoutExpired:
            os.killpg(self.server.pid, signal.SIGKILL)
            return self.server.wait()
        finally:
            if self.server.stdout is not None:
                self.server.stdout.close()
            self.server = None

    @property
    def port(self) -> int:
        return urlsplit(self.url).port or 0

    def pids(self, role: str) -> list[int]:
        """Return the processes of a role by the pid files in `run/`: supervisor, web, web-worker-*, worker, worker-*, clock."""
        found = []
        for path in sorted((self.data / "run").glob(f"{role}.pid")):
            with suppress(OSError, ValueError):
                found.append(int(path.read_text()))
        return [pid for pid in found if Path(f"/proc/{pid}").exists()]

    def processes(self) -> dict[str, list[int]]:
        web = [*self.pids("web"), *self.pids("web-worker-*")]
        return {"web": web, "worker": [*self.pids("worker"), *self.pids("worker-*")], "clock": self.pids("clock")}

    def wait_for(self, role: str, *, seconds: float = 30.0) -> int:
        """Return the pid of a role that is alive; wait for it where the supervisor is just starting it."""
        limit = time.monotonic() + seconds
        while time.monotonic() < limit:
            if found := self.pids(role):
                return found[0]
            time.sleep(0.05)
        raise HouseTrouble(f"no {role} within {seconds:.0f} s")


def cpu_of(pids: list[int]) -> float:
    """Return the processor seconds these processes and all their children have used so far; one that is gone counts nothing."""
    total, seen, left = 0, set[int](), list(pids)
    while left:
        pid = left.pop()
        if pid in seen:
            continue
        seen.add(pid)
        with suppress(OSError):
            after = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
            total += sum(map(int, after[11:15]))     # its own, and that of children it has waited for
            left += [int(child) for child in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]
    return total / TICKS


def memory_of(pids: list[int]) -> int:
    """Return the proportional memory of these processes in bytes: what they share is counted once."""
    total = 0
    for pid in pids:
        with suppress(OSError):
            for line in Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines():
                if line.startswith("Pss:"):
                    total += int(line.split()[1]) * 1024
    return total


@contextmanager
def house(*, furnish: str = "tests.residents:move_in", variables: Mapping[str, str] | None = None,
          data: Path | None = None, **arguments: Any) -> Iterator[House]:
    """Make an installation, furnish it by a function inside it, and take everything away at the end. `data`: where it lies."""
    place = Path(tempfile.mkdtemp(prefix="saksama-house-"))
    with _database() as address:
        built = House(data or place / "data", place, address, dict(variables or {}))
        built.temporary.mkdir()
        try:
            _create(built)
            built.ask(furnish, **arguments)
            yield built
        finally:
            built.close()
            rmtree(place, ignore_errors=True)


def _create(built: House) -> None:
    """Make folder, keys and configuration; the recovery identity goes beside the data folder, where a printed sheet would lie."""
    program = ("import sys, pathlib; from saksama.ops import installation as i; "
               "r = i.create(pathlib.Path(sys.argv[1]), **({'database': sys.argv[2]} if sys.argv[2] else {}), demo=True); "
               "print(r.identity)")
    done = subprocess.run([sys.executable, "-c", program, str(built.data), built.database], cwd=ROOT, text=True,
                          env=built.environment | {"DJANGO_SETTINGS_MODULE": "saksama.config.settings"},
                          capture_output=True, check=False)
    if done.returncode:
        raise HouseTrouble(done.stderr[-2000:])
    (built.data.parent / "recovery.txt").write_text(done.stdout)


@contextmanager
def _database() -> Iterator[str]:
    """Yield the address of a fresh PostgreSQL database, or nothing for SQLite."""
    server = os.environ.get("SAKSAMA_TEST_DATABASE", "")
    if not server:
        yield ""
        return
    name = f"saksama_house_{os.getpid()}_{int(time.monotonic() * 1000) % 10**9}"
    with psycopg.connect(server, autocommit=True) as link:
        link.execute(f'CREATE DATABASE "{name}" TEMPLATE template0 ENCODING \'UTF8\'')
    try:
        yield urlsplit(server)._replace(path=f"/{name}").geturl()
    finally:
        with psycopg.connect(server, autocommit=True) as link:
            link.execute(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')
