"""The overseer is a role with dated holders: KASN, BKN, and whoever follows without a change of program."""

from __future__ import annotations

from datetime import date

import pytest

from saksama.institutions import actions, queries
from saksama.kernel.errors import Invalid, NoRule

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("loaded")]


@pytest.mark.parametrize(
    ("day", "holder"),
    [(date(2020, 12, 9), "kasn"), (date(2024, 9, 3), "kasn"), (date(2024, 9, 4), "bkn"), (date(2026, 11, 23), "bkn")],
)
def test_overseer_follows_the_date(day, holder):
    assert queries.oversight_body(day).holder == holder
    assert queries.oversight_office(day).code == f"oversight:{holder}"
    assert queries.oversight_office(day).body == "oversight"


def test_both_ends_of_kasn_are_kept():
    assert [end["day"] for end in queries.oversight_body(date(2024, 1, 1)).other_ends] == ["2024-08-24", "2024-09-04"]


def test_nobody_is_guessed_before_the_first_holder():
    with pytest.raises(NoRule):
        queries.oversight_body(date(2013, 12, 31))


def test_the_body_to_come_holds_nothing_yet():
    assert [body.must_exist_by for body in queries.oversight_to_come(date(2026, 11, 23))] == [date(2027, 10, 16)]
    assert queries.oversight_body(date(2030, 1, 1)).holder == "bkn"


def test_a_new_overseer_needs_a_row_and_no_code():
    actions.begin_oversight(
        "lembaga_independen", name="Lembaga Contoh", valid_from=date(2027, 10, 1), basis="undang-undang contoh"
    )
    assert queries.oversight_office(date(2027, 10, 1)).name == "Lembaga Contoh"
    assert queries.oversight_body(date(2027, 9, 30)).holder == "bkn"
    assert queries.oversight_office(date(2024, 9, 3)).code == "oversight:kasn"
    actions.load_nation()
    assert queries.oversight_body(date(2028, 1, 1)).holder == "lembaga_independen"


def test_the_present_overseer_cannot_begin_again():
    with pytest.raises(Invalid):
        actions.begin_oversight("bkn", name="BKN", valid_from=date(2026, 1, 1), basis="uji")
