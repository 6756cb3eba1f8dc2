"""The sheet of limits of a case, read off its acts and clocks: plain columns only, nothing sealed and no name of a person."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from uuid import UUID

from saksama import store
from saksama.cases import delays, kinds
from saksama.cases.fold import ActView
from saksama.cases.processes import process_of
from saksama.cases.shown import Words
from saksama.cases.shown.delays import DelaySheet, LimitLine, Moment, Turn
from saksama.cases.timeline import LATE_AFTER
from saksama.cases.views.clockface import face
from saksama.cases.words import category_words
from saksama.kernel.actor import Actor
from saksama.kernel.errors import NotFound
from saksama.law import book
from saksama.law.clocks import Reading
from saksama.law.rule import Duty

from .page import Read, read_case

BODIES: Mapping[str, Words] = {
    "bawaslu": Words("Bawaslu", "Bawaslu"),
    "reporter": Words("Pelapor", "The reporter"),
    "accused": Words("Yang dilaporkan", "The reported person"),
    "oversight": Words("Lembaga pengawas ASN", "The oversight body"),
    "agency": Words("Pejabat Pembina Kepegawaian", "The personnel authority"),
    "bpasn": Words("BPASN", "BPASN"),
    "gakkumdu": Words("Gakkumdu", "Gakkumdu"),
}
SHORT = 12
"""So much of the law data's release tells two apart on paper; the whole of it stands in the ledger."""
_OF_AGENCY = frozenset({"agency", "personnel_authority", "direct_superior", "deciding_official", "regional_head"})
_OF_OVERSIGHT = frozenset({"oversight", "bkn"})


def delay_sheet(case_public_id: UUID | str, actor: Actor, *, now: datetime) -> DelaySheet:
    """Return the sheet of the ASN limb; `NotFound` for a case that is absent, out of scope, barred, or asked for by an agency."""
    with store.reading(actor):
        read = read_case(case_public_id, actor, now)
        if read.outside:
            raise NotFound
    case = read.case
    title_id, title_en = category_words(case.category)
    lines = tuple(_line(one, read) for one in read.derived.clocks)
    return DelaySheet(
        public_id=str(case.public_id),
        number=case.number,
        title_id=title_id,
        title_en=title_en,
        place=case.place_label,
        office=read.names.office(case.office),
        timezone=case.timezone,
        law_release=book().release[:SHORT],
        lines=lines,
        turns=_turns(read),
        sums=delays.sums(lines),
    )


def _turns(read: Read) -> tuple[Turn, ...]:
    calendar = read.derived.calendar
    found = delays.stretches(read.derived.state.standing, process_of(read.case))
    lengths = [delays.days_between(one.since, one.until or read.now, calendar) for one in found]
    return tuple(Turn(_body(one.body), one.since, one.until, days) for one, days in zip(found, lengths, strict=True))


def _line(one: Reading, read: Read) -> LimitLine:
    derived, now = read.derived, read.now
    return LimitLine(
        clock=face(one, derived, now),
        owner=_owner(one, read),
        started_at=one.started_at,
        started=_moment(one.started_by, read),
        ended=_moment(one.stopped_by, read),
        early=delays.by_reading(one.due_early, one, now),
        late=delays.by_reading(one.due_late, one, now),
        over_early=delays.days_over(one.due_early, one, now, derived.calendar),
        over_late=delays.days_over(one.due_late, one, now, derived.calendar),
        counted=one.kind is Duty.DUTY,
    )


def _act(place: int, read: Read) -> ActView | None:
    return next((one.act for one in read.derived.state.standing if one.nth == place), None)


def _moment(place: int, read: Read) -> Moment | None:
    act = _act(place, read)
    if act is None:
        return None
    kind = kinds.get(act.kind)
    recorded = act.recorded_at or act.happened_at
    return Moment(
        nth=act.nth,
        label=Words(kind.label_id, kind.label_en),
        happened_at=act.happened_at,
        recorded_at=recorded,
        late=recorded - act.happened_at > LATE_AFTER,
        by=_of_office(_body(act.speaks_for), read.names.office(act.office) if act.speaks_for == "bawaslu" else ""),
    )


def _owner(one: Reading, read: Read) -> Words:
    """Return whose limit it is: the code of the law data in words, with the office or agency of this case where it has one."""
    case = read.case
    if one.actor == "bawaslu":
        act = _act(one.stopped_by, read)
        acted = act.office if act is not None and act.speaks_for == "bawaslu" else ""
        return _of_office(BODIES["bawaslu"], read.names.office(acted or case.office))
    if one.actor in _OF_AGENCY:
        return _of_office(_body(one.actor), read.names.agency(case.agency))
    return _of_office(_body(one.actor), read.names.office(case.oversight_office) if one.actor in _OF_OVERSIGHT else "")


def _of_office(body: Words, office: str) -> Words:
    """Return the office's own name, after its role where that is not told by the name."""
    if not office:
        return body
    return Words(*(office if office.startswith(word) else f"{word}, {office}" for word in (body.id, body.en)))


def _body(code: str) -> Words:
    if code in BODIES:
        return BODIES[code]
    id_, en = book().said("actors", code)
    return Words(id_[:1].upper() + id_[1:], en[:1].upper() + en[1:])
