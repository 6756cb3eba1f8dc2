"""Surat warga in the browser: written without name or cookie, one letter however often sent, answered by its code only."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from django.test import Client
from tests.prevention.written import WORDS, write
from tests.web.public.walking import code_of, hidden

from saksama.kernel import receipt
from saksama.prevention import actions, queries
from saksama.prevention.actions.letters import LONGEST
from saksama.web.public.letters.box import BOX
from saksama.web.public.mailbox import key
from saksama.web.public.writing import sheet

pytestmark = pytest.mark.django_db


def post(path: str, status: int = 200, **fields: str) -> str:
    answer = Client().post(path, fields)
    assert answer.status_code == status, answer.content.decode()[:3000]
    assert not answer.cookies
    return answer.content.decode()


def get(path: str, status: int = 200) -> str:
    answer = Client().get(path)
    assert answer.status_code == status
    assert not answer.cookies
    return answer.content.decode()


def words(html: str) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", html))


def check_page(clock, status: int = 200, **changed: str) -> str:
    told = {"jenis": "suggestion", "surat": WORDS, "tempat": "99.01", "izin": "ya"} | changed
    page = post("/surat/", status, isian=hidden(get("/surat/"), "isian"), **told)
    clock.on(seconds=20)
    return page


def answered(cast, letter):
    return actions.answer_letter(letter.public_id, text="Sudah kami ubah.", acted=True, actor=cast.bagus.actor, now=cast.now)


def test_a_letter_is_written_checked_sent_and_opened_with_its_code(cast, clock):
    page = check_page(clock)
    assert WORDS in page
    assert "boleh, tanpa ciri Anda" in page
    code = code_of(post("/surat/kirim/", isian=hidden(page, "isian")))
    opened = post("/surat/jawaban/", kode=receipt.pretty(code).lower())
    assert WORDS in opened
    assert "Belum dibaca petugas" in opened
    assert [one.kind for one in queries.waiting_letters(cast.bagus.actor, on=cast.on)] == ["suggestion"]


def test_sent_twice_it_is_one_letter_under_one_code(cast, clock):
    field = hidden(check_page(clock), "isian")
    first, second = post("/surat/kirim/", isian=field), post("/surat/kirim/", isian=field)
    assert code_of(first) == code_of(second)
    assert len(queries.waiting_letters(cast.bagus.actor, on=cast.on)) == 1


def test_changed_words_are_another_letter(cast, clock):
    page = check_page(clock)
    back = post("/surat/", isian=hidden(page, "isian"), ke="ubah")
    assert WORDS in back
    again = post("/surat/", isian=hidden(back, "isian"), jenis="criticism", surat=WORDS, tempat="99.01")
    first, second = (sheet.opened("surat", hidden(one, "isian")) for one in (page, again))
    assert first.receipt_code() != second.receipt_code()


@pytest.mark.parametrize(("changed", "sentence"), [
    ({"jenis": ""}, "Pilih satu: kritik"),
    ({"jenis": "ancaman"}, "Pilih satu: kritik"),
    ({"surat": "   "}, "Tulis isi suratnya"),
    ({"surat": "x" * (LONGEST + 1)}, "Terlalu panjang"),
    ({"surat": "kata\x07kata"}, "tidak dapat dibaca"),
    ({"tempat": ""}, "Pilih satu tempat"),
    ({"tempat": "00.00"}, "Pilih satu tempat"),
])
def test_what_is_missing_comes_back_with_a_sentence_and_what_was_typed(cast, clock, changed, sentence):
    page = check_page(clock, 422, **changed)
    assert sentence in words(page)
    if changed.get("surat", WORDS).strip() == WORDS:
        assert WORDS in page


def test_a_field_that_was_changed_an_old_page_and_haste_send_nothing(cast, clock, monkeypatch):
    field = hidden(check_page(clock), "isian")
    assert "Mulai lagi dari sini" in post("/surat/kirim/", 422, isian=field[:-4] + "AAAA")
    clock.on(hours=7)
    assert "lebih dari 6 jam" in post("/surat/kirim/", 422, isian=field)
    monkeypatch.setattr(sheet, "YOUNGEST", timedelta(minutes=5))
    assert "Terlalu cepat" in post("/surat/kirim/", 422, isian=hidden(check_page(clock), "isian"))
    assert queries.waiting_letters(cast.bagus.actor, on=cast.on) == []


def test_a_wrong_code_a_slip_and_the_code_of_another_box_open_nothing(cast, clock):
    code, _ = write(cast)
    slip = code[:-1] + ("A" if code[-1] != "A" else "B")
    assert "salah ketik" in words(post("/surat/jawaban/", 422, kode=slip)).lower()
    assert "Tidak ada surat" in post("/surat/jawaban/", 404, kode=receipt.draw())
    assert "Ketik kode Anda." in post("/surat/jawaban/", 422, kode=" ")
    foreign = key.seal(code, cast.now, purpose=key.PURPOSE)
    assert WORDS not in post("/surat/jawaban/", 422, kunci=foreign)


def test_the_page_opens_again_for_half_an_hour_and_never_shows_the_code(cast, clock):
    code, _ = write(cast)
    page = post("/surat/jawaban/", kode=code)
    field = hidden(page, "kunci")
    assert key.opened(field, clock.now, purpose=BOX.purpose)
    assert receipt.pretty(code) not in page
    clock.on(minutes=31)
    assert "lebih dari 30 menit" in post("/surat/jawaban/", 422, kunci=field)


def test_the_reply_and_what_was_done_are_read_by_the_code(cast, clock):
    code, letter = write(cast)
    answered(cast, letter)
    page = post("/surat/jawaban/", kode=code)
    assert "Sudah kami ubah." in page
    assert "ada yang dilakukan karena surat ini" in page


def test_a_late_reply_is_owned_up_to(cast, clock):
    code, _ = write(cast)
    clock.now = cast.now + timedelta(days=11)
    assert "Batas itu sudah lewat" in post("/surat/jawaban/", kode=code)


def test_an_echo_shows_until_the_writer_takes_the_consent_back(cast, clock):
    code, letter = write(cast)
    answered(cast, letter)
    echo = actions.propose_echo(letter.public_id, said="Huruf terlalu kecil.", did="Huruf dibesarkan.", looked_at=False, found=(),
                                actor=cast.bagus.actor, now=cast.now)
    actions.approve_echo(echo.public_id, actor=cast.citra.actor, now=cast.now)
    page = get("/surat/anda-bilang/")
    assert "Huruf dibesarkan." in page
    assert "Bawaslu" in page
    assert WORDS not in page
    field = hidden(post("/surat/jawaban/", kode=code), "kunci")
    post("/surat/jawaban/", kunci=field, ke="cabut")
    assert "Huruf dibesarkan." not in get("/surat/anda-bilang/")


def test_only_post_sends(cast, clock):
    get("/surat/kirim/", 405)
