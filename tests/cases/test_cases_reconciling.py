"""The list of differences as a pure matter: matched by number, then register; days in any writing; nothing guessed."""

from __future__ import annotations

import pytest

from saksama.cases.reconciling import Ours, Theirs, day, plain, reconcile

pytestmark = pytest.mark.one_engine


def ours(n: int, number: str = "", **values: str) -> Ours:
    return Ours(f"case-{n}", f"{n:03d}/Reg/X/2024", number, values)


def test_a_line_is_matched_by_its_number_before_its_register_number():
    found = reconcile([ours(1, "A-1"), ours(2, "A-2")], [Theirs(2, "002/Reg/X/2024", "a 1", {})], [])
    [pair] = found.pairs
    assert (pair.ours.case, pair.by_register) == ("case-1", False)
    assert [one.case for one in found.only_ours] == ["case-2"]


def test_a_line_without_our_number_is_matched_by_the_register_number():
    found = reconcile([ours(1)], [Theirs(2, "001/REG/x/2024", "B-9", {})], [])
    assert found.pairs[0].by_register


def test_one_number_may_stand_for_several_cases_and_a_second_line_is_told():
    found = reconcile([ours(1, "A"), ours(2, "A")], [Theirs(2, "", "A", {}), Theirs(3, "", "A", {})], [])
    assert len(found.pairs) == 2
    assert [one.line for one in found.doubled] == [3]


def test_only_fields_both_sides_have_are_compared():
    one, line = ours(1, "A", name="Irwan", day="19-10-2024"), Theirs(2, "", "A", {"name": "IRWAN ", "post": "Camat"})
    assert reconcile([one], [line], ["name", "post", "day"]).equal
    found = reconcile([one], [Theirs(2, "", "A", {"name": ""})], ["name"]).differing[0].differences[0]
    assert (found.field, found.ours, found.theirs) == ("name", "Irwan", "")


def test_nothing_is_lost_whatever_is_matched():
    mine = [ours(n, f"A-{n}" if n % 3 else "") for n in range(50)]
    lines = [Theirs(n, "", f"A-{n}", {}) for n in range(25, 90)] + [Theirs(200, "", "A-30", {})]
    found = reconcile(mine, lines, [])
    assert len(found.pairs) + len(found.only_ours) == 50
    assert len(found.pairs) + len(found.only_theirs) + len(found.doubled) == len(lines)


@pytest.mark.parametrize("text", ["19-10-2024", "19/10/2024", "2024-10-19", "2024-10-19 14:30", "19 Oktober 2024",
                                  "Sabtu, 19 Okt 2024", "19.10.2024", "19 October 2024"])  # fmt: skip
def test_a_day_is_the_same_day_however_it_is_written(text):
    assert day(text) == "2024-10-19"


@pytest.mark.parametrize("text", ["", "31-02-2024", "tidak tahu", "2024", "19 Foo 2024", "99/99/9999"])
def test_what_is_no_day_is_compared_as_words(text):
    assert day(text) == ""
    assert plain(text) == plain(f" {text.upper()} ")
