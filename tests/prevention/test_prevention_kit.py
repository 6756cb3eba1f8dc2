"""The content kit: made once in every form, hostile files refused, shown by day and stage, counted without anybody."""

from __future__ import annotations

import io
import zlib
from datetime import date, timedelta

import pytest
from PIL import Image

from saksama.kernel.errors import Invalid, NotAllowed, NotFound
from saksama.law import demonstration
from saksama.prevention import kit_files
from saksama.prevention.actions import content as actions
from saksama.prevention.actions.content import Content
from saksama.prevention.kit import KitFile, KitItem
from saksama.prevention.kit_files import KitFileRefused
from saksama.prevention.queries import content as reads

pytestmark = pytest.mark.django_db
TOLD = {"token": "satu", "title": "Jangan gaya jari", "messenger": "Foto boleh, gaya jari tidak."}


def publish(cast, **changed):
    return actions.publish(Content(**(TOLD | changed)), actor=cast.bagus.actor, on=cast.on, now=cast.now)


def picture(size=(3000, 2000), mode="RGB", form="JPEG") -> bytes:
    made = io.BytesIO()
    extra = {"exif": b"Exif\0\0RAHASIATELEPON"} if form == "JPEG" else {}
    Image.new(mode, size, "red").save(made, form, **extra)
    return made.getvalue()


def pdf(body: bytes = b"<< /Type /Catalog >>") -> bytes:
    return b"%PDF-1.4\n1 0 obj\n" + body + b"\nendobj\ntrailer\n<< /Root 1 0 R >>\n%%EOF\n"


def packed(body: bytes) -> bytes:
    inside = zlib.compress(body)
    return pdf(b"<< /Filter /FlateDecode /Length %d >>\nstream\n%s\nendstream" % (len(inside), inside))


@pytest.mark.parametrize(("mode", "form"), [("RGB", "JPEG"), ("RGBA", "PNG")])
def test_a_picture_is_drawn_anew_for_messengers_and_as_a_sheet(cast, mode, form):
    item = publish(cast, file=picture(mode=mode, form=form), has_file=True, radio="Naskah", minang="Jan baco sajo")
    assert reads.forms_of(item) == ["chat", "a4", "messenger", "radio", "minang"]
    chat, kind = reads.file(item, "chat")
    assert kind == "image/jpeg"
    assert Image.open(io.BytesIO(chat)).size == (1080, 720)
    sheet, kind = reads.file(item, "a4")
    assert kind == "application/pdf"
    assert sheet.startswith(b"%PDF-1.4")
    assert sheet.rstrip().endswith(b"%%EOF")
    assert b"RAHASIATELEPON" not in chat + sheet
    assert kit_files.checked_pdf(sheet) == sheet


@pytest.mark.parametrize("content", [
    b"", b"MZ" + b"\0" * 100, b"\xff\xd8\xff" + b"\0" * 100, b"<svg onload=alert(1)>", b"GIF89a" + b"\0" * 9, b"PK\x03\x04zip",
    b"\0" * (kit_files.LARGEST + 1), picture()[:400], b"%PDF-1.4 terpotong",
    pdf(b"<< /OpenAction << /S /JavaScript /JS (app.alert) >> >>"), pdf(b"<< /J#53 (x) >>"), pdf(b"<< /Encrypt 2 0 R >>"),
    pdf(b"<< /EmbeddedFiles 2 0 R >>"), packed(b"<< /Launch /x >>"), packed(b"\0" * (kit_files.MOST_UNPACKED + 10)),
])
def test_a_hostile_empty_or_huge_file_is_refused_and_nothing_is_kept(cast, content):
    with pytest.raises(KitFileRefused):
        publish(cast, file=content, has_file=True)
    assert not KitItem.objects.exists()
    assert not KitFile.objects.exists()


def test_a_plain_pdf_is_taken_as_it_is(cast):
    content = packed(b"BT (Jangan gaya jari) Tj ET")
    item = publish(cast, file=content, has_file=True)
    assert reads.file(item, "original") == (content, "application/pdf")
    with pytest.raises(NotFound):
        reads.file(item, "chat")


def test_sent_twice_it_is_one_item_and_a_download_is_a_number(cast):
    item = publish(cast)
    assert publish(cast).pk == item.pk
    for _ in range(3):
        actions.count(item, "messenger")
    assert [one.taken for one in reads.kept(cast.bagus.actor, on=cast.on)] == [3]


def test_sent_twice_at_once_it_is_one_item_and_no_file_is_left_over(cast, monkeypatch):
    made, forms = [], actions._forms

    def meanwhile(content):
        monkeypatch.setattr(actions, "_forms", forms)
        made.append(publish(cast, file=content.file, has_file=True))
        return forms(content)

    monkeypatch.setattr(actions, "_forms", meanwhile)
    destroyed = []
    monkeypatch.setattr(actions.blobs, "destroy", destroyed.append)
    assert [publish(cast, file=picture(), has_file=True)] == made
    assert len(destroyed) == 2
    assert not set(destroyed) & set(KitFile.objects.values_list("blob", flat=True))


@pytest.mark.parametrize("changed", [
    {"title": " "}, {"messenger": ""}, {"title": "x" * 121}, {"messenger": "x" * 1001}, {"stages": ("pesta",)},
    {"until": date(2020, 1, 1)}, {"until": date(2030, 1, 1)},
])
def test_words_stages_and_days_that_cannot_be_are_refused(cast, changed):
    with pytest.raises(Invalid):
        publish(cast, **changed)
    assert not KitItem.objects.exists()


def test_it_shows_until_its_day_and_in_its_stage_only(cast):
    demonstration.fix_voting_day(date(2024, 11, 27))
    dated = publish(cast, until=cast.on)
    campaign = publish(cast, token="dua", stages=("campaign",))
    between = publish(cast, token="tiga", stages=("off",))
    later = cast.on + timedelta(days=300)
    assert {one.pk for one in reads.shown(cast.on)} == {dated.pk, campaign.pk}
    assert {one.pk for one in reads.shown(later)} == {between.pk}
    with pytest.raises(NotFound):
        reads.item(campaign.public_id, on=later)


def test_withdrawn_it_is_gone_and_a_neighbour_withdraws_nothing(cast):
    item = publish(cast)
    with pytest.raises(NotAllowed):
        actions.withdraw_item(item.public_id, actor=cast.yusuf.actor, on=cast.on, now=cast.now)
    with pytest.raises(NotAllowed):
        actions.publish(Content(**TOLD | {"token": "z"}), actor=cast.aulia.actor, on=cast.on, now=cast.now)
    assert reads.kept(cast.yusuf.actor, on=cast.on) == []
    actions.withdraw_item(item.public_id, actor=cast.rahmat.actor, on=cast.on, now=cast.now)
    with pytest.raises(NotFound):
        reads.item(item.public_id, on=cast.on)
