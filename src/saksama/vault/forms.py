"""State that rides in the fields of public forms: encrypted, authenticated, with its issue time. No cookie, nothing stored.

Whether it is too young or too old is the caller's question: `issued_at` is in the answer.
"""

from __future__ import annotations

import json
import secrets
from base64 import urlsafe_b64decode, urlsafe_b64encode
from collections.abc import Mapping
from datetime import UTC, datetime

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from saksama.kernel.errors import Invalid
from saksama.store import clock

from . import keyfiles

NONCE = 12
STEP = 64   # the sealed length tells the answers' length to this many bytes only


class FormState(dict[str, object]):
    """What was sealed, and when (aware UTC)."""

    issued_at: datetime


class FormSpoiled(Invalid):
    """The field was changed, cut, made elsewhere, or for another purpose."""

    code = "form_spoiled"
    default_detail = "Isian tersembunyi di halaman ini rusak. Mulai lagi dari halaman sebelumnya; kode Anda tidak berubah."
    default_detail_en = "A hidden field of this page is damaged. Start again from the previous page; your code is unchanged."


def seal(state: Mapping[str, object], *, purpose: str = "form", now: datetime | None = None) -> str:
    """Return the state as text for a hidden field; it opens for the same purpose only."""
    issued = int((now or clock.now()).timestamp())
    plain = json.dumps({"t": issued, "s": dict(state)}, separators=(",", ":"), ensure_ascii=False).encode()
    nonce = secrets.token_bytes(NONCE)
    padded = plain + b" " * (-len(plain) % STEP)
    sealed = AESGCM(keyfiles.key("form_key")).encrypt(nonce, padded, _context(purpose))
    return urlsafe_b64encode(nonce + sealed).decode().rstrip("=")


def open(field: str, *, purpose: str = "form") -> FormState:  # noqa: A001  called forms.open
    """Return the state with its `issued_at`; `FormSpoiled` for anything that was not sealed here for this purpose."""
    try:
        raw = urlsafe_b64decode(field.encode("ascii") + b"=" * (-len(field) % 4))
    except ValueError as error:
        raise FormSpoiled from error
    for key in keyfiles.keys("form_key"):
        try:
            inside = json.loads(AESGCM(key).decrypt(raw[:NONCE], raw[NONCE:], _context(purpose)))
        except (InvalidTag, ValueError):
            continue
        state = FormState(inside["s"])
        state.issued_at = datetime.fromtimestamp(inside["t"], UTC)
        return state
    raise FormSpoiled


def _context(purpose: str) -> bytes:
    return b"saksama/form/v1\0" + purpose.encode()
