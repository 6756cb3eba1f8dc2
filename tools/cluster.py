"""A throw-away PostgreSQL for tests and measurements: made in a temporary folder, reachable by a Unix socket only, gone after.

PostgreSQL refuses to run as root, so root drops to `postgres` or `nobody` for its processes. The tests' role may create
databases and is neither superuser nor exempt from row-level security: those rules are under test.
"""

from __future__ import annotations

import ctypes
import os
import pwd
import shutil
import signal
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

ROLE = "saksama"
START_LIMIT = 60     # seconds
STOP_LIMIT = 15
PROBES = 0.05
FOR_TESTS = {"fsync": "off", "full_page_writes": "off"}      # the database dies with the run; measurements leave them on
SETTINGS = {
    "listen_addresses": "",
    "max_connections": "200",
    "shared_buffers": "128MB",
    "log_min_messages": "fatal",
    "log_min_error_statement": "panic",
    "log_parameter_max_length": "0",
    "log_parameter_max_length_on_error": "0",
}


class ClusterTrouble(Exception):
    """PostgreSQL is there but does not start; the text holds its last words."""


def programs() -> Path | None:
    """Return the folder with `initdb` and `postgres`, the newest first, or nothing."""
    places = [Path(folder) for folder in os.environ.get("PATH", "").split(os.pathsep) if folder]
    versions = sorted(Path("/usr/lib/postgresql").glob("*/bin"), key=lambda place: float(place.parent.name), reverse=True)
    found = (place for place in [*versions, *places] if all((place / name).exists() for name in ("initdb", "postgres")))
    return next(found, None)


@contextmanager
def throwaway(place: Path, *, durable: bool = False) -> Iterator[str]:
    """Start a cluster with the programs in `place`, yield its address, stop it and delete it whatever happens."""
    folder = Path(tempfile.mkdtemp(prefix="saksama-pg-"))
    identity = _identity()
    server: subprocess.Popen[bytes] | None = None
    try:
        if identity:
            os.chown(folder, identity["user"], identity["group"])
        data = folder / "data"
        _quietly([place / "initdb", "--pgdata", data, "--username", "owner", "--auth", "trust", "--encoding", "UTF8",
                  "--no-locale", "--no-sync"], identity)
        statements = f"CREATE ROLE {ROLE} LOGIN CREATEDB NOSUPERUSER NOBYPASSRLS;\nCREATE DATABASE {ROLE} OWNER {ROLE};\n"
        _quietly([place / "postgres", "--single", "-D", data, "postgres"], identity, given=statements)
        server = _start(place, data, folder, SETTINGS | ({} if durable else FOR_TESTS), identity)
        yield f"postgresql://{ROLE}@/{ROLE}?host={folder}"
    finally:
        if server:
            _stop(server)
        shutil.rmtree(folder, ignore_errors=True)


def _identity() -> dict[str, Any]:
    """Return whom PostgreSQL's processes run as: ourselves, or somebody harmless where we are root."""
    if os.geteuid() != 0:
        return {}
    for name in ("postgres", "nobody"):
        try:
            entry = pwd.getpwnam(name)
        except KeyError:
            continue
        return {"user": entry.pw_uid, "group": entry.pw_gid, "extra_groups": []}
    raise ClusterTrouble("PostgreSQL does not run as root, and there is neither a user `postgres` nor `nobody`.")


def _quietly(command: list[object], identity: dict[str, Any], given: str = "") -> None:
    words = [str(part) for part in command]
    done = subprocess.run(words, input=given, capture_output=True, text=True, cwd="/", check=False, **identity)
    if done.returncode:
        raise ClusterTrouble(f"{Path(words[0]).name} failed: {(done.stderr or done.stdout).strip()[-500:]}")


def _start(place: Path, data: Path, socket: Path, settings: dict[str, str], identity: dict[str, Any]) -> subprocess.Popen[bytes]:
    options = [part for name, value in settings.items() for part in ("-c", f"{name}={value}")]
    log = (socket / "log").open("wb")
    server = subprocess.Popen([place / "postgres", "-D", data, "-k", socket, *options], stdout=log, stderr=log, cwd="/",
                              preexec_fn=_die_with_parent, start_new_session=True, **identity)
    limit = time.monotonic() + START_LIMIT
    while not _is_ready(data):
        if server.poll() is not None or time.monotonic() > limit:
            _stop(server)
            raise ClusterTrouble("PostgreSQL did not start: " + (socket / "log").read_text(errors="replace").strip()[-500:])
        time.sleep(PROBES)
    return server


def _is_ready(data: Path) -> bool:
    """The server writes its state into the eighth line of its pid file."""
    try:
        lines = (data / "postmaster.pid").read_text().splitlines()
    except OSError:
        return False
    return len(lines) >= 8 and lines[7].strip() == "ready"


def _stop(server: subprocess.Popen[bytes]) -> None:
    for sign in (signal.SIGINT, signal.SIGQUIT, signal.SIGKILL):     # fast, immediate, at once
        if server.poll() is not None:
            return
        server.send_signal(sign)
        try:
            server.wait(STOP_LIMIT)
        except subprocess.TimeoutExpired:
            continue


def _die_with_parent() -> None:
    """Ask the kernel to stop the server should `./dev` be killed: a throw-away cluster must not outlive its run."""
    try:
        ctypes.CDLL(None).prctl(1, signal.SIGINT, 0, 0, 0)     # PR_SET_PDEATHSIG; Linux only
    except (OSError, AttributeError):
        return
