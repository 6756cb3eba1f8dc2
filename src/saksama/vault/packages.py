"""A file sealed to a passphrase, for somebody without a key here: the public `age` format, opened by the stock tool."""

from __future__ import annotations

from pyrage import passphrase

from saksama.kernel import receipt

TYPE = "application/age"


def seal(content: bytes) -> tuple[bytes, str]:
    """Return the sealed file and the passphrase drawn for it (95 random bits, told another way). Slow: scrypt, two seconds.

    The passphrase is that of `receipt`: five groups that can be read out over a telephone.
    """
    words = receipt.pretty(receipt.draw())
    return passphrase.encrypt(content, words), words
