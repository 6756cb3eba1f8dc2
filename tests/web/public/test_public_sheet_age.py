"""A sheet is too young for five seconds and too old after six hours; a clock that was moved back makes it neither."""

from __future__ import annotations

from datetime import timedelta

import pytest
from tests.cast import NOW

from saksama.web.public.report import sheet as sheets


@pytest.mark.parametrize(("later", "young", "old"), [
    (timedelta(seconds=2), True, False),
    (timedelta(seconds=6), False, False),
    (timedelta(hours=7), False, True),
    (timedelta(minutes=-3), False, False),
    (timedelta(hours=-6), False, False),
])
def test_a_sheets_age_whatever_the_clock_does(later, young, old):
    sheet = sheets.begin(sheets.SEEN, NOW)
    assert sheet.too_young(NOW + later) is young
    assert sheet.expired(NOW + later) is old
