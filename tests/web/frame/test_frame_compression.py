"""What is compressed on the way to the browser, and what is not."""

from __future__ import annotations

import gzip
import re

import pytest
from django.contrib.staticfiles.storage import staticfiles_storage
from django.test import Client

pytestmark = pytest.mark.django_db
ACCEPTS = {"HTTP_ACCEPT_ENCODING": "gzip, br"}
STYLE = "/static/saksama/components.css"


def content(response) -> bytes:
    whole = b"".join(response.streaming_content) if response.streaming else response.content
    response.close()
    return whole


def test_public_page_is_compressed_for_who_accepts_it(cast):
    plain = Client().get("/lapor/")
    packed = Client().get("/lapor/", **ACCEPTS)
    assert packed["Content-Encoding"] == "gzip"
    assert packed["Vary"] == "Accept-Encoding"
    assert len(packed.content) < len(plain.content) / 2
    assert b'name="isian"' in gzip.decompress(packed.content)
    assert "Content-Encoding" not in plain


def test_desk_page_is_never_compressed(cast):
    page = cast.bagus.client().get("/petugas/", **ACCEPTS)
    assert page.status_code == 200
    assert "Content-Encoding" not in page
    assert "Content-Encoding" not in Client().get("/masuk/", **ACCEPTS)


def test_style_sheet_is_compressed_and_kept_for_a_reports_length():
    plain, packed = Client().get(STYLE), Client().get(STYLE, **ACCEPTS)
    assert packed["Content-Encoding"] == "gzip"
    assert gzip.decompress(content(packed)) == content(plain)
    assert int(packed["Content-Length"]) == len(packed.content)
    for each in (plain, packed):
        assert "Accept-Encoding" in each["Vary"]
        assert int(re.search(r"max-age=(\d+)", each["Cache-Control"])[1]) >= 3600
        assert "Access-Control-Allow-Origin" not in each


def test_style_sheet_that_did_not_change_is_not_sent_again():
    first = Client().get(STYLE, **ACCEPTS)
    again = Client().get(STYLE, HTTP_IF_NONE_MATCH=first["ETag"], **ACCEPTS)
    assert again.status_code == 304
    assert not content(again)


def test_head_of_a_style_sheet_has_no_body():
    head = Client().head(STYLE, **ACCEPTS)
    assert head.status_code == 200
    assert not content(head)


def test_address_of_a_static_file_changes_with_its_content():
    address = staticfiles_storage.url("saksama/components.css")
    assert re.fullmatch(r"/static/saksama/components\.css\?v=[0-9a-f]{8}", address)
    assert address.rpartition("=")[2] != staticfiles_storage.url("saksama/tokens.css").rpartition("=")[2]
    assert content(Client().get(address))


