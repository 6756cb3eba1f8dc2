"""Kampung pengawasan for everybody: the pojok, its poster, and the report that a helper types for a neighbour."""

from __future__ import annotations

import re
from uuid import uuid4

import pytest
from django.test import Client
from tests.web.html import problems
from tests.web.public.walking import SEEN, Walker, code_of, hidden

from saksama import store
from saksama.intake import queries as intake
from saksama.intake.models import Report
from saksama.kernel.actor import SYSTEM
from saksama.places import queries as places
from saksama.prevention.actions import kampung as actions
from saksama.prevention.actions.kampung import Described

pytestmark = pytest.mark.django_db


@pytest.fixture
def point(cast):
    told = Described("Pojok Pasia", "Balai nagari")
    return actions.open_point(places.by_code("99.01.01.2001"), told, actor=cast.citra.actor, on=cast.on, now=cast.now)


def get(path: str, status: int = 200) -> str:
    answer = Client().get(path)
    assert answer.status_code == status
    assert not answer.cookies
    return answer.content.decode()


@pytest.mark.parametrize("prefix", ["", "/en"])
def test_a_point_is_found_and_its_pages_are_sound(point, clock, prefix):
    for path in ("/kampung/", "/kampung/?q=Pasia", "/kampung/?q=zzzz", f"/kampung/{point.public_id}/"):
        page = get(prefix + path)
        assert problems(page) == []
        assert ("Pojok Pasia" in page) is ("zzzz" not in path)
        assert "<script" not in page
    poster = Client().get(f"{prefix}/kampung/{point.public_id}/poster.pdf")
    assert poster.content.startswith(b"%PDF-")


def test_an_ended_or_invented_point_is_not_found(cast, point, clock):
    actions.end_point(point.public_id, actor=cast.citra.actor, on=cast.on, now=cast.now)
    for one in (point.public_id, uuid4()):
        get(f"/kampung/{one}/", 404)
        get(f"/kampung/{one}/poster.pdf", 404)
        assert "mengetik untuk tetangga" not in get(f"/lapor/?bantu={one}")


def test_a_helper_reads_back_and_the_code_opens_for_the_reporter_alone(cast, point, clock):
    walk = Walker(SEEN, start=f"/lapor/?bantu={point.public_id}&relawan=2")
    assert "Pojok Pasia, relawan 2" in walk.page
    walk.start = "/lapor/"
    walk.to_check()
    clock.on(seconds=20)
    refused = walk.send()
    assert walk.response.status_code == 422
    assert "Bacakan kembali seluruh isinya" in refused
    sent = walk.post("/lapor/kirim/", {"isian": hidden(refused, "isian"), "langkah": "cek", "dibacakan": "ya"})
    assert "Kode ini milik tetangga Anda" in sent
    with store.reading(SYSTEM):
        [report] = Report.objects.all()
    assert report.channel == "assisted"
    assert "Pojok Pasia, relawan 2" in intake.narrative(report, cast.bagus.keys).helper
    assert "Pojok" not in repr([str(value) for value in vars(report).values()])
    assert "Laporan" in walk.open(code_of(sent))
    assert not re.search(r"relawan 2", walk.page)


@pytest.mark.parametrize("number", ["-1", "0", "1000", "0000019999", "9" * 5000, "²", "<script>"])
def test_a_helpers_number_that_is_none_is_left_out(point, clock, number):
    page = Client().get("/lapor/", {"bantu": str(point.public_id), "relawan": number}).content.decode()
    assert "Pojok Pasia." in page
    assert "relawan" not in page.partition("<main")[2].partition("Bacakan")[0]
