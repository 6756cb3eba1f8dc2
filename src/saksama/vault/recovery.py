"""The last way back: the recovery identity, whose secret half exists on paper only (docs/adr/0013).

`saksama init` makes it, prints the sheet, and keeps the public recipient in the configuration. Every compartment and every office
epoch is wrapped to it.
"""

from __future__ import annotations

from pyrage import IdentityError, x25519

from .errors import WrongSecret
from .keyring import Keyring, with_offices
from .recipients import RECOVERY

GROUP = 6


def sheet(identity: str) -> str:
    """Return the identity in numbered lines of short groups, to be printed and copied by hand."""
    groups = [identity[start : start + GROUP] for start in range(0, len(identity), GROUP)]
    lines = [" ".join(groups[start : start + 4]) for start in range(0, len(groups), 4)]
    return "\n".join(f"{number}  {line}" for number, line in enumerate(lines, start=1))


def keyring(typed: str) -> Keyring:
    """Return what the recovery identity opens: every compartment, every office epoch. White space and case do not matter.

    Line numbers of the sheet may be typed along. `WrongSecret` where it is not an age identity.
    """
    words = [word for word in typed.upper().split() if not (word.isdigit() and len(word) == 1)]
    try:
        identity = x25519.Identity.from_str("".join(words))
    except IdentityError as error:
        raise WrongSecret from error
    return with_offices(RECOVERY, identity)
