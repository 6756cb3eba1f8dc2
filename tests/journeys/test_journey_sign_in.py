"""A new officer signs in for the first time, works, comes back, in Chromium with scripts off; every page audited by axe."""

from __future__ import annotations

import re

import pytest
from tests.accounts.browser import PASSPHRASE, code_of
from tests.cast import NOW
from tests.journeys.walker import Walker

from saksama.accounts import actions
from saksama.kernel.actor import SYSTEM
from saksama.vault import recipients
from saksama.vault.keys import UnlockedSession

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]


@pytest.mark.parametrize("width", [320, 1280])
def test_first_day_of_an_officer(chromium, live_server, cast, width):
    secret = "k3m4-x7qp-9tnv-w2rs-hj5d"
    rina = actions.create_user("rina", password=secret, display_name="Rina", actor=SYSTEM, now=NOW, one_time=True)
    actions.grant(rina, "examiner", actor=SYSTEM, office=str(cast.umpamo.public_id), valid_from=NOW.date(), now=NOW)
    walker = Walker(chromium, live_server.url, width=width, audited=True)
    page = walker.page

    walker.go("/akun/kantor/")
    page.fill("#id_login", "rina")
    page.fill("#id_password", secret)
    walker.press("Lanjut")
    page.fill("#id_password", PASSPHRASE)
    page.fill("#id_again", PASSPHRASE)
    walker.press("Simpan")
    app = page.locator("code.mono").inner_text().replace(" ", "")
    assert re.fullmatch("[A-Z2-7]{32}", app)
    box = page.locator(".qr svg").bounding_box()
    assert box is not None
    assert box["width"] >= 120
    page.fill("#id_code", code_of(app))
    walker.press("Pasang")
    walker.press("Buat kunci saya")
    assert page.locator(".code li").count() == 5
    page.get_by_role("link", name="Sudah saya simpan, lanjut").click()

    for path in ("/akun/", "/akun/kunci/", "/akun/kunci/sandi/", "/akun/kunci/lembar/", "/akun/kantor/", "/akun/pembukaan/"):
        walker.go(path)
    assert "belum diterima" in page.goto(f"{walker.base}/akun/kantor/").text()
    assert rina.owner not in recipients.members(cast.owner(cast.umpamo))

    page.goto(f"{walker.base}/akun/kunci/sandi/")
    UnlockedSession.objects.all().delete()
    page.fill("#id_old", PASSPHRASE)
    page.fill("#id_password", PASSPHRASE + " lagi")
    page.fill("#id_again", PASSPHRASE + " lagi")
    walker.press("Ganti")
    page.fill("#id_login", "rina")
    page.fill("#id_password", PASSPHRASE)
    walker.press("Lanjut")
    page.fill("#id_code", code_of(app, step=1))
    walker.press("Masuk")
    walker.go("/masuk/keluar/")
    walker.press("Keluar")
    walker.go("/masuk/lupa/")
    assert all(url.startswith(walker.base) for url in walker.requests)


@pytest.mark.parametrize("width", [320, 1280])
def test_day_of_an_administrator(chromium, live_server, cast, width):
    walker = Walker(chromium, live_server.url, width=width, audited=True).signed_in(cast.tania)
    walker.go("/kelola/petugas/")
    walker.go("/kelola/petugas/baru/")
    walker.page.fill("#id_display_name", "Eka Putra")
    walker.page.fill("#id_username", "eka")
    walker.press("Buat akun")
    secret = walker.page.locator("p.lead.mono").inner_text()
    assert re.fullmatch(r"[a-z0-9]{4}(-[a-z0-9]{4}){4}", secret)
    walker.page.get_by_role("link", name="Lanjut ke peran").click()
    walker.audit()
    walker.page.get_by_role("link", name="Beri peran").click()
    walker.page.fill("#cari", "umpamo")
    walker.press("Cari")
    walker.page.get_by_role("link", name=cast.umpamo.name, exact=True).click()
    walker.page.select_option("#id_role", "examiner")
    walker.press("Beri peran")
    assert cast.umpamo.name in walker.page.content()
    walker.page.get_by_role("link", name="Akhiri").click()
    walker.audit()
