"""Drill mode (*mode latihan*): a whole second installation in a folder of its own, fictional, beside the real one; then gone.

Nothing is shared but the program: database, blobs, keys, ledger, clock, log and sessions lie in `<data>/drill`. The desk leaves
an order in one small file; the supervisor, which alone starts processes, carries it out (ADR 0116). No act, no row, no log line
of the real installation tells that there was a drill.
"""

from __future__ import annotations

import hashlib
import json
import os
import secrets
import shutil
import socket
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings

from saksama.kernel.errors import Conflict, Invalid

from .installation import write_private
from .serving import listening

FOLDER, ORDER, STATE, READY, LOG = "drill", "drill-order", "drill.json", "ready", "drill.log"
PORT = 8010
HOURS = (1, 4, 8, 24, 72)
LETTERS = "23456789abcdefghjkmnpqrstuvwxyz"     # none that is taken for another
MEMORY_NEEDED = 400 * 1024                      # KiB; measured: about 250 MB while it is built and 200 MB afterwards


class DrillStands(Conflict):
    """There is a drill already."""

    code = "drill_stands"
    default_detail = "Latihan sudah ada. Hapus yang lama dahulu."
    default_detail_en = "There is a drill already. Wipe that one first."


@dataclass(frozen=True, slots=True)
class Drill:
    """A drill as its own file tells: where it is reached, the word at its gate, when it wipes itself."""

    url: str
    word: str
    until: datetime
    state: str      # preparing, open, ended


UNREADABLE = Drill("", "", datetime(2000, 1, 1, tzinfo=UTC), "ended")     # the supervisor wipes it


def address() -> str:
    """Return where a drill of this installation answers: its own host, or this machine's next port. Nothing where neither is."""
    config = settings.SAKSAMA
    if config.drill or config.drill_url or not listening.is_loopback(urlsplit(config.base_url).hostname or ""):
        return "" if config.drill else str(config.drill_url.rstrip("/"))
    return f"http://127.0.0.1:{_free_port()}"


def _free_port() -> int:
    """Return the usual port, or where another program has it, any that is free just now."""
    for port in (PORT, 0):
        with socket.socket() as tried:
            try:
                tried.bind(("127.0.0.1", port))
            except OSError:
                continue
            return int(tried.getsockname()[1])
    return PORT


def folder(data: Path) -> Path:
    return data / FOLDER


def order(data: Path, *, hours: int, url: str, now: datetime) -> None:
    """Ask the supervisor for a drill of so many hours. Raises where one stands, or where the machine has no room for it."""
    if hours not in HOURS:
        raise Invalid("Pilih lamanya dari daftar.", "Choose the hours from the list.", field="hours")
    if not url:
        raise Invalid("Isi dahulu drill_url di saksama.toml.", "Set drill_url in saksama.toml first.")
    if folder(data).exists() or (data / ORDER).exists():
        raise DrillStands
    _require_room()
    word = "".join(secrets.choice(LETTERS) for _ in range(6))
    _write(data, {"do": "start", "url": url, "word": word, "until": (now + timedelta(hours=hours)).isoformat()})


def order_wipe(data: Path) -> None:
    """Ask the supervisor to stop the drill and to remove everything of it."""
    _write(data, {"do": "wipe"})


def _write(data: Path, wanted: dict[str, str]) -> None:
    write_private(data / ORDER, json.dumps(wanted) + "\n")


def ordered(data: Path) -> dict[str, Any] | None:
    """Return the order that waits, an empty one where it cannot be read."""
    try:
        return dict(json.loads((data / ORDER).read_text(encoding="utf-8")))
    except FileNotFoundError:
        return None
    except (OSError, ValueError, TypeError):
        return {}


def forget_order(data: Path) -> None:
    (data / ORDER).unlink(missing_ok=True)


def found(data: Path) -> Drill | None:
    """Return the drill that stands or is being made; nothing where there is none."""
    wanted = ordered(data)
    if wanted and wanted.get("do") == "start":
        return _drill(wanted, "preparing")
    if not folder(data).exists():
        return None
    try:
        kept = json.loads((folder(data) / STATE).read_text(encoding="utf-8"))
        return _drill(kept, "open" if (folder(data) / READY).exists() else "ended" if "ended" in kept else "preparing")
    except (OSError, ValueError, AttributeError, TypeError):
        return UNREADABLE


def _drill(kept: dict[str, Any], state: str) -> Drill:
    """Return what a state or an order says; one that says too little is a drill whose time is over."""
    try:
        return Drill(str(kept["url"]), str(kept["word"]), datetime.fromisoformat(kept["until"]).astimezone(UTC), state)
    except (KeyError, ValueError, TypeError):
        return UNREADABLE


def begin(data: Path, wanted: dict[str, Any]) -> None:
    """Make the folder with the state in it. The installation itself is made by the process that serves it."""
    folder(data).mkdir(mode=0o700, exist_ok=True)
    kept = {name: str(wanted.get(name, "")) for name in ("url", "word", "until")}
    write_private(folder(data) / STATE, json.dumps(kept) + "\n")


def note_end(data: Path) -> None:
    """Say that its process ended by itself, so that the page can tell."""
    state = folder(data) / STATE
    if state.exists():
        kept = json.loads(state.read_text(encoding="utf-8"))
        (folder(data) / READY).unlink(missing_ok=True)
        write_private(state, json.dumps(kept | {"ended": "yes"}) + "\n")


def wipe(data: Path) -> None:
    """Remove everything of the drill: its folder, its worker's keys in memory, the order. Safe to repeat."""
    shutil.rmtree(_in_memory(folder(data)), ignore_errors=True)
    if folder(data).exists():
        shutil.rmtree(folder(data))
    forget_order(data)


def _in_memory(drill: Path) -> Path:
    """Return where the drill's job worker keeps its keys (`vault.worker.place`, for another data folder)."""
    return Path("/dev/shm") / f"saksama-{os.getuid()}-{hashlib.sha256(str(drill).encode()).hexdigest()[:16]}"  # noqa: S108


def _require_room() -> None:
    try:
        lines = Path("/proc/meminfo").read_text(encoding="ascii").splitlines()
        free = next(int(line.split()[1]) for line in lines if line.startswith("MemAvailable:"))
    except (OSError, ValueError, StopIteration):
        return
    if free < MEMORY_NEEDED:
        raise Conflict("Memori mesin ini tidak cukup untuk latihan sekarang. Coba di luar jam sibuk.",
                       "This machine has too little free memory for a drill now. Try outside busy hours.")


def is_over(drill: Drill, now: datetime) -> bool:
    return now.astimezone(UTC) >= drill.until
