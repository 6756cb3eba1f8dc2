"""Searching at the desk, in plain fields and in sealed words; views of the queue; evidence one by one; the keys."""

from __future__ import annotations

import re

import pytest
from tests.cases.courses import SCAN
from tests.web.html import problems
from tests.web.languages import leftovers

from saksama.cases.actions import looking
from saksama.ledger.models import Entry
from saksama.web.desk.cases import search

pytestmark = pytest.mark.django_db
FIND, INSIDE, VIEWS = "/petugas/cari/", "/petugas/cari/tersegel/", "/petugas/tampilan/"
NAMES = ("Nagari Pasia Umpamo", "Kec. Koto Umpamo", "Kab. Umpamo", "Koto Umpamo", "media sosial Umpamo", "001/Reg")


def whole(answer) -> str:
    return b"".join(answer.streaming_content).decode()


def readings() -> list[str]:
    return [entry.object_id for entry in Entry.objects.filter(kind="case.sealed_read")]


def test_sealed_words_are_found_by_whose_keys_open_them_and_each_case_is_recorded_as_read(course, reported):
    course.report(story="Cerita lain tanpa kata itu.")
    course.step("note.added", course.cast.bagus, note="SANDINOTA di buku tamu.")
    page = whole(course.cast.bagus.client().post(INSIDE, {"kata": "rahasianarasi PANGGUNG"}))
    assert "2 dari 2 dibaca" in page
    assert page.count("/petugas/perkara/") == 1
    assert "cerita pelapor" in page
    assert "RAHASIANARASI" not in page.upper().replace("VALUE", "")
    assert len(readings()) == 2
    again = whole(course.cast.bagus.client().post(INSIDE, {"kata": "sandinota"}))
    assert str(course.case_id) in again


def test_neither_the_words_nor_what_was_opened_stay_anywhere(course, reported, caplog, tmp_path):
    whole(course.cast.bagus.client().post(INSIDE, {"kata": "KATAYANGDICARI"}))
    assert "KATAYANGDICARI" not in caplog.text
    for entry in Entry.objects.all():
        assert "KATAYANGDICARI" not in str(entry.__dict__)
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM django_session")
        assert "KATAYANGDICARI" not in str(cursor.fetchall())


def test_what_the_keys_do_not_open_is_passed_over(course, reported):
    course.cast.add("baru", "examiner", office=course.cast.umpamo, member=False)      # serves there, and holds no key yet
    page = whole(course.cast.baru.client().post(INSIDE, {"kata": "rahasianarasi"}))
    assert "1 dari 1 dibaca" in page
    assert "/petugas/perkara/" not in page


def test_the_excluded_and_the_lent_open_nothing(course, reported):
    course.step("exclusion.recorded", course.cast.bagus, person=str(course.cast.citra.user.public_id), ground="kin")
    for who in ("citra", "joni", "yusuf"):
        page = whole(course.cast.people[who].client().post(INSIDE, {"kata": "rahasianarasi"}))
        assert "Tidak ada perkara yang masih berjalan" in page
    assert readings() == []


def test_who_stops_reading_opens_no_further_case(course, monkeypatch):
    monkeypatch.setattr(looking, "AT_ONCE", 2)
    for _ in range(5):
        course.report()
    answer = course.cast.bagus.client().post(INSIDE, {"kata": "rahasianarasi"})
    parts = iter(answer.streaming_content)
    next(parts), next(parts)
    answer._iterator.close()
    assert len(readings()) == 2


def test_time_that_runs_out_is_told(course, monkeypatch):
    monkeypatch.setattr(search, "SECONDS", 0.0)
    for _ in range(3):
        course.report()
    assert "Waktunya habis: 1 dari 3 dibaca" in whole(course.cast.bagus.client().post(INSIDE, {"kata": "tiada"}))


@pytest.mark.parametrize("kata", ["", "a", " b ", "\0\0", "%%%"])
def test_too_few_letters_open_nothing(course, reported, kata):
    page = course.cast.bagus.client().post(INSIDE, {"kata": kata})
    assert page.status_code == 422
    assert "sedikitnya tiga huruf" in page.content.decode()
    assert readings() == []


def test_sealed_words_are_asked_for_by_post_with_an_open_key_only(course, reported):
    client = course.cast.bagus.client()
    assert client.get(INSIDE).status_code == 405
    for who in ("wati", "aulia", "tania"):
        assert course.cast.people[who].client().post(INSIDE, {"kata": "rahasianarasi"}).status_code == 403
    assert readings() == []


@pytest.mark.parametrize("language", ["id", "en"])
def test_the_pages_are_sound_and_speak_one_language(course, registered, language):
    client = course.cast.bagus.client()
    client.get(f"/petugas/?bahasa={language}")
    pages = [client.post(FIND, {"cari": "001/Reg"}).content.decode(), whole(client.post(INSIDE, {"kata": "rahasianarasi"})),
             client.get(f"{VIEWS}?tahap=kajian").content.decode(), client.get(VIEWS).content.decode()]
    for page in pages:
        assert problems(page) == []
        assert leftovers(page, language, *NAMES, course.case.number) == []


def test_a_view_is_kept_opened_renamed_and_removed(course, reported):
    client = course.cast.bagus.client()
    assert "Simpan sebagai tampilan" in client.get("/petugas/", {"tahap": "received"}).content.decode()
    sent = client.post(VIEWS, {"saringan": "tahap=received&pintu=sealed", "nama": "Pagi ini", "bersama": "1"})
    assert sent.status_code == 303
    html = client.get(sent.headers["Location"]).content.decode()
    assert "Pagi ini" in html
    assert "Ikut kampanye atau deklarasi</a>" in html
    view = sent.headers["Location"].partition("lihat=")[2]
    assert "Pagi ini" in course.cast.citra.client().get("/petugas/").content.decode()
    assert "Pagi ini" not in course.cast.yusuf.client().get("/petugas/").content.decode()
    assert client.post(f"{VIEWS}{view}/", {"ubah": "simpan", "nama": ""}).status_code == 422
    assert client.post(f"{VIEWS}{view}/", {"ubah": "simpan", "nama": "Siang"}).status_code == 303
    assert course.cast.citra.client().get("/petugas/", {"lihat": view}).status_code == 200
    for who in ("citra", "yusuf"):
        assert course.cast.people[who].client().post(f"{VIEWS}{view}/", {"ubah": "hapus"}).status_code == 404
    assert "Siang" in client.get(VIEWS).content.decode()
    assert client.post(f"{VIEWS}{view}/", {"ubah": "hapus"}).status_code == 303
    assert client.get("/petugas/", {"lihat": view}).status_code == 200      # gone: the whole queue


@pytest.mark.parametrize("saringan", ["", "x" * 5000, "tahap=%00", "tahap=entah&lihat=../..", "lihat=hari-ini"])
def test_a_view_of_anything_is_a_view(course, saringan):
    sent = course.cast.bagus.client().post(VIEWS, {"saringan": saringan, "nama": "N" * 300})
    assert sent.status_code == 303


@pytest.mark.parametrize(
    "view", ["hari-ini", "menunggu-saya", "perkara-saya", "belum-dibuka", "terlambat", "tanpa-kabar", "zzz", "\0"]
)
def test_the_views_everybody_has(course, reported, view):
    page = course.cast.bagus.client().get("/petugas/", {"lihat": view})
    assert page.status_code == 200
    assert problems(page.content.decode()) == []


def test_evidence_is_looked_at_one_by_one_and_nothing_original_is_shown(course, registered):
    course.step("evidence.added", course.cast.bagus, papers=(SCAN, SCAN), note="Dua kertas.")
    files = course.page(course.cast.bagus).files
    client = course.cast.bagus.client()
    first, second = (f"/petugas/perkara/{course.case_id}/bukti/{file.public_id}/" for file in files)
    html = client.get(first).content.decode()
    assert "bukti 1 dari 2" in html
    assert files[0].fingerprint in html
    assert re.search(rf'rel="next" href="{second}"', html)
    assert 'rel="prev"' not in html
    assert problems(html) == problems(client.get(second).content.decode()) == []
    for who in ("yusuf", "joni"):
        assert course.cast.people[who].client().get(first).status_code == 404
    course.report()
    other = f"/petugas/perkara/{course.case_id}/bukti/{files[0].public_id}/"
    assert client.get(other).status_code == 404                       # a file of another case


def test_the_script_is_on_pages_of_work_and_nowhere_else(course, registered):
    client = course.cast.bagus.client()
    for address in ("/petugas/", FIND, f"/petugas/perkara/{course.case_id}/"):
        page = client.get(address)
        assert re.findall(r"<script[^>]*>", page.content.decode()) == [
            re.search(r'<script src="/static/saksama/desk\.js\?v=[0-9a-f]{8}" defer>', page.content.decode()).group()
        ]
        assert page["Content-Security-Policy"].endswith("script-src 'self'")
    assert "<script" not in client.get("/akun/").content.decode()
    assert "script-src" not in client.get("/akun/")["Content-Security-Policy"]


def test_the_page_says_what_is_to_be_done_by_whom_and_by_when(course, registered):
    course.step("officer.assigned", course.cast.bagus, officer=str(course.cast.bagus.user.public_id))
    page = course.page(course.cast.bagus)
    assert page.tasks[0].act == page.primary.act
    limited = [task for task in page.tasks if task.due_early]
    assert limited
    assert all(task.who_id for task in page.tasks)
    assert "Bagus" in {task.who_id for task in page.tasks}
    assert "handed_over" not in {task.act for task in page.tasks}     # giving a case away is no task
    html = course.cast.bagus.client().get(f"/petugas/perkara/{course.case_id}/").content.decode()
    assert "Yang harus dikerjakan" in html
    assert html.count("data-key=") == 6


def test_a_reason_is_not_lost_to_a_faster_colleague(course, monkeypatch):
    from saksama.cases.steps import ActedMeanwhile, Input
    from saksama.web.desk.cases import page

    course.report(door="named")
    report = course.page(course.cast.bagus).reports[0].public_id

    def faster(request, shown, now):
        step = Input(values={}, happened_at=now, seen=1)
        raise ActedMeanwhile(step=step, since=(), act_count=2)

    monkeypatch.setattr(page, "open_contact", faster)
    told = {"buka": "kontak", "laporan": report, "alasan": "Menanyakan jam kejadian."}
    answer = course.cast.bagus.client().post(f"/petugas/perkara/{course.case_id}/", told)
    assert answer.status_code == 409
    assert 'value="Menanyakan jam kejadian."' in answer.content.decode()
