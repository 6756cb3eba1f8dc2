"""Is a letter ours? The code under it answers, and names nobody."""

from __future__ import annotations

import re

import pytest
from tests.web.accused.conftest import words_of

from saksama.cases import queries

pytestmark = pytest.mark.django_db


def check_code(course) -> str:
    """Read the code under the invitation, as its receiver does."""
    bagus = course.cast.bagus
    letter = next(one for one in course.page(bagus).documents if one.form == "invitation")
    opened = queries.document(letter.public_id, bagus.actor, bagus.keys, now=course.now, format="docx")
    return re.search(r"verifikasi/([0-9A-Z]{8})/", words_of(opened.content))[1]


def test_a_genuine_letter_is_told_by_number_day_and_office(invited, client):
    code = check_code(invited.course)
    page = client.get(f"/verifikasi/{code}/")
    html = page.content.decode()
    assert page.status_code == 200
    assert "Surat ini kami terbitkan" in html
    assert "Undangan klarifikasi" in html
    assert "Bawaslu Kabupaten Umpamo" in html
    assert not page.cookies
    for secret in ("IRWANNAMA", "SARINAMA", "RAHASIADUGAAN", "Kepala Puskesmas", str(invited.course.case_id)):
        assert secret not in html


@pytest.mark.parametrize("typed", ["{low}", "{half}-{rest}", " {half} {rest} "])
def test_the_code_is_read_however_it_is_typed(invited, client, typed):
    code = check_code(invited.course)
    asked = typed.format(low=code.lower(), half=code[:4], rest=code[4:])
    answer = client.get("/verifikasi/", {"kode": asked})
    assert answer.headers["Location"] == f"/verifikasi/{code}/"


def test_unknown_and_incomplete_codes_say_what_to_do(invited, client):
    assert client.get("/verifikasi/").status_code == 200
    page = client.get("/verifikasi/ZZZZ0000/")
    assert page.status_code == 404
    assert "Tidak ada surat dengan kode ini" in page.content.decode()
    page = client.get("/verifikasi/", {"kode": "R42K"})
    assert page.status_code == 422
    assert "tidak lengkap" in page.content.decode()
