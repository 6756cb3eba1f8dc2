"""What the holder of a code sees, as values. Sentences that live in data carry both languages."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from saksama.evidence.models import File
    from saksama.ledger.proofs import Proof

    from .line import Stop
    from .models import Report, Status


@dataclass(frozen=True, slots=True)
class Letter:
    """One message. `mine`: the reporter wrote it; `asks`: an officer asks for what is missing, until `due`."""

    public_id: str
    mine: bool
    at: datetime
    text: str = field(repr=False)
    asks: bool = False
    due: datetime | None = None
    completes: bool = False
    written_by: str = ""


@dataclass(frozen=True, slots=True, repr=False)
class Opened:
    """An opening of the name, in the words of who opened it."""

    at: datetime
    who: str
    why: str


@dataclass(frozen=True, slots=True, repr=False)
class Mailbox:
    """A report as its reporter may know it. `proof` is None until a checkpoint covers the report's entry."""

    report: Report
    office_name: str
    timezone: str
    status: Status | None
    stops: Sequence[Stop]
    letters: tuple[Letter, ...]
    asked: Letter | None
    openings: tuple[Opened, ...]
    files: tuple[File, ...]
    leaf: str
    proof: Proof | None
