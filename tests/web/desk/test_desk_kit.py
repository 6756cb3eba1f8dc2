"""The content kit from upload to download: sound pages, a hostile file comes back with a sentence, a download never runs."""

from __future__ import annotations

import io
import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from PIL import Image
from tests.web.html import problems

from saksama.prevention.kit import KitItem
from saksama.prevention.queries import content as reads

pytestmark = pytest.mark.django_db
URL = "/petugas/bahan/"
TOLD = {"title": "Jangan gaya jari", "messenger": "Foto boleh, gaya jari tidak.", "radio": "", "minang": ""}


@pytest.fixture(autouse=True)
def on_the_day(cast, at_hour):
    at_hour(cast.now)


def picture() -> SimpleUploadedFile:
    made = io.BytesIO()
    Image.new("RGB", (1600, 900), "navy").save(made, "PNG")
    return SimpleUploadedFile("jari.png", made.getvalue(), "image/png")


def token(client) -> str:
    return re.search(r'name="token" value="([^"]+)"', client.get(f"{URL}unggah/").content.decode())[1]


def test_uploaded_once_it_is_taken_in_every_form_and_counted(cast):
    client = cast.bagus.client()
    told = TOLD | {"token": token(client)}
    assert [client.post(f"{URL}unggah/", told | {"file": picture()}).status_code for _ in range(2)] == [303, 303]
    [item] = KitItem.objects.all()
    at = f"/bahan/{item.public_id}/"
    for path in ("/bahan/", "/en/bahan/", at):
        page = Client().get(path).content.decode()
        assert problems(page) == []
        assert "Jangan gaya jari" in page
    assert Client().get(f"{at}chat/?lihat=1")["Content-Disposition"] == "inline"
    for form, begins in (("chat", b"\xff\xd8"), ("a4", b"%PDF-"), ("messenger", b"Foto")):
        answer = Client().get(f"{at}{form}/")
        assert answer.content.startswith(begins)
        assert answer["Content-Disposition"].startswith("attachment")
        assert answer["Content-Security-Policy"].startswith("sandbox")
        assert not answer.cookies
    assert [one.taken for one in reads.kept(cast.bagus.actor, on=cast.on)] == [3]
    page = client.get(URL).content.decode()
    assert problems(page) == []
    assert "Diunduh 3 kali" in page
    for form in ("original", "apa"):
        assert Client().get(f"{at}{form}/").status_code == 404
    assert cast.yusuf.client().post(URL, {"tarik": str(item.public_id)}).status_code == 403
    assert cast.bagus.client().post(URL, {"tarik": str(item.public_id)}).status_code == 303
    assert Client().get(at).status_code == 404


@pytest.mark.parametrize(("content", "sentence"), [
    (b"", "kosong"), (b"MZ\0\0", "bukan gambar"), (b"<script>", "bukan gambar"),
    (b"%PDF-1.4\n/JavaScript\n%%EOF", "memuat skrip"),
])
def test_a_bad_file_comes_back_with_a_sentence_and_the_words(cast, content, sentence):
    client = cast.bagus.client()
    told = TOLD | {"token": token(client), "file": SimpleUploadedFile("jari.png", content, "image/png")}
    answer = client.post(f"{URL}unggah/", told)
    page = answer.content.decode()
    assert answer.status_code == 422
    assert sentence in page
    assert "gaya jari tidak" in page
    assert problems(page) == []
    assert not KitItem.objects.exists()


def test_the_auditor_and_the_administrator_publish_nothing(cast):
    for person in (cast.aulia, cast.tania, cast.wati):
        assert person.client().get(URL).status_code == 403
