"""Evidence as clean copies, covered copies for the accused, and the copy sheet."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import timedelta
from io import BytesIO

import pytest
from PIL import Image
from tests.cases.courses import Course

from saksama import store
from saksama.accounts import keep
from saksama.evidence import actions as evidence
from saksama.evidence.models import File
from saksama.intake import actions as intake
from saksama.kernel.actor import SYSTEM
from saksama.vault import session, worker
from saksama.vault.keys import UnlockedSession

pytestmark = pytest.mark.django_db


@dataclass
class Arriving:
    name: str
    declared_type: str
    chunks: list[bytes]


def jpeg() -> bytes:
    out = BytesIO()
    Image.new("RGB", (200, 100), (200, 180, 160)).save(out, "JPEG")
    return out.getvalue()


def with_photo(course: Course) -> File:
    """Give the case a photo with its clean copy, and one file that has none."""
    worker.rotate(course.now)
    intake.add_files(course.codes[-1], [Arriving("RAHASIANAMA.jpg", "image/jpeg", [jpeg()])], now=course.now)
    with store.reading(SYSTEM):
        file = File.objects.get()
    evidence.make_copy(file.public_id, now=course.now)
    return file


def case_url(course) -> str:
    return f"/petugas/perkara/{course.case_id}/"


def test_a_clean_copy_is_a_picture_in_a_sandbox(course, reported):
    file = with_photo(course)
    client = course.cast.bagus.client()
    got = client.get(f"{case_url(course)}berkas/{file.public_id}/")
    assert got.status_code == 200
    assert got["Content-Type"].startswith("image/")
    assert "sandbox" in got["Content-Security-Policy"]
    assert got["X-Content-Type-Options"] == "nosniff"
    assert got["Cache-Control"] == "no-store"
    assert got.content != jpeg()
    html = client.get(case_url(course)).content.decode()
    assert "RAHASIANAMA" not in html
    assert "<img" not in html
    opened = client.post(case_url(course), {"buka": "cerita"}).content.decode()
    assert f"berkas/{file.public_id}/" in re.search(r"<img[^>]+>", opened)[0]


def test_a_file_of_another_case_is_not_found(course, reported):
    file = with_photo(course)
    own = f"{case_url(course)}berkas/{file.public_id}/"
    assert course.cast.yusuf.client().get(own).status_code == 404
    course.report()
    client = course.cast.bagus.client()
    assert client.get(f"{case_url(course)}berkas/{file.public_id}/").status_code == 404


def test_parts_are_covered_looked_at_and_opened_to_the_accused(course, invited, client):
    file = with_photo(course)
    desk = course.cast.bagus.client()
    url = f"{case_url(course)}bukti-untuk-yang-dilaporkan/"
    page = desk.get(url).content.decode()
    seen = re.search(r'name="seen" value="(\d+)"', page)[1]
    area = dict(
        zip((f"{file.public_id}_0_{side}" for side in ("left", "top", "right", "bottom")), ("10", "20", "40", "60"), strict=True)
    )
    looked = desk.post(url, {"langkah": "lihat", "seen": seen, f"{file.public_id}_pilih": "1", **area}).content.decode()
    assert 'd="M100 200H400V600H100Z"' in looked
    assert "checked" in looked
    answer = desk.post(url, {"langkah": "buka", "seen": seen, f"{file.public_id}_pilih": "1", **area})
    assert answer.status_code == 303
    room = client.post("/jawaban/", {"kode": course.pass_code}).content.decode()
    link = re.search(r'action="(/jawaban/berkas/[^"]+)" target', room)[1]
    got = client.post(link, {"kunci": re.search(r'name="kunci" value="([^"]+)"', room)[1]})
    assert got.status_code == 200
    with Image.open(BytesIO(got.content)) as shown:
        assert max(shown.convert("RGB").getpixel((40, 40))) < 30
        assert min(shown.convert("RGB").getpixel((180, 90))) > 100


@pytest.mark.parametrize(
    "sides", [("40", "20", "10", "60"), ("10", "20", "40", ""), ("10", "20", "400", "60"), ("a", "b", "c", "d")]
)
def test_an_impossible_area_is_named_and_opens_nothing(course, invited, sides):
    file = with_photo(course)
    url = f"{case_url(course)}bukti-untuk-yang-dilaporkan/"
    area = dict(zip((f"{file.public_id}_0_{side}" for side in ("left", "top", "right", "bottom")), sides, strict=True))
    answer = course.cast.bagus.client().post(
        url, {"langkah": "buka", "seen": len(course.acts()), f"{file.public_id}_pilih": "1", **area}
    )
    assert answer.status_code == 422
    assert "bidang 1" in answer.content.decode()
    assert "evidence.disclosed" not in [act.kind for act in course.acts()]


def test_a_count_of_acts_that_is_no_number_is_as_if_it_were_not_there(course, registered):
    client = course.cast.bagus.client()
    url = f"{case_url(course)}bukti-untuk-yang-dilaporkan/"
    for seen in ("\u00b2", "9" * 5000):
        assert client.post(url, {"langkah": "lihat", "seen": seen}).status_code == 200


def test_nothing_chosen_is_said(course, invited):
    with_photo(course)
    url = f"{case_url(course)}bukti-untuk-yang-dilaporkan/"
    answer = course.cast.bagus.client().post(url, {"langkah": "buka", "seen": len(course.acts())})
    assert answer.status_code == 422
    assert "Pilih sedikitnya satu salinan" in answer.content.decode()


def sheet(course, target: str = "sigaplapor") -> str:
    return f"{case_url(course)}salin/{target}/"


def test_copy_sheet_has_their_order_and_no_reporter(course):
    course.registered(door="named")
    html = course.cast.bagus.client().get(sheet(course)).content.decode()
    values = re.findall(r'<label for="baris_\d+"[^>]*>([^<]+)', html)
    assert values[0].strip() == "Nomor register"
    assert "Irwan Umpamo" in html
    for secret in ("SARINAMA", "Jorong Satu", "0812", "RAHASIANARASI"):
        assert secret not in html
    assert "belum diverifikasi" in html
    assert "belum diketahui" in html


def grow_stale(minutes: int = 11) -> None:
    UnlockedSession.objects.update(fresh_at=session.real_now() - timedelta(minutes=minutes))


def test_the_sheet_asks_for_the_code_once_more_before_it_shows_anything(course, registered):
    client = course.cast.bagus.client()
    grow_stale()
    asked = client.get(sheet(course))
    assert asked.status_code == 303
    assert asked["Location"].startswith("/akun/kode/?next=")
    assert "Irwan" not in client.get(asked["Location"]).content.decode()
    grow_stale(9)
    assert "Irwan Umpamo" in client.get(sheet(course)).content.decode()


def test_a_kept_sheet_leaves_the_house_only_with_the_fresh_code(course, registered):
    client = course.cast.bagus.client()
    client.post(sheet(course), {"langkah": "lembar"})
    [kept] = [one for one in course.page(course.cast.bagus).documents if one.form == "copy_sheet"]
    address = f"/petugas/dokumen/{kept.public_id}/"
    assert client.get(address)["Content-Disposition"].startswith("attachment")
    grow_stale()
    asked = client.get(address)
    assert (asked.status_code, asked["Location"]) == (303, f"/akun/kode/?next={address}")


def test_neither_sheet_nor_number_is_recorded_without_the_fresh_code_and_the_number_is_not_lost(course, registered):
    client = course.cast.bagus.client()
    form = client.get(sheet(course)).content.decode()
    token = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', form)[1]
    before = len(course.acts())
    told = {"csrfmiddlewaretoken": token, "langkah": "nomor", "seen": before, "number": "SL-7"}
    grow_stale()
    asked = client.post(sheet(course), told)
    assert asked.status_code == 403
    assert client.post(sheet(course), {"csrfmiddlewaretoken": token, "langkah": "lembar"}).status_code == 403
    assert len(course.acts()) == before
    kept = keep.unpack(re.search(r'name="disimpan" value="([^"]+)"', asked.content.decode())[1], course.cast.bagus.owner)
    assert ("number", "SL-7") in kept.fields


def test_their_number_is_typed_back(course, registered):
    client = course.cast.bagus.client()
    told = {"langkah": "nomor", "seen": len(course.acts()), "day": "2024-10-14", "at": "08:30"}
    answer = client.post(sheet(course), told | {"number": "SL 1 2"})
    assert answer.status_code == 422
    assert "tanpa spasi" in answer.content.decode()
    assert client.post(sheet(course), told | {"number": "SL-2024-1181"}).status_code == 303
    assert "SL-2024-1181" in client.get(sheet(course)).content.decode()
    assert "SL-2024-1181" in client.get(case_url(course)).content.decode()


def test_the_sheet_is_kept_as_a_document(course, registered):
    client = course.cast.bagus.client()
    assert client.post(sheet(course), {"langkah": "lembar"}).status_code == 303
    assert "Disimpan sebagai dokumen" in client.get(sheet(course)).content.decode()


def test_a_faster_colleague_is_told_on_the_sheet(course, registered):
    told = {"langkah": "nomor", "seen": 1, "day": "2024-10-14", "at": "08:30", "number": "SL-1"}
    answer = course.cast.bagus.client().post(sheet(course), told)
    assert answer.status_code == 409
    assert 'value="SL-1"' in answer.content.decode()


@pytest.mark.parametrize(("who", "status"), [("citra", 403), ("yusuf", 404), ("wati", 403)])
def test_the_sheet_is_for_who_handles_the_case(course, registered, who, status):
    answer = course.cast.people[who].client().get(sheet(course))
    assert answer.status_code == status
    assert "Irwan" not in answer.content.decode()


def test_the_sheet_tells_an_agency_nothing_of_how_and_with_what_the_report_came_in(course, recommended):
    file = with_photo(course)
    ours = course.cast.bagus.client().get(sheet(course)).content.decode()
    theirs = course.cast.wati.client().get(sheet(course)).content.decode()
    for inside in (file.fingerprint[:16], "formulir", "_foto"):
        assert inside in ours
        assert inside not in theirs


def test_an_unknown_target_is_a_sentence(course, registered):
    assert course.cast.bagus.client().get(sheet(course, "apa-ini")).status_code == 409
