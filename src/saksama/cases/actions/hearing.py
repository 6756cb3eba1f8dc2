"""Verbs of the hearing: minutes with their persons, invitations of others, a lost code, what the reported person asks for."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import datetime
from typing import ClassVar

from saksama.cases import hearings, minutes, parties
from saksama.cases.fixing import Choices, appointment_choices
from saksama.cases.kinds import Field
from saksama.cases.kinds.hearing import WARNED
from saksama.cases.models import Act, Case
from saksama.cases.projecting import Derived
from saksama.cases.verbs import Taking, Verb, verb
from saksama.intake import actions as intake
from saksama.intake import queries as reports
from saksama.intake.errors import MailboxClosed
from saksama.intake.models import Report
from saksama.kernel.errors import Invalid
from saksama.law import wording as say
from saksama.vault import actions as vault
from saksama.vault.actions import PreparedItem

from . import appointing
from .appointing import Fixing

MINUTES = "minutes"
MOST_DAYS = 10     # working days at a time: our own rule, like the limit it extends (SAK-REPLY)
_HIS = ("questions", "minutes", "refusal")
ROLES: Mapping[str, str] = {
    "companion": "companion",
    "interpreter": "interpreter",
    "attendants": "attendant",
    "witnesses": "witness",
    "person": "witness",
}


class WithPersons(Verb):
    """A step that names people who are not reported: each is kept by the part he has."""

    def keep_persons(self, taking: Taking, act: Act) -> None:
        for name, persons in taking.cleaned.persons.items():
            role = ROLES[name]
            if role == "witness" and taking.cleaned.body.get("who") == "expert":
                role = "expert"
            parties.record(taking.case, persons, nth=act.nth, role=role)


class Hearing(WithPersons):
    """Minutes of a hearing. Warnings are read out before anything is asked, and a refusal to sign carries its reason."""

    accused: ClassVar[bool]

    def choices(self, case: Case, field: Field, now: datetime) -> Choices | Field | None:
        if field.name != "appointment":
            return None
        return appointment_choices(case, now, accused=self.accused)

    def prefilled(self, case: Case, derived: Derived) -> dict[str, object]:
        return {**super().prefilled(case, derived), "questions": [(question, "") for question in minutes.OPENING]}

    def check(self, taking: Taking) -> None:
        body = taking.cleaned.body
        appointing.ended(taking)
        if body.get("present", "yes") == "yes":
            _require_warned(body.get("warned") or ())
            if not (taking.text("questions") or taking.text("minutes")):
                raise Invalid(
                    "Isi tanya jawab, atau jalannya pemeriksaan.", "Fill in the questions, or the course.", field="minutes"
                )
        if body.get("signature") == "refused" and not taking.text("refusal"):
            raise Invalid("Tulis alasannya menolak tanda tangan.", "Write why the signature was refused.", field="refusal")


def _require_warned(read_out: object) -> None:
    missing = [words for code, *words in WARNED if code not in list(read_out)]  # type: ignore[call-overload]
    if missing:
        raise Invalid(
            f"Bacakan dulu peringatan ini, lalu centang: {missing[0][0]}.",
            f"Read out this warning first, then tick it: {missing[0][1]}.",
            field="warned",
        )


@verb("clarification.held")
class HearAccused(Hearing):
    """The reported person's hearing: he finds its minutes in his room."""

    accused = True
    mine: PreparedItem | None

    def prepare(self, taking: Taking) -> None:
        super().prepare(taking)
        self.mine = None
        room = taking.compartment("reply")
        if room is not None and taking.cleaned.body.get("present") == "yes":
            words = json.dumps(self._told(taking), ensure_ascii=False)
            self.mine = vault.add_text(room, klass=MINUTES, name="berita-acara.json", text=words)

    def _told(self, taking: Taking) -> dict[str, object]:
        """Return what his room shows: his own words and who sat there, never the officer's note."""
        body, people = taking.cleaned.body, taking.cleaned.persons
        return {
            "nth": taking.step.seen + 1,
            "at": taking.step.happened_at.isoformat(),
            **{name: taking.text(name) for name in _HIS if taking.text(name)},
            **{name: body[name] for name in ("warned", "recording", "read_back", "signature") if name in body},
            **{name: [person.name for person in found] for name, found in people.items()},
        }

    def write(self, taking: Taking) -> Act:
        act = super().write(taking)
        if self.mine is not None:
            self.mine.save()
        return act

    def discard(self, taking: Taking) -> None:
        super().discard(taking)
        if getattr(self, "mine", None) is not None:
            self.mine.discard()  # type: ignore[union-attr]


@verb("witness.heard")
class HearOther(Hearing):
    """A statement of a witness, an expert or the reporter; the reporter's name is not written into it."""

    accused = False

    def check(self, taking: Taking) -> None:
        require_person(taking)
        super().check(taking)


def require_person(taking: Taking) -> None:
    """Refuse a witness without name, and a reporter with one: the reporter's name stays where it is sealed."""
    named = bool(taking.cleaned.persons.get("person"))
    if taking.cleaned.body["who"] == "reporter" and named:
        raise Invalid(
            "Nama pelapor tidak ditulis di sini. Kosongkan namanya.",
            "The reporter's name is not written here. Leave it empty.",
            field="person",
        )
    if taking.cleaned.body["who"] != "reporter" and not named:
        raise Invalid("Tulis namanya.", "Write the name.", field="person")


@verb("witness.invited")
class InviteOther(WithPersons, Fixing):
    """Invite a witness or an expert by letter, the reporter through the box: who reported without a name is not invited."""

    accused = False

    def check(self, taking: Taking) -> None:
        body = taking.cleaned.body
        require_person(taking)
        if (body["way"] == "box") != (body["who"] == "reporter"):
            raise Invalid(
                "Kotak pesan dipakai untuk pelapor, dan hanya untuk pelapor.",
                "The box is the way to the reporter, and to nobody else.",
                field="way",
            )
        if body["who"] == "reporter" and not reachable(taking):
            raise Invalid(
                "Pelapor menyampaikan tanpa nama atau sudah menutup laporannya; ia tidak diundang. Tanyakan lewat pesan.",
                "The reporter gave no name or has closed the report, and is not invited. Ask by message.",
                field="who",
            )
        super().check(taking)

    def write(self, taking: Taking) -> Act:
        act = super().write(taking)
        if taking.cleaned.body["who"] == "reporter":
            for report in reachable(taking):
                self._tell(report, taking)
        return act

    def _tell(self, report: Report, taking: Taking) -> None:
        when = say.instant_id(taking.cleaned.body["when"], taking.derived.calendar.zone)
        words = (
            f"Kami mengundang Anda memberi keterangan pada {when}, di {taking.text('where')}. "
            "Anda boleh meminta waktu lain lewat kotak ini. Anda boleh didampingi."
        )
        try:
            intake.post_message(report.public_id, words, actor=taking.actor, now=taking.now)
        except MailboxClosed:
            return


def reachable(taking: Taking) -> list[Report]:
    """Return the reports whose door lets their reporter be invited: not the nameless ones, not those withdrawn."""
    found = reports.of_case(taking.case.public_id)
    return [one for one in found if one.door != "nameless" and one.withdrawn_at is None and one.closed_at is None]


@verb("reply.extended")
class GiveTime(Verb):
    """More time by an officer: a few days, while the limit runs; a second time only with its reason."""

    def check(self, taking: Taking) -> None:
        if int(taking.cleaned.body["days"]) > MOST_DAYS:
            raise Invalid(
                f"Paling banyak {MOST_DAYS} hari kerja sekali tambah.",
                f"At most {MOST_DAYS} working days at a time.",
                field="days",
            )
        if "reply" in taking.derived.lapsed_subjects:
            raise Invalid(
                "Batas waktu jawaban sudah lewat dan tidak dapat ditambah. Jawaban yang terlambat tetap diterima.",
                "The time to answer has passed and cannot be extended. A late answer is still taken.",
                field="days",
            )
        if taking.state.every("reply.extended") and not taking.text("note"):
            raise Invalid(
                "Waktu jawaban sudah pernah ditambah. Tulis alasan menambahnya lagi.",
                "The time was extended before. Write why it is extended again.",
                field="note",
            )


@verb("companion.named", "witness.requested")
class NameOthers(WithPersons):
    """What the reported person asked for on paper, recorded by an officer."""


def last_meeting(taking: Taking) -> datetime:
    """Return when he is expected: his open appointment, else the last that was fixed, else the hour of the step."""
    mine = [one for one in hearings.appointments(taking.state) if one.who == hearings.ACCUSED]
    still = [one for one in mine if one.state == "planned"]
    return (still or mine)[-1].at if mine else taking.step.happened_at
