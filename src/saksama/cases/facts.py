"""What this room records in the ledger, and its kinds of acts (declared on import)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from saksama.kernel.facts import Fact

from .kinds import anywhere, criminal, door, handing, hearing, plenary, room, study, tracks, transfers

__all__ = ["ActPerformed", "CaseForwarded", "ListExported", "SealedRead", "TemplateChosen", "anywhere", "criminal", "door",
           "handing", "hearing", "plenary", "room", "study", "tracks", "transfers"]


@dataclass(frozen=True, slots=True, kw_only=True)
class ActPerformed(Fact):
    """One act of a case. `object_id` is the case; detail: the act itself with body, sealed item's and documents' hashes."""

    kind: ClassVar[str] = "case.act_performed"


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseForwarded(Fact):
    """A case went to the oversight body: the follow-up begins. detail: oversight_office, heard."""

    kind: ClassVar[str] = "case.forwarded"


@dataclass(frozen=True, slots=True, kw_only=True)
class SealedRead(Fact):
    """An officer opened sealed content of a case. `object_id` is the case; detail: what (`story`, or a file's public id)."""

    kind: ClassVar[str] = "case.sealed_read"


@dataclass(frozen=True, slots=True, kw_only=True)
class ListExported(Fact):
    """A list of many cases left as a file. `object_id` says which; detail: office, how many cases, whether names are in it."""

    kind: ClassVar[str] = "cases.list_exported"


@dataclass(frozen=True, slots=True, kw_only=True)
class TemplateChosen(Fact):
    """From now on an office's letters of a form are drawn by this version. `object_id` is the office; detail: form, version (0 is
    ours), sha256 of the file.
    """

    kind: ClassVar[str] = "cases.template_chosen"
