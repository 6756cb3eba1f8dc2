"""Tanya dulu in the browser: asked without name or cookie, one question however often sent, opened by its code only."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from django.test import Client
from tests.prevention.asked import WORDS, ask
from tests.web.public.walking import code_of, hidden

from saksama.kernel import receipt
from saksama.prevention import actions, queries
from saksama.prevention.actions.questions import LONGEST
from saksama.prevention.models import Publication
from saksama.web.public import searching
from saksama.web.public.asking.box import BOX
from saksama.web.public.mailbox import key
from saksama.web.public.writing import sheet

pytestmark = pytest.mark.django_db
REASON = "Boleh hadir sebagai keluarga. Jangan memakai atribut."


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


def check_page(clock, asked: str = WORDS, place: str = "99.01") -> str:
    page = post("/tanya/", isian=hidden(get("/tanya/"), "isian"), pertanyaan=asked, tempat=place)
    clock.on(seconds=20)
    return page


def given(cast, question):
    return actions.answer(
        question.public_id, verdict="boleh_dengan_syarat", rules=["DS-08"], text=REASON, actor=cast.bagus.actor, now=cast.now
    )


def test_question_is_asked_with_words_and_place_only_and_opened_with_its_code(cast, clock):
    page = check_page(clock)
    assert WORDS in page
    assert "Rabu, 16 Oktober 2024" in words(page)

    sent = post("/tanya/kirim/", isian=hidden(page, "isian"))

    code = code_of(sent)
    box = post("/tanya/jawaban/", kode=receipt.pretty(code).lower())
    assert WORDS in box
    assert "Belum dijawab" in box
    assert [one.place_code for one in queries.waiting(cast.bagus.actor, on=cast.on)] == ["99.01"]


def test_sent_twice_it_is_one_question_under_one_code(cast, clock):
    field = hidden(check_page(clock), "isian")

    first, second = post("/tanya/kirim/", isian=field), post("/tanya/kirim/", isian=field)

    assert code_of(first) == code_of(second)
    assert len(queries.waiting(cast.bagus.actor, on=cast.on)) == 1


def test_place_is_found_by_its_first_letters_and_the_words_stay(cast, clock):
    page = post("/tanya/", isian=hidden(get("/tanya/"), "isian"), pertanyaan=WORDS, cari_tempat="Umpamo", ke="cari")

    assert re.search(r'name="tempat" value="99\.01"', page)
    assert WORDS in page


@pytest.mark.parametrize(
    ("asked", "place", "sentence"),
    [
        ("", "99.01", "satu kalimat pun cukup"),
        ("x" * (LONGEST + 1), "99.01", "Terlalu panjang"),
        ("Boleh\x07kah?", "99.01", "tidak dapat dibaca"),
        (WORDS, "", "Pilih satu tempat"),
        (WORDS, "55.55", "Pilih satu tempat"),
        (WORDS, "\x00", "Pilih satu tempat"),
    ],
)
def test_what_is_missing_or_too_much_is_said_and_what_was_typed_comes_back(cast, clock, asked, place, sentence):
    page = post("/tanya/", 422, isian=hidden(get("/tanya/"), "isian"), pertanyaan=asked, tempat=place)

    assert sentence in page
    assert asked[:40].replace("\x07", "") in page.replace("\x07", "")


def test_form_that_was_read_too_fast_is_kept_and_not_sent(cast, clock, monkeypatch):
    monkeypatch.setattr(sheet, "YOUNGEST", timedelta(minutes=5))
    page = check_page(clock)
    hasty = post("/tanya/kirim/", 422, isian=hidden(page, "isian"))
    assert "Terlalu cepat" in hasty
    assert WORDS in hasty
    assert queries.waiting(cast.bagus.actor, on=cast.on) == []

    clock.on(minutes=6)
    assert code_of(post("/tanya/kirim/", isian=hidden(hasty, "isian")))


def test_form_that_expired_is_kept_and_not_sent(cast, clock):
    page = check_page(clock)
    clock.on(hours=7)
    late = post("/tanya/kirim/", 422, isian=hidden(page, "isian"))
    assert "lebih dari 6 jam" in late
    assert WORDS in late
    assert queries.waiting(cast.bagus.actor, on=cast.on) == []

    assert code_of(post("/tanya/kirim/", isian=hidden(late, "isian")))


def test_damaged_field_begins_again_and_says_so(cast, clock):
    page = post("/tanya/kirim/", 422, isian="rusak")

    assert "belum terkirim" in page
    assert 'name="pertanyaan"' in page


def test_check_page_shows_what_is_answered_already(cast, clock):
    page = check_page(clock, "bolehkah pakai mobil dinas ke acara calon")

    assert 'href="/boleh-atau-tidak/mobil-dinas/"' in page


@pytest.mark.parametrize(("asked", "offered"), [("Atasan menyuruh saya memilih calon, bolehkah?", True), (WORDS, False)])
def test_what_sounds_like_a_report_is_offered_the_report_and_stays_a_question(cast, clock, asked, offered):
    page = check_page(clock, asked)

    assert ('href="/lapor/perintah/"' in page) is offered
    code = code_of(post("/tanya/kirim/", isian=hidden(page, "isian")))
    assert queries.box(code).text == asked


def test_wrong_mistyped_and_empty_codes_are_told_apart(cast, clock):
    code, _question = ask(cast)

    assert "Ketik kode Anda" in post("/tanya/jawaban/", 422, kode="")
    mistyped = code[:-1] + ("0" if code[-1] != "0" else "1")
    assert WORDS not in post("/tanya/jawaban/", 422, kode=mistyped)
    assert "Tidak ada pertanyaan dengan kode ini" in post("/tanya/jawaban/", 404, kode=receipt.draw())


def test_key_of_the_box_lasts_half_an_hour(cast, clock):
    code, question = ask(cast)
    given(cast, question)
    key = hidden(post("/tanya/jawaban/", kode=code), "kunci")
    clock.on(minutes=31)

    assert WORDS not in post("/tanya/jawaban/", 422, kunci=key, ke="tunjukkan")


def test_answer_is_shown_and_proves_itself_without_telling_who_asked(cast, clock):
    code, question = ask(cast)
    answer = given(cast, question)
    box = post("/tanya/jawaban/", kode=code)
    assert REASON in box and "Boleh, dengan syarat" in box

    sheet = post("/tanya/jawaban/", kunci=hidden(box, "kunci"), ke="tunjukkan")
    assert WORDS in sheet and REASON in sheet
    assert f"{answer.check_code[:4]}-{answer.check_code[4:]}" in sheet
    assert not any(group in words(sheet) for group in (receipt.pretty(code), code))

    verified = get(f"/tanya/cek/{answer.check_code}/")
    assert "Jawaban ini benar dari kami" in verified
    assert cast.umpamo.name in verified and "14 Oktober 2024" in words(verified)
    assert WORDS not in verified and REASON not in verified


def test_check_of_an_answer_by_typed_code_and_of_an_unknown_one(cast, clock):
    _code, question = ask(cast)
    answer = given(cast, question)

    asked = Client().get("/tanya/cek/", {"kode": answer.check_code.lower()})
    assert asked.status_code == 303 and asked["Location"] == f"/tanya/cek/{answer.check_code}/"
    assert "tidak kami kenal" in get("/tanya/cek/ZZZZZZZZ/", 404)
    assert "tidak lengkap" in get("/tanya/cek/?kode=AB", 422)


def test_corrected_answer_warns_whoever_checks_the_old_sheet(cast, clock):
    _code, question = ask(cast)
    old = given(cast, question)
    given(cast, question)

    assert "sudah diperbaiki" in get(f"/tanya/cek/{old.check_code}/")


def test_published_answer_is_found_by_the_same_search_and_only_after_approval(cast, clock):
    _code, question = ask(cast)
    asked = "Bolehkah ASN menjadi juri lomba burung berkicau yang diadakan partai?"
    draft = actions.propose(
        given(cast, question).public_id,
        asked=asked,
        answered="Tanya dulu atasan.",
        looked_at=True,
        found=(),
        actor=cast.bagus.actor,
        now=cast.now,
    )
    assert asked not in get("/boleh-atau-tidak/?q=juri lomba burung")
    assert asked not in get("/tanya/dijawab/")
    get(f"/tanya/dijawab/{draft.public_id}/", 404)

    actions.approve(draft.public_id, actor=cast.citra.actor, now=cast.now)

    assert asked in get("/boleh-atau-tidak/?q=juri lomba burung")
    assert asked in get("/tanya/dijawab/")
    page = get(f"/tanya/dijawab/{draft.public_id}/")
    assert asked in page and cast.umpamo.name not in page and "99.01" not in page

    actions.withdraw(draft.public_id, actor=cast.bagus.actor, now=cast.now)
    assert asked not in get("/boleh-atau-tidak/?q=juri lomba burung")
    get(f"/tanya/dijawab/{draft.public_id}/", 404)
    assert Publication.objects.count() == 1


@pytest.mark.parametrize("path", ["/tanya/", "/tanya/jawaban/", "/tanya/cek/", "/tanya/dijawab/", "/boleh/cek/"])
def test_pages_carry_no_script_and_no_foreign_byte(cast, clock, path):
    html = get(path)

    assert "<script" not in html
    assert not re.findall(r'(?:src|action)="https?://', html)


def test_key_of_a_report_opens_no_question_and_its_code_is_never_printed(cast, clock):
    code = receipt.draw()
    report = key.seal(code, clock.now)
    question = key.seal(code, clock.now, purpose=BOX.purpose)

    pages = [post("/tanya/jawaban/", status, kunci=field) for field, status in ((report, 422), (question, 404))]
    pages += [post("/laporan-saya/", status, kunci=field) for field, status in ((question, 422), (report, 404))]

    for page in pages:
        assert code not in re.sub(r"[\s-]", "", page)


def test_changed_words_after_sending_are_a_question_of_their_own(cast, clock):
    page = check_page(clock)
    first = code_of(post("/tanya/kirim/", isian=hidden(page, "isian")))
    form = post("/tanya/", isian=hidden(page, "isian"), ke="ubah")
    changed = post("/tanya/", isian=hidden(form, "isian"), pertanyaan=WORDS + " Juga malam hari?", tempat="99.01")
    clock.on(seconds=20)

    second = code_of(post("/tanya/kirim/", isian=hidden(changed, "isian")))

    assert second != first
    assert queries.box(first).text == WORDS
    assert queries.box(second).text == WORDS + " Juga malam hari?"


def test_unchanged_words_looked_at_again_stay_one_question(cast, clock):
    page = check_page(clock)
    first = code_of(post("/tanya/kirim/", isian=hidden(page, "isian")))
    form = post("/tanya/", isian=hidden(page, "isian"), ke="ubah")
    again = post("/tanya/", isian=hidden(form, "isian"), pertanyaan=WORDS, tempat="99.01")
    clock.on(seconds=20)

    assert code_of(post("/tanya/kirim/", isian=hidden(again, "isian"))) == first


def test_day_without_a_calendar_is_said_and_the_words_stay(cast, clock):
    clock.now = clock.now.replace(year=2093)
    page = post("/tanya/", 409, isian=hidden(get("/tanya/"), "isian"), pertanyaan=WORDS, tempat="99.01")
    assert WORDS in page


def test_index_is_made_once_and_anew_when_something_was_published(cast, clock, monkeypatch):
    made = []

    class Counted(searching.Index):
        def __init__(self, texts):
            made.append(1)
            super().__init__(texts)

    monkeypatch.setattr(searching, "_kept", None)
    monkeypatch.setattr(searching, "Index", Counted)
    for _n in range(3):
        get("/boleh-atau-tidak/?q=pesta")
    assert len(made) == 1

    _code, question = ask(cast)
    draft = actions.propose(given(cast, question).public_id, asked="Bolehkah menanam kelapa?", answered="Boleh.", looked_at=True,
                            found=(), actor=cast.bagus.actor, now=cast.now)
    actions.approve(draft.public_id, actor=cast.citra.actor, now=cast.now)
    assert "Bolehkah menanam kelapa?" in get("/boleh-atau-tidak/?q=kelapa")
    assert len(made) == 2

    actions.withdraw(draft.public_id, actor=cast.bagus.actor, now=cast.now)
    assert "Bolehkah menanam kelapa?" not in get("/boleh-atau-tidak/?q=kelapa")


def test_search_listens_to_twelve_words(cast, clock):
    assert searching.find("pesta")
    assert searching.find("zzqx " * 12 + "pesta") == []
