"""Fixing the hour of a hearing: who leads it, what speaks against the hour, and that an officer took it nonetheless."""

from __future__ import annotations

from datetime import datetime, timedelta

from saksama.cases import hearings
from saksama.cases.fixing import Choices, appointment_choices, frame_of, officer_choices
from saksama.cases.hearings import Pair
from saksama.cases.kinds import Field
from saksama.cases.models import Act, Case
from saksama.cases.verbs import Taking, Verb, verb
from saksama.kernel.errors import Invalid

FARTHEST = timedelta(days=90)
ADVICE = (" Centang “Tetap pakai waktu ini” bila memang perlu.", " Tick “Take this hour nonetheless” where it has to be.")


class Fixing(Verb):
    """A step that fixes an hour. An hour that does not fit is refused until the officer says that he takes it nonetheless."""

    def choices(self, case: Case, field: Field, now: datetime) -> Choices | Field | None:
        if field.name == "officer":
            return officer_choices(case, now)
        if field.name == "appointment":
            return appointment_choices(case, now, accused=self.accused)
        return super().choices(case, field, now)

    accused = True

    def check(self, taking: Taking) -> None:
        check_hour(taking, known=self._known(taking))
        check_officer(taking)

    def _known(self, taking: Taking) -> int:
        return 0

    def write(self, taking: Taking) -> Act:
        settle(taking, known=self._known(taking))
        return super().write(taking)


@verb("clarification.moved")
class MoveClarification(Fixing):
    """Another hour for an appointment that stands."""

    def _known(self, taking: Taking) -> int:
        return int(taking.cleaned.body["appointment"])


@verb("witness.moved")
class MoveWitness(MoveClarification):
    accused = False


@verb("clarification.missed", "witness.missed")
class Missed(Verb):
    """Nobody came, with or without a reason."""

    def choices(self, case: Case, field: Field, now: datetime) -> Choices | Field | None:
        if field.name != "appointment":
            return None
        return appointment_choices(case, now, accused=not field.required)

    def check(self, taking: Taking) -> None:
        if taking.cleaned.body.get("excuse") == "excused" and not taking.text("note"):
            raise Invalid("Tulis alasan yang disampaikannya.", "Write the reason that was given.", field="note")
        ended(taking)


def ended(taking: Taking) -> None:
    """Refuse to record the outcome of an appointment before its day has come."""
    named = str(taking.cleaned.body.get("appointment", ""))
    meant = next((one for one in hearings.planned(taking.state) if str(one.nth) == named), None)
    if meant is not None and taking.derived.calendar.local_day(meant.at) > taking.on:
        raise Invalid(
            "Jadwal ini belum tiba. Pindahkan dulu jadwalnya bila dilakukan lebih awal.",
            "This appointment is still to come. Move it first where it was held earlier.",
            field="appointment",
        )


def check_officer(taking: Taking) -> None:
    """Refuse an officer who is not one of the office's."""
    named = taking.cleaned.body.get("officer")
    offered = {value for field in taking.fields if field.name == "officer" for value, _, _ in field.choices}
    if named and named not in offered:
        raise Invalid("Pilih petugas kantor ini.", "Choose an officer of this office.", field="officer")


def check_hour(taking: Taking, *, known: int = 0) -> None:
    """Refuse an hour that cannot be, and one that does not fit unless the officer takes it nonetheless."""
    at = taking.cleaned.body.get("when")
    if not isinstance(at, datetime):
        return
    if at <= taking.step.happened_at:
        raise Invalid(
            "Waktu klarifikasi harus sesudah undangan.", "The hearing must follow the invitation.", field="when"
        )
    if at > taking.step.happened_at + FARTHEST:
        raise Invalid("Waktu ini terlalu jauh. Periksa tahunnya.", "This is too far ahead. Check the year.", field="when")
    found = against(taking, known=known)
    if found and not taking.cleaned.body.get("anyway"):
        raise Invalid(" ".join(one[0] for one in found) + ADVICE[0], " ".join(one[1] for one in found) + ADVICE[1], field="when")


def settle(taking: Taking, *, known: int = 0) -> None:
    """Keep on record that an hour was taken against a warning; without one the tick means nothing."""
    ticked = taking.cleaned.body.pop("anyway", False)
    if ticked and against(taking, known=known):
        taking.body["anyway"] = True


def against(taking: Taking, *, known: int = 0) -> tuple[Pair, ...]:
    """Return what speaks against the hour of this step; `known` is the appointment that it moves."""
    body = taking.cleaned.body
    asked = hearings.Asked(
        at=body["when"],
        lasts=int(body.get("lasts") or hearings.USUAL),
        way=str(body.get("way", "")),
        officer=str(body.get("officer", "")),
        room=str(body.get("room", "")),
    )
    return hearings.warnings(asked, frame_of(taking.case, taking.derived, taking.step.happened_at, without=known))
