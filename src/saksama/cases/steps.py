"""What a screen hands over to take a step, and the answer where somebody else acted meanwhile."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from saksama.kernel.errors import Conflict

from .shown import Entry


class Provenance(StrEnum):
    """Where an act comes from: our own doing, or what another body's letter, its system or the press says (decision 31)."""

    OWN = "own"
    LETTER = "letter"
    OTHER_SYSTEM = "other_system"
    PRESS = "press"


@dataclass(frozen=True, slots=True)
class Paper:
    """A file that comes with a step: the scan of a letter, minutes, a decree. Sealed before the transaction begins."""

    name: str
    type: str
    content: bytes = field(repr=False)


@dataclass(frozen=True, slots=True)
class Input:
    """One step as it was filled in. `values` by field name (see `kinds.Field` for the types).

    `seen` is the act count on the officer's screen; `text` a note that goes sealed with the act; `happened_at` when it happened
    in law, which may be earlier than now (`late_reason` is then asked, and a scan). `corrects` is the number of a mistaken act.
    """

    values: Mapping[str, object]
    happened_at: datetime
    seen: int
    text: str = field(default="", repr=False)
    documents: tuple[Paper, ...] = ()
    provenance: str = Provenance.OWN
    late_reason: str = field(default="", repr=False)
    corrects: int | None = None


class ActedMeanwhile(Conflict):
    """Somebody acted since the screen was drawn. Nothing typed is lost: `step` is what was handed over, `since` what was done."""

    code = "acted_meanwhile"
    default_detail = "Rekan Anda lebih dulu mencatat langkah pada perkara ini. Baca langkahnya, lalu kirim lagi bila masih perlu."
    default_detail_en = "A colleague recorded a step on this case first. Read it, then send again if it is still needed."

    def __init__(self, *, step: Input, since: tuple[Entry, ...], act_count: int) -> None:
        super().__init__(acts=[entry.nth for entry in since], act_count=act_count)
        self.step = step
        self.since = since
        self.act_count = act_count
