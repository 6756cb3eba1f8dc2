"""A sending is read once, front to back: text first, files as they arrive, limits named, a broken body never taken for whole."""

from __future__ import annotations

import tempfile

import pytest
from django.core.exceptions import RequestDataTooBig, TooManyFieldsSent
from django.test import RequestFactory

from saksama.evidence.types import TooMuch
from saksama.web.public import uploads
from saksama.web.public.uploads import Interrupted, Sending

BOUNDARY = "garis-batas"


def body(*parts: tuple[str, str | None, bytes]) -> bytes:
    out = b""
    for name, filename, content in parts:
        head = f'--{BOUNDARY}\r\nContent-Disposition: form-data; name="{name}"'
        head += f'; filename="{filename}"\r\nContent-Type: image/jpeg' if filename is not None else ""
        out += head.encode() + b"\r\n\r\n" + content + b"\r\n"
    return out + f"--{BOUNDARY}--\r\n".encode()


def sending(content: bytes, announced: int | None = None) -> Sending:
    request = RequestFactory().generic("POST", "/lapor/kirim/", content, content_type=f"multipart/form-data; boundary={BOUNDARY}")
    if announced is not None:
        request.META["CONTENT_LENGTH"] = str(announced)
    return Sending(request)


def test_text_is_read_before_the_first_file():
    arriving = sending(body(("isian", None, "jawaban é".encode()), ("berkas", "foto.jpg", b"x" * 200_000)))
    assert arriving.text()["isian"] == "jawaban é"
    files = [(f.name, f.declared_type, sum(len(c) for c in f.chunks)) for f in arriving.files()]
    assert files == [("foto.jpg", "image/jpeg", 200_000)]


def test_file_comes_in_chunks_and_byte_for_byte():
    content = bytes(range(256)) * 2000 + b"\r\n--garis-bata" + b"\r\n"
    arriving = sending(body(("berkas", "a.mp4", content), ("berkas", "b.mp4", b"kedua")))
    arriving.text()
    files = [list(f.chunks) for f in arriving.files()]
    assert b"".join(files[0]) == content
    assert len(files[0]) > 1
    assert b"".join(files[1]) == b"kedua"


def test_file_left_unread_is_drained_and_the_next_one_still_comes():
    arriving = sending(body(("berkas", "a.jpg", b"a" * 300_000), ("berkas", "b.jpg", b"b")))
    arriving.text()
    assert [f.name for f in arriving.files()] == ["a.jpg", "b.jpg"]


def test_no_file_chosen_is_no_file():
    arriving = sending(body(("isian", None, b"x"), ("berkas", "", b"")))
    arriving.text()
    assert list(arriving.files()) == []


def test_limit_of_one_file_is_named_while_it_arrives(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(uploads, "MOST_OF_ONE", 100_000)
    arriving = sending(body(("berkas", "besar.mp4", b"x" * 300_000), ("berkas", "kecil.jpg", b"y")))
    arriving.text()
    taken = []
    for file in arriving.files():
        try:
            taken.append((file.name, sum(len(c) for c in file.chunks)))
        except TooMuch:
            taken.append((file.name, None))
    assert taken == [("besar.mp4", None), ("kecil.jpg", 1)]


def test_limit_of_all_files_counts_their_sum(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(uploads, "MOST_OF_ALL", 150_000)
    arriving = sending(body(("berkas", "a", b"x" * 100_000), ("berkas", "b", b"x" * 100_000)))
    arriving.text()
    outcome = []
    for file in arriving.files():
        try:
            outcome.append(sum(len(c) for c in file.chunks))
        except TooMuch:
            outcome.append(None)
    assert outcome == [100_000, None]


def test_body_that_broke_off_is_interrupted_not_a_short_file():
    whole = body(("isian", None, b"x"), ("berkas", "foto.jpg", b"z" * 100_000))
    arriving = sending(whole[:60_000], announced=len(whole))
    arriving.text()
    with pytest.raises(Interrupted):
        for file in arriving.files():
            list(file.chunks)


def test_path_in_a_file_name_is_removed():
    arriving = sending(body(("berkas", "..\\\\..\\\\C:\\\\Sari\\\\foto.jpg", b"x"), ("berkas", "../../etc/passwd", b"x")))
    arriving.text()
    assert [f.name for f in arriving.files()] == ["foto.jpg", "passwd"]


def test_too_much_text_and_too_many_fields_are_refused(settings):
    settings.DATA_UPLOAD_MAX_MEMORY_SIZE = 1000
    with pytest.raises(RequestDataTooBig):
        sending(body(("cerita", None, b"x" * 2000))).text()
    with pytest.raises(TooManyFieldsSent):
        sending(body(*[(f"f{n}", None, b"") for n in range(100)])).text()


def test_body_that_would_take_for_ever_to_drain_is_refused_before_it_is_read():
    with pytest.raises(RequestDataTooBig):
        sending(body(("isian", None, b"x")), announced=3 * 1024**3)


def test_nothing_is_written_to_the_temporary_folder(tmp_path, monkeypatch: pytest.MonkeyPatch):
    folder = tmp_path / "temporary"
    folder.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(folder))
    arriving = sending(body(("isian", None, b"x"), ("berkas", "foto.jpg", b"RAHASIA" * 600_000)))
    arriving.text()
    for file in arriving.files():
        assert sum(len(c) for c in file.chunks) == 4_200_000
        assert not list(folder.iterdir())
