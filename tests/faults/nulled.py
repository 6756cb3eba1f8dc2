"""The control of the search for planted marks: the product with a sealer that does not seal. For tests only.

`python -m tests.faults.nulled serve ...` is `saksama serve` with it. The product has no setting that does this.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable
from typing import Any


def null() -> None:
    """Replace the sealer's four functions by ones that hand everything through."""
    from saksama.vault import sealer

    def encrypt(data: bytes, public_keys: Iterable[str]) -> bytes:
        return bytes(data)

    def decrypt(data: bytes, identities: Iterable[Any]) -> bytes:
        return bytes(data)

    def stream(source: Any, sink: Any, _keys: Iterable[Any]) -> None:
        while piece := source.read(65_536):
            sink.write(piece)

    for name, function in {"encrypt": encrypt, "decrypt": decrypt, "encrypt_stream": stream, "decrypt_stream": stream}.items():
        setattr(sealer, name, function)


if __name__ == "__main__":
    null()
    from saksama.ops.cli import main

    sys.exit(main())
