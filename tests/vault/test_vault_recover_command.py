"""`saksama recover`: with the sheet, for an officer who serves there; for nobody else, and never without the sheet."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.cast import NOW

from saksama.accounts.models import Role
from saksama.kernel.actor import SYSTEM
from saksama.ledger.models import Entry
from saksama.ops import cli, installation
from saksama.vault import actions, recipients, recovery


@pytest.fixture
def sheet(cast, tmp_path: Path, monkeypatch) -> Path:
    """Umpamo has lost all its keys; Eka is new there and has made her own. The sheet is typed into a file."""
    monkeypatch.setattr(installation, "wake", lambda *, needed=True: None)     # Django is awake in a test
    for person in (cast.bagus, cast.citra, cast.dewi, cast.joni):
        actions.dismiss_member(cast.owner(cast.umpamo), person.owner, actor=SYSTEM, now=NOW)
    cast.add("eka", Role.COMMISSIONER, office=cast.umpamo, member=False)
    file = tmp_path / "lembar.txt"
    file.write_text(f"# dari amplop\n{recovery.sheet(str(cast.recovery))}\n")
    return file


def recover(cast, sheet: Path, *, office: str = "", user: str = "eka") -> int:
    return cli.main(["recover", office or cast.umpamo.name, user, "--recovery-file", str(sheet)])


def test_sheet_gives_the_office_back_and_it_is_on_record(cast, sheet, capsys):
    assert recover(cast, sheet) == 0
    assert recipients.members(cast.owner(cast.umpamo)) == [cast.eka.owner]
    assert Entry.objects.filter(kind="vault.recovery_used").count() == 1
    assert "Delete lembar.txt" in capsys.readouterr().out


NOT_HERE = "does not hold"


@pytest.mark.parametrize(("office", "user", "why"), [
    ("", "yusuf", NOT_HERE), ("", "pandu", NOT_HERE), ("", "tania", NOT_HERE), ("Bawaslu Kabupaten Seberang", "eka", NOT_HERE),
    ("", "siapa", "no open account"), ("Bawaslu", "eka", "Name one office"), ("Kantor Entah", "eka", "found: none"),
])
def test_recovery_is_refused_for_who_does_not_serve_there(cast, sheet, capsys, office, user, why):
    assert recover(cast, sheet, office=office, user=user) == 2
    assert why in capsys.readouterr().err
    assert recipients.members(cast.owner(cast.umpamo)) == []


def test_another_installations_sheet_opens_nothing(cast, sheet, capsys):
    sheet.write_text(recovery.sheet(str(cast.yusuf.identity)))
    assert recover(cast, sheet) == 2
    assert recipients.members(cast.owner(cast.umpamo)) == []
    sheet.write_text("bukan kunci")
    assert recover(cast, sheet) == 2
    assert recover(cast, sheet.with_name("tidak-ada.txt")) == 2
