"""The case as one page, and what is opened in place."""

from __future__ import annotations

import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from tests.cases.courses import ALL_MET
from tests.web.counting import asked

from saksama.intake import queries as intake
from saksama.ledger.models import Entry

pytestmark = pytest.mark.django_db
SIGN_IN, PAGE, QUEUE = 5, 15, 3


def url(course) -> str:
    return f"/petugas/perkara/{course.case_id}/"


def test_case_page_says_dugaan_and_shows_no_name(course, reported):
    page = course.cast.bagus.client().get(url(course))
    html = page.content.decode()
    assert page.status_code == 200
    assert "<h1>Dugaan: Ikut kampanye atau deklarasi</h1>" in html
    for secret in ("SARINAMA", "RAHASIANARASI", "Jorong Satu"):
        assert secret not in html
    assert "Camat Koto Umpamo" not in re.search(r"<title>(.*?)</title>", html, re.S)[1]
    assert len(re.findall("<h1", html)) == 1
    assert "Tersegel" in html


def test_nothing_is_called_judged_before_somebody_judged_it(course, reported):
    client = course.cast.bagus.client()
    assert "0 dari 6 sudah dinilai" in client.get(url(course)).content.decode()
    course.step("initial_study.opened", course.cast.bagus)
    course.step("conditions.assessed", course.cast.bagus, conditions=ALL_MET)
    assert "6 dari 6 sudah dinilai" in client.get(url(course)).content.decode()


def test_page_takes_few_queries(course, reported):
    client = course.cast.bagus.client()
    client.get("/petugas/")
    with CaptureQueriesContext(connection) as few:
        client.get(url(course))
    assert len(asked(few)) <= SIGN_IN + PAGE + QUEUE, "\n".join(asked(few))


def test_story_opens_in_place_for_this_answer_only(course, reported):
    client = course.cast.bagus.client()
    html = client.post(url(course), {"buka": "cerita"}).content.decode()
    assert "RAHASIANARASI" in html
    assert "SARINAMA" not in html
    assert "RAHASIANARASI" not in client.get(url(course)).content.decode()
    noted = Entry.objects.filter(kind="case.sealed_read")
    assert [one.object_id for one in noted] == [str(course.case_id)]


def test_a_stranger_finds_no_case_and_opens_nothing(course, reported):
    for client in (course.cast.yusuf.client(), course.cast.joni.client()):
        for answer in (client.get(url(course)), client.post(url(course), {"buka": "cerita"})):
            assert answer.status_code == 404
            assert "RAHASIANARASI" not in answer.content.decode()


def test_contact_of_the_named_door_opens_with_a_reason_the_reporter_reads(course):
    report = course.report(door="named")
    client = course.cast.bagus.client()
    asked = {"buka": "kontak", "laporan": str(report.public_id)}
    refused = client.post(url(course), asked | {"alasan": " "})
    assert refused.status_code == 422
    page = refused.content.decode()
    assert "SARINAMA" not in page
    assert 'id="alasan_1_error"' in page and "Tulis untuk apa nama ini dibuka. Pelapor akan membacanya." in page
    assert 'id="identitas-1"' in page and 'name="alasan"' in page    # in its place on the case, not on a page of its own
    assert len(course.acts()) == 1
    html = client.post(url(course), asked | {"alasan": "meminta tanda tangan"}).content.decode()
    assert "SARINAMA" in html
    openings = intake.mailbox(course.codes[0], course.now).openings
    assert [one.why for one in openings] == ["meminta tanda tangan"]
    assert "Bagus" not in openings[0].who
    assert "identity.opened" in [act.kind for act in course.acts()]


def test_contact_of_the_sealed_door_is_asked_of_two_persons(course):
    report = course.report(door="sealed")
    client = course.cast.bagus.client()
    html = client.get(url(course)).content.decode()
    link = f"/petugas/perkara/{course.case_id}/identitas/{report.public_id}/"
    assert link in html
    assert client.get(link).headers["Location"].startswith("/akun/pembukaan/baru/")
    answer = client.post(url(course), {"buka": "kontak", "laporan": str(report.public_id), "alasan": "ingin tahu"})
    assert answer.status_code == 404
    assert "SARINAMA" not in answer.content.decode()


def test_a_report_of_another_case_is_not_opened_from_here(course):
    other = course.report(door="named")
    course.report(door="named")
    answer = course.cast.bagus.client().post(url(course), {"buka": "kontak", "laporan": str(other.public_id), "alasan": "salah"})
    assert answer.status_code == 404
    assert "SARINAMA" not in answer.content.decode()


def test_message_reaches_the_mailbox(course):
    report = course.report()
    client = course.cast.bagus.client()
    answer = client.post(f"{url(course)}pesan/", {"laporan": str(report.public_id), "pesan": "Terima kasih, kami periksa."})
    assert answer.status_code == 303
    assert [letter.text for letter in intake.mailbox(course.codes[0], course.now).letters] == ["Terima kasih, kami periksa."]


@pytest.mark.parametrize("who", ["rahmat", "nurma"])
def test_the_level_above_reads_a_case_and_does_not_write_to_its_reporter(course, who):
    report = course.report()
    client = course.cast.people[who].client()
    assert "Tulis pesan kepada pelapor" in course.cast.bagus.client().get(url(course)).content.decode()
    assert "Tulis pesan kepada pelapor" not in client.get(url(course)).content.decode()
    answer = client.post(f"{url(course)}pesan/", {"laporan": str(report.public_id), "pesan": "Siapa nama Anda sebenarnya?"})
    assert answer.status_code == 403
    assert intake.mailbox(course.codes[0], course.now).letters == ()


def test_empty_message_comes_back(course):
    report = course.report()
    answer = course.cast.bagus.client().post(f"{url(course)}pesan/", {"laporan": str(report.public_id), "pesan": " "})
    assert answer.status_code == 422
    assert "Tulis pesannya" in answer.content.decode()


def test_print_sheet_leaves_out_what_is_sealed(course, reported):
    html = course.cast.bagus.client().get(f"{url(course)}cetak/").content.decode()
    assert "Ikut kampanye" in html
    assert "RAHASIANARASI" not in html
    assert '<nav class="acts' not in html
