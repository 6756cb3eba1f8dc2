"""Fewer bytes for telephones on 2G: style sheets compressed once, public pages as they are sent.

Compression tells by an answer's length what is in it, once somebody else can put words beside a secret and have the visitor's
browser ask again and again. On the public side nobody can: no cookie, so a foreign page cannot make a browser send a code or a
sealed sheet it does not have itself. On the desk a session could be made to, so desk pages are sent as they are.
"""

from __future__ import annotations

import gzip
import hashlib
import re
from functools import cache
from typing import Any

from django.contrib.staticfiles import finders
from django.contrib.staticfiles.storage import StaticFilesStorage
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.middleware.gzip import GZipMiddleware
from django.utils.cache import patch_vary_headers
from whitenoise.middleware import WhiteNoiseMiddleware

from .sides import Side, side_of

TEXTS = ("text/", "image/svg+xml", "application/json", "application/problem+json")
WORTH = 0.9        # of the size; a file that does not become smaller than this is sent as it is
ACCEPTED = re.compile(r"\bgzip\b")


class CompressPublicPages(GZipMiddleware):
    """Django's compression, with its random filling against guessing by length, for texts of the public side only."""

    def process_response(self, request: HttpRequest, response: HttpResponseBase) -> HttpResponseBase:
        is_text = response.get("Content-Type", "").startswith(TEXTS)
        if response.streaming or not is_text or side_of(request.path_info) is Side.DESK:
            return response
        return super().process_response(request, response)


class StaticFiles(WhiteNoiseMiddleware):  # type: ignore[misc]
    """Static files from the packages themselves, with a compressed form of each text in memory. No build, no second copy."""

    def __init__(self, get_response: Any = None) -> None:
        super().__init__(get_response)
        self._packed = {url: packed for url in self.files if (packed := _packed(url.removeprefix(self.static_prefix)))}

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        response: HttpResponseBase = super().__call__(request)
        packed = self._packed.get(request.path_info)
        if packed is None:
            return response
        patch_vary_headers(response, ("Accept-Encoding",))
        if response.status_code != 200 or not ACCEPTED.search(request.headers.get("Accept-Encoding", "")):
            return response
        response.close()
        answer = HttpResponse(packed if request.method == "GET" else b"", headers=dict(response.items()))
        answer["Content-Encoding"], answer["Content-Length"] = "gzip", str(len(packed))
        return answer


def _packed(name: str) -> bytes | None:
    """Return the compressed form of a static file, or nothing where it is not worth it."""
    if not name.endswith((".css", ".svg", ".js", ".txt")):
        return None
    content = _content(name)
    packed = gzip.compress(content, 9, mtime=0)
    return packed if len(packed) < len(content) * WORTH else None


def _content(name: str) -> bytes:
    found = finders.find(name)
    if not isinstance(found, str):
        return b""
    with open(found, "rb") as file:  # noqa: PTH123  what finders return is a text
        return file.read()


class VersionedFiles(StaticFilesStorage):
    """Addresses that change with the content: browsers may keep a style sheet, and get the new one after an update at once."""

    def url(self, name: str | None) -> str:
        return f"{super().url(name)}?v={_version(name or '')}"


@cache
def _version(name: str) -> str:
    return hashlib.sha256(_content(name)).hexdigest()[:8]
