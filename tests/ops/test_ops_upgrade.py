"""An upgrade says beforehand what it meets, stands when it is whole, and takes itself back when a migration breaks."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from tests.faults.services import database, install

from .conftest import Installation

BREAKS = '''
from django.db import migrations

def fail(apps, schema_editor):
    raise RuntimeError("planted")

class Migration(migrations.Migration):
    atomic = False
    dependencies = [("registry", "{before}")]
    operations = [
        migrations.RunSQL("DELETE FROM institutions_authority"),
        migrations.RunSQL("CREATE TABLE planted (id int)"),
        migrations.RunPython(fail),
    ]
'''
RUN = """
from django.db.migrations.loader import MigrationLoader
read = MigrationLoader.load_disk
def load_disk(self):
    read(self)
    found = dict()
    exec(open({planted!r}).read(), found)
    self.disk_migrations["registry", "0999_planted"] = found["Migration"]("0999_planted", "registry")
MigrationLoader.load_disk = load_disk
from saksama.ops.cli import main
print("status", main(["--data", {data!r}, *{words!r}]))
"""
COUNTS = """
from django.db import connection, transaction
from saksama.store import dump, scope
from saksama.kernel.actor import SYSTEM
with transaction.atomic(), scope(SYSTEM):
    found = dump.counts()
print(found["institutions_authority"], found["places_place"], "planted" in found)
"""


def planted(folder: Path, text: str) -> Path:
    from saksama.registry import migrations

    last = sorted(Path(migrations.__file__).parent.glob("0*.py"))[-1].stem
    file = folder.with_suffix(".py")
    file.write_text(text.replace("{before}", last))
    return file


def upgrade(of: Installation, folder: Path, *words: str) -> str:
    return of.python(RUN.format(planted=str(folder), data=str(of.data), words=("upgrade", *words)))


def takes_itself_back(installation: Installation, tmp_path: Path) -> None:
    before = installation.python(COUNTS)
    folder = planted(tmp_path / "planted", BREAKS)
    checked = upgrade(installation, folder, "--check")
    assert "1 migrations would be applied: registry.0999_planted" in checked
    assert "status 0" in checked
    said = upgrade(installation, folder)
    assert "The upgrade failed" in said
    assert "status 1" in said
    assert installation.python(COUNTS) == before
    assert int(before.split()[0]) > 500
    assert installation.run("migrate", "--plan").returncode == 0
    again = installation.run("upgrade")      # the copy of the first try is not overwritten
    assert (again.returncode, "earlier upgrade" in again.stderr) == (2, True)


@pytest.mark.one_engine
def test_a_migration_that_breaks_is_taken_back(own: Installation, tmp_path):
    takes_itself_back(own, tmp_path)


@pytest.mark.postgres
def test_a_migration_that_breaks_is_taken_back_on_postgresql(tmp_path):
    with database() as address:
        install(tmp_path / "data", address)
        installation = Installation(tmp_path / "data", "")
        installation.python("from saksama.ops import installation as it; it.load_reference_data()")
        takes_itself_back(installation, tmp_path)


@pytest.mark.one_engine
def test_an_upgrade_that_stands_leaves_no_copy_and_is_on_record(own: Installation, tmp_path):
    text = BREAKS.replace("migrations.RunPython(fail),", "")
    text = text.replace('migrations.RunSQL("DELETE FROM institutions_authority"),', "")
    said = upgrade(own, planted(tmp_path / "planted", text))
    assert "status 0" in said, said
    assert "Verified" in said
    assert not (own.data / "upgrade-copy").exists()
    own.run("ledger", "checkpoint")
    assert "ops.upgraded" in own.run("ledger", "export").stdout


@pytest.mark.one_engine
def test_beside_running_services_nothing_is_begun(own: Installation):
    (own.data / "run").mkdir(exist_ok=True)
    (own.data / "run" / "web.pid").write_text(f"{os.getpid()}\n")
    done = own.run("upgrade")
    assert (done.returncode, "stop them first" in done.stderr) == (2, True)
    assert not (own.data / "upgrade-copy").exists()


@pytest.mark.one_engine
def test_a_database_newer_than_the_program_is_named(own: Installation):
    own.python("from django.db.migrations.recorder import MigrationRecorder as R; from django.db import connection\n"
               "R(connection).record_applied('cases', '9999_from_the_future')")
    done = own.run("upgrade", "--check")
    assert done.returncode == 1
    assert "newer than this program: cases.9999_from_the_future" in done.stdout


@pytest.mark.one_engine
def test_a_check_tells_of_migrations_room_backup_jobs_and_rules_and_changes_nothing(own: Installation):
    before = (own.data / "saksama.sqlite3").read_bytes()
    done = own.run("upgrade", "--check")
    assert done.returncode == 0, done.stdout + done.stderr
    for word in ("Saksama", "setting", "no migration waits", "MB of disk", "backup", "jobs wait", "rule base"):
        assert word in done.stdout, word
    assert (own.data / "saksama.sqlite3").read_bytes() == before
