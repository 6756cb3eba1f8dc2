"""Verbs of a case that moves to another Bawaslu office: keys, reports and limits go with it (SAK-TRANSFER); nothing is copied."""

from __future__ import annotations

from datetime import date, datetime

from saksama import store
from saksama.cases.kinds import Field
from saksama.cases.kinds.transfers import ASIDE
from saksama.cases.models import Act, Case
from saksama.cases.verbs import Taking, verb
from saksama.cases.worktables import SearchTerm
from saksama.institutions import queries as institutions
from saksama.institutions.models import Level, Office
from saksama.intake import actions as intake
from saksama.intake import queries as reports
from saksama.intake.routing import Wishes, owner
from saksama.kernel.actor import SYSTEM
from saksama.kernel.errors import Invalid, NotAllowed
from saksama.vault import actions as vault
from saksama.vault.directory import Directory
from saksama.vault.errors import NotAReader
from saksama.vault.sealed import Compartment

from . import rooms
from .door import HandOver, register_number
from .letters import compartment_or_refuse, draw, number_for

Choices = tuple[tuple[str, str, str], ...]
HANDLING = frozenset({Level.KABKOTA, Level.PROVINCE, Level.NATIONAL})


def offices_for(case: Case, on: date) -> list[Office]:
    """Return where a case may go: the offices of its province, that above them, in the order of the tree; not its own."""
    office = institutions.office(case.office)
    above = institutions.superiors(office)
    province = office if office.level == Level.PROVINCE else next((one for one in above if one.level == Level.PROVINCE), None)
    below = institutions.subordinates(province, on) if province is not None else []
    found = {one.public_id: one for one in (*above, *below) if one.level in HANDLING and one.public_id != office.public_id}
    return sorted(found.values(), key=lambda one: (one.low, -one.high))


class Moving(HandOver):
    """What both ways have in common: the receiving office may read, and the file goes there."""

    def require_reader(self, taking: Taking, office: Office) -> None:
        """Refuse an office that cannot open the file, or that a reporter did not want to read it."""
        rooms.require_keys(taking)
        for report in reports.of_case(taking.case.public_id):
            if not Wishes(report.exclude_district, report.exclude_province).allows(office):
                raise Invalid(
                    "Pelapor meminta kantor setingkat itu tidak membaca laporannya. Pilih kantor lain.",
                    "The reporter asked that offices of that level do not read the report. Choose another.",
                    field="to_office",
                )
        barred = rooms.barred_officers(taking.case, taking, also=[str(office.public_id)])
        if not Directory([owner(office)]).can_read(owner(office), barred):
            raise Invalid(
                "Kantor itu belum punya petugas dengan kunci yang boleh membaca berkas ini. Pilih kantor lain.",
                "That office has nobody with a key who may read this file. Choose another.",
                field="to_office",
            )

    def open_to(self, taking: Taking, office: Office) -> None:
        """Let the office read everything, with the actor's own key, but nobody of it who is barred from the case."""
        assert taking.keys is not None  # noqa: S101  checked
        barred = sorted(rooms.barred_officers(taking.case, taking, also=[str(office.public_id)]))
        for compartment in rooms.every(taking):
            try:
                vault.share(compartment, owner(office), keys=taking.keys, actor=taking.actor, now=taking.now)
            except NotAReader:
                raise NotAllowed(
                    "Kunci Anda tidak membuka semua isi berkas ini. Minta kantor yang menangani melimpahkannya.",
                    "Your key does not open all of this file. Ask the office that handles it to transfer it.",
                ) from None
            if barred:
                vault.exclude(compartment, barred, keys=taking.keys, actor=taking.actor, now=taking.now)


@verb("case.transferred")
class Transfer(Moving):
    """Give the case to another office, with its letter. Until that office accepts or sends it back nothing else is done."""

    def choices(self, case: Case, field: Field, now: datetime) -> Choices | Field | None:
        if field.name != "to_office":
            return None
        return tuple((str(one.public_id), one.name, one.name) for one in offices_for(case, now.date()))

    def check(self, taking: Taking) -> None:
        wanted = str(taking.cleaned.body["to_office"])
        office = next((one for one in offices_for(taking.case, taking.on) if str(one.public_id) == wanted), None)
        if office is None:
            raise Invalid(
                "Pilih kantor Bawaslu lain di provinsi ini, atau di atasnya.",
                "Choose another Bawaslu office of this province, or above it.",
                field="to_office",
            )
        self.require_reader(taking, office)

    def prepare(self, taking: Taking) -> None:
        super(HandOver, self).prepare(taking)
        target = compartment_or_refuse(taking, "case")
        number = number_for(institutions.office(taking.case.office), "handover", taking.on)
        taking.letters = [draw(taking, "handover", self.letter(taking, number.text), number, target)]

    def to(self, taking: Taking) -> str:
        return institutions.office(str(taking.cleaned.body["to_office"])).name

    def note(self, taking: Taking) -> str:
        return taking.text("reasons")

    def write(self, taking: Taking) -> Act:
        office = institutions.office(str(taking.cleaned.body["to_office"]))
        taking.body["from_office"] = taking.case.office
        self.open_to(taking, office)
        act = self.perform(taking)
        move(taking.case, office)
        return act


@verb("case.taken_over")
class TakeOver(Moving):
    """The level above takes a case to itself, with a number of its own register where it has one."""

    def check(self, taking: Taking) -> None:
        self.require_reader(taking, institutions.office(taking.actor.office))

    def prepare(self, taking: Taking) -> None:
        super(HandOver, self).prepare(taking)

    def write(self, taking: Taking) -> Act:
        office, left = institutions.office(taking.actor.office), taking.case.office
        taking.body |= {"from_office": left, "to_office": str(office.public_id), **own_number(taking, office)}
        self.open_to(taking, office)
        act = self.perform(taking)
        move(taking.case, office)
        shut(taking, f"office:{left}")
        return act


@verb("transfer.accepted")
class Accept(Moving):
    """The case is this office's: it draws its own number, and the office that gave it away keeps no key."""

    def check(self, taking: Taking) -> None:
        """Nothing but that it waits to be accepted, which the policy asks."""

    def prepare(self, taking: Taking) -> None:
        super(HandOver, self).prepare(taking)

    def write(self, taking: Taking) -> Act:
        office = institutions.office(taking.case.office)
        taking.body |= {"to_office": str(office.public_id), **own_number(taking, office)}
        act = self.perform(taking)
        given = taking.state.last("case.transferred")
        assert given is not None  # noqa: S101  the table asks for it
        left = str(given.body["from_office"])
        above = {str(one.public_id) for one in institutions.superiors(office)}
        if left not in above or given.body["reason"] in ASIDE:
            shut(taking, f"office:{left}")
        return act


@verb("transfer.returned")
class Return(Moving):
    """Send the case back to the office it came from, with the reason; this office keeps no key unless it stands above."""

    def check(self, taking: Taking) -> None:
        """Nothing but that it waits to be accepted, which the policy asks."""

    def prepare(self, taking: Taking) -> None:
        super(HandOver, self).prepare(taking)

    def write(self, taking: Taking) -> Act:
        given = taking.state.last("case.transferred")
        assert given is not None  # noqa: S101  the table asks for it
        office, left = institutions.office(str(given.body["from_office"])), taking.case.office
        taking.body |= {"from_office": left, "to_office": str(office.public_id)}
        act = self.perform(taking)
        move(taking.case, office)
        if left not in {str(one.public_id) for one in institutions.superiors(office)}:
            shut(taking, f"office:{left}")
        return act


def own_number(taking: Taking, office: Office) -> dict[str, object]:
    """Return a number of the office's own register for a case that has one already; nothing for one that has none."""
    registered = taking.state.last("registered")
    if registered is None:
        return {}
    entry = str(registered.body.get("entry") or "LP")
    number = register_number(taking, office, entry, contest=str(registered.body.get("contest") or ""))
    return {"number": number, "entry": entry}


def move(case: Case, office: Office) -> None:
    """Give the row, its search terms and its reports to the office: who acted may not see them any more, so as the system."""
    with store.scope(SYSTEM):
        Case.objects.filter(pk=case.pk).update(office=str(office.public_id), office_position=office.position)
        SearchTerm.objects.filter(case=case).update(position=office.position)
        intake.transfer(rooms.reports_of(case), office)
    case.office, case.office_position = str(office.public_id), office.position


def shut(taking: Taking, reader: str) -> None:
    """Take an office's key out of the file and its reports."""
    for compartment in _readable(taking):
        vault.withdraw(compartment, reader, actor=taking.actor, now=taking.now)


def _readable(taking: Taking) -> list[Compartment]:
    with store.scope(SYSTEM):
        return rooms.every(taking)


