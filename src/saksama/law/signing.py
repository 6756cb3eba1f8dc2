"""A lawyer's signature under an entry: it covers the words it was given for, and lapses when they change. Pure."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from typing import Any

from saksama.kernel import canonical

SIGNATURE = ("reviewed_by", "reviewed_on", "reviewed_as")


def mark(entry: Mapping[str, Any]) -> str:
    """Return sixteen hexadecimal digits of what an entry says, whatever its layout, comments and signature."""
    said = {key: value for key, value in entry.items() if key not in SIGNATURE}
    return hashlib.sha256(canonical.dumps(said)).hexdigest()[:16]


def faults(entry: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """Yield what is wrong with a signature, and what to do: given by half, or for other words than stand here now."""
    given = [bool(entry.get(name)) for name in SIGNATURE]
    if not any(given):
        return
    if not all(given):
        yield f"{entry['id']} is signed by half.", f"Give {', '.join(SIGNATURE)}, or none of them."
    elif entry["reviewed_as"] != mark(entry):
        yield (
            f"{entry['id']} was changed after {entry['reviewed_by']} signed it.",
            "Take the signature out, or have it reviewed again: `saksama law sheet`.",
        )
