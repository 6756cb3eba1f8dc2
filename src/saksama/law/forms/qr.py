"""The QR code of the address where a letter is checked, for both forms."""

from __future__ import annotations

import io

import segno


def svg(address: str) -> str:
    """Return the code as SVG text, black on white, with its quiet zone; empty for an empty address."""
    return segno.make(address, error="m", micro=False).svg_inline(border=1, dark="black", light="white") if address else ""


def png(address: str) -> bytes:
    """Return the code as PNG bytes; empty for an empty address."""
    if not address:
        return b""
    out = io.BytesIO()
    segno.make(address, error="m", micro=False).save(out, kind="png", scale=6, border=1)
    return out.getvalue()
