"""How opened bytes leave the house: never sniffed, never run; shown only where they are a clean picture."""

from __future__ import annotations

from urllib.parse import quote
from uuid import UUID

from django.http import HttpResponse, HttpResponseBase

from saksama.accounts.keep import ask_for_factor
from saksama.cases import queries
from saksama.store import clock
from saksama.vault import session

from .requests import DeskRequest, keys

SANDBOX = "sandbox; default-src 'none'"
PICTURES = ("image/jpeg", "image/png", "image/webp")


def document(request: DeskRequest, document_id: UUID) -> HttpResponseBase:
    """Return a letter or paper as a download: `bentuk=docx` for the one that officers edit; a copy sheet with a fresh factor."""
    form = "docx" if request.GET.get("bentuk") == "docx" else "pdf"
    fresh = session.is_fresh(request)
    try:
        opened = queries.document(document_id, request.actor, keys(request), now=clock.now(), format=form, fresh=fresh)
    except session.FactorNeeded:
        return ask_for_factor(request)
    return attachment(opened.content, opened.name, opened.type)


def attachment(content: bytes, name: str, kind: str) -> HttpResponse:
    """Return a file to keep: always a download, whatever it is."""
    return _sandboxed(content, kind, f"attachment; filename*=UTF-8''{quote(name or 'berkas', safe='')}")


def picture(content: bytes, kind: str) -> HttpResponse:
    """Return a clean copy to look at; what is no plain picture becomes a download."""
    if kind not in PICTURES:
        return attachment(content, "salinan", kind)
    return _sandboxed(content, kind, "inline")


def _sandboxed(content: bytes, kind: str, disposition: str) -> HttpResponse:
    response = HttpResponse(content, content_type=kind or "application/octet-stream")
    response["Content-Disposition"] = disposition
    response["Content-Security-Policy"] = SANDBOX
    response["X-Content-Type-Options"] = "nosniff"
    return response
