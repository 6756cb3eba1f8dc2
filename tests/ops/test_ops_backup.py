"""A backup comes back whole; whatever is missing, changed or erased in it is named. With sealed content that could leak."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from .conftest import Installation

pytestmark = pytest.mark.one_engine

WORDS = "Wali nagari meminta warga memilih nomor dua di surau"
PLANT = f"""
from datetime import datetime, UTC
from django.db import transaction
from saksama.vault import actions
import pyrage
from saksama.vault.keys import Recipient
reader = str(pyrage.x25519.Identity.generate().to_public())
Recipient.objects.create(owner="team:padang-andai", epoch=1, public_key=reader, valid_from=datetime.now(UTC))
public_ids = []
for size in (1, 40_000):
    draft = actions.begin_compartment("report", readers=["team:padang-andai"])
    draft.seal_text("narrative", "laporan.txt", "{WORDS} " * size)
    with transaction.atomic():
        public_ids.append(str(draft.save().public_id))
print(*public_ids)
"""
DESTROY = """
from datetime import datetime, UTC
from django.db import transaction
from saksama.kernel.actor import SYSTEM
from saksama.vault import actions, queries
with transaction.atomic():
    actions.destroy(queries.compartment("{}"), actor=SYSTEM, now=datetime.now(UTC))
"""


@pytest.fixture
def planted(own: Installation) -> tuple[Installation, list[str]]:
    """An installation with a small and a large sealed text, and their compartments."""
    return own, own.python(PLANT).split()


def backup(of: Installation, *words: object) -> Path:
    done = of.run("backup", *words)
    assert done.returncode == 0, done.stderr
    return Path(done.stdout.splitlines()[0])


def restore(of: Installation, file: Path, recovery: Path, *words: object):
    return of.run("restore", file, "--recovery-file", recovery, *words)


def test_a_backup_comes_back_whole(planted, recovery, tmp_path):
    installation, _ = planted
    done = restore(installation, backup(installation), recovery, "--to", tmp_path / "back", "--keys", installation.data / "keys")
    assert done.returncode == 0, done.stdout + done.stderr
    assert "sealed files: 1, each with the hash of its row" in done.stdout
    assert Installation(tmp_path / "back", "").run("ledger", "verify").returncode == 0


def test_nothing_of_content_or_configuration_is_readable_in_a_backup(planted):
    installation, _ = planted
    bytes_of_it = backup(installation, "--with-keys").read_bytes()
    secret = (installation.data / "keys" / "field_key").read_text().strip()
    for word in (b"surau", b"ledger_entry", b"base_url", secret.encode()):
        assert word not in bytes_of_it


def test_keys_are_left_out_unless_asked_for(planted, recovery, tmp_path):
    installation, _ = planted
    done = restore(installation, backup(installation), recovery, "--to", tmp_path / "without")
    assert (done.returncode, "keys folder" in done.stdout) == (0, True)
    assert not (tmp_path / "without" / "keys").exists()
    file = backup(installation, "--with-keys", "--to", tmp_path / "with.age")
    done = restore(installation, file, recovery, "--to", tmp_path / "with")
    assert "record:" in done.stdout
    assert (tmp_path / "with" / "keys" / "pepper").read_text() == (installation.data / "keys" / "pepper").read_text()


def test_a_restore_is_on_record(planted, recovery, tmp_path):
    installation, _ = planted
    restore(installation, backup(installation), recovery, "--to", tmp_path / "back", "--keys", installation.data / "keys")
    back = Installation(tmp_path / "back", "")
    back.run("ledger", "checkpoint")
    assert "ops.restored" in back.run("ledger", "export").stdout


def test_what_was_erased_since_is_erased_again(planted, recovery, tmp_path):
    installation, (small, large) = planted
    old = backup(installation)
    installation.python(DESTROY.format(small))
    backup(installation, "--to", old.with_name("newer.age"))
    done = restore(installation, old, recovery, "--to", tmp_path / "back", "--keys", installation.data / "keys")
    assert "erasures: 1 replayed" in done.stdout
    left = Installation(tmp_path / "back", "").python(
        "from saksama.vault import queries\n"
        f"print(*[len(bytes(item.inline or b'')) for item in queries.items_of(queries.compartment('{small}'))])\n"
        f"print(queries.compartment('{large}').destroyed_at)")
    assert left.split() == ["0", "None"]


def test_a_missing_sealed_file_is_named(planted, recovery, tmp_path):
    installation, _ = planted
    [blob] = [path for path in (installation.data / "blobs").rglob("*") if path.is_file()]
    blob.unlink()
    done = restore(installation, backup(installation), recovery, "--to", tmp_path / "back", "--keys", installation.data / "keys")
    assert (done.returncode, "its sealed file is missing" in done.stdout) == (1, True)


def test_a_changed_sealed_file_is_named(planted, recovery, tmp_path):
    installation, _ = planted
    [blob] = [path for path in (installation.data / "blobs").rglob("*") if path.is_file()]
    blob.write_bytes(blob.read_bytes()[:-1] + b"x")
    done = restore(installation, backup(installation), recovery, "--to", tmp_path / "back", "--keys", installation.data / "keys")
    assert (done.returncode, "not the one that was stored" in done.stdout) == (1, True)


def test_a_backup_older_than_a_published_list_says_so(planted, recovery, tmp_path):
    installation, _ = planted
    old = backup(installation)
    backup(installation, "--to", tmp_path / "newer.age")
    (tmp_path / "published").write_text(installation.run("ledger", "checkpoint").stdout)
    done = restore(installation, old, recovery, "--to", tmp_path / "back", "--keys", installation.data / "keys",
                   "--known", tmp_path / "published")
    assert (done.returncode, "older than this" in done.stdout) == (1, True)


def test_a_drill_measures_records_itself_and_leaves_nothing(planted, recovery):
    installation, _ = planted
    done = restore(installation, backup(installation), recovery, "--drill")
    assert (done.returncode, "Drill: restored in" in done.stdout) == (0, True)
    assert not list(installation.data.glob(".drill-*"))
    installation.run("ledger", "checkpoint")
    assert "ops.restore_drilled" in installation.run("ledger", "export").stdout


def test_a_folder_that_holds_anything_is_refused(planted, recovery, tmp_path):
    installation, _ = planted
    (tmp_path / "full").mkdir()
    (tmp_path / "full" / "letter.txt").write_text("keep me")
    done = restore(installation, backup(installation), recovery, "--to", tmp_path / "full")
    assert (done.returncode, "not an empty folder" in done.stderr) == (2, True)
    assert (tmp_path / "full" / "letter.txt").read_text() == "keep me"


@pytest.mark.parametrize("sheet", ["", "not a key", "AGE-SECRET-KEY-1QQQQ", "1  AGE-SE CRET"])
def test_a_recovery_sheet_that_is_none_is_refused(planted, tmp_path, sheet):
    installation, _ = planted
    (tmp_path / "typed").write_text(sheet)
    done = restore(installation, backup(installation), tmp_path / "typed", "--to", tmp_path / "back")
    assert (done.returncode, "does not hold a recovery key" in done.stderr) == (2, True)


def test_a_damaged_backup_leaves_an_empty_folder(planted, recovery, tmp_path):
    installation, _ = planted
    file = backup(installation)
    damaged = bytearray(file.read_bytes())
    damaged[len(damaged) // 2] ^= 1
    (tmp_path / "damaged.age").write_bytes(damaged)
    done = restore(installation, tmp_path / "damaged.age", recovery, "--to", tmp_path / "back")
    assert (done.returncode, "damaged" in done.stderr) == (2, True)
    assert not list((tmp_path / "back").iterdir())


def test_the_copy_of_the_database_is_gone_afterwards(planted):
    installation, _ = planted
    backup(installation)
    assert not list(installation.data.glob(".backup-*"))
    assert set(json.loads((installation.data / "backups" / "saksama-erasures.json").read_text())) == {"compartments", "details"}


def test_a_password_of_the_database_does_not_go_into_the_backup():
    from saksama.ops.backups import _without_password

    line = 'database = "postgresql://saksama:geheim@db/saksama"'
    assert _without_password(line) == 'database = "postgresql://saksama@db/saksama"'
    assert "geheim" not in _without_password('database = "postgresql://saksama@/saksama?password=geheim"')
    assert _without_password('display_name = "x:y@z"') == 'display_name = "x:y@z"'


def test_what_is_erased_after_the_last_backup_is_listed_without_another_one(planted, recovery, tmp_path):
    installation, public_ids = planted
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    file = backup(installation, "--to", elsewhere)
    installation.python(DESTROY.format(public_ids[1]))
    listed = json.loads((elsewhere / "saksama-erasures.json").read_text())
    assert public_ids[1] not in listed["compartments"]
    installation.python("from saksama.ops import jobs; jobs.keep_erasures.call()")
    for folder in (elsewhere, installation.data):
        assert public_ids[1] in json.loads((folder / "saksama-erasures.json").read_text())["compartments"]
        assert (folder / "saksama-erasures.json").stat().st_mode & 0o077 == 0
    done = restore(installation, file, recovery, "--to", tmp_path / "back", "--keys", installation.data / "keys")
    assert "erasures: 1 replayed" in done.stdout
    assert WORDS.encode() not in b"".join(path.read_bytes() for path in (tmp_path / "back").rglob("*") if path.is_file())


def test_the_list_alone_can_be_written_for_a_copy_elsewhere(planted, tmp_path):
    installation, public_ids = planted
    installation.python(DESTROY.format(public_ids[0]))
    done = installation.run("backup", "--erasures-only", "--to", tmp_path)
    assert done.returncode == 0, done.stderr
    assert [path.name for path in tmp_path.iterdir() if path.suffix in (".json", ".age")] == ["saksama-erasures.json"]
    assert json.loads((tmp_path / "saksama-erasures.json").read_text())["compartments"] == [public_ids[0]]


def test_a_backup_folder_that_is_out_of_reach_stops_nothing(planted, tmp_path):
    installation, public_ids = planted
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    backup(installation, "--to", elsewhere)
    elsewhere.rename(tmp_path / "unplugged")
    installation.python(DESTROY.format(public_ids[0]))
    installation.python("from saksama.ops import jobs; jobs.keep_erasures.call()")
    assert public_ids[0] in json.loads((installation.data / "saksama-erasures.json").read_text())["compartments"]


def results(of: Installation) -> list[dict]:
    return json.loads((of.data / "drills.json").read_text())


def test_a_drill_needs_no_recovery_sheet_and_keeps_its_result(planted):
    installation, _ = planted
    file = backup(installation)
    done = installation.run("restore", file, "--drill")
    assert done.returncode == 0, done.stdout + done.stderr
    [result] = results(installation)
    assert (result["ok"], result["backup"], result["problems"]) == (True, file.name, [])
    assert (installation.data / "keys" / "drill_key").stat().st_mode & 0o077 == 0


def test_a_backup_with_the_keys_in_it_opens_by_the_recovery_sheet_only(planted):
    installation, _ = planted
    backup(installation)
    file = backup(installation, "--with-keys", "--to", installation.data / "with.age")
    done = installation.run("restore", file, "--drill")
    assert (done.returncode, "opens by the recovery sheet only" in done.stderr) == (2, True)
    assert not (installation.data / "drills.json").exists()      # shut is not damaged: nothing is called red


def test_a_restore_in_earnest_wants_the_recovery_sheet(planted, tmp_path):
    installation, _ = planted
    done = installation.run("restore", backup(installation), "--to", tmp_path / "back")
    assert (done.returncode, "recovery sheet" in done.stderr) == (2, True)


@pytest.mark.parametrize(("plant", "named"), [
    ("flip", "damaged"), ("cut", "damaged or cut off"), ("missing", "its sealed file is missing"),
    ("changed", "not the one that was stored")])
def test_planted_damage_turns_a_drill_red_and_is_named(planted, plant, named):
    installation, _ = planted
    [blob] = [path for path in (installation.data / "blobs").rglob("*") if path.is_file()]
    if plant == "missing":
        blob.unlink()
    elif plant == "changed":
        blob.write_bytes(blob.read_bytes()[:-1] + b"x")
    file = backup(installation)
    if plant in ("flip", "cut"):
        bytes_of_it = bytearray(file.read_bytes())
        bytes_of_it[len(bytes_of_it) // 2] ^= 1
        file.write_bytes(bytes_of_it if plant == "flip" else bytes_of_it[: len(bytes_of_it) // 2])
    done = installation.run("restore", file, "--drill")
    assert done.returncode != 0
    [result] = results(installation)
    assert result["ok"] is False
    assert named in " ".join(result["problems"]) or "does not decrypt" in " ".join(result["problems"])
    installation.run("ledger", "checkpoint")
    assert "ops.restore_drilled" in installation.run("ledger", "export").stdout


def test_the_desks_work_makes_a_backup_and_tries_it(planted):
    installation, _ = planted
    said = installation.python("from saksama.ops import jobs, desk\njobs.make_backup.call(); jobs.drill.call()\n"
                               "m = desk.Machine(); print(len(m.backups()), m.work().state, m.drills()[0].ok)")
    assert said.split() == ["1", "done", "True"]
