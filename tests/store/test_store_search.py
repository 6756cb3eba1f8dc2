"""Numbers as people type them: what is stored, and a prefix that an index serves on both engines."""

from __future__ import annotations

import pytest

from saksama.store import search

pytestmark = pytest.mark.one_engine


@pytest.mark.parametrize(
    ("number", "typed"),
    [
        ("0031/Reg/LP/PB/2024", "0031/reg"), ("0031/Reg/LP/PB/2024", "31"), ("001/Reg/LP/PB/Kab/99.01/X/2024", "99.01"),
        ("001/Reg/LP/PB/Kab/99.01/X/2024", "2024"), ("SIGAP-2024-000123", "123"), ("SIGAP-2024-000123", "sigap 2024"),
    ],
)
def test_a_number_is_found_by_its_beginning_and_by_a_later_group_of_digits(number, typed):
    wanted = search.squash(typed)
    assert any(tail.startswith((wanted, wanted.lstrip("0"))) for tail in search.tails(number))


def test_what_is_stored_is_short_and_only_letters_and_digits():
    for number in ("9" * 400, "1/2/3/4/5/6/7/8/9/10", "é-٣-\u202e12", "", "///"):
        tails = search.tails(number)
        assert len(tails) <= search.TAILS + 1
        assert all(len(one) <= search.LONGEST and one.isalnum() and one.isascii() for one in tails)
    assert search.tails("") == ()
