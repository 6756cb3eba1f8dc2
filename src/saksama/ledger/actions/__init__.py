"""Writing the record, by subject: recording, giving positions, signing."""

from __future__ import annotations

from .recording import append, apply_erasures, erase_details, replay
from .sequencing import rebuild_tiles, sequence, waiting_since
from .signing import resume_after_restore, sign_checkpoint, sign_if_due, sign_package

__all__ = [
    "append", "apply_erasures", "erase_details", "rebuild_tiles", "replay", "resume_after_restore", "sequence",
    "sign_checkpoint", "sign_if_due", "sign_package", "waiting_since",
]
