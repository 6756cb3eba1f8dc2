"""Who wrote a form: the forgery token that every form of the desk carries is drawn for one person and can be recognised as his.

The secret behind the tokens of a session is half chance, half a keyed hash of that chance and of the person. So a form tells its
writer long after his session is over, without a cookie, a row or a word of his being kept; nobody else can be taken for him.
"""

from __future__ import annotations

import hmac
import string

from django.utils.crypto import get_random_string

from saksama.vault import fields

LETTERS = string.ascii_letters + string.digits    # those of Django's tokens, in its order
LENGTH = 32                                       # of a secret; a token in a form is a mask and the masked secret
HALF = 16


def draw(owner: str) -> str:
    """Return a secret for the forgery tokens of a session of this person."""
    chance = get_random_string(HALF, LETTERS)
    return chance + _mark(chance, owner)


def is_by(secret: str, owner: str) -> bool:
    """Tell whether a secret was drawn for this person."""
    return len(secret) == LENGTH and hmac.compare_digest(secret[HALF:], _mark(secret[:HALF], owner))


def secret_of(token: str) -> str:
    """Return the secret behind the token of a form; nothing where it is no token."""
    if len(token) != 2 * LENGTH or not set(token) <= set(LETTERS):
        return ""
    pairs = zip(map(LETTERS.index, token[LENGTH:]), map(LETTERS.index, token[:LENGTH]), strict=True)
    return "".join(LETTERS[cipher - mask] for cipher, mask in pairs)


def _mark(chance: str, owner: str) -> str:
    return fields.blind_index(f"accounts written {chance.encode().hex()} {owner}")[:HALF]
