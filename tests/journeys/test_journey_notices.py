"""An officer is named, told, reads and acts; whoever named her sees the load move. On a desk and a telephone, without script."""

from __future__ import annotations

import pytest
from tests.journeys.walker import PHONE

from saksama.accounts.models import Role
from saksama.notices import actions

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]
CASE = "/petugas/perkara/{}/"


def test_from_being_named_to_the_step_that_answers_the_notice(cast, course, hour, desk):
    cast.add("tari", Role.EXAMINER, office=cast.umpamo)
    for _ in range(2):
        course.report()
    hour.catch_up()
    hour.work()

    citra = desk(cast.citra, audited=True)
    citra.go("/petugas/tim/")
    assert "Belum ada petugas" in citra.words
    citra.page.get_by_role("link", name="Belum ada petugas").click()
    for box in citra.page.locator("input[name=perkara]").all():
        box.check()
    for choice in citra.page.locator(".pick select").all():
        choice.select_option(label=next(one for one in choice.inner_text().splitlines() if "Tari" in one))
    citra.press("Pindahkan yang dicentang")
    assert "2 perkara dipindahkan" in citra.words
    hour.work()

    tari = desk(cast.people["tari"], PHONE, audited=True)
    tari.go("/petugas/pemberitahuan/")
    assert "Sebuah perkara ditugaskan kepada Anda" in tari.words
    assert "Batas baru mulai berjalan" in tari.words
    tari.page.locator(f"form:has(input[value='{course.case_id}'])").first.get_by_role("button").click()
    assert tari.page.url.endswith(CASE.format(course.case_id))
    assert "Tari" in tari.page.locator(".assigned").inner_text()

    tari.go(f"/petugas/perkara/{course.case_id}/langkah/initial_study.opened/")
    tari.page.locator("main form button.primary").click()
    assert "Tercatat" in tari.words
    hour.work()
    hour.on(days=1)
    actions.tell_limits(course.now)
    assert [one.kind for one in course.acts()][-2:] == ["officer.assigned", "initial_study.opened"]

    citra.go("/petugas/tim/")
    row = citra.page.locator("tr", has_text="Tari")
    assert row.locator("td").first.inner_text().strip() == "2"
    for walker in (citra, tari):
        walker.close()

