"""The Python environment of this checkout: made once, made again when the locked requirements change.

An existing `.venv` that holds exactly the locked packages is used as it is; otherwise `.dev/venv` is made. It starts from
the pip wheel in `requirements/`, because a Debian without python3-venv has no ensurepip and may have no pip at all.
"""

from __future__ import annotations

import fcntl
import hashlib
import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
STATE = ROOT / ".dev"
OWN = STATE / "venv"
LOCKS = {"base": ROOT / "requirements" / "base.txt", "dev": ROOT / "requirements" / "dev.txt"}
MARKER = "saksama-locks.json"
LIST_INSTALLED = "import importlib.metadata as m, json; print(json.dumps({d.name: d.version for d in m.distributions()}))"


class SetupTrouble(Exception):
    """The environment cannot be made; the text says what to do."""


def say(line: str) -> None:
    """Progress goes to standard error: standard output belongs to the command's answer."""
    sys.stderr.write(line + "\n")
    sys.stderr.flush()


def ready(level: str = "dev") -> Path:
    """Return the interpreter of an environment with the locked packages of `level`; make it where it is missing."""
    for place in (ROOT / ".venv", OWN):
        if _fits(place, level):
            return place / "bin" / "python"
    STATE.mkdir(exist_ok=True)
    with _alone():
        if not _fits(OWN, level):      # somebody else may have made it while we waited
            _make(level)
    return OWN / "bin" / "python"


def variables() -> dict[str, str]:
    """Return the variables under which the product's code is found and nothing is written beside it.

    Compiled code is kept, in `.dev/bytecode`, also where the machine forbids Python to write any: the tests start hundreds of
    processes, and each would compile the whole product again.
    """
    paths = [str(ROOT / "src"), str(ROOT), *filter(None, [os.environ.get("PYTHONPATH")])]
    own = {"PYTHONPATH": os.pathsep.join(paths), "PYTHONUNBUFFERED": "1", "PYTHONPYCACHEPREFIX": str(STATE / "bytecode")}
    return {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"} | own


@contextmanager
def _alone() -> Iterator[None]:
    with (STATE / "lock").open("w") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield


def _digest(level: str) -> str:
    return hashlib.sha256(LOCKS[level].read_bytes() + repr(sys.version_info[:2]).encode()).hexdigest()


def _fits(place: Path, level: str) -> bool:
    """Tell whether an environment holds what the lock of `level` names; the answer is kept beside it."""
    python = place / "bin" / "python"
    if not python.exists():
        return False
    known = _marker(place)
    if known.get(level) == _digest(level):
        return True
    if place == OWN:
        return False
    if not _holds(python, _pinned(level)):
        return False
    _mark(place, level)
    return True


def _marker(place: Path) -> dict[str, str]:
    try:
        return dict(json.loads((place / MARKER).read_text()))
    except (OSError, ValueError):
        return {}


def _mark(place: Path, level: str) -> None:
    try:
        (place / MARKER).write_text(json.dumps(_marker(place) | {level: _digest(level)}))
    except OSError:
        return   # somebody else's environment, read-only: it is looked at again next time


def _pinned(level: str) -> dict[str, str]:
    pins = re.findall(r"^([A-Za-z0-9._-]+)(?:\[[^\]]*\])?==([^\s;\\]+)", LOCKS[level].read_text(), re.MULTILINE)
    return {_canonical(name): version for name, version in pins}


def _holds(python: Path, wanted: dict[str, str]) -> bool:
    found = subprocess.run([python, "-c", LIST_INSTALLED], capture_output=True, text=True, check=False)
    if found.returncode:
        return False
    installed = {_canonical(name): version for name, version in json.loads(found.stdout).items()}
    return all(installed.get(name) == version for name, version in wanted.items())


def _canonical(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


def _make(level: str) -> None:
    """Make or bring up to date our own environment; a half-made one is never taken for a whole one."""
    if not _runs(OWN / "bin" / "python"):
        say("Setting up: making the Python environment in .dev/venv ...")
        shutil.rmtree(OWN, ignore_errors=True)
        _call([sys.executable, "-m", "venv", "--without-pip", OWN],
              "The module venv of Python is missing. On Debian: apt install python3-venv.")
        _start_pip()
    say(f"Setting up: installing the locked packages ({len(_pinned(level))}, once; a minute or two) ...")
    (OWN / MARKER).unlink(missing_ok=True)
    pip = [OWN / "bin" / "python", "-m", "pip", "--disable-pip-version-check", "--no-input", "-qq"]
    _call([*pip, "install", "--require-hashes", "--no-deps", "--requirement", LOCKS[level]],
          "The packages could not be installed; the lines above say why. A package registry must be reachable the first time.")
    for each in ("base", level):       # the development lock holds everything of the base lock
        _mark(OWN, each)


def _runs(python: Path) -> bool:
    if not python.exists():
        return False
    question = "import sys, pip; print(sys.version_info[:2])"
    version = subprocess.run([python, "-c", question], capture_output=True, text=True, check=False)
    return version.returncode == 0 and version.stdout.strip() == repr(sys.version_info[:2])


def _start_pip() -> None:
    lock = (ROOT / "requirements" / "pip.txt").read_text()
    version, digest = re.findall(r"^pip==(\S+)", lock, re.MULTILINE)[0], re.findall(r"sha256:([0-9a-f]{64})", lock)[0]
    wheel = ROOT / "requirements" / f"pip-{version}-py3-none-any.whl"
    if not wheel.exists() or hashlib.sha256(wheel.read_bytes()).hexdigest() != digest:
        raise SetupTrouble(f"requirements/{wheel.name} is missing or damaged; get it again with `git checkout requirements`.")
    _call([OWN / "bin" / "python", f"{wheel}/pip", "install", "--quiet", "--no-index", wheel],
          "pip could not be installed from its wheel.")


def _call(command: list[object], trouble: str) -> None:
    # Its output goes to standard error as well: `./dev run --json` promises one line of JSON on standard output.
    done = subprocess.run([str(part) for part in command], stdout=sys.stderr, check=False)
    if done.returncode:
        raise SetupTrouble(trouble)
