"""What a limit is counted from, in one line of text."""

from __future__ import annotations

import pytest
from tests.law.acts import at, calendar
from tests.law.one_clock import RULE, START

from saksama import law
from saksama.law import basis


def test_a_line_of_text_holds_starts_extensions_and_pauses() -> None:
    line = basis.written([START, START], [(START, 2)], [(START, None)])

    assert line == (
        "2024-10-21T02:00:00+00:00 2024-10-21T02:00:00+00:00 +2@2024-10-21T02:00:00+00:00 2024-10-21T02:00:00+00:00/"
    )
    assert basis.read(line) == ([START, START], [(START, 2)], [(START, None)])


def test_a_line_that_begins_nowhere_says_so() -> None:
    with pytest.raises(ValueError, match=r"^a limit is counted from something$"):
        basis.read("")


@pytest.mark.parametrize("line", ["", "yesterday", "+2@2024-10-21T02:00:00+00:00"])
def test_a_line_that_is_none_is_refused(line: str) -> None:
    with pytest.raises(ValueError):
        basis.read(line)


def test_without_number_calendar_or_end_of_a_pause_a_line_has_no_ends() -> None:
    line, book = basis.written([at("2027-12-27 09.00")], [], []), law.book()

    assert basis.Recount().ends(book.clock("BK-04"), line, calendar()) is None
    assert basis.Recount().ends(book.clock("BK-03"), line, calendar()) is None
    assert basis.Recount().ends(RULE, basis.written([START], [], [(START, None)]), calendar()) is None
    assert basis.Recount().ends(RULE, basis.written([START], [], [(START, START)]), calendar()) is not None


def test_equal_limits_are_counted_once_and_the_hour_tells_where_it_matters() -> None:
    counting = basis.Recount()
    morning, evening = basis.written([at("2024-10-25 09.00")], [], []), basis.written([at("2024-10-25 17.00")], [], [])
    desk, hours, days = law.book().clock("PK-03"), law.book().clock("GK-01"), law.book().clock("BK-03")

    next_day = basis.written([at("2024-10-28 09.00")], [], [])

    assert counting.ends(days, morning, calendar()) == counting.ends(days, evening, calendar())
    assert counting.ends(days, morning, calendar()) != counting.ends(days, next_day, calendar())
    assert counting.ends(desk, morning, calendar()) != counting.ends(desk, evening, calendar())
    assert counting.ends(hours, morning, calendar()) != counting.ends(hours, evening, calendar())
    assert counting.ends(days, morning, calendar("WIT")) != counting.ends(days, morning, calendar("WIB"))
