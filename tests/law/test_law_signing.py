"""A signature covers the words it was given for: it lapses when they change, and lifts the mark while it stands."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from saksama import law
from saksama.law import records
from saksama.law.review.entries import written
from saksama.law.rule import Confidence
from saksama.law.rulebook import DATA, load
from saksama.law.signing import faults, mark

ENTRY = {"id": "PK-99", "citation": "UU 1/2015", "limit": {"count": 7, "units": ["calendar_day"]}}


def signed(**more: object) -> dict[str, object]:
    return ENTRY | {"reviewed_by": "Ahli", "reviewed_on": "2026-11-25", "reviewed_as": mark(ENTRY)} | more


def test_the_mark_knows_no_order_and_no_signature():
    assert mark(dict(reversed(ENTRY.items()))) == mark(ENTRY) == mark(signed())


CHANGES = [{"citation": "UU 2/2015"}, {"limit": {"count": 8, "units": ["calendar_day"]}}, {"note_id": "x"}]


@pytest.mark.parametrize("change", CHANGES)
def test_the_mark_changes_with_any_word(change):
    assert mark(ENTRY | change) != mark(ENTRY)


def test_a_whole_signature_for_these_words_is_in_order():
    assert list(faults(signed())) == []
    assert list(faults(ENTRY)) == []


@pytest.mark.parametrize("half", [{"reviewed_by": ""}, {"reviewed_on": None}, {"reviewed_as": ""}])
def test_half_a_signature_is_a_fault(half):
    [(what, _)] = faults(signed(**half))
    assert "half" in what


def test_a_signature_lapses_when_the_words_change():
    [(what, todo)] = faults(signed(citation="UU 3/2015"))
    assert "changed after Ahli signed it" in what
    assert "saksama law sheet" in todo


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return Path(shutil.copytree(DATA, tmp_path / "law"))


def sign(folder: Path, key: str) -> None:
    one = written(folder)[key]
    text = one.path.read_text(encoding="utf-8")
    head = f"  - id: {one.data['id']}\n    valid_from: \"{one.data['valid_from']}\"\n"
    assert head in text
    more = f'    reviewed_by: "Dr. Contoh, S.H."\n    reviewed_on: "2026-11-25"\n    reviewed_as: "{one.mark}"\n'
    one.path.write_text(text.replace(head, head + more, 1), encoding="utf-8")


def test_a_signed_rule_loses_the_mark_and_keeps_its_confidence(folder):
    sign(folder, "clocks/PK-02@2020-10-01")
    before, after = load(DATA).clock("PK-02"), load(folder).clock("PK-02")
    assert (before.needs_check, after.needs_check) == (True, False)
    assert before.confidence is after.confidence is Confidence.RECALLED
    assert records.record(load(folder), "clocks", "PK-02").reviewed_by == "Dr. Contoh, S.H."


def test_a_signed_entry_of_another_file_loses_it_too(folder):
    sign(folder, "violations/KE-01@2022-09-22")
    assert load(DATA).violation("KE-01").needs_check
    assert not load(folder).violation("KE-01").needs_check


def test_a_rule_changed_after_it_was_signed_is_refused_at_load(folder):
    sign(folder, "clocks/PK-02@2020-10-01")
    path = folder / "clocks.yaml"
    text = path.read_text(encoding="utf-8")
    begin = text.index("- id: PK-02")
    path.write_text(text[:begin] + text[begin:].replace("count: 2", "count: 3", 1), encoding="utf-8")
    [problem] = law.check([folder])
    assert problem.file == "clocks.yaml"
    assert "changed after" in problem.what
