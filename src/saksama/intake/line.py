"""The reporter's line: whose turn it was, since when, and where nothing has been heard. Pure over rows already read.

Consecutive statuses that wait on the same body are one stop. Where another body is due and no document told of it, the line says
"belum ada kabar", never that nothing was done (decision 31).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from .models import Report, Status

REPORTER, OFFICE, NOBODY = "reporter", "bawaslu", "nobody"
OTHERS = frozenset({"oversight", "agency", "bpasn"})
OWNERS = {
    REPORTER: ("Anda", "You"),
    "oversight": ("Lembaga pengawas ASN", "ASN oversight body"),
    "agency": ("Pejabat pembina kepegawaian", "Personnel authority"),
    "bpasn": ("Badan Pertimbangan ASN", "Civil service advisory board"),
    "accused": ("Yang dilaporkan", "The reported person"),
    NOBODY: ("Selesai", "Finished"),
}
QUIET = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Stop:
    """One stop: `state` is past, waiting, silent or ahead. `said` are sentences in both languages, oldest first."""

    owner: str
    label_id: str
    label_en: str
    state: str
    since: datetime | None
    said: tuple[tuple[str, str], ...] = ()
    due: datetime | None = None


def stops(report: Report, statuses: Sequence[Status], office_name: str, now: datetime) -> tuple[Stop, ...]:
    """Return the stops in order: the sending, each body in turn, silence where it is, and what is ahead."""
    line = [Stop(REPORTER, *OWNERS[REPORTER], "past", report.received_at),
            Stop(OFFICE, office_name, office_name, "past", report.received_at)]
    for status in statuses:
        _follow(line, status, office_name)
    last = line[-1]
    if last.owner != NOBODY and report.closed_at is None:
        line[-1] = replace(last, state="waiting")
        if last.owner in OTHERS and report.silent_since is not None and now - report.silent_since >= QUIET:
            line.append(Stop(last.owner, "", "", "silent", report.silent_since))
        if any(stop.owner in OTHERS for stop in line):
            line.append(Stop("", "Sanksi dijalankan, jika dijatuhkan", "Sanction carried out, if one is imposed", "ahead", None))
    return tuple(line)


def _follow(line: list[Stop], status: Status, office_name: str) -> None:
    """Add a status to the stop it belongs to, or begin the next one."""
    label_id, label_en = status.owner_id, status.owner_en
    if not label_id:
        label_id, label_en = OWNERS.get(status.waiting_on, (office_name, office_name))
    said = ((status.sentence_id, status.sentence_en or status.sentence_id),) if status.sentence_id else ()
    last = line[-1]
    if (last.owner, last.label_id) == (status.waiting_on, label_id):
        line[-1] = replace(last, said=(*last.said, *said), due=status.due)
        return
    # What an act says, whoever acted says: the sentence belongs to the stop that handed on.
    line[-1] = replace(last, said=(*last.said, *said))
    line.append(Stop(status.waiting_on, label_id, label_en, "past", status.since, due=status.due))
