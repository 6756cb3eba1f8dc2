"""An officer's queue by keys, with the one script of the desk: the list, picking, the parts of a case, conditions, search."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Page
from tests.cast import Person

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def with_script(chromium, live_server, hour) -> Iterator:
    """`with_script(person)`: his signed-in browser, which runs what the page's policy lets it; complaints are kept."""
    host = live_server.url.partition("//")[2].partition(":")[0]

    def opened(person: Person, complaints: list[str]) -> Page:
        context = chromium.new_context(viewport={"width": 1280, "height": 800})
        context.add_cookies([{"name": name, "value": one.value, "domain": host, "path": "/"}
                             for name, one in person.client().cookies.items()])
        page = context.new_page()
        page.on("console", lambda said: complaints.append(said.text))
        page.on("pageerror", lambda error: complaints.append(str(error)))
        return page

    return opened


def focused(page: Page) -> str:
    return str(page.evaluate("document.activeElement.textContent.trim()"))


def test_the_queue_and_a_case_by_keys(with_script, course, live_server):
    for _ in range(3):
        course.report()
    course.step("initial_study.opened", course.cast.bagus)
    complaints: list[str] = []
    page = with_script(course.cast.bagus, complaints)
    page.goto(f"{live_server.url}/petugas/")
    for key in ("j", "j", "x", "k", "x"):
        page.keyboard.press(key)
    assert page.locator(".pick input:checked").count() == 2
    assert "(2)" in page.locator(".bulk-foot button").inner_text()
    page.keyboard.press("?")
    assert page.locator("dialog.keys").is_visible()
    page.keyboard.press("?")
    assert not page.locator("dialog.keys").is_visible()
    page.locator(".bulk-foot button").click()
    assert "Langkah untuk 2 perkara" in page.content()

    page.goto(f"{live_server.url}/petugas/perkara/{course.case_id}/")
    page.keyboard.press("4")
    assert focused(page) == "Tenggat"
    page.keyboard.press("6")
    assert focused(page) == "Riwayat"

    page.goto(f"{live_server.url}/petugas/perkara/{course.case_id}/langkah/conditions.assessed/")
    answer = page.locator(".rows.answers > .answer").nth(2)
    before = answer.locator("input:checked").count()
    page.keyboard.press("3")
    assert answer.locator("input:checked").count() == 1 >= before
    first = answer.locator("input:checked").get_attribute("value")
    page.keyboard.press("3")
    assert answer.locator("input:checked").get_attribute("value") != first

    page.goto(f"{live_server.url}/petugas/cari/")
    page.keyboard.press("/")
    page.keyboard.type("jk?16 Umpamo")
    assert page.locator("#id_cari").input_value() == "jk?16 Umpamo"       # keys are dead while somebody writes
    assert complaints == []
