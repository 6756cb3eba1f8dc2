"""The verbs of cases. `take` is the entry of every screen; `perform` the only writer of acts, for this room and `followup`."""

from __future__ import annotations

from .opening import open_by_entry, open_file
from .performing import perform
from .sweeping import lapse_due_clocks, rebuild, rebuild_all
from .taking import take

__all__ = ["lapse_due_clocks", "open_by_entry", "open_file", "perform", "rebuild", "rebuild_all", "take"]
