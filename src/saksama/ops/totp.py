"""The six digits an authenticator app would show (RFC 6238: SHA-1, 30 seconds). Pure."""

from __future__ import annotations

import hashlib
import hmac
from base64 import b32decode

STEP = 30
DIGITS = 6


def code(secret: str, seconds: float) -> str:
    """Return the code of a base32 secret at this Unix time."""
    padded = secret.upper() + "=" * (-len(secret) % 8)
    digest = hmac.digest(b32decode(padded), int(seconds // STEP).to_bytes(8, "big"), hashlib.sha1)
    start = digest[-1] & 0x0F
    return str(int.from_bytes(digest[start : start + 4], "big") & 0x7FFFFFFF)[-DIGITS:].rjust(DIGITS, "0")


def seconds_left(seconds: float) -> int:
    return STEP - int(seconds % STEP)
