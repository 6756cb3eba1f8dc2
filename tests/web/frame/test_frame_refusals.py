"""What a sender spoiled is answered as his, with what to do, and never as a defect of ours."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse

UTF_16 = "application/x-www-form-urlencoded; charset=utf-16"
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
