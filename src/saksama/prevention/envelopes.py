"""What a telephone sends: entries sealed to the key of its kit, one by one, in one compact letter (ADR 0118). Pure.

    letter   "SKF1" | telephone's clock, ms since 1970 (8 bytes) | number of entries (2) | entries
    entry    token (16) | ephemeral P-256 point, compressed (33) | length (2) | AES-256-GCM ciphertext with its tag
    picture  ephemeral point (33) | ciphertext; its token is the UUID v5 of the entry's token and its number

The key of an entry is SHA-256(00000001 | shared secret | "saksama/field/v1" | ephemeral point | kit's point): the one-step
derivation of NIST SP 800-56C. It opens one entry, so its nonce is zero; kit and token are bound as additional data.
"""

from __future__ import annotations

import hashlib
import struct
from dataclasses import dataclass
from uuid import UUID, uuid5

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat, PublicFormat, load_der_private_key

from saksama.kernel.errors import Invalid

MAGIC = b"SKF1"
INFO = b"saksama/field/v1"
NONCE = bytes(12)
POINT = 33
LONGEST = 8 * 1024            # bytes of one sealed entry
MOST = 64                     # entries in one letter
LARGEST = 2_000_000           # bytes of one sealed picture; the telephone makes them smaller
MOST_PICTURES = 2             # a photograph and a signature
HEAD = struct.Struct(">4sQH")
ENTRY = struct.Struct(f">16s{POINT}sH")
CURVE = ec.SECP256R1


class Unreadable(Invalid):
    """The letter is cut off, or none of ours."""

    code = "letter_unreadable"
    default_detail = "Kiriman ini terpotong. Catatan tetap di telepon; kirim lagi."
    default_detail_en = "This transmission was cut off. The entries stay on the telephone; send again."


@dataclass(frozen=True, slots=True)
class Sealed:
    """One entry as it came. `digest` tells whether the same token brings the same entry."""

    token: UUID
    point: bytes
    ciphertext: bytes

    @property
    def digest(self) -> str:
        return hashlib.sha256(self.point + self.ciphertext).hexdigest()


@dataclass(frozen=True, slots=True)
class Parcel:
    """A letter: the telephone's clock in milliseconds, and its entries."""

    clock: int
    entries: tuple[Sealed, ...]


def new_key() -> tuple[bytes, bytes]:
    """Return a kit's private key (DER) and its public point (65 bytes, as WebCrypto takes it)."""
    key = ec.generate_private_key(CURVE())
    return key.private_bytes(Encoding.DER, PrivateFormat.PKCS8, NoEncryption()), _point(key.public_key(), compressed=False)


def read(letter: bytes) -> Parcel:
    """Return the parts of a letter. Raises `Unreadable` where anything is missing, left over, or larger than agreed."""
    try:
        magic, clock, number = HEAD.unpack_from(letter)
        found, at = [], HEAD.size
        for _ in range(number):
            token, point, length = ENTRY.unpack_from(letter, at)
            at += ENTRY.size
            found.append(Sealed(UUID(bytes=token), point, letter[at : at + length]))
            at += length
            if length > LONGEST or at > len(letter):
                raise Unreadable
    except struct.error:
        raise Unreadable from None
    if magic != MAGIC or number > MOST or at != len(letter):
        raise Unreadable
    return Parcel(clock, tuple(found))


def picture(token: UUID, nth: int, body: bytes) -> Sealed:
    """Return a picture that goes with an entry, as it came. Raises `Unreadable` for too little or too much."""
    if not POINT + 16 < len(body) <= LARGEST or not 1 <= nth <= MOST_PICTURES:
        raise Unreadable
    return Sealed(uuid5(token, str(nth)), body[:POINT], body[POINT:])


def opened(entry: Sealed, private: bytes, kit: UUID) -> bytes | None:
    """Return what an entry holds; None where it was sealed to another kit, or changed."""
    key = load_der_private_key(private, None)
    if not isinstance(key, ec.EllipticCurvePrivateKey):
        return None
    try:
        shared = key.exchange(ec.ECDH(), ec.EllipticCurvePublicKey.from_encoded_point(CURVE(), entry.point))
        one = _entry_key(shared, entry.point, _point(key.public_key(), compressed=False))
        return AESGCM(one).decrypt(NONCE, entry.ciphertext, kit.bytes + entry.token.bytes)
    except (InvalidTag, ValueError):
        return None


def sealed(content: bytes, public: bytes, kit: UUID, token: UUID) -> Sealed:
    """Seal as the telephone does."""
    ephemeral = ec.generate_private_key(CURVE())
    point = _point(ephemeral.public_key(), compressed=True)
    shared = ephemeral.exchange(ec.ECDH(), ec.EllipticCurvePublicKey.from_encoded_point(CURVE(), public))
    ciphertext = AESGCM(_entry_key(shared, point, public)).encrypt(NONCE, content, kit.bytes + token.bytes)
    return Sealed(token, point, ciphertext)


def written(parcel: Parcel) -> bytes:
    """Return a letter as the telephone writes it."""
    parts = [ENTRY.pack(one.token.bytes, one.point, len(one.ciphertext)) + one.ciphertext for one in parcel.entries]
    return HEAD.pack(MAGIC, parcel.clock, len(parts)) + b"".join(parts)


def _entry_key(shared: bytes, ephemeral: bytes, kit: bytes) -> bytes:
    return hashlib.sha256(b"\0\0\0\1" + shared + INFO + ephemeral + kit).digest()


def _point(key: ec.EllipticCurvePublicKey, *, compressed: bool) -> bytes:
    return key.public_bytes(Encoding.X962, PublicFormat.CompressedPoint if compressed else PublicFormat.UncompressedPoint)
