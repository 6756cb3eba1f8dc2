"""What a file is: content and name must be of one kind; everything that is not taken is named with what to do instead."""

from __future__ import annotations

import pytest
from tests.evidence import pictures

from saksama.evidence import types

PLAIN = b"Kamis pagi, di lapangan."


@pytest.mark.parametrize(
    ("content", "name", "expected"),
    [
        (pictures.jpeg(), "FOTO.JPG", "jpeg"),
        (pictures.png(), "layar.png", "png"),
        (pictures.gif(), "gerak.gif", "gif"),
        (pictures.webp(), "wa.webp", "webp"),
        (pictures.webp(), "wa.jpg", "webp"),
        (pictures.jpeg(), "tanpa_akhiran", "jpeg"),
        (pictures.box(b"ftyp", b"heic\x00\x00\x00\x00"), "IMG_1.HEIC", "heic"),
        (pictures.mp4(), "video.mp4", "mp4"),
        (pictures.mp4(b"qt  "), "video.mov", "mp4"),
        (pictures.mp4(b"3gp4"), "video.3gp", "mp4"),
        (pictures.mp4(b"mp42"), "rekaman.m4a", "m4a"),
        (pictures.mp4(b"M4A "), "rekaman.m4a", "m4a"),
        (b"\x1aE\xdf\xa3\x01\x00\x00\x00B\x82\x84webm", "v.webm", "webm"),
        (b"ID3\x04\x00", "suara.mp3", "mp3"),
        (b"\xff\xfb\x90\x00", "suara.mp3", "mp3"),
        (b"OggS\x00", "suara.opus", "ogg"),
        (b"#!AMR\n\x3c", "suara.amr", "amr"),
        (b"RIFF\x24\x00\x00\x00WAVEfmt ", "suara.wav", "wav"),
        (b"\xff\xf1\x50\x80", "suara.aac", "aac"),
        (pictures.pdf(), "surat.pdf", "pdf"),
        (pictures.docx(), "surat.docx", "docx"),
        (PLAIN, "catatan.txt", "txt"),
        ("﻿Catatan é".encode(), "catatan.txt", "txt"),
    ],
)
def test_accepted_types_are_recognised(content, name, expected):
    assert types.recognise(content[: types.HEAD], name).id == expected


@pytest.mark.parametrize(
    ("content", "name", "code"),
    [
        (b"", "foto.jpg", "empty"),
        (b"<html><script>", "foto.jpg", "disguised"),
        (b"<svg onload=alert(1)>", "foto.png", "disguised"),
        (b"<?xml version='1.0'?><svg/>", "gambar.svg", "markup"),
        (b"  <!DOCTYPE html>", "halaman.html", "markup"),
        (b"<html>", "catatan.txt", "disguised"),
        (pictures.jpeg(), "foto.jpg.exe", "disguised"),
        (b"MZ\x90\x00", "foto.jpg", "program"),
        (b"MZ\x90\x00", "foto.jpg.exe", "program"),
        (b"\x7fELF\x02", "alat", "program"),
        (b"#!/bin/sh\nrm", "skrip.sh", "program"),
        (b"PK\x03\x04rest", "isi.zip", "archive"),
        (b"PK\x03\x04rest", "foto.jpg", "disguised"),
        (b"Rar!\x1a\x07", "isi.rar", "archive"),
        (b"7z\xbc\xaf\x27\x1c", "isi.7z", "archive"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "surat.doc", "old_office"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "surat.docx", "old_office"),
        (pictures.mp4(), "foto.jpg", "disguised"),
        (pictures.pdf(), "foto.jpg", "disguised"),
        (b"#EXTM3U\nhttp://10.0.0.1/", "video.mp4", "disguised"),
        (bytes(range(1, 200)), "apa.bin", "unknown"),
        (b"\x00\x01\x02teks", "catatan.txt", "disguised"),
    ],
)
def test_refused_types_are_named_with_a_reason_in_both_languages(content, name, code):
    refused = types.recognise(content[: types.HEAD], name)
    assert (refused.code, refused.name) == (code, types.shown(name))
    assert refused.reason_id.endswith(".")
    assert refused.reason_en.endswith(".")


@pytest.mark.parametrize(
    ("name", "kept"),
    [
        ("..\\..\\Windows\\foto.jpg", "foto.jpg"),
        ("/etc/passwd", "passwd"),
        ("foto\u202egpj.exe", "fotogpj.exe"),
        ("a\x00b\nc.jpg", "abc.jpg"),
        ("\ud800.jpg", ".jpg"),
        ("", "berkas"),
        ("   ", "berkas"),
        ("-rf", "-rf"),
        ("CON", "CON"),
        ("foto\uff0fetc.jpg", "foto\uff0fetc.jpg"),
    ],
)
def test_hostile_names_are_made_harmless(name, kept):
    assert types.cleaned(name) == kept


def test_long_name_keeps_its_ending_and_fits_a_screen():
    long = "x" * 300 + ".jpg"
    assert len(types.cleaned(long)) <= types.LONGEST_NAME
    assert types.extension_of(long) == "jpg"
    assert len(types.shown(long)) <= types.SHOWN_NAME
    assert types.shown(long).endswith(".jpg")


def test_extension_behind_marks_that_turn_reading_is_the_real_one():
    assert types.recognise(pictures.jpeg()[:100], "foto\u202egpj.exe").code == "disguised"
