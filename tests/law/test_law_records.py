"""Every rule of every file is one record: what it says in plain sentences, on what it rests, and what is open about it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from saksama import law
from saksama.kernel.errors import NoRule
from saksama.law.records import OTHER, OWN, Record, instruments, record, records, versions


def every() -> tuple[Record, ...]:
    return records(law.book())


def test_every_version_of_every_file_is_a_record() -> None:
    book = law.book()
    held = sum(len(found) for kind in book.entries.values() for found in kind.values())

    assert len(every()) == held + sum(len(rules) for rules in book.clocks.values())
    assert {one.kind for one in every()} == {*book.entries, "clocks"}


def test_every_record_says_something_in_both_languages_and_is_cited() -> None:
    for one in every():
        assert one.title_id and one.title_en and one.text_id and one.text_en and one.citation, one.version
        assert len(one.doubts_id) == len(one.doubts_en), one.version


def test_no_code_of_the_data_reaches_a_reader() -> None:
    for one in every():
        for text in (one.text_id, one.text_en, *one.doubts_id, *one.doubts_en):
            assert "_" not in text or one.kind in ("forms", "targets"), f"{one.version}: {text}"


def test_a_day_shows_only_what_held_on_it() -> None:
    shown = {one.version for one in records(law.book(), on=date(2022, 10, 1))}

    assert "SKB-2022@2022-09-22" in shown
    assert "SKB-2020@2020-09-10" not in shown
    assert "DS-05@2022-09-22" in shown
    assert "DS-05@2023-10-31" not in shown


def test_one_rule_is_found_by_its_id_or_by_its_place_in_an_address() -> None:
    book = law.book()

    assert record(book, "clocks", "pk-05").id == "PK-05"
    assert record(book, "violations", "DS-05", date(2023, 10, 30)).instrument == "UU-5-2014"
    begins = [one.valid_from for one in versions(book, "violations", "ds-05")]
    assert begins == [date(2014, 1, 15), date(2022, 9, 22), date(2023, 10, 31)]
    with pytest.raises(NoRule):
        record(book, "violations", "DS-05", date(2010, 1, 1))


def test_no_two_rules_of_a_file_share_an_address() -> None:
    addresses: dict[tuple[str, str], str] = {}
    for one in every():
        assert addresses.setdefault((one.kind, one.slug), one.id) == one.id


def test_a_rule_stands_under_the_norm_its_citation_names_first() -> None:
    book = law.book()

    assert record(book, "clocks", "PK-01").instrument == "UU-1-2015"
    assert record(book, "clocks", "PU-01").instrument == "UU-7-2017"
    assert record(book, "norms", "UU-7-2017.454").instrument == "UU-7-2017"
    assert record(book, "clocks", "SAK-REPLY").instrument == OWN
    assert record(book, "clocks", "BK-01").instrument == OTHER


def test_an_instrument_is_named_once_and_counts_its_records() -> None:
    found = instruments(law.book())

    assert len({one.id for one in found}) == len(found)
    assert sum(one.records for one in found) == len(every())
    assert found[-1].id == OWN


def test_a_clock_says_how_much_from_when_for_whom_and_what_is_open() -> None:
    handling = record(law.book(), "clocks", "PU-05")

    assert "7 hari kerja atau 7 hari kalender" in handling.text_id
    assert "laporan diregistrasi" in handling.text_id
    assert "paling lama 14 hari kerja" in handling.text_id
    assert "Bawaslu" in handling.text_en
    assert any("hari kerja atau hari kalender" in doubt for doubt in handling.doubts_id)
    assert any("day of the event" in doubt for doubt in handling.doubts_en)


def test_where_sources_differ_every_reading_is_told_with_its_source_and_none_is_chosen() -> None:
    book = law.book()
    held = [(kind, one) for kind, found in book.entries.items() for versions in found.values() for one in versions]
    differing = [(kind, one) for kind, one in held if one.get("variants")]
    assert {"SKB-2022", "DS-08", "DS-09", "pilkada", "pemilu", "kasn", "pilkada-2020", "pilkada-2024"} <= {
        one.id for _, one in differing
    }

    for kind, one in differing:
        told = record(book, kind, one.id, one.valid_from)
        assert told.needs_check
        for variant in one.variants:
            assert any(variant["id"] in doubt and variant["source_id"] in doubt for doubt in told.doubts_id), one.version
            assert any(variant["en"] in doubt and variant["source_en"] in doubt for doubt in told.doubts_en), one.version


def test_pk_06__a_clock_keeps_the_two_readings_of_polling_day() -> None:
    doubts = " ".join(record(law.book(), "clocks", "PK-06").doubts_id)

    assert "24 jam" in doubts and "08.00 sampai 16.00" in doubts


def test_what_a_lawyer_signed_is_in_the_record() -> None:
    book = law.book()
    (entry,) = book.entries["norms"]["PP-94-2021"]
    signed = replace(entry, reviewed_by="Ahli hukum", reviewed_on=date(2026, 11, 30))
    norms = {**book.entries["norms"], "PP-94-2021": (signed,)}

    found = record(replace(book, entries={**book.entries, "norms": norms}), "norms", "PP-94-2021")

    assert (found.reviewed_by, found.reviewed_on) == ("Ahli hukum", date(2026, 11, 30))
    assert record(book, "norms", "PP-94-2021").reviewed_by == ""
