"""Lists from outside, by the browser: uploaded, tried, taken, undone; refused in words; shut to everybody else."""

from __future__ import annotations

from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from tests.web.html import problems
from tests.web.languages import leftovers

from saksama.jobs import worker
from saksama.registry.models import Import, Person, Placement
from saksama.store import clock, sheets

pytestmark = pytest.mark.django_db
URL = "/petugas/kelola/daftar/"
HEAD = ("NIP", "Nama", "Unit Kerja", "Jabatan", "TMT", "NIK")
ROW = ("198001012010011001", "Orang Contoh", "umpamo:kesehatan", "Pelaksana", "01-01-2020", "1371010101800001")
NOT_SO = "Tidak Boleh Bocor"
CHOSEN = {"column_nip": "0", "column_name": "1", "column_unit": "2", "column_title": "3", "column_since": "4",
          "as_of": "01-10-2024"}


def upload(client, *rows, kind="roster", head=HEAD, content=b""):
    file = SimpleUploadedFile("pegawai.csv", content or sheets.delimited(head, rows))
    answer = client.post(URL, {"kind": kind, "file": file})
    answer.url = answer.headers.get("Location", "")
    return answer


def work():
    worker.drain(clock.real())


def test_the_whole_way_of_a_list(cast):
    client = cast.tania.client()
    sent = upload(client, ROW, ("123", "Orang Lain", "umpamo:kesehatan", "x", "", ""))
    assert sent.status_code == 303
    page = client.get(sent.url).content.decode()
    assert "Orang Contoh" in page                                   # the first lines, for the one who uploaded
    assert "Kolom NIK tidak diambil" in page
    assert 'value="5"' not in page                                  # and cannot be chosen
    assert client.post(sent.url, CHOSEN).status_code == 303
    waiting = client.get(sent.url)
    assert "Anda boleh menutup halaman ini" in waiting.content.decode()
    assert waiting.headers["Refresh"]
    work()
    tried = client.get(sent.url).content.decode()
    assert "Ambil 1 baris" in tried
    assert "NIP harus 18 angka" in tried
    assert "<dt>Salah, tidak diambil</dt><dd>1</dd>" in tried      # one line, whatever is wrong with it
    assert not Person.objects.exists()
    assert b"NIP harus 18 angka" in client.get(f"{sent.url}kesalahan.csv").content
    assert client.post(f"{sent.url}ambil/").status_code == 303
    work()
    assert Placement.objects.get().person.name == "Orang Contoh"
    taken = client.get(sent.url)
    assert "Batalkan seluruh daftar" in taken.content.decode()
    assert "Refresh" not in taken.headers
    assert client.post(f"{sent.url}batalkan/").status_code == 303
    work()
    assert not Person.objects.exists()
    assert "dibatalkan" in client.get(URL).content.decode()


def test_another_administrator_sees_the_figures_and_not_the_people(cast):
    sent = upload(cast.tania.client(), (ROW[0], NOT_SO, *ROW[2:]))
    other = cast.add("toni", "system_administrator")
    page = other.client().get(sent.url)
    assert page.status_code == 200
    assert NOT_SO not in page.content.decode()


@pytest.mark.parametrize("who", ["bagus", "citra", "rahmat", "laila", "wati", "aulia", "pandu", "hasan"])
def test_nobody_else_comes_in(cast, who):
    sent = upload(cast.tania.client(), (ROW[0], NOT_SO, *ROW[2:]))
    client = cast.people[who].client()
    for way in ("", "ambil/", "batalkan/", "buang/", "kesalahan.csv"):
        for ask in (client.get, client.post):
            answer = ask(f"{sent.url}{way}")
            assert answer.status_code in (403, 405), way
            assert NOT_SO not in answer.content.decode()
    assert upload(client, ROW).status_code == 403
    assert client.get("/petugas/kelola/").status_code == 403
    assert Import.objects.get().state == "arrived"


@pytest.mark.parametrize(("content", "sentence"), [
    (b"", "Berkas ini kosong"), (b"%PDF-1.4 nothing", "tidak dapat dibaca sebagai tabel"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "terkunci kata sandi atau .xls lama"),
    (",".join(ROW).encode(), "harus berisi judul kolom")])
def test_what_cannot_be_read_is_refused_in_words(cast, content, sentence):
    client = cast.tania.client()
    answer = client.post(URL, {"kind": "roster", "file": SimpleUploadedFile("x.csv", content)})
    assert answer.status_code == 422
    assert sentence in answer.content.decode()
    assert not Import.objects.exists()


def test_a_file_too_large_is_refused_in_words(cast, monkeypatch):
    monkeypatch.setattr("saksama.web.desk.manage.uploads.LARGEST", 1000)
    answer = upload(cast.tania.client(), *[ROW] * 50)
    assert answer.status_code == 422
    assert "paling besar 64 MB" in answer.content.decode()


def test_a_file_of_some_megabytes_is_taken_whole(cast):
    client = cast.tania.client()
    rows = [(f"19800101201001{n:04d}", "Nama " * 20, "umpamo:kesehatan", "Pelaksana " * 8, "", "") for n in range(1001, 9999)]
    content = sheets.delimited(HEAD, rows * 7)
    assert len(content) > 12 * 1024 * 1024
    sent = upload(client, content=content)
    assert sent.status_code == 303
    assert Import.objects.get().size == len(content)


@pytest.mark.parametrize(("changes", "sentence"), [
    ({"column_nip": ""}, "Pilih kolomnya"), ({"column_nip": "9"}, "Kolom ini tidak ada"),
    ({"column_name": "5"}, "Kolom ini tidak ada"),
    ({"column_name": "0"}, "sudah dipakai isian lain"), ({"as_of": ""}, "Isi tanggal daftar"),
    ({"as_of": "31-02-2024"}, "Tanggal ini tidak ada"),
    ({"as_of": "01-01-2199"}, "hari ini atau sebelumnya"), ({"whole_of": "Dinas Entah"}, "Instansi ini tidak dikenal")])
def test_columns_wrongly_named_come_back_with_a_sentence(cast, changes, sentence):
    client = cast.tania.client()
    sent = upload(client, ROW)
    answer = client.post(sent.url, CHOSEN | changes)
    assert answer.status_code == 422
    assert sentence in answer.content.decode()
    assert Import.objects.get().state == "arrived"


def test_a_step_out_of_turn_is_explained(cast):
    client = cast.tania.client()
    sent = upload(client, ROW)
    answer = client.post(f"{sent.url}ambil/")
    assert answer.status_code == 409
    assert "Muat ulang halamannya" in answer.content.decode()
    assert client.post(f"{sent.url}buang/").status_code == 303
    assert client.post(sent.url, CHOSEN).status_code == 409
    assert client.get(f"{URL}00000000-0000-4000-8000-000000000007/").status_code == 404


def test_a_workbook_is_read_as_well(cast):
    client = cast.tania.client()
    book = sheets.workbook([sheets.Page("Pegawai", HEAD, [ROW])])
    sent = upload(client, content=book)
    client.post(sent.url, CHOSEN)
    work()
    client.post(f"{sent.url}ambil/")
    work()
    assert Placement.objects.get().valid_from == date(2020, 1, 1)


def test_units_come_first_and_then_their_people(cast):
    client = cast.tania.client()
    head = ("Kode", "Nama", "Jenis", "Wilayah", "Induk")
    unit = ("x:uptd", "UPTD Contoh", "dinas atau badan daerah", "99.01", "umpamo:kesehatan")
    sent = upload(client, unit, kind="agencies", head=head)
    client.post(sent.url, {"column_code": "0", "column_name": "1", "column_kind": "2", "column_place": "3", "column_parent": "4"})
    work()
    client.post(f"{sent.url}ambil/")
    work()
    second = upload(client, (*ROW[:2], "UPTD Contoh", *ROW[3:]))
    client.post(second.url, CHOSEN | {"whole_of": "x:uptd"})
    work()
    client.post(f"{second.url}ambil/")
    work()
    assert Placement.objects.count() == 1
    refused = client.post(f"{sent.url}batalkan/")
    assert refused.status_code == 409
    assert "Batalkan dahulu yang itu" in refused.content.decode()


@pytest.mark.parametrize("language", ["id", "en"])
def test_the_pages_are_sound_and_speak_one_language(cast, language):
    client = cast.tania.client()
    client.get(f"/akun/?bahasa={language}")
    sent = upload(client, ROW, ("123", "Orang Lain", "Entah", "", "31-02-2024", ""))
    for url in ("/petugas/kelola/", URL, sent.url):
        page = client.get(url).content.decode()
        assert problems(page) == []
        assert leftovers(page, language, *HEAD, "Orang Contoh", "Pelaksana", "Orang Lain", "Entah") == [], url
    client.post(sent.url, CHOSEN)
    work()
    page = client.get(sent.url).content.decode()
    assert problems(page) == []
    assert leftovers(page, language, *HEAD, "Orang Contoh", "Pelaksana", "Orang Lain", "Entah") == []
