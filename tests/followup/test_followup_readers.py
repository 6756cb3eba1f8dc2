"""An overseer that had no living key when a case was forwarded: told, offered, and opened by the office that holds the case."""

from __future__ import annotations

import pytest
from django.test import Client
from tests.cases.courses import Course

from saksama.cases import queries
from saksama.followup import queries as followup
from saksama.followup.queries import Reading
from saksama.kernel.actor import SYSTEM
from saksama.kernel.errors import NotAllowed, SaksamaError
from saksama.store import clock
from saksama.vault import actions as vault
from saksama.vault.errors import NotAReader
from saksama.vault.sealed import Compartment
from saksama.vault.session import real_now

STEP = "file.shared"


@pytest.fixture
def orphaned(course: Course) -> Course:
    """A forwarded case whose overseer's office had lost its only key the day before."""
    clock.set_offset(course.now - real_now())
    vault.dismiss_member(owner_of(course), course.cast.laila.owner, actor=SYSTEM, now=course.now)
    return course.forwarded()


def owner_of(course: Course) -> str:
    return f"office:{course.cast.oversight.public_id}"


def get_a_key(course: Course) -> None:
    """Let the office above begin the overseer's next key for Laila."""
    vault.refound_office(owner_of(course), course.cast.laila.owner, keys=course.cast.nurma.keys, actor=SYSTEM, now=course.now)


def reading(course: Course) -> Reading:
    return followup.reading_of(course.case_id, course.cast.bagus.actor, now=course.now)


def studies(course: Course, who) -> str:
    return str([note.texts for note in queries.sealed(course.case_id, who.actor, who.keys, now=course.now).notes])


def shown(course: Course, who) -> str:
    return page_of(who.client(), course)


def page_of(client: Client, course: Course) -> str:
    return client.get(f"/petugas/perkara/{course.case_id}/").content.decode()


def test_an_overseer_without_a_key_reads_once_the_handling_office_opens_the_file(orphaned):
    course, cast = orphaned, orphaned.cast
    assert reading(course) is Reading.NO_KEY
    get_a_key(course)
    assert reading(course) is Reading.SHUT
    assert "FAKTAKAJIAN" not in studies(course, cast.laila)
    act = course.step(STEP, cast.bagus)
    assert act.kind == STEP
    assert course.case.stage == "forwarded"
    assert reading(course) is Reading.READS
    assert "FAKTAKAJIAN" in studies(course, cast.laila)
    assert "RAHASIANARASI" not in studies(course, cast.laila)
    with pytest.raises(NotAllowed, match="not_allowed"):
        course.step(STEP, cast.bagus)


def test_without_a_key_there_is_nothing_to_open(orphaned):
    with pytest.raises(NotAllowed) as refused:
        orphaned.step(STEP, orphaned.cast.bagus)
    assert "belum punya kunci" in refused.value.detail


def test_the_case_page_says_so_and_offers_it_where_it_is_needed_and_only_there(orphaned):
    course, cast = orphaned, orphaned.cast
    link = f"/petugas/perkara/{course.case_id}/langkah/{STEP}/"
    page = shown(course, cast.bagus)
    assert "Kirim suratnya di kertas" in page
    assert link not in page
    get_a_key(course)
    assert link in shown(course, cast.bagus)
    assert link not in shown(course, cast.rahmat)
    assert "Bukakan bagi lembaga pengawas" in cast.bagus.client().get(link).content.decode()
    answer = cast.bagus.client().post(link, {"act_when": "now", "seen": len(course.acts())})
    assert answer.status_code == 303
    assert "belum-terbaca" not in shown(course, cast.bagus)


def test_a_case_whose_overseer_read_it_from_the_first_day_offers_nothing(course):
    clock.set_offset(course.now - real_now())
    course.forwarded()
    assert reading(course) is Reading.READS
    assert "belum-terbaca" not in shown(course, course.cast.bagus)
    with pytest.raises(NotAllowed) as refused:
        course.step(STEP, course.cast.bagus)
    assert "sudah dapat membaca" in refused.value.detail


@pytest.mark.parametrize("who", ["laila", "wati"])
def test_only_the_handling_office_opens_it(orphaned, who):
    get_a_key(orphaned)
    with pytest.raises(SaksamaError) as refused:
        orphaned.step(STEP, orphaned.cast.people[who])
    assert refused.value.status in (403, 404)


def test_staff_lent_to_the_overseer_get_no_key_of_a_file_shared_with_it(course):
    """Karim sits with the overseer, and is employed where Irwan's regent sanctions."""
    cast = course.cast
    karim = cast.add("karim", "oversight_analyst", office=cast.oversight, home=cast.sister_agency)
    clock.set_offset(course.now - real_now())
    course.forwarded()
    compartment = Compartment.objects.get(public_id=course.case.compartments["case"])
    assert cast.laila.keys.of_compartment(compartment)
    with pytest.raises(NotAReader):
        karim.keys.of_compartment(compartment)
