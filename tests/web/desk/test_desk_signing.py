"""A signed letter is uploaded at the case, shown there, and anybody compares it behind the code under the letter."""

from __future__ import annotations

import hashlib

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from tests.cases import signers

from saksama import store
from saksama.cases import queries
from saksama.cases.models import Document
from saksama.kernel.actor import SYSTEM

pytestmark = pytest.mark.django_db


def test_upload_show_and_compare(course, forwarded):
    bagus = course.cast.bagus
    letter = next(one for one in course.page(bagus).documents if one.form == "forwarding")
    client, step = bagus.client(), f"/petugas/perkara/{course.case_id}/langkah/letter.signed/"
    case = f"/petugas/perkara/{course.case_id}/"
    assert f"{step}?document={letter.public_id}" in client.get(case).content.decode()
    page = client.get(step, {"document": letter.public_id}).content.decode()
    assert "checked" in page and letter.number in page
    content = signers.signed(queries.document(letter.public_id, bagus.actor, bagus.keys, now=course.now).content)
    told = {"document": letter.public_id, "way": "electronic", "act_when": "now", "seen": len(course.acts())}
    refused = client.post(step, {**told, "act_papers": SimpleUploadedFile("surat.pdf", b"%PDF-1.7 rusak")})
    words = refused.content.decode()
    assert refused.status_code == 422 and "PDF ini rusak" in words, words[words.find("class=\"errors") :][:600]
    assert client.post(step, {**told, "act_papers": SimpleUploadedFile("surat.pdf", content)}).status_code == 303
    shown = client.get(case).content.decode()
    assert "Ditandatangani" in shown and "rantai belum diperiksa" in shown
    with store.reading(SYSTEM):
        code = Document.objects.get(public_id=letter.public_id).check_code
    public = Client().get(f"/verifikasi/{code}/").content.decode()
    assert hashlib.sha256(content).hexdigest() in public
    assert signers.SIGNER not in public
