"""Notices on the desk: read, chosen, ended from outside; and what hostile or stale input does to them."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.test import Client
from tests.notices.telling import follow, told
from tests.scenes import scene

from saksama.accounts.models import Role
from saksama.notices import actions
from saksama.notices.models import Preference

pytestmark = [pytest.mark.django_db, pytest.mark.one_engine]   # what touches the engine is in tests/notices
LIST, READ, CHOOSE, CALENDAR, OFFICE = (
    f"/petugas/pemberitahuan/{part}" for part in ("", "dibaca/", "pilihan/", "kalender/", "kantor/")
)
WAYS = {"address": "bagus@contoh.example", "mailed": ["limit"], "quiet_from": "18:00", "quiet_to": "06:00", "feed_numbers": "on"}


def of(person) -> str:
    return str(person.user.public_id)


@scene
def told_case(course):
    course.registered()
    follow(course)
    return course


def test_the_head_counts_and_the_list_tells_without_a_name(told_case, cast):
    bagus = cast.bagus.client()
    page = bagus.get(LIST).content.decode()
    assert "1 pemberitahuan" in page
    assert "Batas baru mulai berjalan" in page
    assert told_case.case.number in page
    for secret in ("Irwan", "SARINAMA", "Camat", "RAHASIANARASI"):
        assert secret not in page
    assert "Batas baru" not in cast.joni.client().get(LIST).content.decode()
    assert "Notices (1)" in bagus.get(LIST + "?bahasa=en").content.decode()


def test_opening_the_case_from_a_notice_reads_it(told_case, cast):
    bagus = cast.bagus.client()
    (notice,) = unread_of(cast.bagus)
    answer = bagus.post(READ, {"id": notice, "perkara": str(told_case.case_id)})
    assert (answer.status_code, answer["Location"]) == (303, f"/petugas/perkara/{told_case.case_id}/")
    assert "1 pemberitahuan" not in bagus.get(LIST).content.decode()
    assert "Sudah dibaca" in bagus.get(LIST).content.decode()


def unread_of(person) -> list[str]:
    from saksama import store
    from saksama.kernel.actor import SYSTEM
    from saksama.notices.models import Notice

    with store.reading(SYSTEM):
        return [str(one.public_id) for one in Notice.objects.filter(person=of(person), withdrawn_at=None, read_at=None)]


def test_the_case_page_shows_its_own_unread_notices_and_reads_them(told_case, cast):
    bagus = cast.bagus.client()
    url = f"/petugas/perkara/{told_case.case_id}/"
    assert "Tandai dibaca" in bagus.get(url).content.decode()
    assert bagus.post(READ, {"perkara": str(told_case.case_id)}).status_code == 303
    assert "Tandai dibaca" not in bagus.get(url).content.decode()
    assert unread_of(cast.bagus) == []


@pytest.mark.parametrize("sent", [
    {}, {"id": ""}, {"id": "bukan-id"}, {"id": ["x" * 10_000]}, {"id": "00000000-0000-0000-0000-000000000007"},
    {"perkara": "'; drop table--"}, {"perkara": "00000000-0000-0000-0000-000000000007"},
])
def test_wrong_ids_read_nothing_and_never_break(told_case, cast, sent):
    assert cast.bagus.client().post(READ, sent).status_code in (303, 404, 422)
    assert len(unread_of(cast.bagus)) == 1


def test_nobody_reads_for_another(told_case, cast):
    cast.add("tari", Role.EXAMINER, office=cast.umpamo)
    (mine,) = unread_of(cast.bagus)
    for other in (cast.tari, cast.malik, cast.laila):
        other.client().post(READ, {"id": mine})
        other.client().post(READ, {"semua": "1"})
    assert unread_of(cast.bagus) == [mine]
    assert Client().post(READ, {"id": mine}).status_code in (302, 303, 403)


def test_choices_are_kept_and_come_back_into_the_form(cast):
    bagus = cast.bagus.client()
    assert bagus.post(CHOOSE, WAYS).status_code == 303
    page = bagus.get(CHOOSE).content.decode()
    assert 'value="bagus@contoh.example"' in page
    assert 'value="18:00"' in page
    assert "bagus@contoh.example" not in cast.citra.client().get(CHOOSE).content.decode()


@pytest.mark.parametrize("wrong", [
    {"address": "bukan alamat"}, {"address": "a@contoh.example\r\nBcc: b@contoh.example"}, {"mailed": ["segala"]},
    {"hidden": ["limit"]}, {"quiet_from": "25:00"}, {"quiet_to": ""}, {"quiet_from": "06:00"}, {"address": "x" * 400 + "@a.id"},
])
def test_wrong_choices_come_back_with_their_sentence_and_change_nothing(cast, wrong):
    answer = cast.bagus.client().post(CHOOSE, WAYS | wrong)
    assert answer.status_code == 422
    assert "error" in answer.content.decode()
    assert not Preference.objects.exclude(address="").exists()


def test_a_calendar_address_is_shown_once_and_opens_without_signing_in(told_case, cast):
    bagus = cast.bagus.client()
    page = bagus.post(CALENDAR).content.decode()
    path = page.split('id="alamat_kalender" readonly value="')[1].split('"')[0]
    assert path.startswith("http://127.0.0.1:8000/kalender/")
    assert path not in bagus.get(CHOOSE).content.decode()
    answer = Client().get(path.removeprefix("http://127.0.0.1:8000"))
    assert answer.status_code == 200
    assert answer["Content-Type"].startswith("text/calendar")
    assert "no-store" in answer["Cache-Control"]
    assert told_case.case.number in answer.content.decode().replace("\r\n ", "")
    assert bagus.post(CALENDAR, {"akhiri": "1"}).status_code == 303
    assert Client().get(path.removeprefix("http://127.0.0.1:8000")).status_code == 404


@pytest.mark.parametrize("secret", ["x", "A" * 43, "%00" * 30, "..%2f" * 10, "A" * 5000])
def test_guessed_calendars_are_not_found_and_tell_nothing(told_case, cast, secret):
    actions.make_feed(actor=cast.bagus.actor, now=told_case.now)
    answer = Client().get(f"/kalender/{secret}.ics")
    assert answer.status_code == 404
    assert "VEVENT" not in answer.content.decode()


def test_mail_is_ended_by_a_press_not_by_a_look_and_an_unknown_secret_learns_nothing(cast):
    mark = actions.choose(
        address="bagus@contoh.example", mailed=["limit"], hidden=[], quiet=None, feed_numbers=True, actor=cast.bagus.actor
    ).stop_mark
    anybody = Client()
    assert anybody.get(f"/surel/berhenti/{mark}/").status_code == 200
    assert Preference.objects.get().address == "bagus@contoh.example"
    unknown = anybody.post("/surel/berhenti/" + "0" * 40 + "/")
    known = anybody.post(f"/surel/berhenti/{mark}/")
    assert unknown.status_code == known.status_code == 200
    assert unknown.content.replace(b"0" * 40, b"") == known.content.replace(mark.encode(), b"")
    assert "contoh.example" not in known.content.decode()
    assert Preference.objects.get().address == ""
    assert anybody.cookies == {}


def test_the_offices_days_are_changed_by_who_leads_it_and_read_by_all(cast):
    citra, bagus = cast.citra.client(), cast.bagus.client()
    assert citra.post(OFFICE, {"before": "5; 2,1"}).status_code == 303
    assert "5, 2, 1 hari kerja" in bagus.get(OFFICE).content.decode()
    assert "3, 1 hari kerja" in cast.malik.client().get(OFFICE).content.decode()
    assert bagus.post(OFFICE, {"before": "1"}).status_code == 403
    for wrong in ("", "0", "-3", "tiga", "1,2,3,4,5,6", "99", "\u0663", "1" * 70, "1e2"):
        answer = citra.post(OFFICE, {"before": wrong})
        assert answer.status_code == 422, wrong
    assert "5, 2, 1 hari kerja" in bagus.get(OFFICE).content.decode()


def test_a_person_barred_later_sees_neither_notice_nor_number(told_case, cast):
    number = told_case.case.number
    bagus = cast.bagus.client()
    assert number in bagus.get(LIST).content.decode()
    told_case.step("exclusion.recorded", cast.citra, person=of(cast.bagus), ground="kin")
    assert number not in bagus.get(LIST).content.decode()
    follow(told_case)
    told_case.now += timedelta(minutes=1)
    assert told(cast.bagus) == []
