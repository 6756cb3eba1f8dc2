"""A person with a browser in which no script runs, and an auditor beside it who looks at a copy of a page."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page
from tests.cast import Person

AXE = Axe()
RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"], "resultTypes": ["violations"]}
PHONE, DESK, NARROW = 360, 1280, 320
SCAN = {"name": "surat.pdf", "mimeType": "application/pdf",
        "buffer": b"%PDF-1.4\n1 0 obj <</Type /Catalog>> endobj\ntrailer <</Root 1 0 R>>\n%%EOF\n"}


def judged(count: int) -> dict[str, str]:
    """Return the first so many elements of a study as its form takes them: fulfilled, with a reason."""
    findings = {f"elements_{3 * n}": "yes" for n in range(count)}
    return findings | {f"elements_{3 * n + 1}": "Terlihat dalam foto." for n in range(count)}


class Auditor:
    """Audits saved pages: public ones forbid every script, so axe runs on a copy of what was shown, in the same style."""

    def __init__(self, browser: Browser, base: str) -> None:
        self.base = base
        self.page: Page = browser.new_context().new_page()

    def close(self) -> None:
        self.page.context.close()

    def _findings(self) -> list[dict[str, Any]]:
        """Return axe's findings; the page keeps axe once it was given it."""
        if not self.page.evaluate("'axe' in window"):
            return AXE.run(self.page, options=RULES).response["violations"]
        return self.page.evaluate("rules => axe.run(document, rules).then(found => found.violations)", RULES)

    def look_at(self, html: str, *, widths: Sequence[int], name: str) -> list[str]:
        """Return what is wrong with a page at widths in pixels: axe's findings (WCAG 2.2 AA), headings, sideways scrolling."""
        copy = f"{self.base}/salinan"
        self.page.set_viewport_size({"width": widths[0], "height": 800})
        self.page.route(copy, lambda route: route.fulfill(body=html, content_type="text/html; charset=utf-8"))
        self.page.goto(copy)
        self.page.unroute(copy)
        wrong = [f"{n} first-level headings" for n in [self.page.locator("h1").count()] if n != 1]
        for width in widths:
            self.page.set_viewport_size({"width": width, "height": 800})
            wrong += [f"{one['id']} at {width}: {node['html'][:160]}" for one in self._findings() for node in one["nodes"][:3]]
            if (wide := self.page.evaluate("document.documentElement.scrollWidth")) > width:
                wrong.append(f"{wide} px wide at {width}")
        return [f"{name}: {one}" for one in wrong]


class Walker:
    """A person at a screen without scripts. `audited` walkers have every page they see looked at."""

    def __init__(self, browser: Browser, base: str, *, width: int = DESK, audited: bool = False) -> None:
        self.base, self.width = base, width
        self.page: Page = browser.new_context(java_script_enabled=False, viewport={"width": width, "height": 800}).new_page()
        self.auditor = Auditor(browser, base) if audited else None
        self.requests: list[str] = []
        self.page.on("request", lambda request: self.requests.append(request.url))

    def close(self) -> None:
        self.page.context.close()
        if self.auditor:
            self.auditor.close()

    def signed_in(self, person: Person) -> Walker:
        """Give the browser a session in which passphrase, second factor and key are done."""
        host = self.base.partition("//")[2].partition(":")[0]
        self.page.context.add_cookies([{"name": name, "value": one.value, "domain": host, "path": "/"}
                                       for name, one in person.client().cookies.items()])
        return self

    # ---- moving ------------------------------------------------------------------------------------------------------

    def go(self, path: str) -> None:
        self.page.goto(self.base + path)
        self.audit()

    def press(self, name: str) -> None:
        self.page.get_by_role("button", name=name, exact=True).first.click()
        self.audit()

    def follow(self, name: str) -> None:
        self.page.get_by_role("link", name=name, exact=True).first.click()
        self.audit()

    def fill(self, **answers: Any) -> None:
        """Fill fields by name: texts typed, radios, ticks and lists chosen by value, files as playwright's payloads."""
        for name, value in answers.items():
            values = [str(one) for one in (value if isinstance(value, (list, tuple)) else [value])]
            field = self.page.locator(f'[name="{name}"]:not([type="hidden"])')
            kind = field.first.evaluate("e => e.type")
            if kind in ("radio", "checkbox"):
                for one in values:
                    self.page.locator(f'[name="{name}"][value="{one}"]').check()
            elif kind == "file":
                field.set_input_files(value)
            elif kind == "select-one":
                field.select_option(values[0])
            else:
                field.fill(values[0])

    # ---- reading -----------------------------------------------------------------------------------------------------

    @property
    def words(self) -> str:
        """All that is written on the page, in one line."""
        return re.sub(r"\s+", " ", self.page.locator("body").inner_text())

    def reads(self, *sentences: str) -> None:
        for sentence in sentences:
            assert sentence.casefold() in self.words.casefold(), f"not on {self.page.url}: {sentence}\n{self.words[:3000]}"

    def reads_nothing_of(self, *words: str) -> None:
        for word in words:
            assert word not in self.page.content(), f"on {self.page.url}: {word}"

    def audit(self) -> None:
        if self.auditor:
            self.page.wait_for_load_state("load")       # a click returns once the next page has begun
            wrong = self.auditor.look_at(self.page.content(), widths=[self.width], name=self.page.url)
            assert not wrong, "\n".join(wrong)

    # ---- an officer --------------------------------------------------------------------------------------------------

    def step(self, case: object, act: str, *, front: str = "/petugas/perkara", paper: bool = False, **answers: Any) -> None:
        """Take a step of a case from its page, as a hand does: link, form, button; the case says it is recorded."""
        where = f"{front}/{case}/"
        if self.page.url != self.base + where:
            self.go(where)
        link = self.page.locator(f'a[href="{where}langkah/{act}/"]').first
        if not link.is_visible():
            self.page.locator("details.more > summary").click()
        link.click()
        self.audit()
        self.fill(**answers)
        if paper:
            self.fill(act_papers=SCAN)
        self.page.locator("form.step .buttons .primary").click()
        self.audit()
        assert self.page.locator("#baru").count(), f"{act} was not taken: {self.words[:3000]}"


class Reporter(Walker):
    """Somebody with a code: the mailbox of a report, or the room of a letter."""

    def open_report(self, code: str) -> None:
        self.go("/laporan-saya/")
        self.page.fill("#id_kode", code)
        self.press("Buka")

    def open_room(self, code: str) -> None:
        self.go("/jawaban/")
        self.page.fill('[name="kode"]', code)
        self.press("Buka ruang jawaban")
        for all_news in self.page.locator("details > summary").all():
            all_news.click()
