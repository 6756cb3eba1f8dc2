"""Which letters came back signed, read off the acts; a mistaken upload that was corrected does not count."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from uuid import UUID

from saksama.cases import kinds, parties
from saksama.cases.models import Act, Document, Limb
from saksama.cases.shown import SignedShown
from saksama.cases.shown.sealed import SignedVersion

SIGNED = "letter.signed"


def by_letter(rows: Iterable[Document], acts: Sequence[Act]) -> Mapping[UUID, SignedShown]:
    """Return the last signed version of each letter among these documents."""
    papers = {row.nth: row for row in rows if row.signs is not None}
    mistaken = parties.corrected(acts)
    standing = [act for act in acts if act.kind == SIGNED and act.nth not in mistaken and act.nth in papers]
    return {letter: _shown(act, papers[act.nth]) for act in standing if (letter := papers[act.nth].signs) is not None}


def _shown(act: Act, paper: Document) -> SignedShown:
    kind = kinds.get(SIGNED)
    words = {name: [kind.field(name).word(act.body[name], of) if act.body.get(name) else "" for of in ("id", "en")]
             for name in ("way", "match", "chain")}
    return SignedShown(
        document=str(paper.public_id),
        electronic=bool(act.body.get("signatures")),
        way_id=words["way"][0],
        way_en=words["way"][1],
        match_id=words["match"][0],
        match_en=words["match"][1],
        chain_id=words["chain"][0],
        chain_en=words["chain"][1],
        signed_at=datetime.fromisoformat(act.body["signed_at"]) if act.body.get("signed_at") else None,
        taken_at=paper.issued_at,
    )


def version_of(letter: Document) -> SignedVersion | None:
    """Return what everybody may know of a letter's signed version; the caller's scope is open."""
    papers = {row.nth: row for row in Document.objects.filter(case=letter.case, signs=letter.public_id)}
    if not papers:
        return None
    acts = list(Act.objects.filter(case=letter.case, limb=Limb.ASN).order_by("nth"))
    mistaken = parties.corrected(acts)
    last = next((act for act in reversed(acts) if act.nth in papers and act.nth not in mistaken), None)
    if last is None:
        return None
    return SignedVersion(papers[last.nth].issued_at, bool(last.body.get("signatures")), str(last.body.get("file_sha256", "")))
