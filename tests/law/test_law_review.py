"""The lawyer's sheet goes out, comes back, and changes the data with name and date; everything doubtful is refused in words."""

from __future__ import annotations

import errno
import io
import os
import re
import shutil
import zipfile
from datetime import date
from pathlib import Path

import docx
import pytest
import yaml
from tests.law.sheets import filled, filled_document, repacked, rules_of, saved_by_a_spreadsheet

from saksama.law import records
from saksama.law.review import applying, document, entries, judging, sheet, unpacking, workbook
from saksama.law.review import filled as reading
from saksama.law.review.errors import SheetRefused
from saksama.law.rulebook import DATA, load
from saksama.law.source import BrokenLaw

LAWYER, DAY = "Dr. Contoh, S.H.", date(2026, 11, 25)
PK_02, KE_01, S_MOR_1 = "clocks/PK-02@2020-10-01", "violations/KE-01@2022-09-22", "sanctions/S-MOR-1@2004-10-18"
OK = ("Benar", "", "", LAWYER, "2026-11-25")


@pytest.fixture(scope="module")
def made() -> sheet.Sheet:
    return sheet.build(DATA)


@pytest.fixture(scope="module")
def xlsx(made) -> bytes:
    return workbook.draw(made)


@pytest.fixture(scope="module")
def word(made) -> bytes:
    return document.draw(made)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return Path(shutil.copytree(DATA, tmp_path / "law"))


def judged(path: Path, folder: Path, **by: object) -> judging.Judged:
    given = {"reviewer": LAWYER, "on": DAY} | by
    return judging.judge(reading.read(path), entries.written(folder), words=sheet.words(folder), **given)


def why(xlsx: bytes, tmp_path: Path, answer: tuple[str, ...], key: str = PK_02, **by: object) -> str:
    found = judged(filled(tmp_path / "back.xlsx", xlsx, {key: answer}), DATA, **by)
    assert (found.signed, found.proposals) == ([], [])
    [refusal] = found.refused
    assert refusal.row > 1
    return refusal.why


# ---- going out --------------------------------------------------------------------------------------------------------


def test_every_version_of_every_rule_stands_on_the_sheet_once_under_its_instrument(made):
    book = load(DATA)
    rows = [row for group in made.groups for row in group.rows]
    assert sorted(row.key for row in rows) == sorted(f"{one.kind}/{one.version}" for one in records.records(book))
    assert [row.cells[0] for row in rows] == [str(n) for n in range(1, len(rows) + 1)]
    assert {row.mark for row in rows} == {one.mark for one in entries.written(DATA).values()}


def test_a_row_says_what_the_rule_says_by_what_and_how_sure_and_what_is_open(made):
    [row] = [row for group in made.groups for row in group.rows if row.key == PK_02]
    _, _, _, said, citation, sure, doubts = row.cells
    assert "2 hari kalender" in said
    assert "Berlaku sejak 1 Oktober 2020" in said or "Berlaku sejak Kamis, 1 Oktober 2020" in said
    assert "Perbawaslu 8/2020" in citation
    assert "ingatan" in sure
    assert "Belum" in doubts


def test_a_sheet_of_one_day_holds_what_was_in_force_that_day():
    keys = {row.key for group in sheet.build(DATA, on=date(2020, 1, 1)).groups for row in group.rows}
    assert PK_02 not in keys
    assert "norms/UU-5-2014@2014-01-15" in keys


def test_both_files_hold_every_row_with_key_and_mark(made, xlsx, word, tmp_path):
    wanted = sorted((row.key, row.mark) for group in made.groups for row in group.rows)
    for name, data in (("s.xlsx", xlsx), ("s.docx", word)):
        (tmp_path / name).write_bytes(data)
        assert sorted((row.key, row.mark) for row in reading.read(tmp_path / name)) == wanted


def test_only_the_lawyers_columns_of_the_workbook_can_be_written_in(xlsx):
    text = rules_of(xlsx)
    assert "<sheetProtection" in text
    assert '<dataValidation type="list"' in text
    assert "<f>" not in text


def test_the_same_rules_give_the_same_workbook(made, xlsx):
    assert workbook.draw(made) == xlsx


def test_the_document_opens_and_tells_how_to_fill_it_in_and_that_the_name_is_published(word):
    text = "\n".join(one.text for one in docx.Document(io.BytesIO(word)).paragraphs)
    assert "Nama dan tanggal itu terbit di halaman aturan" in text
    assert "Benar" in text


# ---- coming back ------------------------------------------------------------------------------------------------------


def test_an_empty_sheet_changes_nothing(xlsx, tmp_path, made):
    (tmp_path / "s.xlsx").write_bytes(xlsx)
    found = judged(tmp_path / "s.xlsx", DATA)
    assert (found.signed, found.proposals, found.refused, found.unanswered) == ([], [], [], made.count)


@pytest.mark.parametrize("day", ["2026-11-25", "25/11/2026", "25 November 2026", "46351"])
def test_days_are_understood_as_people_and_programs_write_them(xlsx, tmp_path, day):
    answers = {PK_02: ("benar", "", "", "dr. contoh, s.h.", day)}
    found = judged(saved_by_a_spreadsheet(tmp_path / "s.xlsx", xlsx, answers), DATA)
    assert [(one.entry.key, one.on) for one in found.signed] == [(PK_02, DAY)]


def test_the_document_comes_back_like_the_workbook(word, tmp_path):
    answers = {PK_02: OK, KE_01: ("Perlu diubah", "Kalimat lain.", "lihat naskah", LAWYER, "25-11-2026")}
    found = judged(filled_document(tmp_path / "s.docx", word, answers), DATA)
    assert [one.entry.key for one in found.signed] == [PK_02]
    assert [(one.entry.key, one.text, one.note) for one in found.proposals] == [(KE_01, "Kalimat lain.", "lihat naskah")]


REFUSED = {
    "no verdict": (("", "", "catatan", LAWYER, "2026-11-25"), "Write “Benar” or"),
    "an unknown verdict": (("mungkin", "", "", LAWYER, "2026-11-25"), "neither"),
    "a change without correction": (("Perlu diubah", "", "", LAWYER, "2026-11-25"), "without a correction"),
    "right and corrected at once": (("Benar", "jumlah: 3", "", LAWYER, "2026-11-25"), "at once"),
    "no name": (("Benar", "", "", "", "2026-11-25"), "name is missing"),
    "no date": (("Benar", "", "", LAWYER, ""), "date is missing"),
    "no such day": (("Benar", "", "", LAWYER, "2026-02-30"), "not a date of the calendar"),
    "a day after it was handed in": (("Benar", "", "", LAWYER, "2026-11-26"), "lies outside"),
    "another lawyer": (("Benar", "", "", "Orang Lain", "2026-11-25"), "not by Dr. Contoh"),
}


@pytest.mark.parametrize("case", REFUSED)
def test_a_row_that_is_not_in_order_is_refused_with_its_reason(case, xlsx, tmp_path):
    answer, reason = REFUSED[case]
    assert reason in why(xlsx, tmp_path, answer)


def test_a_row_printed_from_other_words_is_refused(xlsx, tmp_path, folder):
    path = folder / "clocks.yaml"
    text = path.read_text(encoding="utf-8")
    begin = text.index("- id: PK-02")
    path.write_text(text[:begin] + text[begin:].replace("count: 2", "count: 3", 1), encoding="utf-8")
    found = judged(filled(tmp_path / "s.xlsx", xlsx, {PK_02: OK, KE_01: OK}), folder)
    assert [one.entry.key for one in found.signed] == [KE_01]
    assert "changed after this sheet was printed" in found.refused[0].why


def changed(xlsx: bytes, path: Path, old: str, new: str) -> Path:
    text = rules_of(xlsx)
    assert old in text
    path.write_bytes(repacked(xlsx, xl__worksheets__sheet2_dot_xml=text.replace(old, new)))
    return path


def test_a_key_nobody_printed_is_refused(xlsx, tmp_path):
    path = filled(tmp_path / "s.xlsx", xlsx, {PK_02: OK})
    found = judged(changed(path.read_bytes(), path, PK_02, "clocks/PK-98@2020-10-01"), DATA)
    assert "no such key" in found.refused[0].why
    assert found.signed == []


def test_a_key_that_stands_twice_is_refused_both_times(xlsx, tmp_path):
    path = filled(tmp_path / "s.xlsx", xlsx, {PK_02: OK, KE_01: OK})
    found = judged(changed(path.read_bytes(), path, KE_01, PK_02), DATA)
    assert [("twice" in one.why, one.key) for one in found.refused] == [(True, PK_02)] * 2
    assert found.signed == []


def test_a_formula_is_refused_wherever_it_stands(xlsx, tmp_path):
    path = filled(tmp_path / "s.xlsx", xlsx, {PK_02: ("Benar", "", "", LAWYER, "2026-11-25")})
    number = re.search(r'r="K(\d+)" s="6" t="inlineStr"', rules_of(path.read_bytes()))[1]
    hostile = f'<c r="J{number}" s="6"><f>HYPERLINK("http://x","y")</f><v>y</v></c>'
    found = judged(changed(path.read_bytes(), path, f'<c r="J{number}" s="6"/>', hostile), DATA)
    [refusal] = found.refused
    assert refusal.row == int(number)
    assert "Catatan holds a formula" in refusal.why


# ---- hostile and broken files -----------------------------------------------------------------------------------------


BOMB = '<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "' + "a" * 100 + '"><!ENTITY b "&a;&a;&a;">]><x>&b;</x>'
OUTSIDE = '<?xml version="1.0"?><!DOCTYPE x SYSTEM "file:///etc/passwd"><x/>'


@pytest.mark.parametrize("part", [BOMB, OUTSIDE, "<x>", "", BOMB.encode("utf-16"), b"\xff\xfe\x00", "<a>" * 5000 + "</a>" * 5000])
def test_hostile_or_broken_xml_is_refused(part, xlsx, tmp_path):
    (tmp_path / "s.xlsx").write_bytes(repacked(xlsx, xl__worksheets__sheet2_dot_xml=part))
    with pytest.raises(SheetRefused) as refused:
        reading.read(tmp_path / "s.xlsx")
    assert "cannot be read" in refused.value.detail_en


def test_a_file_that_grows_without_bound_is_refused(xlsx, tmp_path):
    (tmp_path / "s.xlsx").write_bytes(repacked(xlsx, xl__worksheets__sheet2_dot_xml=b" " * (unpacking.LARGEST_PART + 1)))
    assert (tmp_path / "s.xlsx").stat().st_size < 1_000_000
    with pytest.raises(SheetRefused) as refused:
        reading.read(tmp_path / "s.xlsx")
    assert "Unpacked" in refused.value.detail_en


@pytest.mark.parametrize("data", [b"", b"PK\x03\x04", b"nothing of the kind", b"%PDF-1.7"])
def test_what_is_no_office_file_is_refused(data, tmp_path):
    (tmp_path / "s.xlsx").write_bytes(data)
    with pytest.raises(SheetRefused):
        reading.read(tmp_path / "s.xlsx")


def test_a_missing_file_a_folder_and_a_cut_file_are_refused(xlsx, tmp_path):
    (tmp_path / "cut.xlsx").write_bytes(xlsx[: len(xlsx) // 2])
    for name in ("none.xlsx", ".", "cut.xlsx"):
        with pytest.raises(SheetRefused):
            reading.read(tmp_path / name)


def test_a_file_with_a_macro_is_refused(xlsx, tmp_path):
    (tmp_path / "s.xlsx").write_bytes(repacked(xlsx, xl__vbaProject_dot_bin=b"x"))
    with pytest.raises(SheetRefused) as refused:
        reading.read(tmp_path / "s.xlsx")
    assert "macro" in refused.value.detail_en


def test_another_workbook_or_document_is_no_sheet_of_ours(xlsx, tmp_path):
    main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    (tmp_path / "s.xlsx").write_bytes(repacked(xlsx, xl__worksheets__sheet2_dot_xml=f'<worksheet xmlns="{main}"/>'))
    docx.Document().save(str(tmp_path / "s.docx"))
    with zipfile.ZipFile(tmp_path / "s.zip", "w") as other:
        other.writestr("readme.txt", "x")
    for name in ("s.xlsx", "s.docx", "s.zip"):
        with pytest.raises(SheetRefused) as refused:
            reading.read(tmp_path / name)
        assert "no sheet of ours" in refused.value.detail_en


def test_an_endless_answer_is_refused_with_its_row(xlsx, tmp_path):
    path = filled(tmp_path / "s.xlsx", xlsx, {PK_02: ("Benar", "", "x" * (reading.LONGEST + 1), LAWYER, "2026-11-25")})
    with pytest.raises(SheetRefused) as refused:
        reading.read(path)
    assert re.search(r"Row \d+: column Catatan", refused.value.detail_en)


# ---- changing the data ------------------------------------------------------------------------------------------------


def lines_added(before: Path, after: Path) -> list[str]:
    """What a file gained; it must have lost nothing but lines that were changed in place."""
    old, new = (path.read_text(encoding="utf-8").splitlines() for path in (before, after))
    assert [line for line in new if line in set(old)] == old
    return [line for line in new if line not in set(old)]


def test_a_confirmed_row_gains_three_lines_and_the_file_loses_none(xlsx, tmp_path, folder):
    applying.apply(judged(filled(tmp_path / "s.xlsx", xlsx, {PK_02: OK}), folder), folder)
    mark = entries.written(DATA)[PK_02].mark
    assert lines_added(DATA / "clocks.yaml", folder / "clocks.yaml") == [
        f'    reviewed_by: "{LAWYER}"', '    reviewed_on: "2026-11-25"', f'    reviewed_as: "{mark}"']  # fmt: skip
    for path in DATA.rglob("*.yaml"):
        if path.name != "clocks.yaml":
            assert (folder / path.relative_to(DATA)).read_bytes() == path.read_bytes()


def test_a_confirmed_row_is_signed_in_the_book_and_no_other_is(xlsx, tmp_path, folder):
    applying.apply(judged(filled(tmp_path / "s.xlsx", xlsx, {PK_02: OK}), folder), folder)
    book = load(folder)
    found = [one for one in records.records(book) if one.reviewed_by]
    assert [(one.id, one.reviewed_by, one.reviewed_on, one.needs_check) for one in found] == [("PK-02", LAWYER, DAY, False)]
    assert found[0].confidence == load(DATA).clock("PK-02").confidence


def test_an_entry_on_one_line_is_signed_on_that_line(xlsx, tmp_path, folder):
    text = (DATA / "sanctions.yaml").read_text(encoding="utf-8")
    assert "- {id: S-MOR-1," in text
    applying.apply(judged(filled(tmp_path / "s.xlsx", xlsx, {S_MOR_1: OK}), folder), folder)
    assert len((folder / "sanctions.yaml").read_text(encoding="utf-8").splitlines()) == len(text.splitlines())
    assert load(folder).sanction("S-MOR-1").reviewed_by == LAWYER


def test_signing_twice_replaces_the_signature(xlsx, tmp_path, folder):
    applying.apply(judged(filled(tmp_path / "s.xlsx", xlsx, {PK_02: OK}), folder), folder)
    later = ("Benar", "", "", "Ahli Kedua", "2026-11-30")
    path = filled(tmp_path / "s.xlsx", xlsx, {PK_02: later})
    applying.apply(judged(path, folder, reviewer="Ahli Kedua", on=date(2026, 12, 1)), folder)
    assert load(folder).clock("PK-02").reviewed_by == "Ahli Kedua"
    assert (folder / "clocks.yaml").read_text(encoding="utf-8").count("reviewed_by") == 1


def test_many_rows_of_all_files_are_signed_at_once(xlsx, tmp_path, folder):
    keys = [one.key for one in entries.written(DATA).values()]
    found = judged(filled(tmp_path / "s.xlsx", xlsx, dict.fromkeys(keys, OK)), folder)
    assert found.refused == []
    applying.apply(found, folder)
    book = load(folder)
    assert all(one.reviewed_by == LAWYER for one in records.records(book))
    assert not book.to_be_checked()


def test_a_corrected_number_and_ground_are_changed_and_signed(xlsx, tmp_path, folder):
    answer = ("Perlu diubah", "jumlah: 3\ndasar: Perbawaslu 8/2020 ps. 14", "", LAWYER, "2026-11-25")
    applying.apply(judged(filled(tmp_path / "s.xlsx", xlsx, {PK_02: answer}), folder), folder)
    clock = load(folder).clock("PK-02")
    assert (clock.count, clock.citation, clock.reviewed_by) == (3, "Perbawaslu 8/2020 ps. 14", LAWYER)
    old, new = ((place / "clocks.yaml").read_text(encoding="utf-8") for place in (DATA, folder))
    assert [line for line in old.splitlines() if line.lstrip().startswith("#")] == [
        line for line in new.splitlines() if line.lstrip().startswith("#")]  # fmt: skip


@pytest.mark.parametrize("text", ["Bukan dua hari.", "jumlah: 3\nDan satuannya hari kerja.", "satuan: hari kerja", "jumlah: tiga",
                                  "jumlah: 0", "jumlah: 99999", "dasar:"])  # fmt: skip
def test_what_needs_a_person_is_a_proposal_and_signs_nothing(text, xlsx, tmp_path, folder):
    answer = ("Perlu diubah", text, "lihat \"ps. 5\"", LAWYER, "2026-11-25")
    changed_files = applying.apply(judged(filled(tmp_path / "s.xlsx", xlsx, {PK_02: answer}), folder), folder)
    assert changed_files == (applying.PROPOSALS,)
    [kept] = yaml.safe_load((folder / applying.PROPOSALS).read_text(encoding="utf-8"))["proposals"]
    assert (kept["rule"], kept["text"], kept["note"], kept["by"]) == (PK_02, text, 'lihat "ps. 5"', LAWYER)
    assert load(folder).release == load(DATA).release


def test_proposals_are_added_to_those_that_wait(xlsx, tmp_path, folder):
    for text in ("Yang pertama.", "Yang kedua."):
        answer = ("Perlu diubah", text, "", LAWYER, "2026-11-25")
        applying.apply(judged(filled(tmp_path / "s.xlsx", xlsx, {PK_02: answer}), folder), folder)
    kept = yaml.safe_load((folder / applying.PROPOSALS).read_text(encoding="utf-8"))["proposals"]
    assert [one["text"] for one in kept] == ["Yang pertama.", "Yang kedua."]


def test_hostile_words_of_a_sheet_stay_words_in_the_data(xlsx, tmp_path, folder):
    name = 'Ahli" \n  - id: JAHAT'
    hostile = 'dasar: UU 1/2015", reviewed_by: "x'
    answer = ("Perlu diubah", hostile, "", name, "2026-11-25")
    found = judged(filled(tmp_path / "s.xlsx", xlsx, {PK_02: answer}), folder, reviewer=name)
    applying.apply(found, folder)
    assert load(folder).clock("PK-02").citation == 'UU 1/2015", reviewed_by: "x'
    assert [one.id for one in records.records(load(folder))] == [one.id for one in records.records(load(DATA))]


def test_where_the_result_would_not_be_sound_nothing_is_written(xlsx, tmp_path, folder):
    found = judged(filled(tmp_path / "s.xlsx", xlsx, {PK_02: OK, KE_01: OK}), folder)
    (folder / "words.yaml").unlink()
    before = {path: path.read_bytes() for path in folder.rglob("*.yaml")}
    with pytest.raises(BrokenLaw):
        applying.apply(found, folder)
    assert {path: path.read_bytes() for path in folder.rglob("*.yaml")} == before
    assert [path.name for path in tmp_path.iterdir() if path.name.startswith(".review")] == []


# ---- what a stranger on the way could do ------------------------------------------------------------------------------


@pytest.mark.parametrize("column", [3, 4, 6])
def test_a_row_whose_printed_words_were_changed_on_the_way_is_refused(column, xlsx, tmp_path):
    path = filled(tmp_path / "s.xlsx", xlsx, {PK_02: OK, KE_01: OK})
    text = rules_of(path.read_bytes())
    line = re.search(rf'<row r="(\d+)">(?:(?!</row>).)*?>{PK_02}</t>.*?</row>', text, re.S)
    letter = "ABCDEFG"[column]
    forged = re.sub(rf'(<c r="{letter}{line[1]}"[^>]*><is><t[^>]*>)', r"\1Bukan ", line[0])
    assert forged != line[0]
    found = judged(changed(path.read_bytes(), path, line[0], forged), DATA)
    assert [one.entry.key for one in found.signed] == [KE_01]
    assert f"Column {sheet.COLUMNS[column]} holds other words" in found.refused[0].why


def with_document(word: bytes, path: Path, old: str, new: str) -> Path:
    with zipfile.ZipFile(io.BytesIO(word)) as source:
        text = source.read("word/document.xml").decode()
    assert old in text
    path.write_bytes(repacked(word, word__document_dot_xml=text.replace(old, new, 1)))
    return path


def test_a_row_inside_a_row_of_a_document_is_refused(word, tmp_path):
    inner = "<w:tbl><w:tr><w:tc><w:p/></w:tc></w:tr></w:tbl></w:tc></w:tr>"
    with pytest.raises(SheetRefused):
        reading.read(with_document(word, tmp_path / "s.docx", "</w:tc></w:tr>", inner))


def test_paragraphs_inside_paragraphs_are_read_once(word, tmp_path):
    nested = "<w:p>" * 30 + "<w:r><w:t>" + "x" * 1000 + "</w:t></w:r>" + "</w:p>" * 30 + "</w:tc></w:tr>"
    rows = reading.read(with_document(word, tmp_path / "s.docx", "</w:tc></w:tr>", nested))
    assert max(len(row.day) for row in rows) <= 1000


@pytest.mark.parametrize("number", ["\u00b2", "9" * 5000, "\u0663", "-1"])
def test_a_number_of_a_shared_word_that_is_none_is_an_empty_cell(number, xlsx, tmp_path):
    path = filled(tmp_path / "s.xlsx", xlsx, {PK_02: OK})
    at = re.search(r'r="H(\d+)" s="6" t="inlineStr"', rules_of(path.read_bytes()))[1]
    old = f'<c r="H{at}" s="6" t="inlineStr"><is><t>Benar</t></is></c>'
    found = judged(changed(path.read_bytes(), path, old, f'<c r="H{at}" s="6" t="s"><v>{number}</v></c>'), DATA)
    assert "Write \u201cBenar\u201d" in found.refused[0].why


@pytest.mark.parametrize("way", [zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA])
def test_a_file_packed_otherwise_than_office_does_is_refused(way, xlsx, tmp_path):
    with zipfile.ZipFile(io.BytesIO(xlsx)) as source, zipfile.ZipFile(tmp_path / "s.xlsx", "w", way) as target:
        for name in source.namelist():
            target.writestr(name, source.read(name))
    with pytest.raises(SheetRefused):
        reading.read(tmp_path / "s.xlsx")


def test_a_file_damaged_inside_its_packing_is_refused(xlsx, tmp_path):
    with zipfile.ZipFile(io.BytesIO(xlsx)) as source:
        begin = source.getinfo("xl/workbook.xml").header_offset + 30 + len("xl/workbook.xml")
    (tmp_path / "s.xlsx").write_bytes(xlsx[:begin] + b"\xff" * 40 + xlsx[begin + 40 :])
    with pytest.raises(SheetRefused):
        reading.read(tmp_path / "s.xlsx")


def test_two_names_without_latin_letters_are_not_the_same(xlsx, tmp_path):
    answer = ("Benar", "", "", "\u674e", "2026-11-25")
    assert "Latin letters" in why(xlsx, tmp_path, answer, reviewer="\u738b")


def test_the_name_is_kept_as_the_office_gave_it(xlsx, tmp_path):
    found = judged(filled(tmp_path / "s.xlsx", xlsx, {PK_02: ("Benar", "", "", "dr contoh sh", "2026-11-25")}), DATA,
                   reviewer="Dr. Contoh, SH")  # fmt: skip
    assert [one.name for one in found.signed] == ["Dr. Contoh, SH"]


def test_a_proposal_with_characters_yaml_does_not_allow_stays_readable(xlsx, tmp_path, folder):
    text = "Satu\x7f\u2028dua \U0001f600"
    answer = ("Perlu diubah", text, "", LAWYER, "2026-11-25")
    applying.apply(judged(filled(tmp_path / "s.xlsx", xlsx, {PK_02: answer}), folder), folder)
    [kept] = yaml.safe_load((folder / applying.PROPOSALS).read_text(encoding="utf-8"))["proposals"]
    assert kept["text"] == text


def test_where_one_file_cannot_be_written_none_is_changed(xlsx, tmp_path, folder, monkeypatch):
    found = judged(filled(tmp_path / "s.xlsx", xlsx, {PK_02: OK, KE_01: OK}), folder)
    before = {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}
    room = iter((None,))

    def full(handle: int) -> None:
        if next(room, 0) == 0:
            raise OSError(errno.ENOSPC, "full")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(SheetRefused) as refused:
        applying.apply(found, folder)
    assert "cannot be written" in refused.value.detail_en
    assert {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()} == before
