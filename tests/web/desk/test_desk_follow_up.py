"""The board of recommendations, the prepared letter, and the desks of territories in the browser."""

from __future__ import annotations

import re
from datetime import date

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from tests.cases.courses import Course
from tests.scenes import scene
from tests.web.desk.conftest import stand_at

from saksama import store
from saksama.cases import actions
from saksama.followup import drafting
from saksama.followup.models import Draft
from saksama.institutions import desks
from saksama.institutions.models import DutyDay, RegionalDesk, VisitingDay
from saksama.kernel.actor import SYSTEM

pytestmark = pytest.mark.django_db
BOARD, REGIONAL = "/petugas/tindak-lanjut/", "/petugas/meja-wilayah/"


@scene
def silent(course):
    course.served()
    course.pass_days(30)
    actions.lapse_due_clocks(course.now)
    drafting.prepare(course.now)
    stand_at(course.now)
    return course


def draft_id() -> str:
    with store.reading(SYSTEM):
        return str(Draft.objects.get().public_id)


# ---- the board -------------------------------------------------------------------------------------------------------


def test_the_board_says_whom_it_waits_for_and_what_was_prepared(silent):
    html = silent.cast.bagus.client().get(BOARD).content.decode()
    for words in ("1 surat disiapkan, belum dikirim", "belum ada kabar sejak", "Bupati Umpamo", "surat pengingat"):
        assert words in html
    for secret in ("Irwan", "SARINAMA", "tidak dilaksanakan\""):
        assert secret not in html


def test_the_overseer_has_his_own_shelves_and_bawaslu_those_after_the_recommendation(silent):
    laila = silent.cast.laila.client().get(BOARD).content.decode()
    bagus = silent.cast.bagus.client().get(BOARD).content.decode()
    assert "Siap diputus" in laila and "Siap diputus" not in bagus
    for shelf in ("new", "study", "reply", "decide", "issued", "ppk", "silent", "drafts", "decided", "x'--", "<b>"):
        assert silent.cast.laila.client().get(BOARD, {"rak": shelf, "sesudah": "zzz~1"}).status_code == 200


def test_a_case_stands_on_the_shelf_of_its_point(course, at_hour):
    laila = course.cast.laila.client()

    def on(shelf: str) -> bool:
        return str(course.case_id) in laila.get(BOARD, {"rak": shelf}).content.decode()

    course.forwarded(heard=False)
    assert on("new") and not on("study")
    course.step("review.opened", course.cast.laila)
    assert on("reply") and not on("decide")
    course.pass_days(9)
    at_hour(course.now)
    assert on("decide") and not on("reply")
    course.step("recommendation.issued", course.cast.laila, grade="S-BER-1", reasons="A.")
    assert on("issued") and not on("decide")
    course.step("recommendation.served", course.cast.wati)
    assert on("ppk") and not on("silent")


def test_the_board_asks_the_same_for_one_case_and_for_many(silent):
    client = silent.cast.bagus.client()

    def asked() -> int:
        with CaptureQueriesContext(connection) as caught:
            client.get(BOARD)
        return len(caught)

    client.get(BOARD)
    one = asked()
    for _ in range(2):
        Course(silent.cast, silent.now).served()
    assert asked() <= one


def test_nobody_without_reach_sees_a_line_and_the_agency_stays_outside(silent):
    assert str(silent.case_id) not in silent.cast.yusuf.client().get(BOARD).content.decode()
    assert silent.cast.wati.client().get(BOARD).status_code == 403
    assert Client().get(BOARD).status_code == 303


# ---- the prepared letter ---------------------------------------------------------------------------------------------


def test_the_prepared_letter_can_be_read_kept_and_leads_to_the_step(silent):
    client, url = silent.cast.bagus.client(), f"{BOARD}disiapkan/{draft_id()}/"
    html = client.get(url).content.decode()
    assert "Disiapkan, belum dikirim" in html and "Kami belum menerima bukti keputusan" in html
    step = re.search(r'href="(/petugas/perkara/[^"]+reminder.sent/)"', html)[1]
    assert client.get(step).status_code == 200
    pdf = client.get(f"{url}surat.pdf")
    assert pdf.content.startswith(b"%PDF") and "attachment" in pdf["Content-Disposition"]
    assert len(silent.acts()) == len(silent.acts("asn"))


def test_a_letter_of_another_territory_or_one_that_was_sent_is_not_there(silent):
    url = f"{BOARD}disiapkan/{draft_id()}/"
    assert silent.cast.yusuf.client().get(url).status_code == 404
    assert silent.cast.yusuf.client().get(f"{url}surat.pdf").status_code == 404
    silent.step("reminder.sent", silent.cast.bagus)
    assert silent.cast.bagus.client().get(url).status_code == 404


def test_the_step_of_a_measure_comes_with_the_rung_chosen(silent):
    silent.step("reminder.sent", silent.cast.laila)
    url = f"/petugas/perkara/{silent.case_id}/langkah/escalation.sent/?measure=C-1"
    html = silent.cast.laila.client().get(url).content.decode()
    assert re.search(r'value="C-1"[^>]*(checked|selected)', html)


# ---- choosing a sanction ---------------------------------------------------------------------------------------------


def test_beside_the_choice_stand_similar_cases_the_matrix_and_the_second_reader(course):
    laila = course.cast.laila
    rano = course.cast.add("rano", "oversight_analyst", office=course.cast.oversight)
    course.reviewed()
    url = f"/petugas/perkara/{course.case_id}/langkah/"
    html = laila.client().get(f"{url}recommendation.issued/").content.decode()
    for words in ("0 perkara serupa", "belum ada kisaran", "Matriks sanksi", "belum dibaca orang kedua"):
        assert words in html
    assert laila.client().get(f"{url}recommendation.issued/", {"post_class": "<script>"}).status_code == 200
    course.step("recommendation.proposed", laila, grade="S-BER-2", reasons="ALASANUSUL.", post_class="camat")
    html = rano.client().get(f"{url}recommendation.read/").content.decode()
    assert "ALASANUSUL." in html
    body = html[html.index("<main") :]
    for blind in ("Bupati", "Irwan", "Umpamo", course.case.number):
        assert blind not in body
    course.step("recommendation.read", rano, view="agrees")
    assert "Sudah dibaca orang kedua" in laila.client().get(f"{url}recommendation.issued/").content.decode()


# ---- regional desks --------------------------------------------------------------------------------------------------


@pytest.fixture
def laila(course):
    return course.cast.laila.client()


def opened(client) -> RegionalDesk:
    told = {"place": "99.01", "name": "Meja Umpamo", "phone": "0751-000", "hours": "08.00-16.00"}
    answer = client.post(f"{REGIONAL}buka/", told)
    assert answer.status_code == 303
    return RegionalDesk.objects.get()


def test_a_desk_is_opened_rostered_visited_and_read_by_the_public(course, laila):
    desk = opened(laila)
    page = f"{REGIONAL}{desk.public_id}/"
    told = {"officer": str(course.cast.laila.user.public_id), "first": "2024-10-14", "last": "2024-10-20", "weekdays": "on"}
    assert laila.post(f"{page}piket/", told).status_code == 303
    assert laila.post(f"{page}piket/", told).status_code == 303
    assert DutyDay.objects.count() == 5, "twice sent is one roster, without the weekend"
    assert laila.post(f"{page}kunjungan/", {"day": "2024-10-16", "venue": "Kantor Camat <b>Koto</b>"}).status_code == 303
    public = Client().get(f"/kantor/meja/{desk.public_id}/").content.decode()
    assert "Ada petugas piket" in public and "Laila" not in public, "a name only by consent"
    assert "&lt;b&gt;Koto" in public and "Tanpa kantor" in public
    assert "Meja Umpamo" in Client().get("/kantor/").content.decode()
    assert "Meja Umpamo" in Client().get("/kantor/", {"q": "umpamo"}).content.decode()


def test_a_name_is_published_only_with_its_bearers_consent(course, laila):
    desk = opened(laila)
    told = {"officer": str(course.cast.laila.user.public_id), "first": "2024-10-14", "last": "2024-10-14", "shown_as": "Bu Laila"}
    url = f"{REGIONAL}{desk.public_id}/piket/"
    assert laila.post(url, told).status_code == 422
    assert DutyDay.objects.count() == 0
    assert laila.post(url, {**told, "agreed": "on"}).status_code == 303
    assert "Bu Laila" in Client().get(f"/kantor/meja/{desk.public_id}/").content.decode()


def test_the_queue_of_a_desk_holds_its_territory_only(course, forwarded, laila):
    desk = opened(laila)
    assert str(course.case_id) in laila.get(f"{REGIONAL}{desk.public_id}/").content.decode()
    other = {"place": "99.71", "name": "Meja Misal"}
    assert laila.post(f"{REGIONAL}buka/", other).status_code == 303
    misal = RegionalDesk.objects.get(place__code="99.71")
    assert str(course.case_id) not in laila.get(f"{REGIONAL}{misal.public_id}/").content.decode()


@pytest.mark.parametrize("told", [
    {"place": "99.01"},
    {"place": "", "name": "Meja"},
    {"place": "12.34.56", "name": "Meja"},
    {"place": "'; drop", "name": "Meja"},
    {"place": "99.01", "name": "M" * 121},
    {"place": "99.01", "name": "   "},
])
def test_a_desk_that_is_not_understood_is_given_back(laila, told):
    assert laila.post(f"{REGIONAL}buka/", told).status_code == 422
    assert RegionalDesk.objects.count() == 0


def test_a_territory_has_one_desk_of_an_office_and_none_outside_its_reach(course, laila):
    opened(laila)
    again = laila.post(f"{REGIONAL}buka/", {"place": "99.01", "name": "Lagi"})
    assert again.status_code == 422 and "sudah punya meja" in again.content.decode()
    citra = course.cast.citra.client()
    assert citra.post(f"{REGIONAL}buka/", {"place": "98.01", "name": "Jauh"}).status_code == 422


def test_other_roles_and_offices_run_no_desk_of_mine(course, laila):
    desk = opened(laila)
    cast, page = course.cast, f"{REGIONAL}{desk.public_id}/"
    for who in (cast.citra, cast.bagus, cast.yusuf):
        assert who.client().get(page).status_code == 404
        for verb in ("ubah/", "piket/", "kunjungan/", "akhiri/"):
            assert who.client().post(f"{page}{verb}", {"name": "x", "venue": "x"}).status_code in (403, 404)
    assert cast.bagus.client().get(f"{REGIONAL}buka/").status_code == 403
    assert cast.wati.client().get(REGIONAL).status_code == 403
    assert desks.desk(desk.public_id, date(2024, 10, 14)).name == "Meja Umpamo"


@pytest.mark.parametrize("told", [
    {"officer": "nobody", "first": "2024-10-14", "last": "2024-10-14"},
    {"first": "2024-10-14", "last": "2024-10-13"},
    {"first": "2024-10-14", "last": "2025-10-14"},
    {"first": "kapan-kapan", "last": "2024-10-14"},
    {},
])
def test_a_roster_that_is_not_understood_is_given_back(course, laila, told):
    desk = opened(laila)
    told = {"officer": str(course.cast.laila.user.public_id), **told} if "officer" not in told else told
    assert laila.post(f"{REGIONAL}{desk.public_id}/piket/", told).status_code == 422
    assert DutyDay.objects.count() == 0


def test_no_visit_in_the_past_and_a_forged_id_takes_nothing_away(course, laila):
    desk = opened(laila)
    url = f"{REGIONAL}{desk.public_id}/kunjungan/"
    assert laila.post(url, {"day": "2024-10-13", "venue": "Kemarin"}).status_code == 422
    assert laila.post(url, {"day": "2024-10-15", "venue": "Pasar"}).status_code == 303
    for forged in ("x", "00000000-0000-0000-0000-000000000000", "1 OR 1=1"):
        assert laila.post(url, {"hapus": forged}).status_code == 303
    assert VisitingDay.objects.count() == 1
    assert laila.post(url, {"hapus": str(VisitingDay.objects.get().public_id)}).status_code == 303
    assert VisitingDay.objects.count() == 0


def test_an_ended_desk_is_gone_from_the_public_page(course, laila, at_hour):
    desk = opened(laila)
    course.pass_days(2)
    at_hour(course.now)
    assert laila.post(f"{REGIONAL}{desk.public_id}/akhiri/").status_code == 303
    assert Client().get(f"/kantor/meja/{desk.public_id}/").status_code == 404
    assert "Meja Umpamo" not in Client().get("/kantor/").content.decode()
    assert RegionalDesk.objects.get().valid_to == date(2024, 10, 16)
