"""The agency's inbox: one page a file, its steps, its letters; and nothing of the reporter."""

from __future__ import annotations

import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from tests.cases.courses import SCAN
from tests.web.counting import asked

pytestmark = pytest.mark.django_db
INBOX = "/instansi/"


def file_url(course) -> str:
    return f"/instansi/berkas/{course.case_id}/"


def post(client, course, act, **told):
    return client.post(f"{file_url(course)}langkah/{act}/", {"act_when": "now", "seen": len(course.acts()), **told})


def decree() -> SimpleUploadedFile:
    return SimpleUploadedFile("keputusan.pdf", SCAN.content, SCAN.type)


@pytest.fixture
def wati(course, recommended):
    return course.cast.wati.client()


def test_the_page_says_what_until_when_by_which_rule_and_what_then(course, wati):
    html = wati.get(INBOX).content.decode()
    assert "1 berkas di kotak masuk" in html
    assert file_url(course) in html
    html = wati.get(file_url(course)).content.decode()
    for words in ("Yang diminta", "Paling lambat", "Dasar", "Sesudah itu", "dihitung sejak Anda mencatat penerimaan"):
        assert words in html
    for secret in ("SARINAMA", "RAHASIANARASI", "FAKTAKAJIAN", "JAWABANSAYA", "Berita acara."):
        assert secret not in html
    assert "Irwan Umpamo" in html
    assert "Irwan" not in re.search(r"<title>(.*?)</title>", html, re.S)[1]
    assert len(re.findall("<h1", html)) == 1


def test_an_empty_inbox_teaches(course):
    html = course.cast.wati.client().get(INBOX).content.decode()
    assert "Tidak ada berkas yang menunggu" in html


def test_the_whole_of_an_agencys_part(course, wati):
    assert post(wati, course, "recommendation.served").status_code == 303
    assert course.case.stage == "with_ppk"
    html = wati.get(file_url(course)).content.decode()
    assert "2024" in re.search(r"Paling lambat</span><b>(.*?)</b>", html, re.S)[1]
    told = {"as_recommended": "as_recommended", "grade": "S-BER-1", "number": "800/12/2024"}
    assert "Lampirkan" in post(wati, course, "ppk.decided", **told).content.decode()
    assert post(wati, course, "ppk.decided", **told, act_papers=decree()).status_code == 303
    assert post(wati, course, "decision.delivered", act_papers=decree()).status_code == 303
    answer = post(wati, course, "effect.proved", effect="dismissal", act_papers=decree())
    assert answer.status_code == 303
    assert course.case.stage == "executed"
    assert "Tercatat, terima kasih" in wati.get(answer.headers["Location"]).content.decode()


def test_a_decision_that_differs_asks_for_reasons_and_keeps_what_was_typed(course, wati):
    post(wati, course, "recommendation.served")
    told = {"as_recommended": "differently", "grade": "S-RIN-1", "number": "800/12/2024", "act_papers": decree()}
    answer = post(wati, course, "ppk.decided", **told)
    html = answer.content.decode()
    assert answer.status_code == 422
    assert 'value="800/12/2024"' in html
    assert "keputusan.pdf" in html
    assert (
        post(wati, course, "ppk.decided", **told | {"act_papers": decree(), "reasons": "Hasil pemeriksaan."}).status_code == 303
    )


def test_more_time_once(course, wati):
    post(wati, course, "recommendation.served")
    assert post(wati, course, "ppk.more_time", reasons="Pemeriksaan belum selesai.").status_code == 303
    assert "Minta waktu tambahan" not in wati.get(file_url(course)).content.decode()
    assert post(wati, course, "ppk.more_time", reasons="Sekali lagi.").status_code == 409


def test_a_conflict_of_interest_is_declared(course, wati):
    assert "Nyatakan benturan" in wati.get(file_url(course)).content.decode()
    assert post(wati, course, "conflict.declared", reasons="Bupati mencalonkan diri lagi.").status_code == 303
    html = course.cast.bagus.client().get(f"/petugas/perkara/{course.case_id}/").content.decode()
    assert "Instansi menyatakan" in html


def test_letters_open_for_their_addressee_only(course, wati):
    html = wati.get(file_url(course)).content.decode()
    link = re.search(r'href="(/instansi/dokumen/[^"?]+/)', html)[1]
    got = wati.get(link)
    assert got.content.startswith(b"%PDF")
    assert got["Content-Disposition"].startswith("attachment")
    study = next(one for one in course.page(course.cast.bagus).documents if one.form == "invitation")
    assert wati.get(f"/instansi/dokumen/{study.public_id}/").status_code == 404


def test_the_desk_is_not_the_agencys_and_the_inbox_not_the_desks(course, wati):
    assert wati.get("/petugas/").status_code == 403
    assert course.cast.bagus.client().get(INBOX).status_code == 403
    assert course.cast.bagus.client().get(file_url(course)).status_code == 403


def test_a_case_that_has_not_reached_it_is_not_found(course, reviewed):
    client = course.cast.wati.client()
    assert client.get(file_url(course)).status_code == 404
    assert post(client, course, "ppk.decided").status_code == 404


def test_bawaslus_steps_are_not_the_agencys(course, wati):
    answer = post(wati, course, "note.added", note="x")
    assert answer.status_code in (403, 404)
    assert "note.added" not in [act.kind for act in course.acts()]


def test_pages_take_few_queries(course, wati):
    wati.get(INBOX)
    with CaptureQueriesContext(connection) as few:
        wati.get(INBOX)
    assert len(asked(few)) <= 4 + 6
    with CaptureQueriesContext(connection) as few:
        wati.get(file_url(course))
    assert len(asked(few)) <= 4 + 15


def test_without_a_session_what_was_posted_is_kept(course, recommended, client):
    answer = client.post(f"{file_url(course)}langkah/ppk.decided/", {"reasons": "Tulisan panjang yang tidak boleh hilang."})
    assert answer.status_code == 403
    assert "disimpan" in answer.content.decode()
