"""A reporter's browser without script or cookie: follows the pages of the form and keeps what they hand over."""

from __future__ import annotations

import re
from html import unescape

from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

STORY = "Pembawa acara memanggil Pak Camat. Beliau naik ke panggung dan memegang mikrofon di depan ratusan warga."
SEEN = {
    "apa": {"what": "kampanye"},
    "siapa": {"who": "Camat Koto Umpamo"},
    "kapan": {"happened": "other", "happened_on": "2024-10-12", "happened_at": "16.20", "known": "event"},
    "tempat": {"place_search": "Pasia", "place": "99.01.01.2001", "landmark": "lapangan bola"},
    "cerita": {"story": STORY},
    "tautan": {"links": ""},
    "nama": {"door": "sealed", "name": "Sari Pelapor", "address": "Jorong Misal 4", "contact": "0800-000-000"},
}
ORDERED = {
    "risiko": {"crowd": "few"}, **{step: SEEN[step] for step in ("siapa", "kapan", "tempat", "cerita", "tautan")},
    "pembaca": {}, "nama": {"door": "nameless"},
}


def hidden(page: str, name: str) -> str:
    """Return the value of a hidden field."""
    found = re.search(rf'<input type="hidden" name="{name}" value="([^"]*)"', page)
    assert found, f"{name} is not on the page"
    return unescape(found[1])


def code_of(page: str) -> str:
    """Return the receipt code as it is printed on the page."""
    groups = re.findall(r'<li><span class="n" aria-hidden="true">\d</span>([0-9A-Z]{4})</li>', page)
    assert len(groups) == 5, page[:2000]
    return "".join(groups)


class Walker:
    """Walks to the check page and sends. `pages` are all pages seen so far, newest last."""

    def __init__(self, answers: dict[str, dict[str, str]] | None = None, *, start: str = "/lapor/", prefix: str = "") -> None:
        self.client = Client(raise_request_exception=True)
        self.prefix, self.start = prefix, prefix + start
        self.answers = answers or SEEN
        self.response = self.client.get(self.start)
        self.pages = [self.page]

    @property
    def page(self) -> str:
        return self.response.content.decode()

    def post(self, path: str, data: dict[str, object]) -> str:
        self.response = self.client.post(self.prefix + path, data)
        self.pages.append(self.page)
        return self.page

    def answer(self, step: str, **changes: str) -> str:
        data = {**self.answers[step], **changes, "langkah": step, "isian": hidden(self.page, "isian")}
        return self.post(self.start.removeprefix(self.prefix), data)

    def to_check(self, **changes: dict[str, str]) -> Walker:
        for step in self.answers:
            self.answer(step, **changes.get(step, {}))
        assert 'name="berkas"' in self.page, re.sub(r"<[^>]+>", " ", self.page)[:3000]
        return self

    def send(self, *files: tuple[str, bytes], sheet: str = "") -> str:
        """Send the check page; files as (name, content)."""
        data: dict[str, object] = {"isian": sheet or hidden(self.page, "isian"), "langkah": "cek"}
        if files:
            data["berkas"] = [SimpleUploadedFile(name, content, "application/octet-stream") for name, content in files]
        return self.post("/lapor/kirim/", data)

    def open(self, code: str) -> str:
        """Open Laporan saya with a code."""
        return self.post("/laporan-saya/", {"kode": code})

    def write(self, text: str, *files: tuple[str, bytes], key: str = "", **more: str) -> str:
        data: dict[str, object] = {"kunci": key or hidden(self.page, "kunci"), "pesan": text, **more}
        if files:
            data["berkas"] = [SimpleUploadedFile(name, content) for name, content in files]
        return self.post("/laporan-saya/kirim/", data)
