"""The verbs of evidence, by subject: taking files in, making their copies, disclosing a copy to the reported person."""

from __future__ import annotations

from .copies import copy_with_keys, make_copy, mark_late
from .disclosures import PreparedDisclosure, disclose, prepare_disclosure, preview_disclosure, withdraw_disclosure
from .intake import Received, add_papers, discard, receive, save, save_papers, seal_papers

__all__ = [
    "PreparedDisclosure", "Received", "add_papers", "copy_with_keys", "discard", "disclose", "make_copy", "mark_late",
    "prepare_disclosure", "preview_disclosure", "receive", "save", "save_papers", "seal_papers", "withdraw_disclosure",
]
