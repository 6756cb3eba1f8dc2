"""Pustaka hukum: every rule readable on any date, with its source and doubts, found by plain words, linked both ways."""

from __future__ import annotations

import html
import re
from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from tests.web.html import problems

from saksama import law
from saksama.law import library
from saksama.web.frame import rules

pytestmark = pytest.mark.django_db
EVERY_KIND = list({one.kind: one for one in library.of(law.book()).records}.values())


def page(client, url: str, status: int = 200) -> str:
    answer = client.get(url)
    assert answer.status_code == status, url
    return answer.content.decode()


def words(text: str) -> str:
    return " ".join(html.unescape(re.sub(r"<[^>]+>", " ", text)).split()).replace(" .", ".").replace(" ;", ";")


@pytest.mark.parametrize("url", ["/hukum/", "/hukum/?q=spanduk", "/hukum/?pada=2024-10-01", "/hukum/perubahan/", "/hukum/ralat/",
                                 "/hukum/dasar/pp-94-2021/", "/hukum/batas-waktu/pk-05/", "/hukum/?pada=2024-02-30"])
@pytest.mark.parametrize("language", ["", "/en"])
def test_pages_are_sound_and_without_script(client, url, language):
    text = client.get(language + url).content.decode()
    assert problems(text) == []
    assert "<script" not in text


@pytest.mark.parametrize("one", EVERY_KIND, ids=lambda one: one.kind)
def test_a_rule_of_every_kind_says_what_it_says_since_when_by_what_source_and_how_sure(client, one):
    shown = words(page(client, rules.address(one, exact=True)))
    beyond = library.sentences(one.text_id.removeprefix(one.title_id).lstrip(". "))
    for said in (one.title_id, *beyond, one.citation, *one.doubts_id):
        assert " ".join(said.split()) in shown
    assert "Berlaku sejak" in shown
    assert "belum diperiksa ahli hukum" in shown
    assert "Seberapa yakin" in shown


def test_every_version_of_every_rule_has_a_page_of_its_own(client):
    for one in library.of(law.book()).records:
        assert one.title_id in html.unescape(page(client, rules.address(one, exact=True)))


def test_english_pages_say_it_in_english_and_stay_there(client):
    text = page(client, "/en/hukum/batas-waktu/bk-03/")
    assert library.of(law.book()).by_id("BK-03").title_en in html.unescape(text)
    assert "not yet checked by a lawyer" in text
    assert not [url for url in re.findall(r'href="(/[^"]*)"', text) if url.startswith("/hukum/") and "bk-03" not in url]


def test_a_rule_on_a_day_is_the_version_of_that_day(client):
    before = words(page(client, "/hukum/pelanggaran/ds-05/?pada=2023-10-30"))
    after = words(page(client, "/hukum/pelanggaran/ds-05/?pada=2023-10-31"))
    assert "Inilah yang berlaku pada Senin, 30 Oktober 2023." in before
    assert "UU 5/2014 ps. 87(4) huruf c; SKB" in before.split("Versi menurut waktu")[0]
    assert "UU 20/2023 ps. 52(3)" in after.split("Versi menurut waktu")[0]


def test_a_day_on_which_a_rule_did_not_hold_is_said(client):
    text = words(page(client, "/hukum/batas-waktu/bk-03/?pada=2019-02-01"))
    assert "Pada Jumat, 1 Februari 2019 versi ini tidak berlaku." in text


def test_what_changed_between_versions_is_told_field_by_field(client):
    text = words(page(client, "/hukum/pelanggaran/ds-05/"))
    assert "Dasar hukum Sebelumnya: UU 5/2014 ps. 87(4) huruf c;" in text
    assert "Sekarang: UU 20/2023 ps. 52(3) huruf j" in text


def test_violations_sanctions_and_situations_link_both_ways(client):
    violation = page(client, "/hukum/pelanggaran/ke-03/")
    assert 'href="/hukum/sanksi/s-mor-1/"' in violation
    assert 'href="/hukum/pelanggaran/ke-03/"' in page(client, "/hukum/sanksi/s-mor-1/")
    named = re.search(r"/hukum/keadaan/[a-z0-9-]+/", page(client, "/hukum/norma/pp-94-2021-5n/"))
    assert 'href="/hukum/norma/pp-94-2021-5n/"' in page(client, named[0])


def test_a_limit_shows_the_other_limits_of_its_procedure(client):
    assert 'href="/hukum/batas-waktu/pk-01/"' in page(client, "/hukum/batas-waktu/pk-05/")


@pytest.mark.parametrize(("asked", "found"), [("spanduk", "KE-01"), ("SPANDUK baliho", "KE-01"), ("pk-05", "PK-05"),
                                              ("suami cuti", "KE-07"), ("banners", "KE-01")])
def test_plain_words_find_a_rule(client, asked, found):
    text = page(client, f"/hukum/?q={asked}")
    assert found in text


def test_nothing_found_says_what_to_try(client):
    assert "Coba satu kata saja" in page(client, "/hukum/?q=xylofon")


def test_search_narrows_by_instrument_kind_and_day(client):
    text = words(page(client, "/hukum/?dasar=uu-7-2017&jenis=batas-waktu&pada=2024-01-08"))
    assert "PU-01" in text
    assert "PK-01" not in text
    assert "PU-01" not in words(page(client, "/hukum/?dasar=uu-7-2017&jenis=batas-waktu&pada=2014-01-08"))


def test_many_results_come_page_by_page(client):
    first, second = page(client, "/hukum/?jenis=pelanggaran"), page(client, "/hukum/?jenis=pelanggaran&h=2")
    assert "Halaman 1 dari 2" in first
    assert 'rel="next"' in first
    assert 'rel="next"' not in second
    named = [set(re.findall(r"/hukum/pelanggaran/[a-z0-9-]+", text)) for text in (first, second)]
    assert all(named)
    assert named[0].isdisjoint(named[1])


NO_DAYS = ["2024-02-30", "31/4/2024", "kemarin", "2024-13-01", "1800-01-01", "2101-01-01", "9999999-1-1", "0000-01-01"]


@pytest.mark.parametrize("day", NO_DAYS)
def test_an_impossible_or_far_day_is_refused_in_words_and_the_form_is_kept(client, day):
    text = page(client, f"/hukum/?q=spanduk&jenis=pelanggaran&pada={day}", 422)
    assert "Tidak ada tanggal" in text or "Pilih tanggal antara" in text
    assert 'value="spanduk"' in text
    assert 'value="pelanggaran" selected' in text
    assert problems(text) == []


@pytest.mark.parametrize("day", ["1/10/2024", "1 Oktober 2024", "1 october 2024", "2024-10-1", "01-10-2024"])
def test_days_are_understood_as_people_write_them(client, day):
    assert "Selasa, 1 Oktober 2024" in words(page(client, f"/hukum/?pada={day}"))


@pytest.mark.parametrize("asked", ["dasar=uu-99-2099", "jenis=ramalan"])
def test_a_choice_that_is_none_is_refused_in_words(client, asked):
    assert "Pilihan itu tidak ada" in page(client, f"/hukum/?{asked}", 422)


@pytest.mark.parametrize("url", ["/hukum/batas-waktu/pk-99/", "/hukum/ramalan/pk-05/", "/hukum/batas-waktu/pk-05@2014-01-01/",
                                 "/hukum/batas-waktu/pk-05@x/", "/hukum/dasar/uu-99-2099/"])
def test_what_the_library_does_not_hold_is_not_found(client, url):
    page(client, url, 404)


@pytest.mark.parametrize("url", ["/hukum/clocks/pk-05/", "/hukum/batas-waktu/PK-05/"])
def test_other_spellings_lead_to_the_one_address(client, url):
    answer = client.get(url)
    assert (answer.status_code, answer["Location"]) == (301, "/hukum/batas-waktu/pk-05/")


def test_hostile_words_are_shown_as_words(client):
    text = page(client, "/hukum/?q=%3Cscript%3Ealert(1)%3C/script%3E&h=-3")
    assert "<script" not in text


def test_no_page_of_the_library_asks_the_database(client):
    for url in ("/hukum/", "/hukum/?q=kampanye", "/hukum/pelanggaran/ke-03/", "/hukum/perubahan/", "/hukum/dasar/pp-94-2021/"):
        with CaptureQueriesContext(connection) as asked:
            page(client, url)
        assert len(asked) == 0, url


def test_changes_are_told_by_date_with_what_became_of_them(client):
    text = words(page(client, "/hukum/perubahan/"))
    assert "Kamis, 14 November 2024" in text
    assert text.index("Kamis, 14 November 2024") < text.index("Selasa, 31 Oktober 2023")


def test_an_instrument_is_one_sheet_of_what_held_on_a_day(client):
    text = words(page(client, "/hukum/dasar/uu-5-2014/?pada=2020-01-01"))
    assert "Undang-Undang 5/2014" in text
    assert "aturan yang berlaku pada Rabu, 1 Januari 2020" in text


def test_errata_say_where_it_is_printed_what_is_right_and_lead_to_the_rule(client):
    text = page(client, "/hukum/ralat/")
    assert "41/PPU-XIII/2024" in text
    assert "Putusan MK 41/PUU-XII/2014, diucapkan 8 Juli 2015" in text
    assert 'href="/hukum/norma/mk-41-2014/"' in text
    assert "ER-02" in page(client, "/hukum/norma/mk-41-2014/")
    assert "Putusan MK &quot;41/PPU" not in page(client, "/hukum/perubahan/")


def test_citations_find_the_version_of_their_day():
    assert rules.cited("S-PTDH", "x", date(2020, 1, 1)) == "/hukum/sanksi/s-ptdh@2014-01-15/"
    assert rules.cited("S-PTDH@2023-10-31", "x") == "/hukum/sanksi/s-ptdh@2023-10-31/"
    assert rules.cited("", "UU 7/2017 ps. 999") == "/hukum/dasar/uu-7-2017/"
    assert rules.cited("", "buku resep") == ""
    assert rules.cited("TIDAK-ADA", "buku resep") == ""
