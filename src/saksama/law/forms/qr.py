"""The QR code of the address where a letter is checked, for both forms."""

from __future__ import annotations

import io
from functools import lru_cache

import segno


@lru_cache(maxsize=4)
def _code(address: str) -> segno.QRCode:
    """Return the code of an address: both forms of a letter show the same, and its making is what takes long."""
    return segno.make_qr(address, error="m")


def svg(address: str) -> str:
    """Return the code as SVG text, black on white, with its quiet zone; empty for an empty address."""
    return _code(address).svg_inline(border=1, dark="black", light="white") if address else ""


def png(address: str) -> bytes:
    """Return the code as PNG bytes; empty for an empty address."""
    if not address:
        return b""
    out = io.BytesIO()
    _code(address).save(out, kind="png", scale=6, border=1)
    return out.getvalue()
