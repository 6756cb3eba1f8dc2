"""What a sender spoiled is answered as his, with what to do, and never as a defect of ours."""

from __future__ import annotations

import pytest
from django.core.wsgi import get_wsgi_application
from django.test import Client, RequestFactory
from django.urls import reverse

from saksama.config.wsgi import UNDECODABLE, Decodable

UTF_16 = "application/x-www-form-urlencoded; charset=utf-16"
PAGES = ("/boleh-atau-tidak/?q=%5Cud800", "/en/tanya/cek/?kode=%5Cud800", "/tanya/cek/?kode=%5Cud800", "/masuk/?bahasa=%5Cud800")
PUBLIC_FORMS = ("public:report", "public:report_send", "public:mailbox", "public:mailbox_send", "accused:room")


@pytest.mark.django_db
@pytest.mark.parametrize("route", PUBLIC_FORMS)
def test_a_form_in_another_encoding_is_a_request_that_cannot_be_read(route):
    answer = Client().generic("POST", reverse(route), "isian=satu".encode("utf-16"), content_type=UTF_16)
    assert answer.status_code == 400
    page = answer.content.decode()
    assert "Permintaan ini tidak dapat dibaca. Buka lagi dari halaman depan." in page
    assert "rusak di pihak kami" not in page


@pytest.mark.parametrize("path", ["/petugas/", "/instansi/", "/masuk/", "/akun/", "/kelola/petugas/"])
def test_the_english_address_of_a_signed_in_area_leads_to_its_english_page(path):
    answer = Client().get(f"/en{path}", {"menunggu": "agency"})
    assert answer.status_code == 303
    assert answer["Location"] == f"{path}?menunggu=agency&bahasa=en"
    assert answer["Content-Language"] == "en"


@pytest.mark.django_db
def test_a_form_of_parts_without_a_boundary_is_one_too():
    answer = Client().post(reverse("public:mailbox"), data=b"x" * 40, content_type="multipart/form-data; boundary=")
    assert answer.status_code == 400


@pytest.mark.django_db
@pytest.mark.parametrize("path", PAGES)
@pytest.mark.parametrize("named", ["unicode_escape", "iso-8859-1", "us-ascii", "tidak-ada"])
def test_a_page_asked_for_in_another_encoding_is_refused_in_words(path, named):
    answer = Client().get(path, CONTENT_TYPE=f"text/plain; charset={named}")
    assert answer.status_code == 400
    sentence = "This request cannot be read." if path.startswith("/en/") else "Permintaan ini tidak dapat dibaca."
    assert sentence in answer.content.decode()
    assert "Content-Security-Policy" in answer


@pytest.mark.django_db
@pytest.mark.parametrize("kind", ["application/x-www-form-urlencoded", "application/x-www-form-urlencoded; charset=UTF-8"])
def test_a_form_without_encoding_or_in_ours_is_read(kind):
    answer = Client().generic("POST", reverse("public:mailbox"), "kode=sal%C3%A9ah", content_type=kind)
    assert answer.status_code == 422
    assert "sal\u00e9ah" in answer.content.decode()


@pytest.mark.django_db
@pytest.mark.parametrize("named", ["charset=rot13", 'charset="hex"', "charset*=rot13''%41", "charset=unicode_escape"])
def test_an_encoding_django_cannot_decode_with_is_refused_before_it_tries(named):
    served = Decodable(get_wsgi_application())
    environ = RequestFactory().get("/tanya/cek/?kode=%5Cud800", CONTENT_TYPE=UNDECODABLE).environ
    said: list[str] = []
    environ["CONTENT_TYPE"] = f"text/plain; {named}"

    page = b"".join(served(environ, lambda status, headers, *more: said.append(status)))

    assert said == ["400 Bad Request"]
    assert "Permintaan ini tidak dapat dibaca." in page.decode()
