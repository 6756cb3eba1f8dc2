"""The drawn cards, kept on disk under the hash of what stands on them: each is drawn once in the life of an installation."""

from __future__ import annotations

import contextlib
import hashlib
import os
import tempfile
from pathlib import Path

from django.conf import settings

from saksama.law import cards
from saksama.law.cards import Card, Form

FOLDER = "cards"


def address_of(card: Card) -> str:
    """Return the address at which the code of a card is checked."""
    prefix = "/en" if card.language == "en" else ""
    return f"{settings.SAKSAMA.base_url.rstrip('/')}{prefix}/boleh/cek/{card.code}/"


def name_of(card: Card, form: Form) -> str:
    """Return the name of the file, which stands for every byte in it: what is said, by which house, at which address."""
    said = "\0".join((card.digest, settings.SAKSAMA.display_name, address_of(card), form))
    return f"{hashlib.sha256(said.encode()).hexdigest()[:32]}.{form}"


def picture(card: Card, form: Form) -> bytes:
    """Return the card as PNG or PDF, from disk or drawn now. A full disk only costs the drawing."""
    path = _folder() / name_of(card, form)
    try:
        return path.read_bytes()
    except FileNotFoundError:
        drawn = cards.draw(card, house=settings.SAKSAMA.display_name, address=address_of(card), form=form)
    _keep(path, drawn)
    return drawn


def _folder() -> Path:
    return Path(settings.SAKSAMA.data) / FOLDER


def _keep(path: Path, drawn: bytes) -> None:
    with contextlib.suppress(OSError):
        path.parent.mkdir(parents=True, exist_ok=True)
        number, name = tempfile.mkstemp(prefix=f"{path.name}.", dir=path.parent)     # two threads never share one
        try:
            with os.fdopen(number, "wb") as file:
                file.write(drawn)
                file.flush()
                os.fsync(file.fileno())
            os.replace(name, path)  # noqa: PTH105  one step for readers
        except OSError:
            os.unlink(name)  # noqa: PTH108
