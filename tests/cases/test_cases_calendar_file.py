"""The open limits of a case for a calendar: the ASN limb's only, found by number or id, without anybody's name."""

from __future__ import annotations

import pytest

from saksama.cases import queries
from saksama.kernel.errors import NotFound
from saksama.law import icalendar


def file(reference: str, now) -> str:
    found = queries.open_limits(reference, now=now)
    return icalendar.written(found.entries, now=now, sequence=found.act_count).replace("\r\n ", "")


def test_open_limits_are_written_and_stopped_ones_are_not(course, registered):
    text = file(str(course.case_id), course.now)
    assert "(PK-05)" in text and "(PK-02)" not in text
    assert course.case.number in text


def test_the_register_number_finds_the_same_limits(course, registered):
    assert file(course.case.number, course.now) == file(str(course.case_id), course.now)


def test_neither_a_name_nor_the_criminal_limb_nor_a_word_of_the_case_is_in_it(course, registered):
    course.step("criminal_limb.opened", course.cast.bagus, basis="PD-01", reasons="Alasan rahasia.")
    course.step("criminal.handed_to_gakkumdu", course.cast.bagus)
    course.invited()
    text = file(str(course.case_id), course.now)
    assert "SAK-REPLY" in text and "GK-01" not in text
    with_names = {course.case.place_label, "Alasan rahasia", *(row.display_name for row in (course.cast.bagus.user,))}
    assert [name for name in with_names if name and name in text] == []


@pytest.mark.parametrize("reference", ["", "000/NONE/2024", "00000000-0000-4000-8000-000000000000", "' OR 1=1 --"])
def test_an_unknown_case_is_refused(course, reported, reference):
    with pytest.raises(NotFound):
        queries.open_limits(reference, now=course.now)
