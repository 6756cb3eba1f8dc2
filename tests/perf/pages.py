"""Measured inside a house: what one page costs, in H and in statements."""

from __future__ import annotations

import secrets
from typing import Any

from tests.reporter import DEFAULTS, Sheets

from .ruler import Request, Ruler

SEND = "/lapor/kirim/"


def public_pages(*, rounds: int) -> dict[str, Any]:
    """The form page by GET, and the sending of a report without a file at each of the three doors."""
    ruler = Ruler()
    found = {"form_page": ruler.measure(lambda: Request("/lapor/"), rounds=rounds).as_dict()}
    for door in ("sealed", "named", "nameless"):
        sheets = Sheets.made(nama=DEFAULTS["nama"] | {"door": door})
        found[f"report_{door}"] = ruler.measure(lambda sheets=sheets: _sending(sheets), rounds=rounds, fits=_is_receipt).as_dict()
    return found


def _sending(sheets: Sheets) -> Request:
    story = f"{DEFAULTS['cerita']['story']}{secrets.token_hex(8)}"
    sending = sheets.sending(cerita={"story": story})
    return Request(SEND, "POST", sending.pieces, sending.content_type)


def _is_receipt(page: bytes) -> bool:
    return page.count(b"</li>") >= 5 and b'class="code"' in page
