"""A sending as it arrives: text fields first, files last, each file handed on chunk by chunk while the body is still coming in.

Django's own upload handlers would write large files plain into a temporary folder; here nothing plain touches a disk, because the
view pulls the chunks straight into the sealing stream. Built on the parser Django itself uses.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from django.conf import settings
from django.core.exceptions import RequestDataTooBig, SuspiciousOperation, TooManyFieldsSent
from django.http import HttpRequest, QueryDict, UnreadablePostError
from django.http.multipartparser import (  # type: ignore[attr-defined]  # exhaust is not in the stubs
    FIELD,
    FILE,
    ChunkIter,
    LazyStream,
    MultiPartParser,
    MultiPartParserError,
    Parser,
    exhaust,
)

from saksama.evidence import types
from saksama.kernel.errors import SaksamaError

CHUNK = 64 * 1024
MOST_FILES = 10
MOST_OF_ONE = types.MOST_OF_ONE
MOST_OF_ALL = 300 * 1024 * 1024
MOST_OF_BODY = 2 * 1024 * 1024 * 1024  # drained to its end so that the report stands; beyond it nobody waits
MOST_FIELDS = 60


class Interrupted(SaksamaError):
    """The body ended before its announced length: the signal died. Nothing is acknowledged, the page can be sent again."""

    code = "interrupted"
    status = 400
    default_detail = "Kiriman terputus sebelum selesai, jadi belum ada yang tersimpan. Kirim lagi."
    default_detail_en = "The sending broke off before its end, so nothing is stored yet. Send it again."


@dataclass(slots=True)
class Arriving:
    """One file on its way. `chunks` may be read once and raises `types.TooMuch` at a limit."""

    name: str
    declared_type: str
    chunks: Iterator[bytes]


class Plain:
    """A sending without files, from a browser that did not use the multipart form."""

    too_many = False

    def __init__(self, request: HttpRequest) -> None:
        self._request = request

    def text(self) -> QueryDict:
        return self._request.POST

    def files(self) -> Iterator[Arriving]:
        return iter(())

    def drain(self) -> None:
        """There is nothing left to read."""


def open_sending(request: HttpRequest) -> Sending | Plain:
    """Return the request's body as a sending; one that is not even multipart is answered with 400."""
    if request.content_type != "multipart/form-data":
        return Plain(request)
    try:
        return Sending(request)
    except MultiPartParserError as broken:
        raise SuspiciousOperation("multipart") from broken


class _Counted:
    """The request body, counting what came."""

    def __init__(self, request: HttpRequest) -> None:
        self._request = request
        self.count = 0

    def read(self, size: int) -> bytes:
        try:
            data = self._request.read(size)
        except UnreadablePostError as broken:
            raise Interrupted from broken
        self.count += len(data)
        return data


def _words(raw: bytes | str) -> str:
    """Return a header's parameter as text; Django's parser leaves some as bytes."""
    return raw.decode("utf-8", "replace") if isinstance(raw, bytes) else raw


class Sending:
    """One multipart body, read once from front to back."""

    def __init__(self, request: HttpRequest) -> None:
        # MultiPartParser is asked only to judge the header and to clean file names; its own reading is not used.
        self._judge = MultiPartParser(request.META, request, [], "utf-8")
        self._body = _Counted(request)
        self._length = int(request.META.get("CONTENT_LENGTH") or 0)
        if self._length > MOST_OF_BODY:
            raise RequestDataTooBig("body")
        boundary = self._judge._boundary  # type: ignore[attr-defined]
        self._parts = iter(Parser(LazyStream(ChunkIter(self._body, CHUNK)), boundary))  # type: ignore[arg-type]
        self._waiting: tuple[str, str, LazyStream] | None = None
        self._files = 0
        self._bytes = 0
        self.fields = QueryDict(mutable=True)
        self._text_bytes = 0

    def text(self) -> QueryDict:
        """Read the fields up to the first file, or to the end, and return them."""
        self._advance()
        return self.fields

    def files(self) -> Iterator[Arriving]:
        """Yield each file; what its taker left unread is drained before the next. Raises `Interrupted` if the body broke off."""
        while self._waiting is not None:
            name, declared, stream = self._waiting
            self._waiting = None
            self._files += 1
            yield Arriving(name=name, declared_type=declared, chunks=self._limited(stream))
            exhaust(stream)
            self._advance()
        self._finish()

    def drain(self) -> None:
        """Read what is left without keeping it."""
        for _ in self.files():
            continue

    @property
    def too_many(self) -> bool:
        """Tell whether the file now arriving is beyond the number of files of one sending."""
        return self._files > MOST_FILES

    def _advance(self) -> None:
        for kind, about, stream in self._parts:
            try:
                disposition = about["content-disposition"][1]
                field = _words(disposition["name"]).strip()
            except (KeyError, IndexError, AttributeError):
                exhaust(stream)
                continue
            if kind == FIELD:
                self._take_field(field, stream)
            elif kind == FILE:
                name = self._judge.sanitize_file_name(_words(disposition["filename"]))
                declared = about.get("content-type", ("", {}))[0].strip()
                self._waiting = (name or "berkas", declared, stream)
                return
            else:
                exhaust(stream)

    def _take_field(self, field: str, stream: LazyStream) -> None:
        most = settings.DATA_UPLOAD_MAX_MEMORY_SIZE - self._text_bytes
        value = bytes(stream.read(size=most + 1))
        self._text_bytes += len(value) + len(field)
        if self._text_bytes > settings.DATA_UPLOAD_MAX_MEMORY_SIZE:
            raise RequestDataTooBig("text fields")
        if len(self.fields) >= MOST_FIELDS:
            raise TooManyFieldsSent("text fields")
        self.fields.appendlist(field, value.decode("utf-8", "replace"))

    def _limited(self, stream: LazyStream) -> Iterator[bytes]:
        one = 0
        for chunk in stream:
            one += len(chunk)
            self._bytes += len(chunk)
            if one > MOST_OF_ONE or self._bytes > MOST_OF_ALL:
                raise types.TooMuch
            yield chunk

    def _finish(self) -> None:
        exhaust(self._body)
        if self._body.count < self._length:
            raise Interrupted
