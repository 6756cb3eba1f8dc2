"""The study of a case as its readers see it: every version, what differs from the one before, and the margin."""

from __future__ import annotations

import difflib
import re
from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import datetime
from uuid import UUID

from saksama import store
from saksama.accounts.models import Role
from saksama.cases import elements, kinds
from saksama.cases.fold import ActView
from saksama.cases.judging import ANSWERED, COMMENTED, GENERAL, RETURNED, WRITTEN, element_choices, evidence_choices
from saksama.cases.shown import CommentShown, ElementShown, PartShown, StudyShown, VersionShown, Words
from saksama.cases.words import category_words
from saksama.kernel.actor import Actor
from saksama.kernel.errors import NotFound
from saksama.vault.errors import NotAReader
from saksama.vault.keyring import Keyring

from .opened import note_of
from .page import Read, read_case

PARTS = ("facts", "analysis")
MOST_PAIRS = 200_000     # a second or two at the very worst
_WORD = re.compile(r"\s+|[^\s]+")
NO_STUDY = ("Perkara ini belum mempunyai kajian.", "This case has no study yet.")


def study(case_public_id: UUID | str, actor: Actor, *, keys: Keyring | None = None, now: datetime) -> StudyShown:
    """Return the study; its sealed words only with `keys` that open them. `NotFound` for a case out of reach or without study.

    The agency reads no study: what it gets is the recommendation.
    """
    with store.reading(actor):
        read = read_case(case_public_id, actor, now)
    if actor.has(Role.AGENCY_OFFICER) or not read.derived.state.every(WRITTEN):
        raise NotFound(*NO_STUDY)
    texts = _texts(read, keys)
    title_id, title_en = category_words(read.case.category)
    return StudyShown(
        public_id=str(read.case.public_id),
        number=read.case.number,
        title_id=title_id,
        title_en=title_en,
        versions=tuple(reversed(_versions(read, texts))),
        opened=keys is not None,
        timezone=read.case.timezone,
    )


def _texts(read: Read, keys: Keyring | None) -> Mapping[int, Mapping[str, str]]:
    """Return the sealed words of the acts of the study, by number; what does not open is left out."""
    wanted = (WRITTEN, RETURNED, COMMENTED, ANSWERED)
    found: dict[int, Mapping[str, str]] = {}
    for row in read.asn:
        if keys is None or row.kind not in wanted or not row.item:
            continue
        try:
            found[row.nth] = note_of(row, keys)
        except NotAReader:
            continue
    return found


def _versions(read: Read, texts: Mapping[int, Mapping[str, str]]) -> list[VersionShown]:
    written = read.derived.state.every(WRITTEN)
    labels = {key: Words(words_id, words_en) for key, words_id, words_en in (*GENERAL, *element_choices(read.case))}
    files = {file: label.partition(".")[0] for file, label, _ in evidence_choices(read.case)}
    shown = []
    for n, act in enumerate(written):
        before = written[n - 1] if n else None
        until = written[n + 1].nth if n + 1 < len(written) else None
        shown.append(_version(read, n + 1, act, before, until, texts, labels, files))
    return shown


def _version(
    read: Read,
    n: int,
    act: ActView,
    before: ActView | None,
    until: int | None,
    texts: Mapping[int, Mapping[str, str]],
    labels: Mapping[str, Words],
    files: Mapping[str, str],
) -> VersionShown:
    field = kinds.get(WRITTEN).field("conclusion")
    conclusion = act.body.get("conclusion")
    follows = [one.act for one in read.derived.state.standing if one.act.nth > act.nth and (until is None or one.act.nth < until)]
    return VersionShown(
        n=n,
        nth=act.nth,
        at=act.happened_at,
        who=read.names.officers.get(act.actor, ""),
        conclusion=Words(field.word(conclusion, "id"), field.word(conclusion, "en")),
        elements=_elements(read, act, before, texts, labels, files),
        parts=_parts(act, before, texts),
        approved=_by(read, follows, "kajian.approved"),
        returned=_by(read, follows, RETURNED),
        comments=tuple(_comment(read, one, follows, texts, labels) for one in follows if one.kind == COMMENTED),
    )


def _by(read: Read, acts: Sequence[ActView], kind: str) -> tuple[str, ...]:
    return tuple(read.names.officers.get(one.actor, "") or one.role for one in acts if one.kind == kind)


def _elements(
    read: Read,
    act: ActView,
    before: ActView | None,
    texts: Mapping[int, Mapping[str, str]],
    labels: Mapping[str, Words],
    files: Mapping[str, str],
) -> tuple[ElementShown, ...]:
    found: Mapping[str, str] = act.body.get("elements") or {}  # type: ignore[assignment]
    earlier: Mapping[str, str] = (before.body.get("elements") or {}) if before else {}  # type: ignore[assignment]
    named: Mapping[str, Sequence[str]] = act.body.get("elements_evidence") or {}  # type: ignore[assignment]
    reasons = elements.reasons(texts.get(act.nth, {}).get("element_reasons", ""))
    day = read.case.happened_on or read.case.opened_at.date()
    ours = {one.key: one for one in elements.of(sorted({key.partition(".")[0] for key in found}), day)}
    return tuple(
        ElementShown(
            key=key,
            label=Words(ours[key].id, ours[key].en) if key in ours else labels.get(key, Words(key, key)),
            ours=ours[key].ours if key in ours else True,
            finding=finding,
            finding_words=Words(*elements.FINDING_WORDS[finding]),
            evidence=tuple(files[file] for file in named.get(key, ()) if file in files),
            reasons=reasons.get(key, ""),
            changed=bool(before) and earlier.get(key) != finding,
        )
        for key, finding in found.items()
    )


def _parts(act: ActView, before: ActView | None, texts: Mapping[int, Mapping[str, str]]) -> tuple[PartShown, ...]:
    mine, theirs = texts.get(act.nth, {}), texts.get(before.nth, {}) if before else {}
    kind = kinds.get(WRITTEN)
    found = []
    for name in PARTS:
        if not mine.get(name):
            continue
        field = kind.field(name)
        pieces = differing(theirs[name], mine[name]) if theirs.get(name) else (("kept", mine[name]),)
        found.append(PartShown(name, Words(field.label_id, field.label_en), pieces))
    return tuple(found)


def differing(old: str, new: str) -> tuple[tuple[str, str], ...]:
    """Return a text in pieces against the one before, word by word: kept, gone, new. Together they are all of both texts.

    A text of very many equal words is compared by lines, or given as replaced: what a page costs is bounded.
    """
    ours, theirs = _WORD.findall(old), _WORD.findall(new)
    if _pairs(ours, theirs) > MOST_PAIRS:
        ours, theirs = old.splitlines(keepends=True), new.splitlines(keepends=True)
    if _pairs(ours, theirs) > MOST_PAIRS:
        ours, theirs = [old], [new]
    pieces: list[tuple[str, str]] = []
    for what, a, b, c, d in difflib.SequenceMatcher(str.isspace, ours, theirs, autojunk=False).get_opcodes():
        if what == "equal":
            pieces.append(("kept", "".join(ours[a:b])))
            continue
        if a < b:
            pieces.append(("gone", "".join(ours[a:b])))
        if c < d:
            pieces.append(("new", "".join(theirs[c:d])))
    return tuple(pieces)


def _pairs(ours: Sequence[str], theirs: Sequence[str]) -> int:
    """Return how many words of one text equal one of the other; comparing costs as much and more. Blanks are not looked for."""
    there = Counter(one for one in theirs if not one.isspace())
    return sum(count * there[one] for one, count in Counter(ours).items())


def _comment(
    read: Read, act: ActView, follows: Sequence[ActView], texts: Mapping[int, Mapping[str, str]], labels: Mapping[str, Words]
) -> CommentShown:
    element = str(act.body.get("element", ""))
    answers = [one for one in read.derived.state.every(ANSWERED) if str(one.body.get("comment")) == str(act.nth)]
    return CommentShown(
        nth=act.nth,
        place=labels.get(element, Words(element, element)),
        who=read.names.officers.get(act.actor, ""),
        at=act.happened_at,
        text=texts.get(act.nth, {}).get("comment", ""),
        answered=bool(answers),
        answer=texts.get(answers[-1].nth, {}).get("answer", "") if answers else "",
        answered_by=read.names.officers.get(answers[-1].actor, "") if answers else "",
    )
