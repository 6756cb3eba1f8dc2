"""The library finds, compares and connects the rules of one book; a change of data is seen as a change."""

from __future__ import annotations

import shutil
from datetime import date, timedelta
from pathlib import Path

import pytest

from saksama.law import library
from saksama.law.library import differences, nearest
from saksama.law.rulebook import DATA, load, packaged


@pytest.fixture(scope="module")
def shelf() -> library.Library:
    return library.of(packaged())


@pytest.fixture(scope="module")
def changed(tmp_path_factory) -> library.Library:
    """A copy in which handling takes five days from 1 January 2026, first written in the old version's own words."""
    folder = Path(shutil.copytree(DATA, tmp_path_factory.mktemp("law") / "mine"))
    path = folder / "clocks.yaml"
    text = path.read_text(encoding="utf-8")
    begin = text.index("  - id: PK-05\n")
    entry = text[begin : text.index("\n  - id:", begin) + 1]
    old = entry.replace('    valid_from: "2015-02-02"\n', '    valid_from: "2015-02-02"\n    valid_to: "2025-12-31"\n', 1)
    new = entry.replace('valid_from: "2015-02-02"', 'valid_from: "2026-01-01"', 1).replace("count: 3", "count: 5", 1)
    path.write_text(text.replace(entry, old + new, 1), encoding="utf-8")
    return library.of(load(folder))


def test_every_rule_of_the_book_stands_in_the_library_once(shelf):
    book = packaged()
    entries = sum(len(versions) for kind in book.entries.values() for versions in kind.values())
    assert len(shelf.records) == entries + sum(map(len, book.clocks.values()))
    assert len({(one.kind, one.slug, one.valid_from) for one in shelf.records}) == len(shelf.records)


def test_a_changed_limit_is_told_in_words(changed):
    before, after = changed.versions("clocks", "pk-05")
    [said] = [one for one in differences(before, after) if one.field == "text"]
    assert "3 hari" in said.before_id
    assert "5 hari" in said.after_id
    assert "3" not in said.after_id.split(".")[0]


def test_versions_that_say_the_same_have_no_differences(shelf):
    one = shelf.records[0]
    assert differences(one, one) == ()


def test_every_day_finds_the_version_of_that_day_and_no_other(changed):
    for day, count in ((date(2025, 12, 31), "3 hari"), (date(2026, 1, 1), "5 hari")):
        [found] = [one for one in changed.find("pk-05", on=day) if one.id == "PK-05"]
        assert count in found.text_id
        assert found.holds_on(day)
        assert changed.by_id("PK-05", day) == found


def test_by_id_of_a_version_finds_that_version_whatever_the_day(changed):
    assert changed.by_id("PK-05@2015-02-02", date(2030, 1, 1)).valid_from == date(2015, 2, 2)
    assert changed.by_id("PK-05@1999-01-01", date(2030, 1, 1)).valid_from == date(2026, 1, 1)
    assert changed.by_id("NOTHING") is None


def test_nearest_is_the_last_that_had_begun_else_the_first(changed):
    versions = changed.versions("clocks", "pk-05")
    assert nearest(versions, date(1990, 1, 1)) == versions[0]
    assert nearest(versions, date(2025, 12, 31)) == versions[0]
    assert nearest(versions, None) == versions[1]
    assert nearest((), None) is None


def test_search_without_a_day_shows_the_latest_version_alone(changed):
    assert [one.valid_from for one in changed.find("pk-05") if one.id == "PK-05"] == [date(2026, 1, 1)]


def test_what_happened_is_told_newest_first_and_a_change_names_what_it_followed(changed):
    days = [event.day for event in changed.events]
    assert days == sorted(days, reverse=True)
    [event] = [event for event in changed.events if event.record.id == "PK-05" and event.before]
    assert (event.day, event.before.valid_to + timedelta(days=1)) == (date(2026, 1, 1),) * 2


def test_links_go_both_ways_for_every_rule(shelf):
    for one in shelf.records:
        for other in shelf.names(one):
            assert any((back.kind, back.id) == (one.kind, one.id) for back in shelf.named_by(other)), (one.id, other.id)


def test_a_violation_names_its_sanctions(shelf):
    assert {"S-MOR-1", "S-MOR-2"} <= {one.id for one in shelf.names(shelf.by_id("KE-01"))}


def test_a_citation_of_several_rules_points_to_none_of_them_alone(shelf):
    shared = shelf.by_id("S-RIN-1").citation
    assert shared == shelf.by_id("S-RIN-2").citation
    assert shelf.only_one_cited(shared) is None
    assert shelf.instrument_named(shared).id == "PP-94-2021"


def test_one_library_serves_all_books_of_a_release(shelf):
    assert library.of(packaged()) is shelf
