"""The verbs of cases. `take` is the entry of every screen; `perform` the only writer of acts, for this room and `followup`."""

from __future__ import annotations

from saksama.cases.performing import perform

from . import (
    anywhere,
    appointing,
    assigning,
    choosing,
    disclosing,
    door,
    examining,
    handing,
    hearing,
    issuing,
    joining,
    plenary,
    signing,
    study,
    transferring,
)
from .answering import ask_from_room, file_reply
from .assigning import release_departed
from .moving import move_clocks
from .noting import note_export, note_name_opened_for, note_reading
from .opening import open_by_entry, open_file
from .sweeping import lapse_due_clocks, rebuild
from .taking import take
from .taking_in import ByOfficer, OpenedByOfficer, open_by_officer

__all__ = [
    "ByOfficer",
    "OpenedByOfficer",
    "anywhere",
    "appointing",
    "ask_from_room",
    "assigning",
    "choosing",
    "disclosing",
    "door",
    "examining",
    "file_reply",
    "handing",
    "hearing",
    "issuing",
    "joining",
    "lapse_due_clocks",
    "move_clocks",
    "note_export",
    "note_name_opened_for",
    "note_reading",
    "open_by_entry",
    "open_by_officer",
    "open_file",
    "perform",
    "plenary",
    "rebuild",
    "release_departed",
    "signing",
    "study",
    "take",
    "transferring",
]
