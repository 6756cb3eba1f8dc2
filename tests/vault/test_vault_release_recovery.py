"""Where no second unit had a key, the recovery sheet is the second person: on the console, never typed into a page."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.db import transaction
from tests.cast import NOW

from saksama.ledger.models import Entry
from saksama.ops import cli, installation
from saksama.store import clock
from saksama.vault import actions, queries, recovery
from saksama.vault.errors import NotAMember, NotAReader, ReleaseOver, SecondPersonNeeded
from saksama.vault.keys import ReleaseRequest
from saksama.vault.session import real_now

SARI = "Sari, Nagari Pasia Umpamo, nomor telepon karangan"
REASON = "Pelapor perlu dipanggil untuk klarifikasi."


def sealed(cast, outer: str):
    draft = actions.begin_compartment("identity", two_person=(cast.owner(cast.umpamo), outer), excluding=[cast.joni.owner])
    draft.seal_text("identity", "pelapor.json", SARI)
    with transaction.atomic():
        return draft.save()


@pytest.fixture
def asked(cast) -> ReleaseRequest:
    """Citra asks that Bagus may read what only Umpamo and the sheet hold."""
    clock.set_offset(NOW - real_now())
    identity = sealed(cast, "recovery")
    return actions.request_release(identity, reason=REASON, inner_for=cast.bagus.owner, actor=cast.citra.actor, now=NOW)


@pytest.fixture
def sheet(cast, tmp_path: Path, monkeypatch) -> Path:
    monkeypatch.setattr(installation, "wake", lambda *, needed=True: None)     # Django is awake in a test
    file = tmp_path / "lembar.txt"
    file.write_text(recovery.sheet(str(cast.recovery)))
    return file


def release(number: object, sheet: Path) -> int:
    return cli.main(["recover", "--release", str(number), "--recovery-file", str(sheet)])


def read(asked: ReleaseRequest, person) -> str:
    keys = actions.open_release(asked, keys=person.keys, actor=person.actor, now=clock.now())
    return actions.read_text(queries.items_of(asked.compartment)[0], keys=keys)


def test_the_sheet_releases_for_the_named_reader_only_and_the_ceremony_is_on_record(cast, asked, sheet, capsys):
    with pytest.raises(ReleaseOver):
        read(asked, cast.bagus)
    assert release(asked.public_id, sheet) == 0
    said = capsys.readouterr().out
    assert "named reader only" in said
    assert SARI not in said
    asked.refresh_from_db()
    assert asked.outer_by == "recovery"
    assert read(asked, cast.bagus) == SARI
    with pytest.raises(SecondPersonNeeded):
        read(asked, cast.citra)
    kinds = list(Entry.objects.filter(object_id=str(asked.compartment.public_id)).values_list("kind", flat=True))
    assert {"vault.release_requested", "vault.recovery_used", "vault.released", "vault.release_opened"} <= set(kinds)


def test_the_sheet_alone_does_not_open_it(cast, asked):
    item = queries.items_of(asked.compartment)[0]
    with pytest.raises(NotAReader):
        actions.read_text(item, keys=cast.bagus.keys)
    with pytest.raises(SecondPersonNeeded):
        actions.open_release(asked, keys=cast.recovery_keys, actor=cast.bagus.actor, now=NOW)


@pytest.mark.parametrize("number", ["x", "018f3c2e-0000-7000-8000-000000000000"])
def test_an_unknown_request_is_refused_in_words(cast, sheet, capsys, number):
    assert release(number, sheet) == 2
    assert "no such request" in capsys.readouterr().err


def test_a_request_with_a_second_unit_is_that_units_to_release(cast, sheet, capsys):
    identity = sealed(cast, cast.owner(cast.province))
    one = actions.request_release(identity, reason=REASON, inner_for=cast.bagus.owner, actor=cast.citra.actor, now=NOW)
    assert release(one.public_id, sheet) == 2
    assert "custodian" in capsys.readouterr().err
    with pytest.raises(NotAMember):
        actions.release_by_recovery(one, keys=cast.recovery_keys, actor=cast.hasan.actor, now=NOW)


def test_what_was_released_is_not_released_again(cast, asked, sheet, capsys):
    assert release(asked.public_id, sheet) == 0
    assert release(asked.public_id, sheet) == 2
    assert "released already" in capsys.readouterr().err


def test_neither_office_nor_request_is_refused(cast, sheet, capsys):
    assert cli.main(["recover", "--recovery-file", str(sheet)]) == 2
    assert "--release" in capsys.readouterr().err


def test_the_page_says_who_the_second_person_is_and_what_to_run(cast, asked, sheet):
    address = f"/akun/pembukaan/{asked.public_id}/"
    page = cast.bagus.client().get(address).content.decode()
    assert "Orang kedua: lembar pemulihan" in page
    assert f"saksama recover --release {asked.public_id}" in page
    assert "textarea" not in page      # nowhere to type a sheet into
    assert release(asked.public_id, sheet) == 0
    page = cast.bagus.client().get(address).content.decode()
    assert "Buka sekarang" in page
    assert "lembar pemulihan" in page
    opened = cast.bagus.client().post(address).content.decode()
    assert "Sari, Nagari Pasia Umpamo" in opened
    assert cast.hasan.client().get(address).status_code == 404
