"""The pact in the browser: read, five situations, signed with a slip, a certificate, and a check page that tells of nobody."""

from __future__ import annotations

import re
from datetime import timedelta
from html import unescape

import pytest
from django.test import Client
from tests.web.html import problems
from tests.web.public.walking import hidden

from saksama.kernel import receipt
from saksama.prevention.actions import pacts as actions
from saksama.web.public.mailbox import key

pytestmark = pytest.mark.django_db
TOLD = {"langkah": "tanda", "nama": "Ani Perawat", "nomor": "199001012020012001", "setuju": "ya"}


@pytest.fixture
def drive(cast):
    return actions.open_drive(
        cast.agency.public_id, staff=9, until=cast.on + timedelta(days=7), actor=cast.bagus.actor, on=cast.on, now=cast.now
    )


@pytest.fixture
def slip(cast, drive):
    return actions.draw_slips(drive.public_id, n=1, actor=cast.bagus.actor, on=cast.on, now=cast.now)[0].code


def post(path: str, status: int = 200, **told: str) -> str:
    answer = Client().post(path, told)
    page = answer.content.decode()
    assert answer.status_code == status, page[:3000]
    assert not answer.cookies
    assert problems(page) == []
    return page


def asked(page: str) -> set[str]:
    return set(re.findall(r'type="radio" name="([a-z-]+)"', page))


def taught(at: str) -> str:
    """Answer everything with "boleh", read the reasons, and answer what was wrong the other way."""
    page = post(at)
    assert len(asked(page)) == 5
    page = post(at, isian=hidden(page, "isian"), **dict.fromkeys(asked(page), "boleh"))
    if left := asked(page):
        assert "Baca alasannya" in page
        page = post(at, isian=hidden(page, "isian"), **dict.fromkeys(left, "tidak_boleh"))
    assert 'name="nomor"' in page
    return hidden(page, "isian")


def test_it_is_read_answered_signed_and_checked(cast, drive, slip, clock):
    at = f"/pakta/{drive.public_id}/"
    first = Client().get(at).content.decode()
    assert first.count("<li>") >= 7
    assert problems(first) == []
    isian = taught(at)
    for changed, status, words in (
        ({"setuju": ""}, 422, "Centang bahwa Anda"),
        ({"kode": "abc"}, 422, "salah ketik"),
        ({"kode": receipt.draw()}, 422, "tidak dikenal untuk unit ini"),
        ({"nomor": "dua"}, 422, "angka saja"),
        ({"nama": ""}, 422, "Isi nama Anda"),
        ({"nama": "\0"}, 422, "Isi nama Anda"),
        ({"nama": "Ani\u202eAni"}, 422, "Isi nama Anda"),
        ({"nama": "..."}, 422, "Isi nama Anda"),
    ):
        page = post(at, status, **(TOLD | {"isian": isian, "kode": slip} | changed))
        assert words in page or changed == {"kode": "abc"}
        assert slip not in page
    done = post(at, isian=isian, kode=slip, **TOLD)
    code = re.search(r'class="mono">([0-9A-Z]{4}-[0-9A-Z]{4})<', done)[1]
    assert code in post(at, isian=isian, kode=slip, **TOLD)            # sent twice: the same signature
    assert "sudah dipakai" in post(at, 409, isian=isian, kode=slip, **(TOLD | {"nomor": "198505052010011002"}))
    paper = Client().post("/pakta/sertifikat.pdf", {"tanda": hidden(done, "tanda")})
    assert paper.content.startswith(b"%PDF-")
    for path in (f"/pakta/cek/{code}/", f"/pakta/cek/?kode={code.lower().replace('-', '')}"):
        page = unescape(Client().get(path).content.decode())
        assert "Berlaku" in page
        for word in ("Ani", "Perawat", cast.agency.name):
            assert word not in page


def test_without_the_situations_nobody_signs(drive, slip, clock):
    at = f"/pakta/{drive.public_id}/"
    page = post(at)
    back = post(at, isian=hidden(page, "isian"), kode=slip, **TOLD)
    assert len(asked(back)) == 5
    assert "Jawab semua" in post(at, 422, isian=hidden(page, "isian"))
    assert "Baca lagi dari sini" in post(at, 422, isian="dibuat-sendiri")


def test_a_page_sealed_for_another_unit_does_not_sign_here(cast, drive, slip, clock):
    other = actions.open_drive(
        cast.sister_agency.public_id, staff=9, until=cast.on, actor=cast.bagus.actor, on=cast.on, now=cast.now
    )
    isian = taught(f"/pakta/{other.public_id}/")
    assert "Baca lagi dari sini" in post(f"/pakta/{drive.public_id}/", 422, isian=isian, kode=slip, **TOLD)


def test_who_guesses_slips_or_check_codes_is_slowed_down(drive, clock, monkeypatch):
    wrong = []
    monkeypatch.setattr(key.lane, "wrong", lambda: wrong.append(1))
    at = f"/pakta/{drive.public_id}/"
    post(at, 422, isian=taught(at), kode=receipt.draw(), **TOLD)
    assert len(wrong) == 1
    Client().get("/pakta/cek/AAAAAAAA/")
    assert len(wrong) == 2
    Client().get("/pakta/cek/")
    assert len(wrong) == 2


def test_an_expired_link_says_so_and_an_unknown_certificate_is_not_found(cast, drive, clock):
    clock.on(days=9)
    answer = Client().get(f"/pakta/{drive.public_id}/")
    assert answer.status_code == 410
    assert "Minta tautan baru" in answer.content.decode()
    assert Client().get("/pakta/00000000-0000-0000-0000-000000000000/").status_code == 404
    for code in ("AAAAAAAA", "x", "A" * 400, "%00", "AAAAAAA%00", "AAAAAAA%F0%9F%98%80"):
        assert Client().get(f"/pakta/cek/{code}/").status_code == 404
    for path in ("/pakta/", "/en/pakta/", "/pakta/cek/"):
        page = Client().get(path)
        assert (page.status_code, problems(page.content.decode())) == (200, [])
    assert Client().post("/pakta/sertifikat.pdf", {"tanda": "x"}).status_code == 303
