"""A backup from PostgreSQL comes back into another database, every row of it: row-level security hides none."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.faults.services import database, install

from .conftest import Installation, saksama
from .test_ops_backup import PLANT

pytestmark = [pytest.mark.postgres, pytest.mark.fault]

SHEET = """
from saksama.vault import paper
import pyrage
identity = pyrage.x25519.Identity.generate()
print(identity.to_public(), identity)
"""
ROW_SECURITY = """
from django.db import connection
with connection.cursor() as cursor:
    cursor.execute("CREATE TABLE guarded (id int, office_position int NOT NULL)")
    cursor.execute("INSERT INTO guarded VALUES (1, 7), (2, 1300000)")
    cursor.execute("ALTER TABLE guarded ENABLE ROW LEVEL SECURITY")
    cursor.execute("ALTER TABLE guarded FORCE ROW LEVEL SECURITY")
    cursor.execute("CREATE POLICY scope ON guarded USING (office_position BETWEEN (SELECT NULLIF(current_setting('saksama.low', "
                   "true), '')::bigint) AND (SELECT NULLIF(current_setting('saksama.high', true), '')::bigint))")
    cursor.execute("SELECT count(*) FROM guarded")
    print(cursor.fetchone()[0])
"""
COUNT = """
from django.db import transaction
from saksama.kernel.actor import SYSTEM
from saksama.store import dump, scope
with transaction.atomic(), scope(SYSTEM):
    print(dump.counts()["guarded"])
"""


def test_a_backup_of_postgresql_comes_back_with_every_row(tmp_path: Path):
    data, back = tmp_path / "data", tmp_path / "back"
    with database() as first, database() as second:
        install(data, first)
        installation = Installation(data, "")
        installation.python(PLANT)
        assert installation.python(ROW_SECURITY).split() == ["0"]      # without a scope nobody sees them, the owner neither
        public, secret = installation.python(SHEET).split()
        toml = data / "saksama.toml"
        toml.write_text("".join(f"{line}\n" for line in toml.read_text().splitlines() if "recovery_recipient" not in line)
                        + f'recovery_recipient = "{public}"\n')
        (tmp_path / "sheet").write_text(secret)
        assert installation.run("backup", "--to", tmp_path / "b.age", "--with-keys").returncode == 0
        done = saksama("restore", tmp_path / "b.age", "--to", back, "--recovery-file", tmp_path / "sheet", "--database", second)
        assert done.returncode == 0, done.stdout + done.stderr
        assert "sealed files: 1, each with the hash of its row" in done.stdout
        restored = Installation(back, "")
        assert restored.python(COUNT).split() == ["2"]
        assert second in (back / "saksama.toml").read_text()
        assert first not in (back / "saksama.toml").read_text()
        assert restored.run("ledger", "verify").returncode == 0
        assert restored.run("doctor").returncode == 0


def test_a_backup_of_postgresql_without_a_database_to_go_to_is_refused(tmp_path: Path):
    with database() as first:
        install(tmp_path / "data", first)
        installation = Installation(tmp_path / "data", "")
        public, secret = installation.python(SHEET).split()
        installation.run("backup", "--to", tmp_path / "b.age", SAKSAMA_RECOVERY_RECIPIENT=public)
        (tmp_path / "sheet").write_text(secret)
        done = saksama("restore", tmp_path / "b.age", "--to", tmp_path / "back", "--recovery-file", tmp_path / "sheet")
        assert (done.returncode, "--database" in done.stderr) == (2, True)
        assert not list((tmp_path / "back").iterdir())


DATABASES = """
from django.db import connection
with connection.cursor() as cursor:
    cursor.execute("SELECT count(*) FROM pg_database WHERE datname LIKE 'saksama_drill_%'")
    print(cursor.fetchone()[0])
"""


def test_a_drill_of_postgresql_uses_a_database_beside_and_drops_it(tmp_path: Path):
    data = tmp_path / "data"
    with database() as first:
        install(data, first)
        installation = Installation(data, "")
        installation.python(PLANT)
        public, _secret = installation.python(SHEET).split()
        toml = data / "saksama.toml"
        toml.write_text("".join(f"{line}\n" for line in toml.read_text().splitlines() if "recovery_recipient" not in line)
                        + f'recovery_recipient = "{public}"\n')
        assert installation.run("backup", "--to", tmp_path / "b.age").returncode == 0
        done = installation.run("restore", tmp_path / "b.age", "--drill")
        assert done.returncode == 0, done.stdout + done.stderr
        assert "rows, as counted when the backup was made" in done.stdout
        assert installation.python(DATABASES).split() == ["0"]
        assert '"ok": true' in (data / "drills.json").read_text()
