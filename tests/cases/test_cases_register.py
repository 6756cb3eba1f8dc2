"""Register numbers: no gap, no race, also where transactions roll back. Letter numbers: claimed as they were printed."""

from __future__ import annotations

import threading

import pytest
from django.db import connection, transaction

from saksama.cases import counters
from saksama.cases.counters import NumberTaken
from saksama.cases.models import Counter

OFFICE = "3f2504e0-4f89-41d3-9a0c-0305e82c3301"
THREADS, EACH = 6, 10


class Broken(Exception):
    """A transaction that comes to nothing after it drew its number."""


@pytest.mark.django_db(transaction=True)
def test_numbers_have_no_gap_under_parallel_threads_with_rollbacks():
    drawn: list[int] = []
    start = threading.Barrier(THREADS)

    def work(n: int) -> None:
        start.wait()
        for turn in range(EACH):
            try:
                with transaction.atomic():
                    number = counters.draw(OFFICE, "register-LP", 2024)
                    if (n + turn) % 3 == 0:
                        raise Broken
            except Broken:
                continue
            drawn.append(number)
        connection.close()

    threads = [threading.Thread(target=work, args=(n,)) for n in range(THREADS)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(drawn) == list(range(1, len(drawn) + 1))
    assert len(drawn) == THREADS * EACH - sum(1 for n in range(THREADS) for turn in range(EACH) if (n + turn) % 3 == 0)
    assert Counter.objects.get(office=OFFICE).last == len(drawn)


@pytest.mark.django_db
def test_each_office_form_and_year_counts_by_itself():
    with transaction.atomic():
        assert [counters.draw(OFFICE, "register-LP", 2024) for _ in range(3)] == [1, 2, 3]
        assert counters.draw(OFFICE, "register-TM", 2024) == 1
        assert counters.draw(OFFICE, "register-LP", 2025) == 1


@pytest.mark.django_db
def test_a_letter_number_is_claimed_by_one_and_refused_to_the_other():
    first, second = counters.peek(OFFICE, "invitation", 2024), counters.peek(OFFICE, "invitation", 2024)
    assert first == second == 1
    with transaction.atomic():
        counters.claim(OFFICE, "invitation", 2024, first)
    with pytest.raises(NumberTaken), transaction.atomic():
        counters.claim(OFFICE, "invitation", 2024, second)
    assert counters.peek(OFFICE, "invitation", 2024) == 2


def test_a_letter_whose_number_was_taken_is_drawn_again_with_the_next_one(course, monkeypatch):
    """Between drawing the letter and writing it, another case of the office takes the number."""
    from saksama import store
    from saksama.cases.actions.study import Invite
    from saksama.cases.models import Document
    from saksama.kernel.actor import SYSTEM

    course.registered()
    course.holder()
    prepare, taken = Invite.prepare, []

    def prepare_and_lose(self, taking):
        prepare(self, taking)
        if not taken:
            taken.append(1)
            counters.claim(taking.case.office, "invitation", 2024, 1)

    monkeypatch.setattr(Invite, "prepare", prepare_and_lose)
    course.step(
        "accused.invited",
        course.cast.bagus,
        when=course.now.replace(day=16),
        where="Kantor",
        way="hand",
        allegation="Diduga.",
        anyway=True,
    )
    with store.reading(SYSTEM):
        [letter] = Document.objects.filter(form="invitation")
    assert letter.number.startswith("002/")


def test_the_register_number_follows_the_pattern_of_the_regime(course, registered):
    assert course.case.number == "001/Reg/LP/PB/Kab/99.01/X/2024"
    course.registered()
    assert course.case.number == "002/Reg/LP/PB/Kab/99.01/X/2024"


def test_a_registration_that_fails_after_its_number_leaves_no_gap(course, monkeypatch):
    from saksama import ledger

    course.studied()
    monkeypatch.setattr(ledger.actions, "append", lambda *a, **k: (_ for _ in ()).throw(RuntimeError("disk")))
    monkeypatch.setattr("saksama.cases.performing.ledger.append", lambda *a, **k: (_ for _ in ()).throw(RuntimeError("disk")))
    with pytest.raises(RuntimeError):
        course.step(
            "registered", course.cast.bagus, agency=str(course.cast.agency.public_id), accused="Irwan; Camat", status="pns"
        )
    monkeypatch.undo()
    course.step("registered", course.cast.bagus, agency=str(course.cast.agency.public_id), accused="Irwan; Camat", status="pns")
    assert course.case.number.startswith("001/")
