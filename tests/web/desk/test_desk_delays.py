"""The sheet of limits on the screen and as a PDF: sound, in one language, without names or sealed words, shut to others."""

from __future__ import annotations

import io
import re
from datetime import date

import pytest
from pypdf import PdfReader
from tests.cases.courses import STORY
from tests.web.html import problems
from tests.web.languages import leftovers

from saksama.law.forms import sheet as paper

pytestmark = pytest.mark.django_db
SECRETS = ("Irwan", "RAHASIANARASI", "SARINAMA", STORY[:20])
BLAME = ("terlambat", "lalai", "bersalah", "pelaku", "guilty", "late", "culprit")


@pytest.fixture
def url(course, recommended):
    return f"/petugas/perkara/{course.case_id}/batas-waktu/"


@pytest.mark.parametrize("language", ["id", "en"])
def test_the_page_is_sound_speaks_one_language_and_blames_nobody(course, url, language):
    client = course.cast.bagus.client()
    client.get(f"/akun/?bahasa={language}")
    html = client.get(url).content.decode()
    assert problems(html) == []
    assert leftovers(html, language, course.cast.agency.name) == []
    main = html.split("<main", 1)[1]
    assert not [word for word in BLAME if re.search(rf"\b{word}\b", main.lower())]
    assert not [word for word in SECRETS if word in html]


def test_the_case_leads_to_its_sheet(course, url):
    assert url in course.cast.bagus.client().get(f"/petugas/perkara/{course.case_id}/").content.decode()


@pytest.mark.parametrize(("who", "status"), [("wati", 403), ("yusuf", 404), ("joni", 404), ("malik", 404)])
def test_who_may_not_read_the_case_gets_neither_page_nor_paper(course, url, who, status):
    client = course.cast.people[who].client()
    for address in (url, f"{url}pdf/"):
        answer = client.get(address)
        assert answer.status_code == status
        assert "Umpamo" not in answer.content.decode(errors="replace").split("<main", 1)[-1]


def test_the_paper_is_tagged_and_says_what_the_screen_says(course, url):
    answer = course.cast.bagus.client().get(f"{url}pdf/")
    assert answer["Content-Type"] == "application/pdf" and answer["Content-Disposition"].startswith("attachment")
    read = PdfReader(io.BytesIO(answer.content))
    root = read.trailer["/Root"]
    assert "/StructTreeRoot" in root and root["/Lang"] == "id"
    assert read.metadata.title == "Lembar batas waktu"
    words = " ".join(page.extract_text() for page in read.pages)
    assert course.case.number in words and "bukan penilaian" in words
    assert not [word for word in SECRETS if word in words]


def test_hostile_words_stay_words_and_a_long_sheet_runs_over_pages():
    hostile = "#panic(\"x\") <script> $x$ *_ \\ " + "Sangatpanjang" * 30
    table = paper.Table("Uji", ("A", "B"), tuple((hostile, str(n)) for n in range(120)), (1, 1), numeric=(1,))
    whole = paper.Sheet(hostile, "Rumah", (hostile,), (table,), (hostile,), "kaki", "Halaman", "dari")
    drawn = paper.draw(whole, date(2024, 10, 25))
    read = PdfReader(io.BytesIO(drawn))
    assert len(read.pages) > 3
    assert '#panic("x") <script>' in read.pages[0].extract_text().replace("\n", " ")


def test_a_row_with_a_missing_cell_is_refused_before_it_is_drawn():
    with pytest.raises(ValueError):
        paper.Table("Uji", ("A", "B"), (("satu",),), (1, 1))
