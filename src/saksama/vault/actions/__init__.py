"""The verbs of the vault, by subject: compartments and items, officers' keys, offices' keys, two-person release.

Those that write take the `actor` and `now`, and record a fact; sealing itself touches no table until `save`.
"""

from __future__ import annotations

from saksama.vault.items import Opened, OpenedStream, PreparedItem, Sealing, read, read_stream, read_text, save_items

from .compartments import (
    Draft,
    add_stream,
    add_text,
    bar_from_release,
    begin_compartment,
    destroy,
    exclude,
    open_sealing,
    save_drafts,
    share,
    withdraw,
)
from .officers import (
    change_passphrase,
    enrol_officer,
    enrol_with_identity,
    regain_by_code,
    regain_by_member,
    reprint_code,
    retire_key,
    unlock_officer,
)
from .offices import admit_by_recovery, admit_member, dismiss_member, found_office, refound_office, rewrap_batch, rotate_office
from .releases import end_releases, open_release, release_by_recovery, release_outer, request_release

__all__ = [
    "Draft", "Opened", "OpenedStream", "PreparedItem", "Sealing", "add_stream", "add_text", "admit_by_recovery", "admit_member",
    "bar_from_release", "begin_compartment", "change_passphrase", "destroy", "dismiss_member", "end_releases", "enrol_officer",
    "enrol_with_identity", "exclude", "found_office", "open_release", "open_sealing", "read", "read_stream", "read_text",
    "refound_office",
    "regain_by_code", "regain_by_member", "release_by_recovery", "release_outer", "reprint_code", "request_release", "retire_key",
    "rewrap_batch", "rotate_office", "save_drafts", "save_items", "share", "unlock_officer", "withdraw",
]
