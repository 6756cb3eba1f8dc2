"""The office's templates at the desk: taken along, uploaded, told fault by fault, put in force by a second person, undone."""

from __future__ import annotations

import io

import docx
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from tests.cases import templates as made

from saksama.store import sheets

pytestmark = pytest.mark.django_db
INDEX = "/petugas/surat/templat/"
FORM = f"{INDEX}reminder/"


def sent(client, content: bytes, path: str = FORM):
    return client.post(path, {"file": SimpleUploadedFile("kop.docx", content)})


def test_from_the_start_to_the_letterhead_and_back(course):
    bagus, citra = course.cast.bagus.client(), course.cast.citra.client()
    assert "Surat pengingat" in bagus.get(INDEX).content.decode()
    start = bagus.get(f"{FORM}bawaan/").content
    assert docx.Document(io.BytesIO(start)).paragraphs
    table = [line.cells for line in sheets.rows(io.BytesIO(bagus.get(f"{FORM}isian/").content))]
    assert any("check_code" in cells[0] and cells[4] for cells in table)
    assert sent(bagus, made.with_words("KOPKANTOR")).status_code == 303
    page = bagus.get(FORM).content.decode()
    assert "menunggu orang kedua" in page and "Minta rekan yang memberlakukan" in page
    use = page_link(citra.get(FORM).content.decode(), "berlakukan/")
    file = use.replace("berlakukan/", "berkas/")
    assert bagus.post(use).status_code == 403
    assert citra.post(use).status_code == 303
    assert "Templat kantor, versi 1" in bagus.get(INDEX).content.decode()
    assert "KOPKANTOR" in "".join(p.text for p in docx.Document(io.BytesIO(bagus.get(f"{file}?contoh").content)).paragraphs)
    assert bagus.post(f"{FORM}kembali/").status_code == 303
    assert "templat bawaan" in bagus.get(FORM).content.decode()
    assert course.cast.malik.client().get(file).status_code == 404


def page_link(page: str, ending: str) -> str:
    return page.split(f"{ending}\"")[0].rpartition('"')[2] + ending


def test_each_fault_is_told_with_its_place_and_nothing_is_kept(course):
    answer = sent(course.cast.bagus.client(), made.with_words("{{ nomber }}", "{{ subjek }}"))
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "Mungkin maksud Anda number" in page and "Isian subjek tidak dikenal" in page
    assert "paragraf" in page
    assert "Versi 1" not in page


@pytest.mark.parametrize("content", [b"", b"x" * 3_000_000, b"MZ bukan Word"])
def test_wrong_empty_and_huge_files_are_refused(course, content):
    assert sent(course.cast.bagus.client(), content).status_code == 422


def test_the_door_is_shut_to_everybody_else(course):
    for name in ("wati", "tania", "yusuf"):
        if name in course.cast.people:
            assert sent(course.cast.people[name].client(), made.with_words("x")).status_code in (302, 303, 403), name
    assert course.cast.bagus.client().get(f"{INDEX}tidak-ada/").status_code == 404
