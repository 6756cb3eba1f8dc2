"""The acts as entries of the timeline, in words."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from saksama.accounts import roles

from . import kinds, reading
from .inputs import LATE_AFTER
from .models import Act, Case, Document
from .reading import Names
from .shown import Entry

ROLE_WORDS: Mapping[str, tuple[str, str]] = {
    **roles.WORDS,
    "accused": ("yang dilaporkan", "reported person"),
    "system": ("sistem", "system"),
}
PROVENANCE_WORDS: Mapping[str, tuple[str, str]] = {
    "own": ("", ""),
    "letter": ("dari surat", "from a letter"),
    "other_system": ("dari sistem lain", "from another system"),
    "press": ("dari berita", "from the press"),
}


def entries(acts: Iterable[Act], names: Names, documents: Mapping[int, Sequence[Document]] | None = None) -> tuple[Entry, ...]:
    """Return the acts as entries in order; `documents` by act number."""
    rows = list(acts)
    corrected = {act.corrects: act.nth for act in rows if act.corrects is not None}
    return tuple(_entry(act, names, corrected, documents or {}) for act in rows)


def _entry(act: Act, names: Names, corrected: Mapping[int, int], documents: Mapping[int, Sequence[Document]]) -> Entry:
    said_id, said_en = reading.sentence(reading.view(act), names)
    source_id, source_en = PROVENANCE_WORDS.get(act.provenance, ("", ""))
    role_id, role_en = ROLE_WORDS.get(act.role, ("", ""))
    return Entry(
        nth=act.nth,
        act=act.kind,
        sentence_id=said_id,
        sentence_en=said_en,
        happened_at=act.happened_at,
        recorded_at=act.recorded_at,
        late=act.recorded_at - act.happened_at > LATE_AFTER,
        provenance=act.provenance,
        provenance_id=source_id,
        provenance_en=source_en,
        recorded_for=act.recorded_for,
        who=names.officers.get(act.actor, ""),
        role_id=role_id,
        role_en=role_en,
        office=names.office(act.office),
        rule=act.rule,
        documents=tuple(str(one.public_id) for one in documents.get(act.nth, ())),
        corrected_by=corrected.get(act.nth),
        corrects=act.corrects,
        sealed=act.item is not None,
        limb=act.limb,
    )


def of_case(case: Case, limb: str, *, after: int = 0) -> tuple[Entry, ...]:
    """Return the entries of a limb recorded after act `after`, with the names of who took them."""
    rows = [act for act in reading.rows_of(case, limb) if act.nth > after]
    return entries(rows, reading.names_for(case, rows))


def kind_words(act: str) -> tuple[str, str]:
    kind = kinds.get(act)
    return kind.label_id, kind.label_en
