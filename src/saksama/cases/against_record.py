"""The acts of all cases held against what the ledger committed to: a row changed, put in or taken away by hand is named.

The ledger alone proves that its entries stand as they were written. Pages read the acts, so the acts must say the same.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from saksama import ledger, store
from saksama.accounts import queries as accounts
from saksama.cases.facts import ActPerformed
from saksama.cases.models import Act, Document
from saksama.kernel.actor import SYSTEM
from saksama.ledger.entries import detail_bytes
from saksama.ledger.queries import Told
from saksama.vault import queries as vault

AT_ONCE = 500
_AS_WRITTEN = ("nth", "limb", "kind", "role", "office", "provenance", "recorded_for", "rule")
_INSTANTS = ("happened_at", "recorded_at")


@dataclass(frozen=True, slots=True)
class Departure:
    """An act that does not say what its entry committed to: `field` names what differs; an act or entry without the other is
    `missing`. `case` and `entry` are public ids, `nth` counts in the case's limb (0: the act itself is gone)."""

    case: str
    nth: int
    kind: str
    field: str
    entry: str

    @property
    def id(self) -> str:
        if not self.nth:
            return f"Perkara {self.case}, catatan {self.entry}: tindakannya hilang dari berkas."
        if self.field == "missing":
            return f"Perkara {self.case}, tindakan {self.nth} ({self.kind}): tidak ada catatannya."
        return f"Perkara {self.case}, tindakan {self.nth} ({self.kind}): {self.field} tidak sama dengan catatan {self.entry}."

    @property
    def en(self) -> str:
        if not self.nth:
            return f"Case {self.case}, entry {self.entry}: its act was taken out of the file."
        if self.field == "missing":
            return f"Case {self.case}, act {self.nth} ({self.kind}): no entry stands behind it."
        return f"Case {self.case}, act {self.nth} ({self.kind}): {self.field} is not what entry {self.entry} committed to."


def departures() -> Iterator[Departure]:
    """Yield every act that differs from its entry, in the order of the acts, then every entry whose act is gone.

    A detail erased by law is passed over: nothing is left to compare with. Reads all acts; for checks, not for pages.
    """
    after = 0
    while acts := _portion(after):
        yield from _of_portion(acts)
        after = acts[-1].pk
    yield from _without_act()


def of_cases(public_ids: Collection[UUID]) -> list[Departure]:
    """Return what differs in these cases only: their acts against their entries, and their entries without an act."""
    with store.reading(SYSTEM):
        acts = list(Act.objects.filter(case__public_id__in=public_ids).select_related("case").order_by("pk"))
    found = list(_of_portion(acts))
    kept = {str(act.entry) for act in acts}
    for case in public_ids:
        for entry in ledger.queries.about(case):
            if entry.kind == ActPerformed.kind and str(entry.public_id) not in kept:
                found.append(Departure(str(case), 0, "", "missing", str(entry.public_id)))
    return found


def _portion(after: int) -> list[Act]:
    with store.reading(SYSTEM):
        return list(Act.objects.filter(pk__gt=after).select_related("case").order_by("pk")[:AT_ONCE])


def _of_portion(acts: Sequence[Act]) -> Iterator[Departure]:
    with store.reading(SYSTEM):
        beside = _beside(acts)
    for act in acts:
        for name in _differing(act, beside):
            yield Departure(str(act.case.public_id), act.nth, act.kind, name, str(act.entry))


@dataclass(frozen=True, slots=True)
class _Beside:
    """What stands beside a portion of acts: entries, seals of their texts, papers, and the ledger's names of who acted."""

    told: Mapping[UUID, Told]
    seals: Mapping[UUID, str]
    papers: Mapping[tuple[int, str, int], list[str]]
    pseudonyms: Mapping[str, str]


def _beside(acts: Sequence[Act]) -> _Beside:
    return _Beside(
        ledger.queries.told(act.entry for act in acts),
        vault.seals(act.item for act in acts if act.item),
        _papers(acts),
        accounts.pseudonyms({act.actor for act in acts}),
    )


def _papers(acts: Sequence[Act]) -> Mapping[tuple[int, str, int], list[str]]:
    found: dict[tuple[int, str, int], list[str]] = defaultdict(list)
    rows = Document.objects.filter(case__in={act.case_id for act in acts})
    for case, limb, nth, digest in rows.values_list("case_id", "limb", "nth", "sha256"):
        found[case, limb, nth].append(digest)
    return found


def _differing(act: Act, beside: _Beside) -> Iterator[str]:
    told = beside.told.get(act.entry)
    if told is None or told.object_id != str(act.case.public_id):
        yield "missing"
        return
    if told.actor != beside.pseudonyms.get(act.actor, act.actor):
        yield "actor"
    if told.detail is None:
        return
    detail = told.detail
    yield from (name for name in _AS_WRITTEN if detail[name] != getattr(act, name))
    yield from (name for name in _INSTANTS if datetime.fromisoformat(str(detail[name])) != getattr(act, name))
    if detail["corrects"] != (act.corrects or 0):
        yield "corrects"
    if detail["act"] != str(act.public_id):
        yield "act"
    if detail_bytes({"body": detail["body"]}) != detail_bytes({"body": act.body}):
        yield "body"
    if detail_bytes({"limits": detail.get("limits", [])}) != detail_bytes({"limits": act.limits}):
        yield "limits"
    if detail["item"] != (beside.seals.get(act.item, "") if act.item else ""):
        yield "item"
    if sorted(detail["documents"]) != sorted(beside.papers.get((act.case_id, act.limb, act.nth), ())):
        yield "documents"


def _without_act() -> Iterator[Departure]:
    for entries in ledger.queries.of_kind(ActPerformed.kind, at_once=AT_ONCE):
        with store.reading(SYSTEM):
            kept = set(Act.objects.filter(entry__in=[public_id for public_id, _ in entries]).values_list("entry", flat=True))
        for public_id, case in entries:
            if public_id not in kept:
                yield Departure(case, 0, "", "missing", str(public_id))
