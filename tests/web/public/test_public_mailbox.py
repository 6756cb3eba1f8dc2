"""Laporan saya: only the right code opens it, a typing error and a wrong code are told apart, nothing written is lost."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from django.test import Client
from tests.evidence import pictures
from tests.intake.filings import report
from tests.web.public.walking import Walker, hidden

from saksama import ledger
from saksama.intake import actions, queries
from saksama.kernel import receipt as codes
from saksama.web.public.mailbox import key

pytestmark = pytest.mark.django_db


@pytest.fixture
def sari(cast, clock) -> Walker:
    """Sari's browser, her report already sent."""
    report(cast)
    return Walker()


def text_of(page: str) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", page))


def mistyped(code: str) -> str:
    return code[:-1] + ("0" if code[-1] != "0" else "1")


def near_miss(code: str) -> str:
    """A code that differs in two letters and passes the check."""
    for letter in codes.ALPHABET:
        for check in codes.ALPHABET:
            other = letter + code[1:-1] + check
            if other != code and codes._check(other[:-1]) == check:
                return other
    raise AssertionError


def test_code_opens_the_report_in_whatever_spelling(cast, sari):
    code = cast.sari_code
    for spelling in (code, code.lower(), codes.pretty(code), " ".join(codes.groups(code))):
        page = sari.open(spelling)
        assert sari.response.status_code == 200
        assert "Menunggu Bawaslu Kabupaten Umpamo" in page
        assert cast.sari_code not in page.replace(hidden(page, "kunci"), "")


def test_typing_error_is_said_as_such_and_wrong_code_as_such(cast, sari):
    page = sari.open(mistyped(cast.sari_code))
    assert sari.response.status_code == 422
    assert "salah ketik" in page
    page = sari.open(codes.draw())
    assert sari.response.status_code == 404
    assert "Tidak ada laporan dengan kode ini." in page
    sari.open("")
    assert sari.response.status_code == 422
    sari.open("'; DROP TABLE--")
    assert sari.response.status_code == 422


def test_near_miss_looks_like_a_random_miss(cast, sari):
    near, random = near_miss(cast.sari_code), codes.draw()
    pages = []
    for code in (near, random):
        page = sari.open(code)
        pages.append((sari.response.status_code, page.replace(code, "KODE")))
    assert pages[0] == pages[1]


def test_guessing_is_slowed_and_nobody_is_locked_out():
    now, slept = [0.0], []
    lane = key.Lane(rate=5, clock=lambda: now[0], sleep=slept.append)
    for _ in range(5):
        lane.wrong()
    assert slept == []
    lane.wrong()
    assert slept == [0.25]
    now[0] += 1
    lane.wrong()
    assert slept == [0.25]


def test_message_and_file_are_sent_and_shown(cast, sari):
    sari.open(cast.sari_code)
    page = sari.write("Saya punya foto lain.", ("foto.jpg", pictures.jpeg()), ("kosong.jpg", b""))
    assert "Terkirim." in page
    assert "Saya punya foto lain." in page
    assert "<b>kosong.jpg</b>" in page
    assert "Foto, sekitar" in page
    assert [one.text for one in queries.messages(queries.by_code(cast.sari_code), cast.bagus.keys)] == ["Saya punya foto lain."]


def test_message_sent_twice_is_one_message(cast, sari):
    sari.open(cast.sari_code)
    same = hidden(sari.page, "kunci")
    sari.write("Sekali.", key=same)
    sari.write("Sekali.", key=same)
    assert sari.response.status_code == 200
    assert len(queries.mailbox(cast.sari_code, cast.now).letters) == 1


@pytest.mark.parametrize(("text", "sentence"), [("", "Tulis pesan Anda"), ("x" * 12_001, "terlalu panjang")])
def test_empty_and_over_long_message_comes_back(cast, sari, text, sentence):
    sari.open(cast.sari_code)
    page = sari.write(text)
    assert sari.response.status_code == 422
    assert sentence in page
    assert text in page


def test_after_half_an_hour_the_code_is_asked_again_and_the_text_is_kept(cast, sari, clock):
    sari.open(cast.sari_code)
    clock.on(minutes=31)
    page = sari.write("Kalimat yang tidak boleh hilang.", ("foto.jpg", pictures.jpeg()))
    assert sari.response.status_code == 422
    assert "Kalimat yang tidak boleh hilang." in page
    assert "lebih dari 30 menit" in page
    page = sari.post("/laporan-saya/", {"kode": cast.sari_code, "pesan": "Kalimat yang tidak boleh hilang."})
    assert "Kalimat yang tidak boleh hilang.</textarea>" in page
    sari.write("Kalimat yang tidak boleh hilang.")
    assert len(queries.mailbox(cast.sari_code, cast.now).letters) == 1


def test_key_of_a_form_is_no_key_of_a_box(cast, sari):
    sari.post("/laporan-saya/tarik/", {"kunci": hidden(Walker().page, "isian"), "yakin": "ya"})
    assert sari.response.status_code == 422
    assert queries.by_code(cast.sari_code).withdrawn_at is None


def test_request_of_an_officer_is_shown_with_its_date_and_answered(cast, sari):
    given = queries.by_code(cast.sari_code)
    actions.ask_completion(given.public_id, "Satu foto cukup.", due=cast.now + timedelta(days=3), actor=cast.bagus.actor,
                           now=cast.now)
    page = sari.open(cast.sari_code)
    assert "Petugas meminta Anda melengkapi" in page
    assert "Kamis, 17 Oktober 2024, pukul 09.00 WIB" in text_of(page)
    page = sari.write("Ini fotonya.", jawab="1")
    assert "Petugas meminta Anda melengkapi" not in page
    assert ledger.queries.about(given.public_id)[-1].kind == "reporter.completed"


def test_status_says_whose_turn_since_when_and_no_news(cast, sari, clock):
    given = queries.by_code(cast.sari_code)
    actions.post_status([given.public_id], stage="forwarded", waiting_on="oversight", since=cast.now,
                        sentence_id="Diteruskan kepada lembaga pengawas.", sentence_en="Forwarded to the oversight body.")
    actions.post_status([given.public_id], stage="with_ppk", waiting_on="agency", since=cast.now + timedelta(days=4),
                        due=cast.now + timedelta(days=20), owner_id="Bupati Umpamo", owner_en="Regent of Umpamo")
    actions.note_silence([given.public_id], cast.now + timedelta(days=4))
    clock.on(days=9)
    page = text_of(sari.open(cast.sari_code))
    assert "Menunggu Bupati Umpamo" in page
    assert "Hari ke-6 sejak Jumat, 18 Oktober 2024. Batasnya Minggu, 3 November 2024." in page
    assert "Belum ada kabar sejak Jumat, 18 Oktober 2024" in page
    assert "Diteruskan kepada lembaga pengawas." in page


def test_end_is_said_with_its_stage(cast, sari):
    given = queries.by_code(cast.sari_code)
    actions.post_status([given.public_id], stage="not_proven", waiting_on="nobody", since=cast.now, sentence_id="Tidak terbukti.")
    actions.close_reports([given.public_id], now=cast.now)
    page = text_of(sari.open(cast.sari_code))
    assert "Selesai: tidak terbukti" in page
    assert "Kotak ini sudah ditutup." in page
    sari.write("Halo?")
    assert sari.response.status_code == 409
    assert "Halo?" in sari.page


def test_withdrawal_asks_once_more(cast, sari):
    sari.open(cast.sari_code)
    page = sari.post("/laporan-saya/tarik/", {"kunci": hidden(sari.page, "kunci")})
    assert "Tarik laporan?" in page
    assert queries.by_code(cast.sari_code).withdrawn_at is None
    page = sari.post("/laporan-saya/tarik/", {"kunci": hidden(page, "kunci"), "yakin": "ya"})
    assert "Laporan sudah ditarik." in page
    assert queries.by_code(cast.sari_code).withdrawn_at is not None
    assert "Tarik laporan" not in page


def test_openings_of_the_name_are_shown(cast, sari):
    given = queries.by_code(cast.sari_code)
    actions.note_opening(given.public_id, who="Bagus (Umpamo) dan Hasan (provinsi)", why="Diminta penyidik.",
                         actor=cast.bagus.actor, now=cast.now)
    assert "Bagus (Umpamo) dan Hasan (provinsi). Alasan: Diminta penyidik." in sari.open(cast.sari_code)


def test_proof_is_a_text_file_that_holds(cast, sari, tmp_path):
    sari.open(cast.sari_code)
    assert "Bukti lengkap tersedia beberapa menit" in sari.page
    sari.post("/laporan-saya/bukti/", {"kunci": hidden(sari.page, "kunci")})
    assert "belum tersedia" in sari.page
    ledger.actions.sequence()
    ledger.actions.sign_checkpoint(cast.now)
    sari.open(cast.sari_code)
    sari.post("/laporan-saya/bukti/", {"kunci": hidden(sari.page, "kunci")})
    assert sari.response["Content-Disposition"] == 'attachment; filename="bukti.txt"'
    assert sari.response["Content-Type"] == "text/plain; charset=utf-8"
    assert queries.mailbox(cast.sari_code, cast.now).leaf in sari.page
    assert cast.sari_code not in sari.page


def test_mailbox_answers_get_only_where_nothing_is_carried(cast):
    client = Client()
    assert client.get("/laporan-saya/").status_code == 200
    for path in ("/laporan-saya/kirim/", "/laporan-saya/tarik/", "/laporan-saya/bukti/", "/lapor/kirim/", "/lapor/cocok/"):
        assert client.get(path).status_code == 405


def test_the_heading_of_a_report_reads_as_english(cast):
    from django.utils import translation

    with translation.override("en"):
        assert translation.gettext("Laporan Anda, kode berakhir") == "Your report, code ending in"
        assert translation.gettext("Kode berakhir") == "Code ending in"
