"""Permits: what is slow waits without holding one, what is full says so before it reads, and no share closes another."""

from __future__ import annotations

import io
import threading

import pytest

from saksama.ops.serving import permits
from saksama.ops.serving.permits import AT_ONCE, IN_FLIGHT, Permits, share_of

pytestmark = pytest.mark.one_engine

THREADS = 32
LONG = 10     # seconds within which a test's own threads are done


class SlowBody(io.BytesIO):
    """A body whose bytes come when the test lets them."""

    def __init__(self) -> None:
        super().__init__(b"x" * 1000)
        self.asked, self.let = threading.Event(), threading.Event()

    def read(self, size: int | None = -1) -> bytes:
        self.asked.set()
        assert self.let.wait(LONG)
        return super().read(size)


def request(path: str = "/lapor/", *, body: io.BytesIO | None = None, kind: str = "") -> dict[str, object]:
    return {"PATH_INFO": path, "CONTENT_TYPE": kind, "wsgi.input": body or io.BytesIO()}


def answer(application: Permits, environ: dict[str, object]) -> tuple[str, bytes, dict[str, str]]:
    said: list[object] = []
    body = b"".join(application(environ, lambda status, headers: said.extend((status, dict(headers)))))
    return str(said[0]), body, said[1]  # type: ignore[return-value]


def reads_then_says_done(environ, start_response):
    environ["wsgi.input"].read(1000)
    start_response("200 OK", [])
    return [b"done"]


@pytest.mark.parametrize(("path", "kind", "share"), [
    ("/", "", "text"),
    ("/lapor/", "application/x-www-form-urlencoded", "text"),
    ("/lapor/periksa/", "multipart/form-data; boundary=b", "uploads"),
    ("/en/lapor/periksa/", "multipart/form-data; boundary=b", "uploads"),
    ("/petugas/perkara/", "multipart/form-data; boundary=b", "officers"),
    ("/masuk/", "", "officers"),
    ("/data/", "", "statistics"),
    ("/en/data/", "", "statistics"),
    ("/laporan-saya/", "", "mailbox"),
    ("/tanya/jawaban/", "application/x-www-form-urlencoded", "mailbox"),
    ("/en/tanya/jawaban/", "", "mailbox"),
    ("/tanya/cek/ABCD2345/", "", "mailbox"),
    ("/tanya/kirim/", "application/x-www-form-urlencoded", "text"),
    ("/static/saksama/tokens.css", "", ""),
    ("/healthz", "", ""),
])
def test_each_request_belongs_to_one_share(path, kind, share):
    assert share_of(request(path, kind=kind)) == share


def test_every_share_has_its_two_limits():
    assert set(AT_ONCE) == set(IN_FLIGHT)


def test_requests_that_wait_for_bytes_hold_no_permit():
    application = Permits(reads_then_says_done, THREADS)
    slow = [SlowBody() for _ in range(AT_ONCE["text"] + 3)]
    waiting = [threading.Thread(target=answer, args=(application, request(body=body)), daemon=True) for body in slow]
    for thread in waiting:
        thread.start()
    assert all(body.asked.wait(LONG) for body in slow)            # more of them than there are permits
    assert answer(application, request())[1] == b"done"           # and another is served meanwhile
    for body in slow:
        body.let.set()
    for thread in waiting:
        thread.join(LONG)
    assert not any(thread.is_alive() for thread in waiting)


def test_only_so_many_of_a_share_work_at_a_time(monkeypatch):
    monkeypatch.setattr(permits, "WAIT", 0.05)
    at_work, go = threading.Semaphore(0), threading.Event()

    def works(environ, start_response):
        at_work.release()
        assert go.wait(LONG)
        start_response("200 OK", [])
        return [b"done"]

    application = Permits(works, THREADS)
    busy = [threading.Thread(target=answer, args=(application, request()), daemon=True) for _ in range(AT_ONCE["text"])]
    for thread in busy:
        thread.start()
    assert all(at_work.acquire(timeout=LONG) for _ in busy)
    status, body, headers = answer(application, request())
    assert (status, headers["Retry-After"]) == ("503 Service Unavailable", "30")
    assert "belum tersimpan" in body.decode()
    go.set()
    assert answer(application, request("/petugas/"))[0] == "200 OK"     # another share was open all the time
    for thread in busy:
        thread.join(LONG)


def test_a_full_share_is_refused_before_its_body_is_read():
    application = Permits(reads_then_says_done, THREADS)
    room = int(THREADS * IN_FLIGHT["uploads"])
    slow = [SlowBody() for _ in range(room)]
    senders = [threading.Thread(target=answer, args=(application, request(body=body, kind="multipart/form-data")), daemon=True)
               for body in slow]
    for thread in senders:
        thread.start()
    assert all(body.asked.wait(LONG) for body in slow)
    late = SlowBody()
    assert answer(application, request(body=late, kind="multipart/form-data"))[0].startswith("503")
    assert not late.asked.is_set()
    assert answer(application, request())[0] == "200 OK"
    for body in slow:
        body.let.set()
    for thread in senders:
        thread.join(LONG)


def test_a_permit_comes_back_after_a_failure():
    def fails(environ, start_response):
        raise RuntimeError

    application = Permits(fails, THREADS)
    for _ in range(THREADS):
        with pytest.raises(RuntimeError):
            application(request(), lambda *_: None)


@pytest.mark.parametrize("size", [0, 1, 64 * 1024 - 1, 64 * 1024, 64 * 1024 + 1, 300_000])
def test_a_body_is_read_whole_whatever_its_size(size):
    read: list[bytes] = []

    def reads(environ, start_response):
        read.append(environ["wsgi.input"].read(size))
        start_response("200 OK", [])
        return []

    answer(Permits(reads, THREADS), request(body=io.BytesIO(b"ab" * size)))
    assert read == [(b"ab" * size)[:size]]


def test_a_body_is_read_by_lines_and_to_its_end():
    read: list[bytes] = []

    def reads(environ, start_response):
        read.extend([environ["wsgi.input"].readline(), environ["wsgi.input"].read()])
        start_response("200 OK", [])
        return []

    answer(Permits(reads, THREADS), request(body=io.BytesIO(b"one\ntwo\nthree")))
    assert read == [b"one\n", b"two\nthree"]


def test_the_page_of_a_full_share_is_safe_to_show():
    headers = dict(permits.FULL_HEADERS)
    assert headers["Content-Security-Policy"].startswith("default-src 'none'")
    assert headers["Cache-Control"] == "no-store"
    assert int(headers["Content-Length"]) == len(permits.FULL)
    assert b"<script" not in permits.FULL
    assert b"style" not in permits.FULL
