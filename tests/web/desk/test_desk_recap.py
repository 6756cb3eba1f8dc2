"""The provincial recap: within reach only, the same rows on screen and in the file, names only where they were asked for."""

from __future__ import annotations

import io
import re

import openpyxl
import pytest
from tests.scenes import scene

from saksama.accounts import keep
from saksama.cases.recaps import Column, pattern, sums
from saksama.ledger import queries
from saksama.ledger.models import Entry
from saksama.store import sheets

pytestmark = pytest.mark.django_db
RECAP, FILE = "/petugas/rekap/", "/petugas/rekap/unduh/"
YEAR = {"sejak": "2024-01-01", "sampai": "2024-12-31", "kantor": ""}


def lines(content: bytes) -> list[tuple[str, ...]]:
    return [line.cells for line in sheets.rows(io.BytesIO(content))]


@scene
def three(course):
    """Three cases of one office: a decided one, a refused one, and one at the door."""
    course.decided()
    course.report()
    course.step("initial_study.opened", course.cast.bagus)
    course.step("registration.refused", course.cast.bagus, reason="not_asn", reasons="Bukan ASN.")
    course.report()
    return course


def test_the_file_has_the_rows_of_the_screen_and_their_sums(three):
    client = three.cast.bagus.client()
    page = client.get(RECAP, YEAR).content.decode()
    assert "3 perkara" in page
    answer = client.get(FILE, {**YEAR, "bentuk": "xlsx"})
    assert answer["Content-Type"] == sheets.XLSX
    found = lines(answer.content)
    assert len(found) == 1 + 3 + 1
    heading, last = found[0], found[-1]
    assert last[0] == "Jumlah: 3 perkara"
    assert last[heading.index("Diregistrasi")] == "1"
    assert last[heading.index("Tidak diregistrasi")] == "1"
    assert "800/12/2024" not in str(found) and "Irwan" not in str(found)
    assert page.count("<tr>") == len(found)


def test_days_are_days_and_the_second_sheet_says_what_the_columns_mean(three):
    answer = three.cast.bagus.client().get(FILE, {**YEAR, "bentuk": "xlsx"})
    book = openpyxl.load_workbook(io.BytesIO(answer.content))
    assert book.sheetnames == ["Rekap", "Arti kolom"]
    heading = [cell.value for cell in book["Rekap"][1]]
    assert book["Rekap"][2][heading.index("Diterima")].is_date
    told = [[cell.value for cell in row] for row in book["Arti kolom"].iter_rows()]
    assert [row[0] for row in told[1 : len(heading) + 1]] == heading
    assert all(row[2] == "belum diverifikasi" for row in told[1 : len(heading) + 1])
    assert next(row[:2] for row in told if row[0] == "Nama yang dilaporkan") == ["Nama yang dilaporkan", "tidak"]


def test_names_are_in_the_file_only_when_asked_for_with_a_fresh_factor(three, monkeypatch):
    client = three.cast.bagus.client()
    assert "Irwan Umpamo" not in client.get(RECAP, {**YEAR, "nama": "on"}).content.decode()
    assert "Irwan Umpamo" in str(lines(client.get(FILE, {**YEAR, "nama": "on"}).content))
    assert "Irwan Umpamo" not in str(lines(client.get(FILE, YEAR).content))
    monkeypatch.setattr(keep.session, "is_fresh", lambda request: False)
    assert client.get(FILE, {**YEAR, "nama": "on"}).status_code == 303


def test_the_csv_has_the_same_rows(three):
    client = three.cast.bagus.client()
    answer = client.get(FILE, {**YEAR, "bentuk": "csv"})
    assert answer["Content-Type"].startswith("text/csv")
    assert len(lines(answer.content)) == 1 + 3


def test_one_stage_alone_can_be_asked_for(three):
    page = three.cast.bagus.client().get(RECAP, {**YEAR, "tahap": "received"}).content.decode()
    assert "1 perkara" in page
    assert "800/12/2024" not in page


def test_nothing_of_the_reporter_or_of_what_is_sealed_is_in_a_recap(three):
    client = three.cast.bagus.client()
    found = str(lines(client.get(FILE, {**YEAR, "nama": "on"}).content))
    for secret in ("SARINAMA", "0812", "RAHASIANARASI", "Jorong Satu", "FAKTAKAJIAN"):
        assert secret not in found


def test_an_office_sees_its_own_cases_only_and_the_overseer_those_that_reached_it(three):
    assert "0 perkara" in three.cast.yusuf.client().get(RECAP, YEAR).content.decode()
    assert "1 perkara" in three.cast.laila.client().get(RECAP, YEAR).content.decode()


def test_the_province_sees_its_kabupaten_and_chooses_one(three):
    who = next(one for one in three.cast.people.values() if one.actor.has("provincial_supervisor"))
    page = who.client().get(RECAP, YEAR).content.decode()
    assert "3 perkara" in page
    office = re.search(rf'<option value="({three.case.office})">', page)
    assert office
    assert "3 perkara" in who.client().get(RECAP, {**YEAR, "kantor": office[1]}).content.decode()


@pytest.mark.parametrize(
    "wrong",
    [{"sejak": "2024-12-31", "sampai": "2024-01-01"}, {"sejak": "x"}, {"sampai": ""}, {"kantor": "bukan-kantor"},
     {"tahap": "bukan-tahap"}, {"sejak": "1999-01-01"}, {"sejak": "9999-99-99"}],
)  # fmt: skip
@pytest.mark.parametrize("url", [RECAP, FILE])
def test_a_wrong_question_gives_the_form_back_and_no_file(three, wrong, url):
    answer = three.cast.bagus.client().get(url, {**YEAR, **wrong})
    assert answer.status_code == 422
    assert "Content-Disposition" not in answer


@pytest.mark.parametrize("page", ["2", "0", "-1", "x", "\u00b2", "9" * 5000])
def test_a_page_that_is_not_there_is_the_last_or_the_first(three, page):
    assert three.cast.bagus.client().get(RECAP, {**YEAR, "halaman": page}).status_code == 200


@pytest.mark.parametrize("url", [RECAP, FILE])
def test_agencies_and_administrators_have_no_recap(three, url):
    assert three.cast.wati.client().get(url, YEAR).status_code == 403


def test_days_count_in_the_office_s_zone(three):
    one = {"sejak": "2024-10-14", "sampai": "2024-10-14", "kantor": ""}
    assert "3 perkara" in three.cast.bagus.client().get(RECAP, one).content.decode()
    later = {**one, "sejak": "2024-10-15", "sampai": "2024-10-16"}
    assert "0 perkara" in three.cast.bagus.client().get(RECAP, later).content.decode()


def test_the_pattern_is_marked_as_ours_and_whole():
    columns = pattern().columns
    assert not any(one.verified for one in columns)
    assert [one.key for one in columns if one.names] == ["accused_name", "accused_post"]
    assert all(one.means_id and one.means_en and one.label_en for one in columns)
    assert len(pattern().shown(names=False)) == len(columns) - 2


def test_sums_count_filled_rows_and_add_numbers():
    columns = [Column("a", "A", "A", "text", "x", "x", count=True), Column("n", "N", "N", "number", "x", "x", count=True)]
    assert sums(columns, [{"a": "x", "n": 2}, {"a": "", "n": 3}, {"a": None, "n": 0}]) == {"a": 1, "n": 5}


def test_a_file_that_leaves_is_in_the_record_and_before_the_auditor(three):
    client = three.cast.bagus.client()
    before = Entry.objects.filter(kind="cases.list_exported").count()
    client.get(RECAP, YEAR)
    client.get(FILE, {**YEAR, "sejak": "x"})
    assert Entry.objects.filter(kind="cases.list_exported").count() == before == 0
    client.get(FILE, {**YEAR, "nama": "on"})
    client.get("/petugas/surat/register/register-LP/2024/unduh/")
    entries = Entry.objects.filter(kind="cases.list_exported").order_by("pk")
    told = queries.told(one.public_id for one in entries)
    recap = next(told[one.public_id].detail for one in entries if one.object_id == "recap")
    assert recap == {"office": three.cast.bagus.actor.office, "cases": 3, "names": True}
    auditor = three.cast.aulia
    page = auditor.client().get("/petugas/audit/kejadian/", {"dari": "2024-10-01", "sampai": "2024-12-31"}).content.decode()
    assert "cases.list_exported" in page
    assert "Irwan" not in page
