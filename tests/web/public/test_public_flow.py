"""A report from the first question to the code, without cookie and script; every bad answer comes back with what was written."""

from __future__ import annotations

import dataclasses
import re
from pathlib import Path

import pytest
from django.contrib.staticfiles import finders
from django.test import Client
from tests.web.public.walking import ORDERED, SEEN, STORY, Walker, code_of, hidden

from saksama.intake import queries
from saksama.vault import receipt
from saksama.vault.keys import OfficeKey

pytestmark = pytest.mark.django_db


def told(cast, page: str):
    return queries.by_code(code_of(page))


@pytest.mark.parametrize("door", ["named", "sealed", "nameless"])
def test_report_goes_through_each_of_the_three_doors(cast, clock, door):
    walker = Walker().to_check(nama={"door": door})
    report = told(cast, walker.send())
    assert (report.door, report.category, report.channel) == (door, "kampanye", "web")
    assert (str(report.happened_on), report.place_code) == ("2024-10-12", "99.01.01.2001")
    words = queries.narrative(report, cast.bagus.keys)
    assert (words.story, words.who, words.happened_at, words.landmark) == (STORY, "Camat Koto Umpamo", "16.20", "lapangan bola")
    assert (report.contact is not None) == (door == "named")
    assert (report.identity is not None) == (door != "nameless")


def test_who_was_ordered_reaches_the_province_when_he_wants(cast, clock):
    walker = Walker(ORDERED, start="/lapor/perintah/").to_check(pembaca={"exclude_district": "on"})
    assert "Bawaslu Provinsi Andai" in walker.page
    report = told(cast, walker.send())
    assert report.category == "tekanan"
    assert report.office == cast.province.public_id
    assert report.exclude_district
    assert queries.narrative(report, cast.rahmat.keys).crowd == "few"


def test_risk_mirror_speaks_where_few_know(cast, clock):
    walker = Walker(ORDERED, start="/lapor/perintah/")
    for step in ("risiko", "siapa", "kapan", "tempat"):
        walker.answer(step)
    assert "Cermin risiko" in walker.page


def test_check_page_shows_the_letter_the_conditions_and_the_office(cast, clock):
    page = Walker().to_check().page
    for words in (STORY, "Kepada Bawaslu Kabupaten Umpamo", "dari 6 syarat lengkap", "Yang kurang: bukti", "12 Oktober 2024"):
        assert words in page


def test_answer_changed_from_the_check_page_returns_there_and_is_what_is_sent(cast, clock):
    walker = Walker().to_check()
    code_before = hidden(walker.page, "isian")
    walker.post("/lapor/", {"isian": code_before, "langkah": "cek", "ke": "siapa"})
    assert "Simpan, kembali ke cek" in walker.page
    walker.answer("siapa", who="Sekretaris Camat")
    assert queries.narrative(told(cast, walker.send()), cast.bagus.keys).who == "Sekretaris Camat"


@pytest.mark.parametrize(
    ("step", "changes", "sentence"),
    [
        ("apa", {"what": ""}, "Pilih satu yang paling dekat."),
        ("apa", {"what": "x"}, "Pilih satu dari daftar."),
        ("siapa", {"who": "  "}, "Tulis namanya atau jabatannya."),
        ("siapa", {"who": "A" * 301}, "Terlalu panjang: 301 huruf."),
        ("kapan", {"happened_on": "2024-02-31"}, "Tanggal ini tidak ada."),
        ("kapan", {"happened_on": "2024-10-20"}, "Tanggal kejadian belum tiba."),
        ("kapan", {"happened_on": "1945-08-17"}, "Tanggal kejadian terlalu lama."),
        ("kapan", {"happened_on": ""}, "Tulis tanggalnya"),
        ("kapan", {"happened_at": "25.00"}, "Jam ini tidak ada."),
        ("kapan", {"known": "other", "known_on": "2024-10-01"}, "Anda tidak mungkin tahu sebelum kejadian."),
        ("tempat", {"place": ""}, "Pilih satu tempat dari daftar."),
        ("cerita", {"story": ""}, "Tulis sedikitnya satu kalimat"),
        ("cerita", {"story": "x" * 12_001}, "Terlalu panjang: 12001 huruf."),
        ("cerita", {"story": "x" * 60_000}, "Terlalu panjang: 60000 huruf."),
        ("cerita", {"story": "a\x00b"}, "Karakter null"),
        ("tautan", {"links": "bukan tautan"}, "Ini bukan tautan"),
        ("nama", {"door": "sealed", "name": ""}, "Tulis nama Anda, atau pilih Tanpa nama."),
        ("nama", {"door": ""}, "Pilih satu pintu."),
    ],
)
def test_bad_answer_comes_back_with_a_sentence_and_what_was_written(cast, clock, step, changes, sentence):
    walker = Walker()
    for before in list(SEEN)[: list(SEEN).index(step)]:
        walker.answer(before)
    page = walker.answer(step, **changes)
    assert walker.response.status_code == 422
    if "\x00" not in str(changes):
        assert sentence in page
    written = next((value for value in changes.values() if len(value) > 3 and value.isalpha()), "")
    assert written in page


def test_unknown_place_is_asked_again(cast, clock):
    walker = Walker()
    for step in SEEN:
        walker.answer(step, **({"place": "12.34.56.7890"} if step == "tempat" else {}))
    assert walker.response.status_code == 422
    assert "tidak dikenal" in walker.page


def test_story_with_marks_is_shown_as_text(cast, clock):
    page = Walker().to_check(cerita={"story": "<script>alert(1)</script> & <b>"}).page
    assert "<script>" not in page
    assert "&lt;script&gt;" in page


def test_office_without_a_key_is_named_on_the_check_page(cast, clock):
    OfficeKey.objects.filter(office=cast.owner(cast.umpamo)).delete()
    walker = Walker().to_check()
    assert "Bawaslu Kabupaten Umpamo belum dapat membuka laporan." in walker.page
    assert told(cast, walker.send()).office == cast.province.public_id


def test_no_key_anywhere_says_so_and_keeps_the_answers(cast, clock):
    walker = Walker().to_check()
    OfficeKey.objects.all().delete()
    page = walker.send()
    assert walker.response.status_code == 503
    assert "belum terkirim" in page
    assert STORY in page


def test_only_one_unit_is_said_where_the_name_is_sealed(cast, clock):
    for office in (cast.province, cast.national):
        OfficeKey.objects.filter(office=cast.owner(office)).delete()
    assert "baru satu kantor di sini memegang kunci" in Walker().to_check().page


def test_sealed_door_without_second_unit_is_refused_before_sending(cast, clock, settings):
    settings.SAKSAMA = dataclasses.replace(settings.SAKSAMA, recovery_recipient="")
    for office in (cast.province, cast.national):
        OfficeKey.objects.filter(office=cast.owner(office)).delete()
    walker = Walker().to_check()
    assert walker.response.status_code == 422
    assert "Pintu Rahasia belum dapat dipakai" in walker.page
    walker.send()
    assert walker.response.status_code == 422
    assert STORY in walker.page


def test_whole_walk_sets_no_cookie_runs_no_script_and_asks_no_other_server(cast, clock):
    walker = Walker().to_check()
    walker.send()
    walker.open(code_of(walker.page))
    walker.write("Halo")
    walker.post("/laporan-saya/tarik/", {"kunci": hidden(walker.page, "kunci")})
    assert not walker.client.cookies
    for page in walker.pages:
        assert "<script" not in page
        assert not re.search(r"\son\w+=", page)
        assert not re.findall(r'(?:src|href|action)="(?:https?:)?//', page)
        assert "style=" not in page


QUIET = ("/", "/lapor/", "/lapor/perintah/", "/laporan-saya/", "/boleh-atau-tidak/", "/data/", "/kantor/", "/tentang/", "/keluar")


@pytest.mark.parametrize("path", QUIET)
def test_public_page_sets_no_cookie_and_runs_no_script(cast, path):
    response = Client().get(path)
    assert response.status_code == 200
    assert not response.cookies
    assert "Set-Cookie" not in response
    assert b"<script" not in response.content
    assert "script-src" not in response["Content-Security-Policy"]
    assert response["Cache-Control"] == "no-store"


def weight(*parts: bytes) -> int:
    """Bytes as they are, without compression: on the wire it is about two fifths of that."""
    return sum(len(part) for part in parts)


def test_first_page_and_whole_flow_weigh_little(cast, clock):
    """Counted: pages, style sheets and the mark; without uploads and headers. First page at most 25 kB, flow at most 80 kB."""
    styles = [Path(finders.find(f"saksama/{name}")).read_bytes() for name in ("tokens.css", "components.css", "mark.svg")]
    home = Client().get("/").content
    assert weight(home, *styles) <= 25_000
    walker = Walker().to_check()
    walker.send()
    pages = [page.encode() for page in walker.pages]
    assert weight(home, *styles, *pages) <= 80_000


def test_story_never_stands_in_an_address_or_title(cast, clock):
    walker = Walker().to_check()
    walker.send()
    for page in walker.pages:
        title = re.search(r"<title>(.*?)</title>", page, re.S)[1]
        assert "apor" not in title.replace("Laporan saya", "")
        assert "Camat" not in title


def test_english_twin_of_the_form_sends_too(cast, clock):
    walker = Walker(prefix="/en").to_check()
    report = told(cast, walker.send())
    assert receipt.locator(code_of(walker.page)) == report.locator
    assert walker.response["Content-Language"] == "en"
