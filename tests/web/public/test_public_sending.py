"""The sending: one report however often, files named that cannot be taken, nothing acknowledged that is not written."""

from __future__ import annotations

import sqlite3
import tempfile
import threading
import tracemalloc

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import OperationalError, connection, connections
from django.test import Client, RequestFactory
from tests.evidence import pictures
from tests.web.public.walking import ORDERED, STORY, Walker, code_of, hidden

from saksama import ledger, store
from saksama.evidence import queries as evidence
from saksama.evidence.models import File
from saksama.intake import actions as intake_actions
from saksama.intake import queries
from saksama.intake.models import Report
from saksama.kernel.actor import SYSTEM
from saksama.store import blobs
from saksama.store import clock as store_clock
from saksama.vault import receipt, sealer
from saksama.vault.sealed import Compartment
from saksama.web.public.report import sending

pytestmark = pytest.mark.django_db


def reports() -> list[Report]:
    with store.reading(SYSTEM):
        return list(Report.objects.all())


def test_sent_twice_is_one_report_and_the_same_page(cast, clock):
    walker = Walker().to_check()
    sheet = hidden(walker.page, "isian")
    first = walker.send(sheet=sheet)
    second = walker.send(sheet=sheet)
    assert len(reports()) == 1
    assert code_of(first) == code_of(second)
    strip = [page.replace(hidden(page, "tanda"), "") for page in (first, second)]
    assert strip[0] == strip[1]


@pytest.mark.django_db(transaction=True)
def test_sent_twice_at_the_same_moment_is_one_report(cast, clock):
    walker = Walker().to_check()
    sheet = hidden(walker.page, "isian")
    answers: list[tuple[int, str]] = []
    together = threading.Barrier(4)

    def post() -> None:
        try:
            together.wait()
            response = Client().post("/lapor/kirim/", {"isian": sheet, "langkah": "cek",
                                                       "berkas": SimpleUploadedFile("foto.png", pictures.png())})
            answers.append((response.status_code, code_of(response.content.decode())))
        finally:
            connections.close_all()

    threads = [threading.Thread(target=post) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(answers) == 4
    assert set(answers) == {(200, answers[0][1])}
    assert len(reports()) == 1
    assert File.objects.count() == 1
    assert Compartment.objects.count() == 2
    assert ledger.queries.about(reports()[0].public_id)[0].kind == "report.received"


def test_files_of_every_bad_kind_are_named_and_the_report_stands(cast, clock):
    walker = Walker().to_check()
    page = walker.send(
        ("kosong.jpg", b""), ("halaman.jpg", b"<html>" + b"x" * 5000), ("terpotong.jpg", pictures.jpeg()[:1500]),
        ("isi.zip", b"PK\x03\x04" + bytes(100)), ("program.exe", b"MZ" + bytes(100)), ("aneh.bin", bytes(range(1, 200))),
        ("baik.jpg", pictures.jpeg()), ("surat.pdf", pictures.pdf()),
    )
    assert walker.response.status_code == 422
    report = queries.by_code(code_of(page))
    assert [file.kind for file in evidence.of_report(report.public_id)] == ["photo", "document"]
    assert "Laporan tersimpan. Berkas ini tidak terambil:" in page
    for name in ("kosong.jpg", "halaman.jpg", "terpotong.jpg", "isi.zip", "program.exe", "aneh.bin"):
        assert f"<b>{name}</b>" in page
    assert "baik.jpg" not in page


HOSTILE = ("../../etc/passwd", "foto\u202egpj.exe", "x" * 300 + ".jpg", "CON", "-rf", "<script>.jpg", "a\nb.jpg", "\uff0fetc.jpg")


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_file_names_are_shown_harmlessly(cast, clock, name):
    walker = Walker().to_check()
    page = walker.send((name, b"MZ program"))
    assert walker.response.status_code == 422
    assert "tidak terambil" in page
    assert "<script>" not in page
    assert "\u202e" not in page
    assert len(reports()) == 1


def test_eleventh_file_is_named(cast, clock):
    walker = Walker().to_check()
    page = walker.send(*[(f"foto-{n}.png", pictures.png()) for n in range(12)])
    assert File.objects.count() == 10
    assert "foto-10.png" in page
    assert "Paling banyak 10 berkas" in page


class Endless:
    """A multipart body made while it is read: the sheet, then a film of many megabytes, then a small photo."""

    BOUNDARY = "batas"

    def __init__(self, sheet: str, megabytes: int) -> None:
        self._parts = self._body(sheet, megabytes)
        self._held = b""
        self.length = sum(len(part) for part in self._body(sheet, megabytes))

    def _body(self, sheet: str, megabytes: int):
        head = f'--{self.BOUNDARY}\r\nContent-Disposition: form-data; name="'
        yield f'{head}isian"\r\n\r\n{sheet}\r\n'.encode()
        yield f'{head}berkas"; filename="film.mp4"\r\n\r\n'.encode() + pictures.mp4()[:40] + b"\x7f\xff\xff\xffmdat"
        for _ in range(megabytes):
            yield bytes(1_000_000)
        yield f'\r\n{head}berkas"; filename="kecil.png"\r\n\r\n'.encode() + pictures.png() + b"\r\n"
        yield f"--{self.BOUNDARY}--\r\n".encode()

    def read(self, size: int = -1) -> bytes:
        while len(self._held) < size:
            part = next(self._parts, None)
            if part is None:
                break
            self._held += part
        given, self._held = self._held[:size], self._held[size:]
        return given


def stream(body: Endless, announced: int | None = None):
    kind = f"multipart/form-data; boundary={body.BOUNDARY}"
    request = RequestFactory().generic("POST", "/lapor/kirim/", b"x", content_type=kind)
    request.META["CONTENT_LENGTH"] = str(announced or body.length)
    request._stream = body
    request._read_started = False
    return sending.send(request)


def test_file_of_300_megabytes_is_drained_named_and_costs_no_memory(cast, clock):
    walker = Walker().to_check()
    body = Endless(hidden(walker.page, "isian"), 300)
    tracemalloc.start()
    response = stream(body)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    page = response.content.decode()
    assert "<b>film.mp4</b>" in page
    assert "terlalu besar" in page
    assert [file.kind for file in evidence.of_report(queries.by_code(code_of(page)).public_id)] == ["photo"]
    assert list(blobs.keys()) == []
    assert peak < 12_000_000


def test_body_that_broke_off_is_not_acknowledged_and_leaves_nothing(cast, clock):
    walker = Walker().to_check()
    body = Endless(hidden(walker.page, "isian"), 2)
    response = stream(body, announced=body.length + 1000)
    assert response.status_code == 400
    page = response.content.decode()
    assert "Kiriman terputus" in page
    assert STORY in page
    assert reports() == []
    assert list(blobs.keys()) == []
    assert Compartment.objects.count() == 0


def test_expired_form_comes_back_with_all_answers_and_can_be_sent(cast, clock):
    walker = Walker().to_check()
    clock.on(hours=6, minutes=10)
    page = walker.send(("foto.png", pictures.png()))
    assert walker.response.status_code == 422
    assert "lebih dari 6 jam" in page
    assert STORY in page
    assert reports() == []
    walker.send(("foto.png", pictures.png()))
    assert walker.response.status_code == 200
    assert len(reports()) == 1
    assert File.objects.count() == 1


def test_form_younger_than_a_person_can_type_is_not_sent(cast, clock, monkeypatch):
    monkeypatch.setattr(store_clock, "now", lambda: cast.now)
    walker = Walker().to_check()
    page = walker.send()
    assert walker.response.status_code == 422
    assert "Terlalu cepat." in page
    assert reports() == []


@pytest.mark.parametrize("spoil", [lambda s: "", lambda s: s[:-4] + "AAAA", lambda s: "x" * 50, lambda s: s[5:]])
def test_spoiled_form_is_said_and_nothing_is_sent(cast, clock, spoil):
    walker = Walker().to_check()
    page = walker.send(sheet=spoil(hidden(walker.page, "isian")) or "-")
    assert walker.response.status_code == 422
    assert "tidak terbaca lagi" in page
    assert reports() == []


def test_form_of_the_other_door_is_not_taken_for_this_one(cast, clock):
    ordered = Walker(ORDERED, start="/lapor/perintah/")
    ordered.answer("risiko")
    seen = Walker()
    seen.post("/lapor/", {"isian": hidden(ordered.page, "isian"), "langkah": "apa", "what": "medsos"})
    assert "tidak terbaca lagi" in seen.page


def test_sheet_that_was_never_checked_is_checked_first(cast, clock):
    walker = Walker()
    walker.answer("apa")
    walker.send()
    assert walker.response.status_code == 422
    assert reports() == []


def test_answer_made_bad_after_the_check_is_not_sent(cast, clock):
    walker = Walker().to_check()
    walker.post("/lapor/", {"isian": hidden(walker.page, "isian"), "langkah": "cek", "ke": "siapa"})
    walker.answer("siapa", who="")
    walker.send()
    assert walker.response.status_code == 422
    assert "Tulis namanya atau jabatannya." in walker.page
    assert reports() == []


def test_plain_post_without_files_is_taken(cast, clock):
    walker = Walker().to_check()
    response = walker.client.post("/lapor/kirim/", f"isian={hidden(walker.page, 'isian')}",
                                  content_type="application/x-www-form-urlencoded")
    assert response.status_code == 200
    assert len(reports()) == 1


@pytest.mark.parametrize("kind", ["multipart/form-data", "multipart/form-data; boundary=", "multipart/form-data; boundary=é"])
def test_body_that_is_no_multipart_is_answered(cast, clock, kind):
    response = Client().generic("POST", "/lapor/kirim/", b"apa saja", content_type=kind)
    assert response.status_code in (400, 422)


def test_disk_full_for_files_takes_the_text(cast, clock, monkeypatch):
    def full(chunks):
        for _ in chunks:
            pass
        raise blobs.StorageFull

    walker = Walker().to_check()
    monkeypatch.setattr(blobs, "put", full)
    page = walker.send(("besar.jpg", pictures.noise()), ("kecil.png", pictures.png()))
    assert walker.response.status_code == 422
    assert "<b>besar.jpg</b>: Tempat berkas kami sedang penuh." in page
    assert [file.kind for file in evidence.of_report(queries.by_code(code_of(page)).public_id)] == ["photo"]


def disk_is_full(*_args: object, **_more: object) -> None:
    cause = sqlite3.OperationalError("database or disk is full")
    cause.sqlite_errorcode = sqlite3.SQLITE_FULL
    raise OperationalError("full") from cause


def test_database_full_acknowledges_nothing_and_keeps_the_answers(cast, clock, monkeypatch):
    walker = Walker().to_check()
    monkeypatch.setattr(ledger, "append", disk_is_full)
    page = walker.send(("besar.jpg", pictures.noise()))
    assert walker.response.status_code == 503
    assert "belum tersimpan" in page
    assert STORY in page
    assert "66Y8" not in page
    assert reports() == []
    assert list(blobs.keys()) == []
    monkeypatch.undo()
    monkeypatch.setattr(store_clock, "now", lambda: clock.now)
    walker.send()
    assert len(reports()) == 1


def test_defect_of_the_database_is_not_taken_for_a_full_disk(cast, clock, monkeypatch):
    def broken(*_a: object, **_m: object) -> None:
        raise OperationalError("no such table")

    walker = Walker().to_check()
    monkeypatch.setattr(ledger, "append", broken)
    walker.send()
    assert walker.response.status_code == 500
    assert reports() == []


def test_nothing_of_a_sending_is_written_to_the_temporary_folder(cast, clock, tmp_path, monkeypatch):
    folder = tmp_path / "temporary"
    folder.mkdir()
    walker = Walker().to_check()
    seen: list[str] = []
    real = blobs.put

    def watched(chunks):
        seen.extend(path.name for path in folder.iterdir())
        return real(chunks)

    monkeypatch.setattr(tempfile, "tempdir", str(folder))
    monkeypatch.setattr(blobs, "put", watched)
    walker.send(("besar.jpg", pictures.noise(1500, 1500)))
    assert seen == []
    assert list(folder.iterdir()) == []


def test_code_typed_back_is_compared_and_the_report_is_safe_anyway(cast, clock):
    walker = Walker().to_check()
    walker.send()
    code, slip = code_of(walker.page), hidden(walker.page, "tanda")
    walker.post("/lapor/cocok/", {"tanda": slip, "akhir": "0000"})
    assert walker.response.status_code == 422
    assert "Belum sama." in walker.page
    assert code_of(walker.page) == code
    walker.post("/lapor/cocok/", {"tanda": hidden(walker.page, "tanda"), "akhir": f" {code[-4:].lower()} "})
    assert "Cocok. Kode Anda tertulis benar." in walker.page
    clock.on(minutes=31)
    assert walker.client.post("/lapor/cocok/", {"tanda": slip, "akhir": code[-4:]}).status_code == 303
    assert walker.client.post("/lapor/cocok/", {"tanda": "x"}).status_code == 303


def test_receipt_page_shows_code_and_leaf_of_this_report(cast, clock):
    walker = Walker().to_check()
    page = walker.send()
    report = queries.by_code(code_of(page))
    assert report.entry.leaf_hash in page
    assert report.locator == receipt.locator(code_of(page))
    assert report.locator not in page


# ---- nothing that was written can be found ------------------------------------------------------------------------------

MARKS = {
    "who": "TANDA-TERLAPOR-7731", "story": "TANDA-CERITA-7732", "landmark": "TANDA-PATOKAN-7733", "links": "https://tanda-7734.example/",
    "name": "TANDA-NAMA-7735", "address": "TANDA-ALAMAT-7736", "contact": "TANDA-KONTAK-7737", "file": "TANDA-BERKAS-7738",
    "message": "TANDA-PESAN-7739", "content": "TANDA-ISI-7740",
}


def plant(cast, clock) -> None:
    walker = Walker().to_check(
        siapa={"who": MARKS["who"]}, cerita={"story": MARKS["story"] + " " + STORY}, tempat={"landmark": MARKS["landmark"]},
        tautan={"links": MARKS["links"]}, nama={"door": "named", "name": MARKS["name"], "address": MARKS["address"],
                                                "contact": MARKS["contact"]})
    walker.send((f"{MARKS['file']}.txt", (MARKS["content"] + "\n").encode() * 9000), (f"{MARKS['file']}.jpg", pictures.jpeg()))
    walker.open(code_of(walker.page))
    walker.write(MARKS["message"])


def dump(folder) -> bytes:
    """Everything at rest: each value of each table, and each file of the data folder."""
    parts = []
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names():
            if connection.vendor == "postgresql":
                cursor.execute("SELECT set_config('saksama.low', '0', true), set_config('saksama.high', '3000000000', true)")
            cursor.execute(f'SELECT * FROM "{table}"')
            parts += [bytes(value) if isinstance(value, bytes | memoryview) else str(value).encode()
                      for row in cursor.fetchall() for value in row]
    parts += [path.read_bytes() for path in folder.rglob("*") if path.is_file() and "keys" not in path.parts]
    return b"\n".join(parts)


def found(everything: bytes) -> set[str]:
    return {name for name, mark in MARKS.items() if mark.encode() in everything}


def test_nothing_written_by_the_reporter_is_found_at_rest(cast, clock, data_folder):
    plant(cast, clock)
    everything = dump(data_folder)
    assert b"report.received" in everything
    assert found(everything) == set()
    assert pictures.MARK.encode() not in everything


def test_same_search_finds_every_word_where_a_test_only_sealer_seals_nothing(cast, clock, data_folder, monkeypatch):
    def stream_through(source, sink, _keys):
        while piece := source.read(65_536):
            sink.write(piece)

    monkeypatch.setattr(sealer, "encrypt", lambda data, _keys: data)
    monkeypatch.setattr(sealer, "encrypt_stream", stream_through)
    walker = Walker().to_check(
        siapa={"who": MARKS["who"]}, cerita={"story": MARKS["story"]}, tempat={"landmark": MARKS["landmark"]},
        tautan={"links": MARKS["links"]}, nama={"door": "named", "name": MARKS["name"], "address": MARKS["address"],
                                                "contact": MARKS["contact"]})
    walker.send((f"{MARKS['file']}.txt", (MARKS["content"] + "\n").encode() * 9000), (f"{MARKS['file']}.jpg", pictures.jpeg()))
    intake_actions.reply(code_of(walker.page), MARKS["message"], now=cast.now)
    assert found(dump(data_folder)) == set(MARKS)
