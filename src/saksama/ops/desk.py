"""The machine as the administrator's pages know it: backups, drills, health. Work is done by the job runner, one at a time."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path

from django.conf import settings
from django.db import transaction

from saksama.accounts.policies import may_administer
from saksama.kernel.actor import Actor
from saksama.kernel.errors import Conflict, NotFound, SaksamaError
from saksama.ledger import append
from saksama.store import clock, engine
from saksama.web.desk.manage.machine import BackupShown, DrillModeShown, DrillShown, FindingShown, WorkShown

from . import backups, doctor, drill_mode, drilling, facts, installation, upgrading

FOLDER = "backups"
WORK = "desk-work.json"
LONGEST = timedelta(hours=2)        # then whoever worked is taken to have died


class AtWork(Conflict):
    """A backup or a drill is at work already."""

    code = "machine_at_work"
    default_detail = "Cadangan atau uji pemulihan sedang berjalan. Tunggu sampai selesai."
    default_detail_en = "A backup or a drill is at work. Wait until it is done."


class BackupUnknown(NotFound):
    """No backup of this name in the data folder."""

    code = "backup_unknown"


class Machine:
    """Serves `web.desk.manage.machine`."""

    def backups(self) -> tuple[BackupShown, ...]:
        found = [(path, path.stat()) for path in _folder().glob("*.age")]
        shown = [BackupShown(path.name, datetime.fromtimestamp(stat.st_mtime, UTC), stat.st_size) for path, stat in found]
        return tuple(sorted(shown, key=lambda one: one.at, reverse=True))

    def drills(self) -> tuple[DrillShown, ...]:
        return tuple(DrillShown(one.moment, one.backup, one.ok, one.seconds, round(one.age / 3600, 1), one.problems)
                     for one in drilling.results(Path(settings.SAKSAMA.data)))

    def work(self) -> WorkShown | None:
        return _work()

    def order(self, what: str, *, actor: Actor, now: datetime) -> None:
        from . import jobs

        may_administer(actor).require()
        last = _work()
        if last is not None and last.state == "running":
            raise AtWork
        if what == "drill" and not self.backups():
            raise NotFound("Belum ada cadangan yang dapat diuji. Buat dahulu satu.", "There is no backup to try. Make one first.")
        with transaction.atomic():
            append(facts.WorkOrdered(object_id=what, at=now, detail={"what": what}), actor=actor)
            {"backup": jobs.make_backup, "drill": jobs.drill}[what].enqueue()
        _note(what, "running")

    def fetch(self, name: str, *, actor: Actor, now: datetime) -> Path:
        may_administer(actor).require()
        path = next((_folder() / one.name for one in self.backups() if one.name == name), None)
        if path is None:
            raise BackupUnknown
        with transaction.atomic():
            append(facts.BackupFetched(object_id=name[:80], at=now, detail={"size": path.stat().st_size}), actor=actor)
        return path

    def restore_commands(self, name: str) -> tuple[str, ...]:
        """What has to be typed on the machine, in order. A page cannot do it: the services stand still meanwhile."""
        data = Path(settings.SAKSAMA.data)
        back, keys = data.with_name(f"{data.name}-kembali"), data / "keys"
        database = " --database postgresql://PENGGUNA@SERVER/BASIS_DATA_KOSONG" if engine.is_postgres() else ""
        return (
            "systemctl stop saksama",
            f"saksama restore {_folder() / name} --to {back} --recovery-file LEMBAR.txt --keys {keys}{database}",
            f"saksama --data {back} doctor --full",
            f"mv {data} {data}-lama && mv {back} {data}",
            "systemctl start saksama",
            "shred -u LEMBAR.txt",
        )

    def drill_mode(self) -> DrillModeShown | None:
        data = Path(settings.SAKSAMA.data)
        found = drill_mode.found(data)
        if found is None:
            return None
        wanted = drill_mode.ordered(data) or {}
        return DrillModeShown(found.url, found.word, found.until, "wiping" if wanted.get("do") == "wipe" else found.state)

    def drill_url(self) -> str:
        return drill_mode.address()

    def drill_hours(self) -> tuple[int, ...]:
        return drill_mode.HOURS

    def start_drill(self, hours: int, *, actor: Actor) -> None:
        may_administer(actor).require()
        drill_mode.order(Path(settings.SAKSAMA.data), hours=hours, url=drill_mode.address(), now=clock.real())

    def wipe_drill(self, *, actor: Actor) -> None:
        may_administer(actor).require()
        drill_mode.order_wipe(Path(settings.SAKSAMA.data))

    def findings(self) -> tuple[FindingShown, ...]:
        return tuple(FindingShown(one.level.value, one.about, one.text, one.todo) for one in doctor.examine())

    def check_upgrade(self) -> tuple[FindingShown, ...]:
        return tuple(FindingShown(one.level.value, one.about, one.text, one.todo) for one in upgrading.check())


def _folder() -> Path:
    return Path(settings.SAKSAMA.data) / FOLDER


def _note(what: str, state: str, sentence: str = "") -> None:
    began = datetime.now(UTC).isoformat(timespec="seconds")
    text = json.dumps({"what": what, "began": began, "state": state, "sentence": sentence})
    installation.write_private(Path(settings.SAKSAMA.data) / WORK, text + "\n")


def _work() -> WorkShown | None:
    try:
        noted = json.loads((Path(settings.SAKSAMA.data) / WORK).read_text(encoding="utf-8"))
        shown = WorkShown(noted["what"], datetime.fromisoformat(noted["began"]), noted["state"], noted["sentence"])
    except (OSError, ValueError, KeyError, TypeError):
        return None
    if shown.state == "running" and datetime.now(UTC) - shown.began > LONGEST:
        return WorkShown(shown.what, shown.began, "refused", "The work did not come to its end.")
    return shown


def make_backup() -> None:
    """Write a backup without keys into the data folder. A refusal is kept for the page, and is no failure of the job."""
    _folder().mkdir(mode=0o700, exist_ok=True)
    try:
        backups.make(_folder(), with_keys=False)
    except SaksamaError as refused:
        _note("backup", "refused", refused.detail_en)
    else:
        _note("backup", "done")


def drill() -> None:
    """Try the newest backup in a process of its own, which keeps its result."""
    found = Machine().backups()
    if not found:
        return
    _note("drill", "running")
    command = [sys.executable, "-m", "saksama", "--data", str(settings.SAKSAMA.data), "restore", str(_folder() / found[0].name),
               "--drill"]
    done = subprocess.run(command, env=dict(os.environ), capture_output=True, text=True, check=False,  # noqa: S603
                          timeout=LONGEST.total_seconds())
    refused = done.stderr.strip().splitlines() if done.returncode not in (0, 1) else []
    _note("drill", "refused" if refused else "done", refused[-1][:200] if refused else "")
