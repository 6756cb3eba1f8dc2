"""How opened bytes leave the house: never sniffed, never run; shown only where they are a clean picture."""

from __future__ import annotations

from urllib.parse import quote

from django.http import HttpResponse

SANDBOX = "sandbox; default-src 'none'"
PICTURES = ("image/jpeg", "image/png", "image/webp")


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
