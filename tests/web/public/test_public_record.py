"""A reporter can check a proof against what this page publishes, without trusting the page."""

from __future__ import annotations

import html
import re
import subprocess
import sys
from datetime import UTC, datetime
from uuid import UUID

import pytest
from django.db import transaction

from saksama import ledger
from saksama.insight.facts import FiguresComputed
from saksama.kernel.actor import SYSTEM
from saksama.ledger import actions, queries

pytestmark = pytest.mark.django_db
NOW = datetime(2024, 10, 14, 2, tzinfo=UTC)


@pytest.fixture
def entry():
    with transaction.atomic():
        made = ledger.append(FiguresComputed(object_id=str(UUID(int=1)), at=NOW, detail={"cases": 1}), actor=SYSTEM)
    actions.sequence()
    actions.sign_checkpoint(NOW, daily=True)
    return made


def test_saved_proof_fits_the_published_key_by_the_published_program(client, entry, tmp_path):
    page = client.get("/bukti/").content.decode()
    key = html.unescape(re.search(r">(saksama/[0-9a-f]+\+[^<\s]+)<", page, re.I)[1])
    (tmp_path / "verify.py").write_bytes(client.get("/bukti/saksama_verify.py").content)
    (tmp_path / "bukti.txt").write_text(queries.proof(entry).text())
    command = [sys.executable, str(tmp_path / "verify.py"), "proof", str(tmp_path / "bukti.txt"), "--key"]
    assert subprocess.run([*command, key, "--leaf", entry.leaf_hash], capture_output=True, check=False).returncode == 0
    other = key[:-4] + ("AAA=" if not key.endswith("AAA=") else "BBB=")
    assert subprocess.run([*command, other], capture_output=True, check=False).returncode != 0


def test_daily_checkpoint_can_be_kept_as_text(client, entry):
    number = queries.latest_checkpoint().number
    answer = client.get(f"/bukti/{number}.txt")
    assert answer.content.decode() == queries.latest_checkpoint().note
    assert "attachment" in answer["Content-Disposition"]
    assert client.get("/bukti/999999.txt").status_code == 404


def test_page_stands_before_anything_is_signed(client):
    assert client.get("/bukti/").status_code == 200
