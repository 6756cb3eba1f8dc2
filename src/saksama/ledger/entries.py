"""What an entry is, byte for byte. Pure: the stand-alone verifier and the reference page say the same again.

The bytes are canonical JSON and are kept verbatim. They hold no sequence number, so the leaf hash is known before the
position is, and can be printed on a reporter's receipt.
"""

from __future__ import annotations

import hashlib
import uuid
from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime
from enum import Enum

from saksama.kernel import canonical

from . import tree

VERSION = 1
SALT_SIZE = 32
HOUR_LENGTH = len("2024-10-07T03Z")


def moment(at: datetime, *, to_the_hour: bool = False) -> datetime:
    """Return `at` in UTC, cut to the second, or to the hour. Refuses a datetime without a zone."""
    if at.tzinfo is None:
        raise ValueError("an entry needs an instant with a zone")
    whole = at.astimezone(UTC).replace(microsecond=0)
    return whole.replace(minute=0, second=0) if to_the_hour else whole


def spell(at: datetime, *, to_the_hour: bool = False) -> str:
    """Return `2024-10-07T03:15:00Z`, or `2024-10-07T03Z` where only the hour is kept."""
    return moment(at, to_the_hour=to_the_hour).strftime("%Y-%m-%dT%HZ" if to_the_hour else "%Y-%m-%dT%H:%M:%SZ")


def read_moment(text: str) -> datetime:
    """Return the instant that `spell` wrote. Raises ValueError."""
    form = "%Y-%m-%dT%HZ" if len(text) == HOUR_LENGTH else "%Y-%m-%dT%H:%M:%SZ"
    return datetime.strptime(text, form).replace(tzinfo=UTC)


def detail_bytes(detail: Mapping[str, object]) -> bytes:
    """Return the canonical bytes of a fact's detail: ids, dates and enums as text, numbers as they are, floats refused."""
    return canonical.dumps({str(name): _plain(value) for name, value in detail.items()})


def _plain(value: object) -> object:
    if isinstance(value, Mapping):
        return {str(name): _plain(inner) for name, inner in value.items()}
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, (uuid.UUID, date)):
        return value.isoformat() if isinstance(value, date) else str(value)
    if isinstance(value, Sequence) and not isinstance(value, (str, bytes)):
        return [_plain(inner) for inner in value]
    return value


def commitment(salt: bytes, detail: bytes) -> str:
    """Return what an entry says about its detail: SHA-256(salt ‖ detail), in hexadecimal."""
    return hashlib.sha256(salt + detail).hexdigest()


def entry_bytes(*, public_id: uuid.UUID, kind: str, at: str, actor: str, object_id: str, commit: str) -> bytes:
    return canonical.dumps({
        "v": VERSION, "id": str(public_id), "kind": kind, "at": at, "actor": actor, "object": object_id, "commit": commit,
    })


def leaf_hash(entry: bytes) -> str:
    """Return the leaf of these entry bytes in hexadecimal: the "kode bukti" on a receipt."""
    return tree.leaf_hash(entry).hex()
