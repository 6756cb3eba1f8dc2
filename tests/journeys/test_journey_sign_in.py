"""A new officer signs in for the first time, works, comes back, in Chromium with scripts off; every page audited by axe."""

from __future__ import annotations

import os
import re
import shutil
from collections.abc import Iterator

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.core.cache import cache
from playwright.sync_api import Browser, Page, sync_playwright
from tests.accounts.browser import PASSPHRASE, code_of
from tests.cast import NOW

from saksama.accounts import actions
from saksama.kernel.actor import SYSTEM
from saksama.vault import recipients
from saksama.vault.keys import UnlockedSession

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")
pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True),
              pytest.mark.skipif(CHROMIUM is None, reason="needs Chromium")]


@pytest.fixture
def chromium(monkeypatch) -> Iterator[Browser]:
    monkeypatch.setitem(os.environ, "DJANGO_ALLOW_ASYNC_UNSAFE", "1")     # playwright keeps a loop of its own
    cache.clear()
    with sync_playwright() as play:
        browser = play.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield browser
        browser.close()


class Walker:
    """A person at a phone without scripts, and an auditor beside it who looks at a copy of each page."""

    def __init__(self, browser: Browser, base: str, *, width: int) -> None:
        self.base = base
        self.page: Page = browser.new_context(java_script_enabled=False, viewport={"width": width, "height": 800}).new_page()
        self.auditor: Page = browser.new_context(viewport={"width": width, "height": 800}).new_page()
        self.requests: list[str] = []
        self.page.on("request", lambda request: self.requests.append(request.url))

    def go(self, path: str) -> None:
        self.page.goto(self.base + path)
        self.audit()

    def press(self, name: str) -> None:
        self.page.get_by_role("button", name=name, exact=True).first.click()
        self.audit()

    def audit(self) -> None:
        """No finding of axe, one heading, nothing wider than the screen."""
        copy, content = f"{self.base}/salinan", self.page.content()
        self.auditor.route(copy, lambda route: route.fulfill(body=content, content_type="text/html; charset=utf-8"))
        self.auditor.goto(copy)
        self.auditor.unroute(copy)
        found = Axe().run(self.auditor, options={"runOnly": ["wcag2a", "wcag2aa", "wcag21aa", "wcag22aa"]}).response["violations"]
        assert not found, [(one["id"], [node["html"][:120] for node in one["nodes"]][:3]) for one in found]
        assert self.page.locator("h1").count() == 1
        wide = self.auditor.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
        assert wide <= 0, f"{wide} px too wide: {self.page.url}"


@pytest.mark.parametrize("width", [320, 1280])
def test_first_day_of_an_officer(chromium, live_server, cast, width):
    secret = "k3m4-x7qp-9tnv-w2rs-hj5d"
    rina = actions.create_user("rina", password=secret, display_name="Rina", actor=SYSTEM, now=NOW, one_time=True)
    actions.grant(rina, "examiner", actor=SYSTEM, office=str(cast.umpamo.public_id), valid_from=NOW.date(), now=NOW)
    walker = Walker(chromium, live_server.url, width=width)
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
    walker = Walker(chromium, live_server.url, width=width)
    host = live_server.url.partition("//")[2].partition(":")[0]
    cookies = cast.tania.client().cookies
    for name, one in cookies.items():
        walker.page.context.add_cookies([{"name": name, "value": one.value, "domain": host, "path": "/"}])
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
