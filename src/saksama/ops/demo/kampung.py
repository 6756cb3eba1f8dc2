"""One example each: a point with a volunteer, a unit that signs the pact, a question of the bank, a piece of content."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta
from uuid import uuid5

from saksama.places import queries as places
from saksama.prevention import pact_texts
from saksama.prevention.actions import content, kampung, learning, pacts
from saksama.prevention.actions.content import Content
from saksama.prevention.actions.kampung import Activity, Described
from saksama.prevention.actions.learning import Question
from saksama.prevention.actions.pacts import Signer

from . import acting
from .acting import Days
from .people import UMPAMO, Person
from .prevention import SPACE

NAGARI = "99.01.01.2001"
UNIT = "umpamo:kesehatan"
SIGNERS = (Signer("Suci Andaian", "199001012020012001"), Signer("Rafi Misalan", "198505052010011002"))


def enter(days: Days, people: Mapping[str, Person]) -> None:
    """Enter the examples, by the people who would."""
    chair, examiner = people["ketua.umpamo"], people["pemeriksa.umpamo"]
    _point(days, chair, examiner)
    _pact(days, examiner)
    _learning(days, examiner, people["anggota.umpamo"])


def _point(days: Days, chair: Person, examiner: Person) -> None:
    opened, later = days.at(-60, "09:00"), days.at(-9, "10:00")
    point = kampung.open_point(
        places.by_code(NAGARI), Described("Pojok Pasia Umpamo", "Kantor wali nagari", "Sabtu, 09.00 sampai 12.00"),
        actor=chair.actor, on=opened.date(), now=opened,
    )
    kampung.declare_point(
        point.public_id, day=opened.date(), by="Ketua Bawaslu Kabupaten Umpamo bersama wali nagari", document="BA-07/PERAGAAN",
        actor=chair.actor, on=opened.date(), now=opened,
    )
    one = kampung.add_volunteer(point.public_id, "Nurbaiti Umpama", actor=examiner.actor, on=opened.date(), now=opened)
    kampung.consent(one.public_id, how="paper", actor=examiner.actor, on=opened.date(), now=opened)
    kampung.record_activity(
        point.public_id, Activity(str(uuid5(SPACE, "kampung kegiatan")), "literacy", later.date(), 23, 17), actor=examiner.actor,
        on=later.date(), now=later,
    )
    kampung.post_notice(
        point.public_id, "Jam tanya Sabtu ini pindah ke lapau depan pasar.", until=days.present + timedelta(days=14),
        token=str(uuid5(SPACE, "kampung kabar")), actor=examiner.actor, on=later.date(), now=later,
    )
    kampung.set_goal(
        places.by_code(UMPAMO), wanted=3, source="Rencana kerja peragaan", actor=chair.actor, on=opened.date(), now=opened
    )


def _pact(days: Days, examiner: Person) -> None:
    at = days.at(-20, "08:30")
    drive = pacts.open_drive(
        acting.agency(UNIT), staff=18, until=at.date() + timedelta(days=300), actor=examiner.actor, on=at.date(), now=at
    )
    pacts.enter_paper(
        drive.public_id, SIGNERS, version=pact_texts.present(at.date()).version, signed_on=at.date(), actor=examiner.actor,
        on=at.date(), now=at,
    )


def _learning(days: Days, examiner: Person, second: Person) -> None:
    at = days.at(-15, "13:00")
    item = learning.write_question(
        Question(
            str(uuid5(SPACE, "bank")), "Bolehkah mengantar calon mendaftar sambil memakai seragam?", "tidak_boleh",
            "Mengantar pendaftaran menunjukkan keberpihakan, apalagi berseragam.", "SKB 22 September 2022 Lamp. II",
        ),
        actor=examiner.actor, on=at.date(),
    )
    learning.approve_question(item.public_id, actor=second.actor, on=at.date(), now=at)
    content.publish(
        Content(
            str(uuid5(SPACE, "bahan")), "Foto boleh, gaya jari tidak",
            "ASN boleh berfoto dengan keluarga. Jangan ikut gaya jari calon.",
            radio="Dunsanak, aparatur sipil negara boleh berfoto dengan keluarganya. Yang tidak boleh: gaya jari calon.",
        ),
        actor=examiner.actor, on=at.date(), now=at,
    )
