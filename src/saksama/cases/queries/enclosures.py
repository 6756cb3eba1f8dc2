"""The parts of a page that come from other rooms: reports, what looks like them, evidence, conditions; persons and papers."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING
from uuid import UUID

from saksama.accounts.models import Role
from saksama.cases import access, guarding, kinds
from saksama.cases.kinds.door import CHANNELS, DOORS
from saksama.cases.kinds.shared import STATUS
from saksama.cases.models import Act, Case, Document, Limb, Party
from saksama.cases.parties import ROLES
from saksama.cases.shown import (
    ConditionShown,
    DocumentShown,
    FileShown,
    PartyShown,
    PostHolderShown,
    ReportShown,
    SignedShown,
    SimilarShown,
)
from saksama.cases.words import category_words
from saksama.evidence import queries as evidence
from saksama.evidence.models import File
from saksama.intake import queries as intake
from saksama.intake.models import Report
from saksama.kernel.errors import NoRule
from saksama.law import book
from saksama.law.guard import Condition, Met
from saksama.places import queries as places

from . import resembling, signing

if TYPE_CHECKING:
    from .page import Read

FORM_WORDS = {
    "paper": ("Dokumen", "Document"),
    "copy_sheet": ("Lembar salin", "Copy sheet"),
    "package": ("Paket bertanda tangan", "Signed package"),
    "signed": ("Surat bertanda tangan", "Signed letter"),
}


@dataclass(frozen=True, slots=True)
class Inside:
    """What only Bawaslu and the overseer see."""

    reports: tuple[ReportShown, ...] = ()
    similar: tuple[SimilarShown, ...] = ()
    files: tuple[FileShown, ...] = ()
    conditions: tuple[ConditionShown, ...] = ()


def inside(read: Read) -> Inside:
    """Return reports, look-alikes, evidence and conditions; nothing of it to an agency, no look-alikes to the overseer."""
    if read.outside:
        return Inside()
    reports = intake.of_case(read.case.public_id, sealed=False)
    compares = not read.actor.has(Role.OVERSIGHT_ANALYST) and read.case.similar and read.case.stage in resembling.COMPARABLE
    return Inside(
        reports=tuple(_report(one, read.case) for one in reports),
        similar=_similar(read, reports) if compares else (),
        files=_files(read, reports),
        conditions=_conditions(read),
    )


def _report(report: Report, case: Case) -> ReportShown:
    door = next((words for code, *words in DOORS if code == report.door), [report.door, report.door])
    channel = next((words for code, *words in CHANNELS if code == report.channel), [report.channel, report.channel])
    return ReportShown(
        public_id=str(report.public_id),
        door=report.door,
        door_id=door[0],
        door_en=door[1],
        channel=report.channel,
        channel_id=channel[0],
        channel_en=channel[1],
        received_at=report.received_at,
        recorded_at=report.recorded_at,
        withdrawn=report.withdrawn_at is not None,
        joined=report.public_id != case.opening_report,
        has_contact=report.contact_id is not None,
    )


def _similar(read: Read, reports: Sequence[Report]) -> tuple[SimilarShown, ...]:
    if not reports:
        return ()
    on = read.now.date()
    different = resembling.apart(read.case, read.derived.state)
    others = access.visible(read.actor, on).exclude(pk=read.case.pk).exclude(public_id__in=different)
    alike = _one_a_case(intake.similar(reports[0], read.actor, on=on, cases=others))
    cases = {case.public_id: case for case in others.filter(public_id__in=[one.case_public_id for one in alike])}
    known = places.by_codes({one.place_code for one in alike}) if alike else {}
    found = []
    for one in alike:
        case = cases.get(one.case_public_id) if one.case_public_id else None
        title_id, title_en = category_words(one.category)
        found.append(
            SimilarShown(
                report=str(one.public_id),
                case=str(one.case_public_id or ""),
                number=case.number if case else "",
                title_id=title_id,
                title_en=title_en,
                place=known[one.place_code].label if one.place_code in known else "",
                received_at=one.received_at,
                reasons=resembling.reasons(reports[0], one),
            )
        )
    return tuple(found)


def _one_a_case(alike: Sequence[Report]) -> list[Report]:
    """Return the closest report of each case, and those that have none yet."""
    closest: dict[UUID, Report] = {}
    for one in alike:
        closest.setdefault(one.case_public_id or one.public_id, one)
    return list(closest.values())


def _files(read: Read, reports: Sequence[Report]) -> tuple[FileShown, ...]:
    rows = evidence.of_matter([one.public_id for one in reports], read.case.public_id)
    disclosed = (
        {one.copy.file_id for one in evidence.disclosures(read.case.public_id)} if read.case.compartments.get("reply") else set()
    )
    return tuple(_file(one, one.pk in disclosed) for one in rows)


def _file(file: File, disclosed: bool) -> FileShown:
    copy = getattr(file, "copy", None) if file.state == File.State.COPIED else None
    return FileShown(
        public_id=str(file.public_id),
        copy=str(copy.public_id) if copy else "",
        kind=file.kind,
        state=file.state,
        fingerprint=file.fingerprint,
        size_bucket=file.size_bucket,
        received_at=file.received_at,
        disclosed=disclosed,
        own=file.case_public_id is not None,
    )


def _conditions(read: Read) -> tuple[ConditionShown, ...]:
    """Return the six conditions as the steps at the door are judged by them."""
    done = read.derived.state.done
    assessed = "conditions.assessed" in done
    return tuple(_condition(one, assessed) for one in guarding.guard_of(read.case, done).conditions)


def _condition(one: Condition, assessed: bool) -> ConditionShown:
    unasked = one.met is Met.UNASKED
    return ConditionShown(
        key=one.key,
        label_id=one.label_id,
        label_en=one.label_en,
        state=one.met.value,
        why_id=one.why_id,
        why_en=one.why_en,
        wanted_id=one.why_id if unasked else one.satisfied_by_id,
        wanted_en=one.why_en if unasked else one.satisfied_by_en,
        citation=one.citation,
        confidence=one.confidence,
        formal=one.formal,
        assessed=assessed,
    )


def parties_shown(rows: Iterable[Party]) -> tuple[PartyShown, ...]:
    return tuple(_party(row) for row in rows)


def _party(row: Party) -> PartyShown:
    role_id, role_en = ROLES.get(row.role, (row.role, row.role))
    return PartyShown(
        public_id=str(row.public_id),
        role=row.role,
        role_id=role_id,
        role_en=role_en,
        name=row.name,
        post=row.post,
        status=STATUS.word(row.status, "id"),
    )


def documents_shown(rows: Iterable[Document], acts: Sequence[Act] = (), office: str = "") -> tuple[DocumentShown, ...]:
    """Return letters and papers. With the acts of the case also what came back signed, and what `office` may still take back."""
    held = list(rows)
    signed = signing.by_letter(held, acts)
    own = {act.nth for act in acts if office and act.office == office}
    return tuple(_document(row, signed.get(row.public_id), may_sign=bool(row.number) and row.nth in own) for row in held)


def _document(row: Document, signed: SignedShown | None, *, may_sign: bool) -> DocumentShown:
    label_id, label_en = form_words(row.form)
    return DocumentShown(
        public_id=str(row.public_id),
        nth=row.nth,
        form=row.form,
        label_id=label_id,
        label_en=label_en,
        number=row.number,
        fingerprint=row.sha256,
        issued_at=row.issued_at,
        formats=("pdf", "docx") if row.editable else ("pdf",),
        template=row.template,
        signed=signed,
        may_sign=may_sign and row.limb == Limb.ASN,
    )


def form_words(form: str) -> tuple[str, str]:
    """Return what a letter or paper is called."""
    if form in FORM_WORDS:
        return FORM_WORDS[form]
    try:
        entry = book().form(form)
    except NoRule:
        return form, form
    return entry.title_id, entry.title_en


def post_holder(read: Read) -> PostHolderShown | None:
    """Return who held the post on the day, or None until an officer recorded it."""
    act = read.derived.state.last("post_holder.recorded")
    if act is None:
        return None
    row = next((one for one in reversed(read.parties) if one.nth == act.nth), None)
    source = kinds.get(act.kind).field("source")
    return PostHolderShown(
        name=row.name if row else "",
        post=row.post if row else "",
        on=_day(act.body.get("on")),
        source_id=source.word(act.body.get("source"), "id"),
        source_en=source.word(act.body.get("source"), "en"),
        recorded_at=act.recorded_at or act.happened_at,
        nth=act.nth,
    )


def _day(value: object) -> date | None:
    return date.fromisoformat(value) if isinstance(value, str) else None
