"""The administrator's first day, from the token of the console to the first report from paper, with scripts off."""

from __future__ import annotations

import re
from datetime import date, timedelta

import pytest
from pyrage import x25519
from tests import cast as stage
from tests.accounts.browser import PASSPHRASE, code_of
from tests.journeys.test_journey_one_office import PAPER
from tests.journeys.walker import Walker

from saksama.accounts import actions
from saksama.institutions.models import Office
from saksama.jobs import worker
from saksama.law import demonstration
from saksama.store import clock
from saksama.vault.keyring import public_key
from saksama.vault.session import real_now

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]
OFFICE = "Bawaslu Kabupaten Umpamo"


@pytest.fixture
def empty(settings, data_folder) -> str:
    """An installation of today with offices and nobody in it; returns the token of its console."""
    import dataclasses

    settings.SAKSAMA = dataclasses.replace(settings.SAKSAMA, recovery_recipient=public_key(x25519.Identity.generate()))
    stage.territory()
    demonstration.fix_voting_day(date(2024, 11, 27))
    clock.set_offset(stage.NOW - real_now() + timedelta(seconds=2))
    return actions.create_setup_token(clock.now())


def enrol(walker: Walker, username: str, passphrase: str, *, one_time: bool) -> str:
    """Sign in for the first time, to the end; return the secret of the authenticator app."""
    walker.go("/masuk/")
    walker.fill(login=username, password=passphrase)
    walker.press("Lanjut")
    if one_time:
        walker.fill(password=PASSPHRASE, again=PASSPHRASE)
        walker.press("Simpan")
    secret = walker.page.locator("code.mono").inner_text().replace(" ", "")
    walker.fill(code=code_of(secret))
    walker.press("Pasang")
    walker.press("Buat kunci saya")
    walker.follow("Sudah saya simpan, lanjut")
    return secret


def test_an_empty_installation_becomes_an_office_at_work(chromium, live_server, empty):
    eko = Walker(chromium, live_server.url)
    eko.go("/masuk/pertama/")
    eko.fill(token=empty, display_name="Eko Contoh", username="eko", password=PASSPHRASE, again=PASSPHRASE)
    eko.press("Buat akun")
    enrol(eko, "eko", PASSPHRASE, one_time=False)
    eko.reads("Hari pertama", "Buat akun, beri peran", "Isi alamat kantor")

    eko.follow("Isi alamat kantor")
    eko.fill(cari="umpamo")
    eko.press("Cari")
    eko.follow(OFFICE)
    eko.page.get_by_role("link", name="Ubah Alamat").click()
    eko.fill(value="Jalan Contoh 12")
    eko.press("Lihat akibatnya")
    eko.reads("Batas waktu hukum yang bergeser: tidak ada")
    eko.press("Simpan")
    assert Office.objects.get(name=OFFICE).address == "Jalan Contoh 12"

    handed = {user: with_role(eko, name, user, role) for name, user, role in (
        ("Rina Andaian", "rina", "examiner"), ("Syahrial Contoh", "syahrial", "commissioner"))}
    rina = Walker(chromium, live_server.url)
    enrol(rina, "rina", handed["rina"], one_time=True)
    rina.reads("Kantor ini belum punya kunci")           # the next thing to do, without looking for it
    rina.press("Buat kunci kantor")
    rina.reads("memegang kunci")
    rina.go("/petugas/terima/")
    rina.fill(**{name: value for name, value in PAPER.items() if name != "agency_cari"})
    rina.press("Simpan dan buat kode")
    rina.reads("Serahkan kode ini kepada pelapor, sekarang")

    eko.go("/petugas/kelola/cadangan/")
    eko.press("Buat cadangan sekarang")
    eko.reads("Cadangan sedang ditulis")
    while worker.run_once(real_now()):
        pass
    eko.go("/petugas/kelola/cadangan/")
    assert eko.page.get_by_role("link", name="Unduh tersegel").count() == 1


def with_role(eko: Walker, name: str, user: str, role: str) -> str:
    """Make an account with a role at the office; return the one-time passphrase."""
    eko.go("/kelola/petugas/baru/")
    eko.fill(display_name=name, username=user)
    eko.press("Buat akun")
    secret = eko.page.locator("p.lead.mono").inner_text()
    assert re.fullmatch(r"[a-z0-9]{4}(-[a-z0-9]{4}){4}", secret)
    eko.follow("Lanjut ke peran")
    eko.follow("Beri peran")
    eko.fill(cari="umpamo")
    eko.press("Cari")
    eko.follow(OFFICE)
    eko.fill(role=role)
    eko.press("Beri peran")
    eko.reads(OFFICE)
    return secret
