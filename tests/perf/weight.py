"""Bytes on the wire: the first page with all it needs, and the whole way from there to the receipt, as a browser fetches it.

Counted are head and body of every answer, compressed as served. Style sheets are kept as long as the server says; a reporter is
taken to spend a minute and a half on each page, after which what is no longer fresh is asked for again, conditionally.
"""

from __future__ import annotations

import gzip
import http.client
import re
import time
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlencode

from tests.reporter import DEFAULTS, WHERE, hidden, multipart

READS = 90.0        # seconds on a page
YOUNGEST = 5.2      # the form refuses whoever is faster
RESOURCE = re.compile(r'<(?:link|img|script)[^>]*?(?:href|src)="(/[^"]+)"')


@dataclass(slots=True)
class Kept:
    """A style sheet in the browser's cache."""

    until: float
    validator: dict[str, str]


@dataclass(slots=True)
class Browser:
    """Fetches pages and what they need, and counts; its own clock runs on by `READS` with each page."""

    port: int
    bytes: int = 0
    clock: float = 0.0
    kept: dict[str, Kept] = field(default_factory=dict)
    pages: list[tuple[str, int]] = field(default_factory=list)

    def page(self, path: str, given: dict[str, str] | None = None, *, form_data: bool = False) -> str:
        before = self.bytes
        content = self._ask("GET" if given is None else "POST", path, given, form_data=form_data)
        for resource in dict.fromkeys(RESOURCE.findall(content)):
            self._resource(resource)
        self.pages.append((path, self.bytes - before))
        self.clock += READS
        return content

    def _resource(self, path: str) -> None:
        held = self.kept.get(path)
        if held is not None and held.until > self.clock:
            return
        _, headers, _ = self._exchange("GET", path, None, held.validator if held else {})
        fresh = re.search(r"max-age=(\d+)", headers.get("Cache-Control", ""))
        validator = {"If-Modified-Since": headers["Last-Modified"]} if "Last-Modified" in headers else {}
        validator |= {"If-None-Match": headers["ETag"]} if "ETag" in headers else {}
        self.kept[path] = Kept(self.clock + int(fresh[1] if fresh else 0), validator or (held.validator if held else {}))

    def _ask(self, method: str, path: str, given: dict[str, str] | None, *, form_data: bool) -> str:
        head, body = {}, None
        if given is not None and form_data:
            boundary, pieces = multipart(given)
            head, body = {"Content-Type": f"multipart/form-data; boundary={boundary}"}, b"".join(pieces)
        elif given is not None:
            head, body = {"Content-Type": "application/x-www-form-urlencoded"}, urlencode(given).encode()
        status, _, content = self._exchange(method, path, body, head)
        if status != 200:
            raise ValueError(f"{method} {path}: {status}")
        return content.decode()

    def _exchange(self, method: str, path: str, body: bytes | None, head: dict[str, str]) -> tuple[int, dict[str, str], bytes]:
        link = http.client.HTTPConnection("127.0.0.1", self.port, timeout=60)
        link.request(method, path, body=body, headers={"Accept-Encoding": "gzip, br", **head})
        answer = link.getresponse()
        content = answer.read()
        headers = answer.getheaders()
        self.bytes += len(content) + sum(len(name) + len(value) + 4 for name, value in headers) + 17
        link.close()
        named = dict(headers)
        return answer.status, named, gzip.decompress(content) if named.get("Content-Encoding") == "gzip" else content


def weigh(*, port: int) -> dict[str, Any]:
    """Return the bytes of the first page, and of the whole flow to the receipt, page by page."""
    browser = Browser(port)
    browser.page("/")
    first = browser.bytes
    began = time.monotonic()
    page = browser.page("/lapor/")
    for step in ("apa", "siapa", "kapan"):
        page = browser.page("/lapor/", {"isian": hidden(page, "isian"), "langkah": step, **DEFAULTS[step]})
    search = {"isian": hidden(page, "isian"), "langkah": "tempat", "ke": "cari", "place_search": "umpamo"}
    page = browser.page("/lapor/", search)
    for step in ("tempat", "cerita", "tautan", "nama"):
        given = DEFAULTS[step] | ({"place_search": "umpamo", "place": WHERE} if step == "tempat" else {})
        page = browser.page("/lapor/", {"isian": hidden(page, "isian"), "langkah": step, **given})
    time.sleep(max(0.0, YOUNGEST - (time.monotonic() - began)))
    page = browser.page("/lapor/kirim/", {"isian": hidden(page, "isian"), "langkah": "cek"}, form_data=True)
    if 'class="code"' not in page:
        raise ValueError("the walk did not end at the receipt")
    return {"first_page": first, "flow": browser.bytes, "pages": browser.pages}
