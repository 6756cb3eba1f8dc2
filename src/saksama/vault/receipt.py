"""The receipt code's two derived values: the locator it is looked up by, and the mailbox identity that opens its compartment.

Only the locator and the mailbox's public key are ever stored. No slow hash: the code has 95 random bits (security.md section 5).
"""

from __future__ import annotations

import hashlib
import hmac

from saksama.kernel import receipt

from . import forms, keyfiles, passphrase
from .keyring import Keyring, public_key, single

PURPOSE = "receipt"


def locator(code: str) -> str:
    """Return the keyed hash under which a new report is stored."""
    return _locator(receipt.normalise(code), keyfiles.key("pepper"))


def locators(code: str) -> tuple[str, ...]:
    """Return the locators to look a code up by: of the pepper in use, and of an older one during its rotation."""
    normal = receipt.normalise(code)
    return tuple(_locator(normal, pepper) for pepper in keyfiles.keys("pepper"))


def _locator(code: str, pepper: bytes) -> str:
    return hmac.new(pepper, b"saksama/locator/v1\0" + code.encode(), hashlib.sha256).hexdigest()


def mark_of_person(digits: str) -> str:
    """Return the keyed hash of a staff number: the same number has the same mark, and nobody reads it back without the pepper."""
    return hmac.new(keyfiles.key("pepper"), b"saksama/person/v1\0" + digits.encode(), hashlib.sha256).hexdigest()


def _identity(code: str):  # type: ignore[no-untyped-def]
    return passphrase.identity_from_bytes(receipt.normalise(code).encode(), salt=keyfiles.key("installation"),
                                          info=b"saksama/mailbox/v1")


def mailbox_recipient(code: str) -> str:
    """Return the public key to wrap a report's compartment to."""
    return public_key(_identity(code))


def keyring(code: str, *, holder: str = "receipt") -> Keyring:
    """Return what the holder of the code can open; `holder` is `receipt` or `pass`."""
    return single(holder, _identity(code))


def draw_sealed() -> str:
    """Draw a new code and return it as the sealed, signed form field in which it rides to the sending."""
    return forms.seal({"code": receipt.draw()}, purpose=PURPOSE)


def seal_code(code: str) -> str:
    """Return a typed code as a sealed form field, so that the next page of a mailbox carries it without showing it."""
    return forms.seal({"code": receipt.normalise(code)}, purpose=PURPOSE)


def open_sealed(field: str) -> str:
    """Return the code of a sealed field; `Invalid` where it was not sealed here."""
    return str(forms.open(field, purpose=PURPOSE)["code"])
