"""The agency's half hour on its own pages: what is asked, the examination, the decision, the proofs, and who else may look."""

from __future__ import annotations

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from tests.cases.courses import SCAN

from saksama import store
from saksama.cases.models import Document
from saksama.institutions.models import Authority, AuthorityRole
from saksama.kernel.actor import SYSTEM

pytestmark = pytest.mark.django_db


def url(course) -> str:
    return f"/instansi/berkas/{course.case_id}/"


def post(client, course, act, **told):
    return client.post(f"{url(course)}langkah/{act}/", {"act_when": "now", "seen": len(course.acts()), **told})


def decree() -> SimpleUploadedFile:
    return SimpleUploadedFile("keputusan.pdf", SCAN.content, SCAN.type)


@pytest.fixture
def wati(course, recommended):
    return course.cast.wati.client()


def test_the_whole_half_hour_by_post_alone(course, wati):
    html = wati.post(f"{url(course)}langkah/recommendation.served/", {"act_when": "now", "seen": len(course.acts())}, follow=True)
    assert "Sekali saja kami ingatkan" in html.content.decode()
    html = wati.get(url(course)).content.decode()
    assert "Sekali saja kami ingatkan" not in html, "the duty of superiors is said once"
    for words in ("Bupati Umpamo", "Menjawab", "Pemeriksaan", "pemeriksaan paling lambat", "PP 94/2021 ps. 26"):
        assert words in html
    told = {"exam_at_0": "2024-10-18", "exam_at_1": "09:00", "exam_where": "Ruang rapat", "letter_number": "800/1"}
    assert post(wati, course, "examination.summoned", **told).status_code == 303
    with store.reading(SYSTEM):
        pack = list(Document.objects.filter(form__startswith="exam_").order_by("pk"))
    assert [one.form for one in pack] == ["exam_summons", "exam_team", "exam_minutes"]
    for one in pack:
        assert wati.get(f"/instansi/dokumen/{one.public_id}/").content.startswith(b"%PDF")
        assert wati.get(f"/instansi/dokumen/{one.public_id}/?bentuk=docx").content.startswith(b"PK")
    assert post(wati, course, "examination.held").status_code == 303
    told = {"as_recommended": "as_recommended", "grade": "S-BER-1", "number": "800/2", "act_papers": decree()}
    assert post(wati, course, "ppk.decided", **told).status_code == 303
    assert "I’DIS" in wati.get(url(course)).content.decode()
    assert post(wati, course, "decision.delivered", act_papers=decree()).status_code == 303
    assert post(wati, course, "effect.proved", effect="post", act_papers=decree()).status_code == 303
    assert course.case.stage == "executed"


def test_a_day_too_late_is_refused_beside_its_field_and_keeps_what_was_typed(course, wati):
    course.step("recommendation.served", course.cast.wati)
    told = {"exam_at_0": "2024-11-18", "exam_at_1": "09:00", "exam_where": "RUANGKETIK"}
    answer = post(wati, course, "examination.summoned", **told)
    assert answer.status_code == 422
    assert "RUANGKETIK" in answer.content.decode() and "23-10-2024" in answer.content.decode()


def test_a_second_request_for_time_and_a_stale_form_are_refused(course, wati):
    course.step("recommendation.served", course.cast.wati)
    assert post(wati, course, "ppk.more_time", reasons="Perlu waktu.").status_code == 303
    assert post(wati, course, "ppk.more_time", reasons="Lagi.").status_code == 409
    answer = wati.post(f"{url(course)}langkah/examination.held/", {"act_when": "now", "seen": 1, "note": "LAMA"})
    assert answer.status_code == 409 and "LAMA" in answer.content.decode()


def test_an_officer_of_another_agency_finds_nothing(course, wati):
    cast = course.cast
    other = cast.add("orang", "agency_officer", agency=cast.other_agency).client()
    for path in (url(course), f"{url(course)}langkah/ppk.decided/"):
        assert other.get(path).status_code == 404
    assert post(other, course, "recommendation.served").status_code == 404
    assert str(course.case_id) not in other.get("/instansi/").content.decode()
    for who in (cast.bagus, cast.laila):
        assert who.client().get(url(course)).status_code == 403


def test_a_declared_conflict_says_who_still_decides_and_who_is_told(course, wati):
    course.step("recommendation.served", course.cast.wati)
    assert post(wati, course, "conflict.declared", reasons="Bupati calon.").status_code == 303
    html = wati.get(url(course)).content.decode()
    assert "Bupati Umpamo tetap tujuan surat ini" in html
    assert "Gubernur" in html


def test_where_nobody_else_stands_above_the_page_says_so(course, wati):
    government = course.cast.government
    own = Authority.objects.get(agency=government, role=AuthorityRole.SANCTIONING)
    Authority.objects.filter(agency=government, role=AuthorityRole.HIGHER).update(seat=own.seat, title=own.title)
    assert "Tidak tercatat pejabat lain di atasnya" in wati.get(url(course)).content.decode()


def test_hostile_words_for_the_public_list_stay_words_and_have_a_limit(course, wati):
    course.step("recommendation.served", course.cast.wati)
    assert post(wati, course, "publication.stated", words="Awal.").status_code == 409, "nothing was announced yet"
    course.pass_days(30)
    from saksama.cases import actions
    from saksama.store import clock
    from saksama.vault.session import real_now

    actions.lapse_due_clocks(course.now)
    clock.set_offset(course.now - real_now())
    course.step("publication.noticed", course.cast.bagus)
    too_long = post(wati, course, "publication.stated", words="<script>x</script>" + "a" * 600)
    assert too_long.status_code == 422 and "<script>x" not in too_long.content.decode()
    assert post(wati, course, "publication.stated", words="<script>x</script>").status_code == 303
