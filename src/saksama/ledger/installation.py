"""Who signs: the origin of our checkpoints and our public key."""

from __future__ import annotations

import re

from django.conf import settings

from . import notes


def name() -> str:
    """Return the installation's public id, drawn once at its start."""
    return settings.SAKSAMA.key("installation").hex()


def origin() -> str:
    """Return the name under which checkpoints are signed: display name and installation, without spaces and plus signs."""
    shown = re.sub(r"[^a-z0-9]+", "-", settings.SAKSAMA.display_name.casefold()).strip("-") or "saksama"
    return f"{shown}/{name()}"


def public_key() -> bytes:
    return notes.public_half(settings.SAKSAMA.key("ledger_key"))


def verifier_key() -> str:
    """Return the public key as one line to publish and to print (C2SP signed-note)."""
    return notes.verifier_key(origin(), public_key())
