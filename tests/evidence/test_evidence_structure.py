"""A whole file is whole in chunks of any size; one cut short, at whatever byte, is named as broken."""

from __future__ import annotations

import pytest
from tests.evidence import pictures

from saksama.evidence import structure, types

WHOLE = {
    "foto.jpg": pictures.jpeg(), "layar.png": pictures.png(), "gerak.gif": pictures.gif(3), "wa.webp": pictures.webp(),
    "video.mp4": pictures.mp4(), "surat.pdf": pictures.pdf(), "surat.docx": pictures.docx(),
    "surat.odt": pictures.office("mimetype", "content.xml"), "isi.xlsx": pictures.office("_rels/.rels", "xl/workbook.xml"),
    "catatan.txt": b"Satu baris.\nDua baris.", "suara.mp3": b"ID3" + bytes(500),
}


def is_whole(content: bytes, name: str, size: int) -> bool:
    walker = structure.of(types.recognise(content[: types.HEAD], name))
    for start in range(0, len(content), size):
        walker.feed(content[start : start + size])
    return walker.whole()


@pytest.mark.parametrize("size", [1, 7, 1000, 10**6])
@pytest.mark.parametrize("name", WHOLE)
def test_whole_file_is_whole_whatever_the_chunks(name, size):
    assert is_whole(WHOLE[name], name, size)


@pytest.mark.parametrize("name", ["foto.jpg", "layar.png", "wa.webp", "video.mp4", "surat.docx", "surat.pdf"])
def test_file_cut_short_is_broken(name):
    content = WHOLE[name]
    for keep in (0.3, 0.6, 0.9):
        assert not is_whole(content[: int(len(content) * keep)], name, 512)


def test_end_mark_of_an_embedded_thumbnail_does_not_end_the_photo():
    whole = pictures.jpeg()
    segment = b"\xff\xe1\x00\x0aThumb\xff\xd9\x00"
    assert not is_whole((whole[:2] + segment + whole[2:])[:900], "foto.jpg", 64)


def test_sound_behind_a_photo_is_not_our_business():
    assert is_whole(pictures.jpeg() + bytes(5000), "foto.jpg", 512)


def test_film_of_unknown_length_at_its_end_is_whole():
    open_ended = pictures.box(b"ftyp", b"isom") + pictures.box(b"moov", b"x" * 8) + b"\x00\x00\x00\x00mdat" + bytes(300)
    assert is_whole(open_ended, "v.mp4", 100)


def test_film_with_a_wide_box_is_walked():
    wide = pictures.box(b"ftyp", b"isom") + (1).to_bytes(4, "big") + b"mdat" + (16 + 40).to_bytes(8, "big") + bytes(40)
    assert is_whole(wide + pictures.box(b"moov"), "v.mp4", 5)
    assert not is_whole(wide[:-4], "v.mp4", 5)


def test_document_with_macros_is_not_taken():
    assert not is_whole(pictures.office("[Content_Types].xml", "word/document.xml", "word/vbaProject.bin"), "surat.docx", 999)


def test_text_with_control_characters_further_on_is_not_text():
    assert not is_whole(b"Halo " * 2000 + b"\x00\x01", "catatan.txt", 1024)
