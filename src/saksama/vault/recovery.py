"""The last way back: the recovery identity, whose secret half exists on paper only (docs/adr/0013).

`saksama init` makes it, prints the sheet, and keeps the public recipient in the configuration. Every compartment and every office
epoch is wrapped to it.
"""

from __future__ import annotations

from .errors import WrongSecret
from .keyring import Keyring, with_offices
from .paper import NotOnPaper, identity, sheet
from .recipients import RECOVERY

__all__ = ["keyring", "sheet"]


def keyring(typed: str) -> Keyring:
    """Return what the recovery identity opens: every compartment, every office epoch. White space and case do not matter.

    Line numbers of the sheet may be typed along. `WrongSecret` where it is not an age identity.
    """
    try:
        return with_offices(RECOVERY, identity(typed))
    except NotOnPaper as error:
        raise WrongSecret from error
