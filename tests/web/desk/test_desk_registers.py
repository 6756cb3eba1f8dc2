"""Registers: every number in order and without gap, no word of a case somebody may not see, files only with a fresh factor."""

from __future__ import annotations

import io

import pytest
from django.db import connection
from tests.scenes import scene

from saksama.accounts import keep
from saksama.cases import counters
from saksama.cases.models import Counter
from saksama.cases.queries import registers
from saksama.kernel.errors import NotAllowed
from saksama.store import sheets

pytestmark = pytest.mark.django_db
INDEX = "/petugas/surat/"
LP = "/petugas/surat/register/register-LP/2024/"


def page(person, path: str, status: int = 200) -> str:
    answer = person.client().get(path)
    assert answer.status_code == status
    return answer.content.decode()


@scene
def two(course):
    """Two registered cases of one office, the first of them forwarded with its letters."""
    course.forwarded()
    first = course.case_id
    course.registered()
    course.first = first
    return course


def test_every_number_of_the_year_stands_in_order_with_its_case(two):
    found = registers.lines(two.cast.bagus.actor, "register-LP", year=2024, now=two.now)
    assert [row.n for row in found.rows] == [1, 2]
    assert found.whole
    shown = page(two.cast.bagus, LP)
    assert "2 nomor, tanpa celah" in shown
    assert f"/petugas/perkara/{two.first}/" in shown


def test_letters_have_registers_of_their_own(two):
    forms = {one.form for one in registers.registers(two.cast.bagus.actor, year=2024)}
    assert {"register-LP", "invitation", "forwarding"} <= forms
    for form in forms:
        assert registers.lines(two.cast.bagus.actor, form, year=2024, now=two.now).whole, form
    assert "Undangan klarifikasi" in page(two.cast.bagus, f"{INDEX}?tahun=2024")


def test_a_case_somebody_may_not_see_stands_as_a_number_alone(two):
    two.step("exclusion.recorded", two.cast.bagus, person=str(two.cast.dewi.user.public_id), ground="kin")
    found = registers.lines(two.cast.dewi.actor, "register-LP", year=2024, now=two.now)
    assert [(row.n, bool(row.case)) for row in found.rows] == [(1, True), (2, False)]
    assert found.whole
    shown = page(two.cast.dewi, LP)
    assert str(two.case_id) not in shown
    assert "tidak ditampilkan" in shown


def test_a_gap_and_a_number_given_twice_are_named(two):
    Counter.objects.filter(office=str(two.cast.umpamo.public_id), form="register-LP").update(last=4)
    found = registers.lines(two.cast.bagus.actor, "register-LP", year=2024, now=two.now)
    assert found.missing == (3, 4)
    assert "Urutan nomor tidak utuh" in page(two.cast.bagus, LP)
    assert any("register-LP 2024" in one for one in registers.problems())
    assert registers.gaps([1, 2, 2, 3], 3) == ((), (2,))
    assert registers.gaps([1, 3, 9], 3) == ((2,), (9,))


def test_a_sound_installation_has_no_problem(two):
    assert registers.problems() == []


def test_a_number_that_was_drawn_in_a_step_that_failed_leaves_no_gap(two):
    from django.db import transaction

    office = str(two.cast.umpamo.public_id)
    with pytest.raises(RuntimeError), transaction.atomic():
        counters.draw(office, "register-LP", 2024)
        raise RuntimeError
    assert registers.lines(two.cast.bagus.actor, "register-LP", year=2024, now=two.now).whole


@pytest.mark.parametrize("who", ["malik", "yusuf"])
def test_the_neighbours_register_is_another_one(two, who):
    assert registers.registers(two.cast.people[who].actor, year=2024) == ()
    page(two.cast.people[who], LP, 404)


@pytest.mark.parametrize("who", ["wati", "tania", "aulia"])
def test_who_handles_no_cases_reads_no_register(two, who):
    with pytest.raises(NotAllowed):
        registers.registers(two.cast.people[who].actor, year=2024)
    page(two.cast.people[who], INDEX, 403)


@pytest.mark.parametrize("path", [
    "/petugas/surat/register/register-LP/1999/", "/petugas/surat/register/register-LP/999999999/",
    "/petugas/surat/register/mantra/2024/", "/petugas/surat/register/register-LP/2023/",
])
def test_a_register_that_is_not_there_is_not_found(two, path):
    page(two.cast.bagus, path, 404)


@pytest.mark.parametrize("year", ["", "abcd", "0000", "99999", "²⁰²⁴"])
def test_a_year_that_makes_no_sense_shows_this_year(two, year):
    assert "Surat dan register" in page(two.cast.bagus, f"{INDEX}?tahun={year}")


def test_the_file_leaves_with_a_fresh_factor_only_and_holds_the_rows_of_the_screen(two, monkeypatch):
    client = two.cast.bagus.client()
    answer = client.get(f"{LP}unduh/", {"bentuk": "xlsx"})
    rows = [line.cells for line in sheets.rows(io.BytesIO(answer.content))]
    assert len(rows) == 3
    assert rows[1][1].startswith("001/Reg/LP/")
    monkeypatch.setattr(keep, "is_fresh", lambda request: False, raising=False)
    monkeypatch.setattr("saksama.vault.session.is_fresh", lambda request: False)
    assert client.get(f"{LP}unduh/").status_code in (302, 303)


def test_the_list_takes_few_statements(two, django_assert_max_num_queries):
    with django_assert_max_num_queries(14, connection=connection):
        registers.lines(two.cast.bagus.actor, "register-LP", year=2024, now=two.now)
