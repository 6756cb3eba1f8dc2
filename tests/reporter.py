"""A reporter as a program: the sealed sheet a check page would have given him, and the bytes his telephone sends.

Must run inside a house (tests/house.py): the sheet is sealed with the installation's own form key, so that what follows is the
POST a browser sends after the last page.
"""

from __future__ import annotations

import html
import http.client
import re
import secrets
import socket
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from saksama.kernel import receipt as codes
from saksama.store import clock
from saksama.vault import receipt
from saksama.web.frame import dates
from saksama.web.public.report import answers, sheet

WHERE = "99.01.01.2001"
READING = timedelta(minutes=3)       # how long ago he began
STORY = ("Pada apel pagi beliau meminta semua pegawai hadir di lapangan dan memegang spanduk pasangan calon. "
         "Yang tidak hadir dicatat oleh staf. Saya melihat sendiri dari halaman kantor bersama beberapa warga. ")
DEFAULTS = {
    "apa": {"what": "kampanye"},
    "siapa": {"who": "Camat Koto Umpamo", "agency": ""},
    "kapan": {"happened": "yesterday", "known": "event", "happened_at": "16.20"},
    "tempat": {"place": WHERE, "landmark": "lapangan bola"},
    "cerita": {"story": STORY * 10},
    "tautan": {"links": "https://contoh.example/unggahan/1"},
    "nama": {"door": "sealed", "name": "Sari Pelapor", "address": "Jorong Misal 4", "contact": "0800-000-000"},
}


@dataclass(frozen=True, slots=True)
class File:
    name: str
    content: bytes
    type: str = "image/jpeg"


@dataclass(frozen=True, slots=True)
class Sending:
    """One POST of `/lapor/kirim/`: its body in pieces, so that a large file is not copied for each reporter."""

    code: str
    boundary: str
    pieces: tuple[bytes, ...] = field(repr=False)

    @property
    def content_type(self) -> str:
        return f"multipart/form-data; boundary={self.boundary}"

    @property
    def length(self) -> int:
        return sum(map(len, self.pieces))

    def head(self, host: str) -> bytes:
        return (f"POST /lapor/kirim/ HTTP/1.1\r\nHost: {host}\r\nContent-Type: {self.content_type}\r\n"
                f"Content-Length: {self.length}\r\nConnection: close\r\n\r\n").encode()

    def acknowledged_by(self, page: bytes) -> bool:
        """Tell whether a page shows this very receipt code, all five lines of it."""
        return re.findall(rb">([0-9A-Z]{4})</li>", page) == [line.encode() for line in codes.groups(self.code)]


@dataclass(slots=True)
class Sheets:
    """Sheets as the check page seals them, judged once: only story, door and code differ from reporter to reporter."""

    now: datetime
    given: dict[str, dict[str, str]]
    understood: dict[str, str]

    @classmethod
    def made(cls, **changes: dict[str, str]) -> Sheets:
        now = clock.now()
        today = dates.local(now).date()
        given = {step: {**said, **changes.get(step, {}), sheet.TYPED_ON: today.isoformat()} for step, said in DEFAULTS.items()}
        first = sheet.Sheet(variant=sheet.SEEN, began=now - READING, sealed_at=now, answers=given)
        told = answers.read(first, today)
        if isinstance(told, answers.Lacking):
            raise ValueError(f"{told.step}: {told.form.errors.as_json()}")
        return cls(now, given, first.understood)

    def sealed(self, **changes: dict[str, str]) -> tuple[str, str]:
        """Return a fresh receipt code and the sheet it rides in."""
        given = {step: {**said, **changes.get(step, {})} for step, said in self.given.items()}
        one = sheet.Sheet(variant=sheet.SEEN, began=self.now - READING, sealed_at=self.now, answers=given,
                          code=receipt.draw_sealed(), understood=dict(self.understood))
        return receipt.open_sealed(one.code), one.seal(self.now)

    def sending(self, files: Sequence[File] = (), **changes: dict[str, str]) -> Sending:
        code, sealed = self.sealed(**changes)
        return Sending(code, *multipart({"isian": sealed, "langkah": "cek"}, [("berkas", file) for file in files]))


def multipart(fields: dict[str, str], files: Iterable[tuple[str, File]] = ()) -> tuple[str, tuple[bytes, ...]]:
    """Return a boundary and the pieces of a body, text first and files last, as browsers write it."""
    boundary = f"----{secrets.token_hex(12)}"
    begin = f"--{boundary}\r\nContent-Disposition: form-data; name="
    text = "".join(f'{begin}"{name}"\r\n\r\n{value}\r\n' for name, value in fields.items())
    pieces = [text.encode()]
    for name, file in files:
        about = f'--{boundary}\r\nContent-Disposition: form-data; name="{name}"; filename="{file.name}"\r\n'
        pieces += [f"{about}Content-Type: {file.type}\r\n\r\n".encode(), file.content, b"\r\n"]
    return boundary, (*pieces, f"--{boundary}--\r\n".encode())


def post(port: int, sending: Sending, *, timeout: float = 60.0) -> tuple[int, bytes]:
    """Send over a connection of its own; return status and page. Raises `OSError` or `http.client.HTTPException`."""
    with socket.create_connection(("127.0.0.1", port), timeout=timeout) as link:
        link.sendall(sending.head(f"127.0.0.1:{port}"))
        for piece in sending.pieces:
            link.sendall(piece)
        answer = http.client.HTTPResponse(link, method="POST")
        answer.begin()
        return answer.status, answer.read()


def hidden(page: str, name: str) -> str:
    """Return the value of a hidden field of a page."""
    for tag in re.findall(r"<input[^>]*>", page):
        if f'name="{name}"' in tag:
            found = re.search(r'value="([^"]*)"', tag)
            return html.unescape(found[1]) if found else ""
    raise ValueError(f"no field {name}")
