"""What reaches an officer outside the web: paper, telephone, a public post."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from tests.cases.courses import SCAN

from saksama import store
from saksama.cases.models import Case
from saksama.intake import queries as intake
from saksama.kernel import receipt
from saksama.kernel.actor import SYSTEM

pytestmark = pytest.mark.django_db
TAKE_IN, CAPTURE = "/petugas/terima/", "/petugas/rekam/"


def scan(name: str = "formulir.pdf") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, SCAN.content, SCAN.type)


def picture() -> SimpleUploadedFile:
    from io import BytesIO

    from PIL import Image

    out = BytesIO()
    Image.new("RGB", (40, 30), (120, 60, 90)).save(out, "PNG")
    return SimpleUploadedFile("layar.png", out.getvalue(), "image/png")


def told(course, **changes):
    return {
        "sekali": "satu",
        "channel": "letter",
        "arrived_on": "2024-10-14",
        "arrived_at": "08:00",
        "category": "kampanye",
        "who": "Kepala Puskesmas",
        "story": "RAHASIANARASI Ia naik ke panggung.",
        "happened_on": "12-10-2024",
        "known_on": "2024-10-12",
        "place": course.cast.nagari.code,
        "door": "named",
        "name": "SARINAMA",
        "address": "Jorong Satu",
        "contact": "0812",
    } | changes


def cases() -> list[Case]:
    with store.reading(SYSTEM):
        return list(Case.objects.order_by("pk"))


def test_a_letter_becomes_a_case_and_the_code_is_shown_once(course):
    client = course.cast.bagus.client()
    answer = client.post(TAKE_IN, told(course))
    html = answer.content.decode()
    assert answer.status_code == 200
    code = "".join(re.findall(r"</span>([0-9A-Z]{4})</li>", html))
    assert receipt.normalise(code)
    box = intake.mailbox(code, course.now)
    assert box.report.channel == "letter"
    assert "RAHASIANARASI" not in html
    assert len(cases()) == 1
    again = client.post(TAKE_IN, told(course)).content.decode()
    assert "sudah disimpan tadi" in again
    assert not re.findall(r"</span>([0-9A-Z]{4})</li>", again)
    assert len(cases()) == 1


def test_nameless_takes_nothing_of_the_person_along(course):
    answer = course.cast.bagus.client().post(TAKE_IN, told(course, door="nameless"))
    assert answer.status_code == 200
    assert cases()[0].stage == "informasi_awal"


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"channel": ""}, "Pilih jalurnya"),
        ({"place": "99.99.99.9999"}, "Pilihan ini tidak dikenal lagi"),
        ({"place": "98.01"}, "di luar wilayah kantor Anda"),
        ({"place": "", "place_cari": "zzz"}, "Pilih satu dari yang ditemukan"),
        ({"happened_on": "31-02-2024"}, "Tanggal ini tidak ada"),
        ({"happened_on": "2024-12-01"}, "masih di depan"),
        ({"known_on": "2024-10-01"}, "Tahu tidak mungkin lebih dulu"),
        ({"arrived_on": "2024-10-20"}, "masih di depan"),
        ({"arrived_on": "2024-10-10"}, "Tulis mengapa baru dicatat sekarang"),
        ({"name": ""}, "memerlukan nama pelapor"),
        ({"channel": "phone"}, "Bacakan ulang"),
        ({"story": ""}, "Isi bagian ini"),
    ],
)
def test_bad_input_is_a_sentence_and_nothing_is_lost(course, changes, sentence):
    answer = course.cast.bagus.client().post(TAKE_IN, told(course, **changes))
    html = answer.content.decode()
    assert answer.status_code == 422
    assert sentence in html
    assert 'id="kesalahan"' in html
    assert "SARINAMA" in html or "name" in changes
    assert cases() == []


def test_search_for_a_place_keeps_what_was_typed(course):
    answer = course.cast.bagus.client().post(TAKE_IN, told(course, place="", place_cari="Pasia", cari="place"))
    html = answer.content.decode()
    assert answer.status_code == 200
    assert course.cast.nagari.code in html
    assert "RAHASIANARASI Ia naik ke panggung." in html
    assert "Ada yang perlu diperbaiki" not in html


def test_paper_from_last_week_is_normal_with_reason_and_scan(course):
    day = (course.now - timedelta(days=5)).date().isoformat()
    client = course.cast.bagus.client()
    late = told(course, arrived_on=day, happened_on="2024-10-08", known_on="2024-10-08", late_reason="Tanpa sinyal di nagari.")
    assert "Lampirkan pindaian kertasnya" in client.post(TAKE_IN, late).content.decode()
    assert client.post(TAKE_IN, late | {"papers": scan()}).status_code == 200


def test_a_file_that_is_not_taken_is_named_and_the_report_stands(course):
    bad = SimpleUploadedFile("foto.jpg", b"<html>bukan foto</html>", "image/jpeg")
    html = course.cast.bagus.client().post(TAKE_IN, told(course, papers=bad)).content.decode()
    assert "Berkas yang tidak diambil" in html
    assert "foto.jpg" in html
    assert len(cases()) == 1


@pytest.mark.parametrize("who", ["citra", "wati", "laila"])
def test_others_take_nothing_in(course, who):
    client = course.cast.people[who].client()
    assert client.get(TAKE_IN).status_code == 403
    assert client.post(TAKE_IN, told(course)).status_code == 403
    assert cases() == []


def captured(course, **changes):
    return {
        "address": "https://contoh.example/unggahan/1",
        "captured_on": "2024-10-14",
        "captured_at": "08:30",
        "posted_on": "2024-10-13",
        "category": "medsos",
        "who": "Akun Kepala Dinas",
        "story": "Mengajak memilih pasangan A.",
        "place": course.cast.nagari.code,
        "papers": picture(),
    } | changes


def test_a_capture_opens_tracing(course):
    answer = course.cast.bagus.client().post(CAPTURE, captured(course))
    assert answer.status_code == 303
    assert answer.headers["Location"].startswith("/petugas/perkara/")
    assert cases()[0].stage == "tracing"


def test_a_field_supervisor_hands_a_capture_in(course):
    client = course.cast.pandu.client()
    html = client.post(CAPTURE, captured(course)).content.decode()
    assert "Rekaman tersimpan" in html
    assert len(cases()) == 1


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"address": "bukan alamat"}, "Alamat ini tidak lengkap"),
        ({"address": ""}, "Tempel alamat unggahannya"),
        ({"papers": ""}, "Lampirkan tangkapan layarnya"),
        ({"posted_on": "2024-11-01"}, "masih di depan"),
    ],
)
def test_a_capture_without_address_or_picture_is_a_sentence(course, changes, sentence):
    answer = course.cast.bagus.client().post(CAPTURE, captured(course, **changes))
    assert answer.status_code == 422
    assert sentence in answer.content.decode()
    assert cases() == []


# ---- what looks like it ----------------------------------------------------------------------------------------------


def test_what_looks_like_it_is_shown_once_it_is_stored_with_the_way_to_compare(course):
    course.report(days_ago=2)
    client = course.cast.bagus.client()
    for _ in range(2):
        html = client.post(TAKE_IN, told(course)).content.decode()
        mine = cases()[-1].public_id
        assert f"/petugas/perkara/{course.case_id}/" in html
        assert f"/petugas/perkara/{mine}/bandingkan/" in html
        assert "jenis sama, tempat sama, hari sama" in html
        assert "RAHASIANARASI" not in html and "SARINAMA" not in html
    assert len(cases()) == 2


def test_nothing_is_said_where_nothing_looks_like_it(course):
    course.report(days_ago=9)
    assert "mirip" not in course.cast.bagus.client().post(TAKE_IN, told(course)).content.decode()


def test_who_is_kept_out_of_what_looks_like_it_is_not_told_that_it_exists(course):
    cast = course.cast
    lina = cast.add("lina", "examiner", office=cast.umpamo)
    course.report(days_ago=2)
    course.step("exclusion.recorded", cast.bagus, person=str(lina.user.public_id), ground="kin")
    html = lina.client().post(TAKE_IN, told(course)).content.decode()
    assert "Serahkan kode ini" in html
    assert "mirip" not in html and str(course.case_id) not in html


def test_a_field_supervisor_hands_in_and_sees_no_case(course):
    course.report(days_ago=2)
    html = course.cast.pandu.client().post(TAKE_IN, told(course)).content.decode()
    assert "Serahkan kode ini" in html
    assert "mirip" not in html and str(course.case_id) not in html
