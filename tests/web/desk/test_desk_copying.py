"""Copy sheets beyond the rows: arranged by the office, names opened, files in one archive, numbers typed back, differences."""

from __future__ import annotations

import csv
import io
import re
import zipfile

import pytest
from tests.web.desk.test_desk_papers import case_url, sheet, with_photo
from tests.web.languages import leftovers

from saksama import store
from saksama.accounts import keep
from saksama.cases.models import Act, SheetLayout
from saksama.intake import queries as intake
from saksama.kernel.actor import SYSTEM
from saksama.store import sheets
from saksama.vault import actions as vault

pytestmark = pytest.mark.django_db
LAYOUT, COMPARE = "/petugas/salin/sbt/susunan/", "/petugas/salin/sbt/bandingkan/"


def fields_of(page: str) -> dict[str, str]:
    found = dict(re.findall(r'name="(place_\w+)" value="([^"]*)"', page))
    return found | dict(re.findall(r'name="(label_\w+)" value="([^"]*)"', page))


def labels(page: str) -> list[str]:
    return [one.strip() for one in re.findall(r'<label for="baris_\d+"[^>]*>([^<]+)', page)]


# ---- targets ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("target", ["sigaplapor", "sbt", "idis", "form_a"])
def test_every_outside_system_has_its_sheet_and_its_tab(course, forwarded, target):
    page = course.cast.bagus.client().get(sheet(course, target)).content.decode()
    assert page.count("/salin/") >= 4
    assert "data-copy" in page
    for secret in ("SARINAMA", "RAHASIANARASI", "0812"):
        assert secret not in page


def test_the_sheet_of_a_decision_carries_what_was_decided(course, decided):
    page = course.cast.laila.client().get(sheet(course, "idis")).content.decode()
    assert "800/12/2024" in page


def test_a_finding_has_a_form_a_with_officers_as_finders(course):
    bagus = course.cast.bagus
    course.report(door="nameless")
    course.step("tracing.opened", bagus)
    course.step("tracing.noted", bagus, source="own_observation", note="Terlihat sendiri.")
    course.step("violation.found", bagus)
    page = bagus.client().get(sheet(course, "form_a")).content.decode()
    assert "pengamatan petugas" in page
    assert "14-10-2024" in page


# ---- arranging --------------------------------------------------------------------------------------------------------


def test_an_office_arranges_a_sheet_and_goes_back(course, forwarded):
    client = course.cast.bagus.client()
    told = fields_of(client.get(LAYOUT).content.decode())
    told |= {"place_account": "1", "label_account": "Kronologi", "hidden_accused_nip": "1", "dilihat": "1"}
    assert client.post(LAYOUT, told).status_code == 303
    page = client.get(sheet(course, "sbt")).content.decode()
    assert labels(page)[0] == "Kronologi"
    assert not any("NIP" in one for one in labels(page))
    assert "Layar aslinya dilihat" in page
    assert client.post(LAYOUT, {"langkah": "kembali"}).status_code == 303
    assert labels(client.get(sheet(course, "sbt")).content.decode())[0] == "Jenis pelanggaran"


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"place_place": "10"}, "dipakai dua kali"),
        ({"place_place": "satu"}, "angka"),
        ({"place_place": "\u00b2"}, "angka"),
        ({"place_place": "0"}, "angka"),
        ({"place_place": "9" * 5000}, "angka"),
        ({"label_place": "x" * 81}, "huruf"),
        ({"label_place": "Sama", "label_account": "sama"}, "nama yang sama"),
        ({f"hidden_{key}": "1" for key in ("violation", "accused_name", "accused_nip", "accused_post", "accused_agency",
          "happened_on", "place", "account", "forwarding_letter", "register_number")}, "sedikitnya satu"),
    ],
)  # fmt: skip
def test_a_broken_arrangement_is_refused_and_keeps_what_was_typed(course, change, said):
    client = course.cast.bagus.client()
    told = fields_of(client.get(LAYOUT).content.decode()) | {"label_violation": "Tetap ada"} | change
    answer = client.post(LAYOUT, told)
    assert answer.status_code == 422
    assert said in answer.content.decode()
    assert "Tetap ada" in answer.content.decode()
    assert not SheetLayout.objects.exists()


def test_an_arrangement_is_the_office_s_own(course, forwarded):
    told = fields_of(course.cast.bagus.client().get(LAYOUT).content.decode()) | {"label_account": "Kronologi"}
    course.cast.bagus.client().post(LAYOUT, told)
    assert "Kronologi" not in course.cast.laila.client().get(sheet(course, "sbt")).content.decode()


@pytest.mark.parametrize("who", ["wati", "rahmat"])
def test_others_do_not_arrange(course, who):
    assert course.cast.people[who].client().get(LAYOUT).status_code == 403


def test_a_release_that_changes_the_fields_shows_the_difference(course, forwarded):
    SheetLayout.objects.create(
        office=course.cast.bagus.actor.office, target="sbt", fields=[["violation", "", False], ["dulu_ada", "Dulu", False]]
    )
    client = course.cast.bagus.client()
    page = client.get(LAYOUT).content.decode()
    assert "dulu_ada" in page and "Nama yang dilaporkan" in page
    assert "Daftar kolom berubah" in client.get(sheet(course, "sbt")).content.decode()


# ---- the reporter's name ----------------------------------------------------------------------------------------------


def test_a_name_comes_into_the_sheet_by_an_opening_with_a_reason(course):
    report = course.registered(door="named").codes[-1]
    client = course.cast.bagus.client()
    page = client.get(sheet(course)).content.decode()
    told = {"langkah": "identitas", "laporan": re.search(r'name="laporan" value="([^"]+)"', page)[1]}
    without = client.post(sheet(course), told)
    assert without.status_code == 422
    assert "SARINAMA" not in without.content.decode()
    opened = client.post(sheet(course), {**told, "alasan": "Diminta SigapLapor."}).content.decode()
    for known in ("SARINAMA", "Jorong Satu", "0812"):
        assert known in opened
    assert course.acts()[-1].kind == "identity.opened"
    assert "SARINAMA" not in client.get(sheet(course)).content.decode()
    [told_reporter] = intake.mailbox(report, course.now).openings
    assert told_reporter.why == "Diminta SigapLapor."


def test_a_sealed_name_stays_shut_without_two_persons(course, registered):
    client = course.cast.bagus.client()
    page = client.get(sheet(course)).content.decode()
    told = {"langkah": "identitas", "alasan": "x", "laporan": re.search(r'name="laporan" value="([^"]+)"', page)[1]}
    answer = client.post(sheet(course), told)
    assert answer.status_code == 403
    assert "SARINAMA" not in answer.content.decode()
    assert "identity.opened" not in [act.kind for act in course.acts()]


def test_a_sealed_name_that_two_persons_released_comes_in_and_the_reporter_reads_why(course):
    code = course.registered().codes[-1]
    bagus, hasan = course.cast.bagus, course.cast.hasan
    [report] = intake.of_case(course.case_id)
    about = {"reason": "Klarifikasi.", "inner_for": bagus.owner}
    asked = vault.request_release(report.identity, **about, actor=bagus.actor, now=course.now)
    vault.release_outer(asked, keys=hasan.keys, actor=hasan.actor, now=course.now)
    told = {"langkah": "identitas", "alasan": "Diminta SigapLapor.", "laporan": str(report.public_id)}
    page = bagus.client().post(sheet(course), told).content.decode()
    assert "SARINAMA" in page and "Nama pelapor ada di lembar ini" in page
    assert course.acts()[-1].kind == "identity.opened"
    assert [one.why for one in intake.mailbox(code, course.now).openings] == ["Diminta SigapLapor."]


def test_another_case_s_report_opens_nothing_here(course):
    course.registered(door="named")
    first = course.case_id
    other = str(course.report(door="named").public_id)
    course.case_id = first
    told = {"langkah": "identitas", "alasan": "x", "laporan": other}
    assert course.cast.bagus.client().post(sheet(course), told).status_code == 404


def test_the_overseer_is_offered_no_name(course, forwarded):
    page = course.cast.laila.client().get(sheet(course, "sbt")).content.decode()
    assert "identitas" not in re.findall(r'name="langkah" value="(\w+)"', page)
    with store.reading(SYSTEM):
        before = Act.objects.count()
    told = {"langkah": "identitas", "alasan": "x", "laporan": "nihil"}
    assert course.cast.laila.client().post(sheet(course, "sbt"), told).status_code in (403, 404)
    with store.reading(SYSTEM):
        assert Act.objects.count() == before


# ---- files and numbers ------------------------------------------------------------------------------------------------


def test_the_archive_holds_clean_copies_and_letters_under_the_sheet_s_names(course, forwarded):
    with_photo(course)
    answer = course.cast.bagus.client().get(f"{sheet(course, 'sbt')}berkas/")
    assert answer["Content-Type"] == "application/zip"
    with zipfile.ZipFile(io.BytesIO(answer.content)) as packed:
        names = packed.namelist()
        contents = [packed.read(name) for name in names]
    stem = course.case.number.replace("/", "-")
    assert len(names) >= 2 and all(name.startswith(f"{stem}_0") for name in names)
    assert "RAHASIANAMA" not in str(names)
    assert any(content.startswith(b"%PDF") for content in contents)


def test_the_archive_asks_for_the_factor_and_for_a_case_within_reach(course, forwarded, monkeypatch):
    with_photo(course)
    url = f"{sheet(course, 'sbt')}berkas/"
    assert course.cast.yusuf.client().get(url).status_code in (403, 404)
    monkeypatch.setattr(keep.session, "is_fresh", lambda request: False)
    assert course.cast.bagus.client().get(url).status_code == 303


def test_a_number_another_case_has_is_questioned_before_it_is_taken(course, registered):
    course.step("outside_number.recorded", course.cast.bagus, system="sigaplapor", number="SL-2024-1")
    first = course.case.number
    course.registered()
    client = course.cast.bagus.client()
    told = {"langkah": "nomor", "seen": len(course.acts()), "day": "2024-10-14", "at": "08:30", "number": "SL-2024-1"}
    answer = client.post(sheet(course), told)
    assert answer.status_code == 422
    assert first in answer.content.decode()
    assert client.post(sheet(course), {**told, "same": "on"}).status_code == 303
    page = client.get(sheet(course)).content.decode()
    assert "SL-2024-1" in page and "Dicatat" in page


@pytest.mark.parametrize("number", ["a b", "--", "<script>", "x" * 61, ""])
def test_a_number_of_another_shape_is_refused(course, registered, number):
    told = {"langkah": "nomor", "seen": len(course.acts()), "day": "2024-10-14", "at": "08:30", "number": number}
    assert course.cast.bagus.client().post(sheet(course), told).status_code == 422


# ---- differences ------------------------------------------------------------------------------------------------------


def export(rows: list[list[str]], name: str = "ekspor.csv") -> io.BytesIO:
    out = io.StringIO()
    csv.writer(out, delimiter=";").writerows(rows)
    file = io.BytesIO(out.getvalue().encode())
    file.name = name
    return file


def compared(course, rows: list[list[str]], **more: str):
    told = {"sejak": "2024-01-01", "sampai": "2024-12-31", "ekspor": export(rows), **more}
    return course.cast.bagus.client().post(COMPARE, told)


HEAD = ["No. Pengaduan", "No. Register", "Nama ASN", "Tgl. Kejadian", "Status"]


def test_the_list_tells_what_is_equal_different_and_on_one_side_only(course, forwarded):
    course.step("outside_number.recorded", course.cast.bagus, system="sbt", number="SBT-1")
    first = course.case
    course.forwarded()
    second = course.case
    before = len(course.acts())
    rows = [HEAD, ["SBT-9", "lain", "Orang Lain", "", ""],
            ["sbt 1", first.number.lower(), "IRWAN UMPAMO", "13/10/2024", "verifikasi"]]  # fmt: skip
    page = compared(course, rows).content.decode()
    assert re.findall(r"<dd>(\d+)</dd>", page)[:4] == ["1", "0", "1", "1"]
    assert second.number in page and "SBT-9" in page
    assert "Status" in page and "Tidak dipakai" in page
    rows = [HEAD, ["SBT-1", "", "Budi", "14 Oktober 2024", ""], ["", second.number, "Irwan Umpamo", "", ""]]
    page = compared(course, rows).content.decode()
    assert first.number in page and "Budi" in page and "14 Oktober 2024" in page
    assert len(course.acts()) == before


def test_a_renamed_column_is_asked_for_and_remembered(course, forwarded):
    rows = [["Kode baru", "Pelaku"], ["SBT-1", "x"]]
    answer = compared(course, rows)
    assert answer.status_code == 422
    page = answer.content.decode()
    assert '<option>Kode baru</option>' in page
    assert compared(course, rows, kolom_their_number="Kode baru").status_code == 200
    assert SheetLayout.objects.get().columns == {"their_number": "Kode baru"}
    assert compared(course, rows).status_code == 200


def test_one_column_for_two_things_and_a_column_that_is_not_there_are_refused(course, forwarded):
    twice = compared(course, [HEAD], kolom_their_number="Status", kolom_register_number="Status")
    assert twice.status_code == 422
    assert compared(course, [["A", "B"], ["1", "2"]], kolom_their_number="Tidak ada").status_code == 422
    assert not SheetLayout.objects.exists()


def test_doubled_numbers_and_lines_without_one_are_told(course, forwarded):
    course.step("outside_number.recorded", course.cast.bagus, system="sbt", number="SBT-1")
    page = compared(course, [HEAD, ["SBT-1"], ["SBT-1"], ["", "", "tanpa nomor"]]).content.decode()
    assert "lebih dari sekali" in page and "tanpa nomor tidak dapat dicocokkan" in page


def test_the_list_comes_as_a_workbook_whose_texts_stay_texts(course, forwarded):
    answer = compared(course, [HEAD, ["=1+1", "", "@x", "", ""]], bentuk="xlsx")
    assert answer["Content-Type"] == sheets.XLSX
    cells = [line.cells for line in sheets.rows(io.BytesIO(answer.content))]
    assert cells[0][0] == "Hasil"
    assert ("hanya di mereka", "", "=1+1", "2") in cells
    with zipfile.ZipFile(io.BytesIO(answer.content)) as packed:
        assert "<f>" not in packed.read("xl/worksheets/sheet1.xml").decode()


@pytest.mark.parametrize("content", [b"", b"%PDF-1.7", b"PK\x03\x04kacau", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", b"a,b\n\0"])
def test_a_file_that_is_no_export_is_refused_with_a_sentence(course, content):
    file = io.BytesIO(content)
    file.name = "ekspor.xlsx"
    told = {"sejak": "2024-01-01", "sampai": "2024-12-31", "ekspor": file}
    answer = course.cast.bagus.client().post(COMPARE, told)
    assert answer.status_code == 422
    assert 'class="error"' in answer.content.decode()


def bomb() -> bytes:
    """A workbook of some kilobytes that would unpack to 64 MB."""
    out = io.BytesIO(sheets.workbook([sheets.Page("A", HEAD, [])]))
    with zipfile.ZipFile(out, "a", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("xl/media/isi.bin", b"\0" * 64_000_000)
    return out.getvalue()


def test_a_file_made_to_burst_too_large_or_in_two_encodings_is_refused(course, forwarded):
    client = course.cast.bagus.client()
    mixed = "No. Pengaduan;Nama ASN\nA;Renée\n".encode() + "B;Zoë\n".encode("cp1252")
    for content, said in ((bomb(), "sesudah dibuka"), (mixed, "baris 3"), (b"a;b\n" * 3_000_000, "10 MB")):
        file = io.BytesIO(content)
        file.name = "ekspor"
        answer = client.post(COMPARE, {"sejak": "2024-01-01", "sampai": "2024-12-31", "ekspor": file})
        assert answer.status_code == 422
        assert said in answer.content.decode()


def test_two_columns_for_one_thing_are_refused_with_their_names(course, forwarded):
    answer = compared(course, [["No. Pengaduan", "Nomor tiket"], ["1", "2"]])
    assert answer.status_code == 422
    assert "No. Pengaduan, Nomor tiket" in answer.content.decode()


@pytest.mark.parametrize("days", [{"sejak": "2024-12-31", "sampai": "2024-01-01"}, {"sejak": "x", "sampai": ""}])
def test_impossible_days_are_refused(course, days):
    assert compared(course, [HEAD], **days).status_code == 422


def test_nothing_of_the_upload_is_in_the_log_or_the_database(course, forwarded, capfd):
    compared(course, [HEAD, ["SBT-1", "", "NAMARAHASIASEKALI", "", ""]])
    told = capfd.readouterr()
    assert "NAMARAHASIASEKALI" not in told.out + told.err
    assert "NAMARAHASIASEKALI" not in str(list(SheetLayout.objects.values()))


@pytest.mark.parametrize("who", ["wati", "rahmat"])
def test_others_do_not_compare(course, who):
    assert course.cast.people[who].client().get(COMPARE).status_code == 403


def test_another_office_s_cases_are_not_in_the_list(course, forwarded):
    number = course.case.number
    told = {"sejak": "2024-01-01", "sampai": "2024-12-31", "ekspor": export([HEAD, ["SBT-1", number, "Irwan", "", ""]])}
    page = course.cast.yusuf.client().post(COMPARE, told)
    assert page.status_code in (200, 403)
    assert case_url(course) not in page.content.decode()


# ---- language ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("language", ["id", "en"])
def test_the_pages_speak_one_language(course, forwarded, language):
    client = course.cast.bagus.client()
    client.get(f"/akun/?bahasa={language}")
    rows = [HEAD, ["SBT-1", course.case.number, "Budi", "14-10-2024", ""], ["SBT-2"], ["", "", "x"]]
    told = {"sejak": "2024-01-01", "sampai": "2024-12-31"}
    answers = [
        client.get(sheet(course, "sbt")),
        client.post(sheet(course, "sbt"), {"langkah": "nomor", "number": "--"}),
        client.get(LAYOUT),
        client.post(LAYOUT, {"place_place": "x"}),
        client.post(COMPARE, {**told, "ekspor": export(rows)}),
        client.post(COMPARE, {**told, "ekspor": export([["A", "B"], ["1", "2"]])}),
        client.get("/petugas/rekap/?sejak=2024-01-01&sampai=2024-12-31"),
        client.get("/petugas/rekap/?sejak=x&sampai=y"),
    ]
    data = ("Nama yang dilaporkan", course.case.place_label)
    for answer in answers:
        assert leftovers(answer.content.decode(), language, *data) == [], answer.request["PATH_INFO"]
