"""What the people of the demonstration do, by the product's own verbs: file a report, take a step, write, answer.

Every verb gets the instant of the play as `now`, so that what it records stands at its own day.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from functools import cache
from pathlib import Path
from uuid import UUID

from saksama import store
from saksama.cases import actions as cases
from saksama.cases import queries as case_queries
from saksama.cases.actions import mirroring
from saksama.cases.models import Act, Case, Limb
from saksama.cases.steps import Input, Paper
from saksama.evidence import actions as evidence
from saksama.evidence import queries as files_of
from saksama.institutions import queries as institutions
from saksama.intake import actions as intake
from saksama.intake import queries as intake_queries
from saksama.intake.answers import Answers
from saksama.intake.models import Report
from saksama.intake.routing import Wishes, route
from saksama.kernel import receipt
from saksama.kernel.actor import PUBLIC, SYSTEM
from saksama.kernel.errors import MistypedCode
from saksama.law.calendar import WIB
from saksama.ledger.models import Entry
from saksama.places import queries as places

from .people import Person

MEDIA = Path(__file__).parent / "media"
TYPES = {".jpg": "image/jpeg", ".png": "image/png", ".pdf": "application/pdf", ".mp4": "video/mp4", ".txt": "text/plain"}
CODE = re.compile(r"[0-9A-Z]{4}(?:-[0-9A-Z]{4}){4}")


@dataclass(frozen=True, slots=True)
class Days:
    """The days of the play: `present` is the morning it shows, `voting` the polling day of its election."""

    present: date
    voting: date

    def at(self, day: int, hour: str) -> datetime:
        """Return the instant `day` days from the present day, at an hour of Provinsi Andai."""
        hours, minutes = (int(part) for part in hour.split(":"))
        on = self.present + timedelta(days=day)
        return datetime(on.year, on.month, on.day, hours, minutes, tzinfo=WIB)

    def read(self, written: str) -> datetime:
        """Return the instant of a text such as `-38 16:20`."""
        day, hour = written.split()
        return self.at(int(day), hour)


@dataclass(slots=True, repr=False)
class Filed:
    """A report with its case and the code its reporter kept."""

    code: str
    report: Report
    case: UUID


@dataclass(frozen=True, slots=True)
class Told:
    """What is told, and how: the answers, the door, the channel and the reporter's wish about who may not read."""

    answers: Answers
    door: str
    channel: str = "web"
    exclude_district: bool = False
    files: tuple[str, ...] = ()


@cache
def media(name: str) -> bytes:
    return (MEDIA / name).read_bytes()


def papers(names: Iterable[str]) -> tuple[Paper, ...]:
    return tuple(Paper(name, TYPES[Path(name).suffix], media(name)) for name in names)


@cache
def agency(code: str) -> str:
    """Return the public id of an agency by our code; nothing for none."""
    return str(institutions.agency_by_code(code).public_id) if code else ""


def tell(told: Told, *, now: datetime) -> Filed:
    """File a report through the public door, and open its case as the worker would have."""
    answers = told.answers
    code = receipt.draw()
    way = route(places.by_code(answers.place_code), answers.agency, now.date(), wishes=Wishes(told.exclude_district))
    filing = intake.begin(code, answers=answers, door=told.door, route=way, channel=told.channel, now=now)
    for name in told.files:
        filing.take_file(name, TYPES[Path(name).suffix], [media(name)])
    report = intake.submit_report(filing, actor=PUBLIC, now=now).report
    make_copies(report, now=now)
    return Filed(receipt.pretty(code), report, cases.open_file(report, now=now).public_id)


def enter(told: Told, *, by: Person, arrived_at: datetime, late_reason: str = "", now: datetime) -> Filed:
    """Enter what came to an officer by paper, in person or in the field, and open its case."""
    filled = cases.ByOfficer(channel=told.channel, arrived_at=arrived_at, answers=told.answers, door=told.door,
                             papers=papers(told.files), late_reason=late_reason)
    opened = cases.open_by_officer(filled, actor=by.actor, keys=by.keys, now=now)
    report = intake_queries.by_code(opened.code)
    make_copies(report, now=now)
    return Filed(receipt.pretty(opened.code), report, UUID(opened.case_public_id))


def make_copies(report: Report, *, now: datetime) -> None:
    """Make the clean copies at once: by the time the doors open, the worker's key of that day would long be gone."""
    for file in files_of.of_report(report.public_id):
        evidence.make_copy(file.public_id, now=now)


@dataclass(frozen=True, slots=True)
class Doing:
    """One step as it is taken: the values by field, and where the news of it comes from."""

    values: Mapping[str, object] = field(default_factory=dict)
    papers: tuple[str, ...] = ()
    provenance: str = "own"
    happened_at: datetime | None = None
    late_reason: str = ""


def take(case: UUID, act: str, doing: Doing, *, by: Person, now: datetime, seen: int | None = None) -> Act:
    """Take a step on a case as this person, with what he can open. `seen`: how many acts he has seen; None: all there are."""
    step = Input(values=doing.values, happened_at=doing.happened_at or now, seen=act_count(case, act) if seen is None else seen,
                 documents=papers(doing.papers), provenance=doing.provenance, late_reason=doing.late_reason)
    return cases.take(case, act, step, actor=by.actor, keys=by.keys, now=now)


def act_count(case: UUID, act: str) -> int:
    limb = Limb.CRIMINAL if act.startswith("criminal.") else Limb.ASN
    with store.reading(SYSTEM):
        return Act.objects.filter(case__public_id=case, limb=limb).count()


def read_case(case: UUID) -> Case:
    with store.reading(SYSTEM):
        return Case.objects.get(public_id=case)


def say(report: Report, words: str, *, by: Person, now: datetime) -> None:
    intake.post_message(report.public_id, words, actor=by.actor, now=now)


def answer(filed: Filed, words: str, *, completes: bool = False, now: datetime) -> None:
    """Let the reporter write by his code, and the act follow as the worker would let it."""
    intake.reply(filed.code, words, completes=completes, now=now)
    entry = _last_entry(str(filed.report.public_id), "reporter.completed" if completes else "reporter.wrote")
    (mirroring.take_completion if completes else mirroring.take_message)(entry.public_id, now=now)


def _last_entry(object_id: str, kind: str) -> Entry:
    return Entry.objects.filter(object_id=object_id, kind=kind).order_by("-pk")[0]


def letter_code(case: UUID, *, by: Person, now: datetime) -> str:
    """Return the code in the last invitation, read off the letter itself: it stands nowhere else."""
    page = case_queries.page(case, by.actor, now=now)
    letters = [one for one in page.documents if one.form == "invitation"]
    opened = case_queries.document(letters[-1].public_id, by.actor, by.keys, now=now, format="docx")
    with zipfile.ZipFile(io.BytesIO(opened.content)) as letter:
        text = re.sub(r"<[^>]+>", "", letter.read("word/document.xml").decode())
    for found in CODE.findall(text):
        try:
            return receipt.pretty(receipt.normalise(found))
        except MistypedCode:
            continue
    raise LookupError("the letter carries no code")


def reply_in_room(code: str, choice: str, words: str, files: Sequence[str], *, now: datetime) -> None:
    """Let the reported person answer by the code of his letter."""
    cases.file_reply(code, choice=choice, text=words, files=papers(files), now=now)
