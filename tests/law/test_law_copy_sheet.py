"""Copy sheets: the target's order, nothing of the reporter unless it is asked for and handed over as identity."""

from __future__ import annotations

from datetime import date

import pytest

from saksama import law
from saksama.kernel.errors import NoRule
from saksama.law import targets

REPORTER = "Yurnalis Rahasia"
FACTS = {
    "register_number": "05/Reg/LP/PB/Kab/99.01/X/2024",
    "received_on": date(2024, 10, 20),
    "accused_name": "Drs. Syafnil Umpamo",
    "account": "Pada Sabtu\nnaik ke panggung",
    "evidence": ["01_foto.jpg", "02_video.mp4"],
    "reporter_name": REPORTER,
    "identity": {"reporter_name": REPORTER, "reporter_address": "Jalan Rahasia 5"},
}


@pytest.mark.parametrize("target", ["sigaplapor", "sbt"])
def test_the_rows_stand_in_the_order_of_the_other_system_and_are_unverified(target: str) -> None:
    rows = targets.sheet(target, FACTS)

    assert [row.key for row in rows] == [field["key"] for field in law.book().target(target).fields if not field.get("identity")]
    assert not any(row.verified for row in rows)


def test_the_reporter_is_not_in_the_sheet_even_where_the_caller_leaves_it_in_the_facts() -> None:
    rows = targets.sheet("sigaplapor", FACTS)

    assert REPORTER not in str(rows)
    assert "Jalan Rahasia" not in str(rows)
    assert not any(row.identity for row in rows)


def test_the_reporter_is_there_only_when_asked_for_and_only_what_was_handed_over() -> None:
    rows = {row.key: row for row in targets.sheet("sigaplapor", FACTS, include_identity=True)}

    assert rows["reporter_name"].value == REPORTER
    assert "reporter_phone" not in rows
    assert REPORTER not in str(targets.sheet("sigaplapor", {**FACTS, "identity": None}, include_identity=True))


def test_values_are_written_as_they_are_typed() -> None:
    rows = {row.key: row for row in targets.sheet("sigaplapor", FACTS)}

    assert rows["received_on"].value == "20-10-2024"
    assert rows["evidence"].value == "01_foto.jpg\n02_video.mp4"
    assert rows["account"].value == "Pada Sabtu\nnaik ke panggung"
    assert rows["place"].value == "" and not rows["place"].known


def test_an_unknown_target_is_refused() -> None:
    with pytest.raises(NoRule):
        targets.sheet("facebook", FACTS)
