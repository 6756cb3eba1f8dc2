"""Numbers contain what lies below, and never move once they are in use."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from saksama.places import numbering

TREE = ["11", "11.01", "11.01.01", "11.01.01.2001", "11.01.01.2002", "11.01.02", "11.71", "12", "12.01"]

codes = st.sets(
    st.tuples(st.integers(11, 14), st.integers(1, 3), st.integers(1, 3), st.integers(1001, 1004)), min_size=1, max_size=40
).map(
    lambda villages: sorted(
        {
            ".".join(parts[:depth])
            for p, k, c, v in villages
            for parts in [(f"{p}", f"{k:02}", f"{c:02}", f"{v}")]
            for depth in (1, 2, 3, 4)
        }
    )
)


def spans(tree):
    low = numbering.lows(tree, first=1_000)
    high = numbering.highs(low, last=1_900_000_000)
    return {code: (low[code], high[code]) for code in tree}


@given(codes)
def test_a_span_holds_exactly_what_lies_below(tree):
    numbered = spans(tree)
    for above, (low, high) in numbered.items():
        assert low <= high
        for code, (position, end) in numbered.items():
            inside = low <= position <= high
            assert inside == (code == above or code.startswith(f"{above}."))
            if inside:
                assert end <= high


@given(codes, st.data())
def test_a_later_decree_moves_no_number_in_use(tree, data):
    before = set(data.draw(st.sets(st.sampled_from(tree))))
    before |= {".".join(code.split(".")[:depth]) for code in before for depth in (1, 2, 3)}
    old = numbering.lows(before, first=1_000)
    new = numbering.lows(tree, first=1_000, known=old)
    assert {code: new[code] for code in before} == old
    ordered = sorted(tree)
    assert [new[code] for code in ordered] == sorted(new.values())
    assert len(set(new.values())) == len(tree)


def test_a_new_village_at_the_end_stays_inside_its_kecamatan():
    low = numbering.lows(TREE, first=1_000)
    grown = numbering.lows([*TREE, "11.01.01.2003"], first=1_000, known=low)
    assert low["11.01.01.2002"] < grown["11.01.01.2003"] < low["11.01.02"]
    assert grown["11.01.01.2003"] <= numbering.highs(low, last=10**9)["11.01.01"]


def test_a_gap_that_is_full_is_an_error_and_not_a_collision():
    with pytest.raises(numbering.NoRoom):
        numbering.lows(["11", "11.01", "12"], first=0, known={"11": 5, "12": 6})
