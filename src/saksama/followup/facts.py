"""The kinds of acts this room declares (on import). It records no facts of its own: its steps are acts of `cases`."""

from . import kinds

__all__ = ["kinds"]
