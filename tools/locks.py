"""Write the locked requirements anew: exact versions with hashes, the development set held to the versions of the base set."""

from __future__ import annotations

import subprocess
import tempfile
from pathlib import Path

from .environment import ROOT, SetupTrouble, say

RESOLVER = "uv==0.13.9"
PYTHON = "3.11"     # the oldest supported one decides; the same set is installed everywhere


def write(python: Path, *, upgrade: bool) -> int:
    """Keep the versions in force unless `upgrade`; the resolver itself is fetched for this and thrown away."""
    with tempfile.TemporaryDirectory(prefix="saksama-lock-") as folder:
        fetch = [python, "-m", "pip", "--disable-pip-version-check", "install", "-qq", "--target", folder, RESOLVER]
        if subprocess.run(fetch, check=False).returncode:
            raise SetupTrouble("The resolver could not be fetched; a package registry must be reachable to write locks.")
        for name, held in (("base", ()), ("dev", ("--constraint", "requirements/base.txt"))):
            say(f"Locking requirements/{name}.txt ...")
            command = [Path(folder) / "bin" / "uv", "pip", "compile", "--quiet", "--generate-hashes", "--python-version", PYTHON,
                       "--custom-compile-command", "./dev lock", *held, *(["--upgrade"] if upgrade else []),
                       "--output-file", f"requirements/{name}.txt", f"requirements/{name}.in"]
            status = subprocess.run(command, cwd=ROOT, stdout=subprocess.DEVNULL, check=False).returncode
            if status:
                return status
    return 0
