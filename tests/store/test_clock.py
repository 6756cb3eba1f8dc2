from __future__ import annotations

import dataclasses
from datetime import UTC, datetime, timedelta

import pytest

from saksama.kernel.errors import NotAllowed
from saksama.store import clock


def test_now_is_real_and_utc_until_someone_moves_it():
    assert clock.offset() == timedelta(0)
    assert clock.now().tzinfo is UTC
    assert abs(clock.now() - datetime.now(UTC)) < timedelta(seconds=5)


def test_the_demonstration_is_moved_forth_and_back():
    clock.set_offset(timedelta(days=5, hours=2))
    assert clock.offset() == timedelta(days=5, hours=2)
    assert abs(clock.now() - clock.real() - timedelta(days=5, hours=2)) < timedelta(seconds=5)
    clock.set_offset(timedelta(days=-1))
    assert clock.offset() == timedelta(days=-1)
    clock.set_offset(timedelta(0))
    assert clock.offset() == timedelta(0)


def test_another_process_moves_it_by_the_file(data_folder):
    clock.set_offset(timedelta(days=1))
    assert clock.offset() == timedelta(days=1)
    (data_folder / "clock.new").write_text("172800")
    (data_folder / "clock.new").replace(data_folder / "clock")
    assert clock.offset() == timedelta(days=2)


def test_an_installation_in_earnest_has_the_real_time_only(settings):
    clock.set_offset(timedelta(days=9))
    settings.SAKSAMA = dataclasses.replace(settings.SAKSAMA, demo=False)
    assert clock.offset() == timedelta(0)
    with pytest.raises(NotAllowed) as refusal:
        clock.set_offset(timedelta(days=1))
    assert refusal.value.detail != refusal.value.detail_en


def test_nothing_else_is_left_in_the_data_folder(data_folder):
    clock.set_offset(timedelta(days=1))
    assert sorted(each.name for each in data_folder.iterdir()) == ["clock", "keys"]
