"""The pact on the desk: a signing opened, slips given out once, lists taken or refused, a stranger finds nothing."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from tests.web.html import problems

from saksama.prevention.pacts import PactDrive

pytestmark = pytest.mark.django_db
URL = "/petugas/pakta/"
LIST = b"NIP;Nama\n199001012020012001;Ani Perawat\n198505052010011002;Budi Guru\n"


@pytest.fixture(autouse=True)
def on_the_day(cast, at_hour):
    at_hour(cast.now)


def upload(content: bytes, name: str = "daftar.csv") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content, "text/csv")


def opened(cast) -> str:
    told = {"staff": "20", "until": (cast.on + timedelta(days=7)).isoformat()}
    answer = cast.bagus.client().post(f"{URL}buka/{cast.agency.public_id}/", told)
    assert answer.status_code == 303
    return answer["Location"]


def test_a_signing_goes_from_opening_to_names_and_end(cast):
    at = opened(cast)
    client = cast.bagus.client()
    slips = client.post(f"{at}lembar/", {"people": upload(LIST)})
    assert slips.content.startswith(b"%PDF-")
    assert client.post(f"{at}lembar/", {"n": "3"}).content.startswith(b"%PDF-")
    assert client.post(f"{at}lembar/", {"hangus": "ya"}).status_code == 303
    entered = client.post(f"{at}kertas/", {"people": upload(LIST), "signed_on": cast.on.isoformat()}).content.decode()
    assert "2 orang dicatat" in entered
    assert "Perawat" not in client.get(at).content.decode()
    assert "Ani Perawat" in client.post(f"{at}nama/").content.decode()
    assert client.get(f"{at}poster.pdf").content.startswith(b"%PDF-")
    for path in (URL, at, f"{URL}buka/", f"{URL}buka/?q={cast.agency.name[:12]}", f"{URL}buka/{cast.agency.public_id}/"):
        page = client.get(path)
        assert (page.status_code, problems(page.content.decode())) == (200, []), path
    assert client.post(f"{at}tutup/").status_code == 303
    assert client.post(f"{at}lembar/", {"n": "1"}).status_code == 422


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"", ""),
        (b"PK\x03\x04" + b"\x00" * 200, ""),
        (b"\x89PNG\r\n\x1a\n" + b"0" * 50, ""),
        (b"Nama\nAni\n", ""),
        (b"NIP;Nama\n199001012020012001;Budi\nbukan angka;Ani\n", "Baris 3: Isi nomor pegawai"),
    ],
)
def test_a_list_that_is_none_is_refused_with_a_sentence(cast, content, sentence):
    at = opened(cast)
    for part, more in (("lembar/", {}), ("kertas/", {"signed_on": cast.on.isoformat()})):
        answer = cast.bagus.client().post(at + part, {"people": upload(content), **more})
        page = answer.content.decode()
        assert answer.status_code == 422
        assert 'class="error' in page
        assert sentence in page


def test_who_has_no_business_there_finds_nothing(cast):
    at = opened(cast)
    for person, status in ((cast.yusuf, 404), (cast.aulia, 403), (cast.tania, 403), (cast.wati, 403)):
        assert person.client().get(at).status_code in (status, 403), person.user.username
        assert person.client().post(f"{at}nama/").status_code in (403, 404)
    assert cast.yusuf.client().post(f"{URL}buka/{cast.agency.public_id}/", {"staff": "1"}).status_code == 403
    assert PactDrive.objects.count() == 1
    answer = cast.bagus.client().post(URL, {"code": "AAAAAAAA"})
    assert answer.status_code == 422
