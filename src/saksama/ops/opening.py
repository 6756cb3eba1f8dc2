"""What `saksama run` does before the doors open, and what it tells when they are open."""

from __future__ import annotations

import dataclasses
from datetime import date, timedelta
from pathlib import Path
from types import ModuleType
from typing import Any
from zoneinfo import ZoneInfo

from django.conf import settings

from saksama.store import clock

from . import installation
from .console import note, say, say_json

ZONE = ZoneInfo("Asia/Jakarta")
TITLES = {"receipts": "Receipts, to be typed at /laporan-saya/:", "passes": "Codes from letters, to be typed at /jawaban/:"}
DRILL_CASES = 24     # enough to look like an office at work, few enough to be ready in a minute
SHEET: dict[str, Any] = {"accounts": [], "receipts": [], "passes": []}


def prepare(*, today: date | None) -> int:
    """Bring tables, reference data, clock and demonstration up to date. Opens the database: call it in a child process."""
    names = installation.migrate()
    if names:
        note(f"Database ready: {len(names)} migrations applied.")
    installation.load_reference_data()
    if today is not None:
        move_to(today)
    if settings.SAKSAMA.demo and (story := demonstration()):
        story.build(now=clock.now(), progress=note, **({"background": DRILL_CASES} if settings.SAKSAMA.drill else {}))
    return 0


def move_to(today: date) -> None:
    """Set the demonstration's clock to this day, at the present time of the day."""
    real = clock.now() - clock.offset()
    clock.set_offset(timedelta(days=(today - real.astimezone(ZONE).date()).days))


def demonstration() -> ModuleType | None:
    """Return the module that builds the demonstration and knows its sheet; nothing where it is not installed."""
    try:
        from . import demo
    except ImportError:
        return None
    return demo if hasattr(demo, "build") else None


def log_file() -> Path:
    """The children's log of `saksama run`, so that the terminal stays readable; begun anew at each start."""
    folder = Path(settings.SAKSAMA.data) / "log"
    folder.mkdir(mode=0o700, exist_ok=True)
    path = folder / "saksama.log"
    path.write_text("", encoding="utf-8")
    return path


def sheet() -> dict[str, Any]:
    """Return accounts, receipts and passes of the demonstration; empty lists elsewhere."""
    story = demonstration() if settings.SAKSAMA.demo else None
    return SHEET | (dataclasses.asdict(story.sheet()) if story else {})


def show(url: str, *, as_json: bool, recovery: installation.Recovery | None) -> None:
    """Tell that everything is ready, once, with what is needed to sign in."""
    token = installation.setup_token(clock.now())
    if as_json:
        extra = {"token": token} if token else {}
        extra |= {"recovery": recovery.identity} if recovery else {}
        say_json({"url": url} | sheet() | extra)
        return
    say(f"Saksama ready: {url}")
    for line in [*sheet_lines(), *first_steps(url, token, recovery)]:
        say(line)
    say("Stop with Ctrl-C; nothing is lost between two runs.")


def first_steps(url: str, token: str | None, recovery: installation.Recovery | None) -> list[str]:
    lines: list[str] = []
    if recovery:
        lines += ["", *recovery_lines(recovery)]
    if token:
        lines += ["", "First administrator (this token works once):", f"  {url}masuk/pertama/", f"  {token}"]
    return lines


def recovery_lines(recovery: installation.Recovery) -> list[str]:
    from saksama.vault import recovery as sheets

    return [
        "RECOVERY SHEET: shown once and kept nowhere. Write it down or print it, and lock it away:",
        "it opens everything that is sealed here, and it is the only way back when all keys of an office are lost.",
        *(f"  {line}" for line in sheets.sheet(recovery.identity).splitlines()),
    ]


def sheet_lines() -> list[str]:
    """Return the sheet of the demonstration as it is printed."""
    known = sheet()
    lines: list[str] = []
    if known["accounts"]:
        lines += ["", "Accounts of the demonstration (the code of the moment: saksama demo codes):"]
        lines += ["  {role:<24} {username:<24} {passphrase:<34} {office}".format(**each) for each in known["accounts"]]
    for name, title in TITLES.items():
        if known[name]:
            lines += ["", title, *(f"  {each['code']}  {each['title']}" for each in known[name])]
    return lines

