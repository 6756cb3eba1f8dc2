"""Uploaded tables: what is read as it was typed, and what is refused with a sentence."""

from __future__ import annotations

import io
import tracemalloc
import zipfile
from collections.abc import Iterable
from datetime import date, datetime

import openpyxl
import pytest

from saksama.store import sheets
from saksama.store.sheets import Bounds, Limits, Line, TableRefused

pytestmark = pytest.mark.one_engine


def read(data: bytes, **options: object) -> list[Line]:
    return list(sheets.rows(io.BytesIO(data), **options))


def made(rows: Iterable[Iterable[object]], **settings: object) -> bytes:
    """A workbook as another program writes it."""
    book = openpyxl.Workbook()
    for row in rows:
        book.active.append(list(row))
    for name, value in settings.items():
        setattr(book, name, value)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def with_part(data: bytes, name: str, content: bytes | str) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for one in old.namelist():
            if one != name:
                new.writestr(one, old.read(one))
        new.writestr(name, content)
    return out.getvalue()


def sheet_of(cells: str) -> bytes:
    main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    text = f'<worksheet xmlns="{main}"><sheetData>{cells}</sheetData></worksheet>'
    return with_part(made([["x"]]), "xl/worksheets/sheet1.xml", text)


def refused(data: bytes, **options: object) -> TableRefused:
    with pytest.raises(TableRefused) as caught:
        read(data, **options)
    assert caught.value.detail and caught.value.detail_en and caught.value.detail != caught.value.detail_en
    return caught.value


# ---- delimited text ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1252"])
def test_text_is_read_in_every_encoding_and_with_every_delimiter(delimiter, encoding):
    text = delimiter.join(["Nomor", "Nama, gelar; lain"] if delimiter == "\t" else ["Nomor", "Nama"])
    text += f"\r\n1{delimiter}Renée\r\n\r\n2{delimiter}Zoë\r\n"
    found = read(text.encode(encoding))
    assert [line.number for line in found] == [1, 2, 4]
    assert [line.cells[1] for line in found][1:] == ["Renée", "Zoë"]


def test_a_delimiter_that_is_declared_or_stands_in_quotes_is_told_apart():
    assert read(b"sep=;\nA;B\n1,5;2\n") == [Line(2, ("A", "B")), Line(3, ("1,5", "2"))]
    assert read(b'"a;b;c;d",e\n1,2\n')[0].cells == ("a;b;c;d", "e")


def test_a_cell_may_hold_line_breaks_and_quotation_marks():
    found = read(b'A,B\r\n"satu\r\ndua ""tiga""",x\r\nlast,y\r\n')
    assert found[1] == Line(2, ('satu\ndua "tiga"', "x"))
    assert found[2] == Line(4, ("last", "y"))


def test_two_encodings_in_one_file_are_refused_with_the_line():
    error = refused("a,b\nRenée,1\n".encode() + "Zoë,2\n".encode("cp1252"))
    assert error.context["line"] == 3


@pytest.mark.parametrize("data", [b"", b"\n\n\n", b" ;;\n;\n", "\ufeff".encode(), b"\xff\xfe", b",,,\n,,"])
def test_an_empty_file_is_refused(data):
    assert "empty" in refused(data).detail_en


@pytest.mark.parametrize("data", [b"a,b\n\0\0\0,1", b"\xff\xfea\0,\0b", b"\x81\x8d\n", b"%PDF-1.7 x", b"PK\x05\x06" + b"\0" * 18,
                                  b"\x89PNG\r\n", b"<html><table>", b"\x1f\x8b\x08", b"\xff\xd8\xff\xe0"])  # fmt: skip
def test_what_is_no_table_is_refused(data):
    refused(data)


def test_an_old_or_locked_workbook_is_told_what_to_do():
    assert "password" in refused(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600).detail_en


def test_limits_of_rows_columns_and_cells_are_told_with_the_line():
    few = Limits(rows=5, columns=3, cell=10)
    assert "5 rows" in refused(b"a\n" * 6, limits=few).detail_en
    assert refused(b"a\na,b,c,d\n", limits=few).context["line"] == 2
    assert refused(b"a\nb\n12345678901\n", limits=few).context["line"] == 3
    assert read(b"a,b,c,,,,,,\n" * 5, limits=few)[-1] == Line(5, ("a", "b", "c"))


def test_a_quotation_mark_never_closed_and_a_line_without_end_are_refused_early():
    assert refused(b'a,b\n"' + b"x\n" * 200_000).context["line"] == 2
    assert refused(b"x" * 3_000_000).context["line"] == 1
    assert "too large" in refused(b"a\n" * 100, limits=Limits(file=Bounds(file=50))).detail_en


# ---- workbooks --------------------------------------------------------------------------------------------------------


def test_values_come_as_they_were_typed():
    rows = [["Nomor", "Nama", "Tanggal"], [7, "'=cmd|' /C calc'!A0", date(2024, 10, 19)],
            [0.1, None, datetime(2024, 10, 19, 14, 30)], [1.0, True, None], [None, None, None],
            ["198001012005011001", "x\ny", -3]]  # fmt: skip
    found = read(made(rows))
    assert [line.number for line in found] == [1, 2, 3, 4, 6]
    assert found[1].cells == ("7", "'=cmd|' /C calc'!A0", "2024-10-19")
    assert found[2].cells == ("0.1", "", "2024-10-19 14:30")
    assert found[3].cells == ("1", "TRUE")
    assert found[4].cells == ("198001012005011001", "x\ny", "-3")


def test_a_service_number_that_a_spreadsheet_rounded_is_not_taken_for_digits():
    assert read(sheet_of('<row r="1"><c r="A1"><v>1.98001012005011E17</v></c></row>'))[0].cells == ("1.98001012005011E17",)


def test_days_counted_from_1904_are_moved():
    from openpyxl.utils.datetime import CALENDAR_MAC_1904

    assert read(made([["Tanggal"], [date(2024, 10, 19)]], epoch=CALENDAR_MAC_1904))[1].cells == ("2024-10-19",)


def test_of_a_formula_only_the_last_value_is_read():
    cells = '<c r="A1" t="str"><f>HYPERLINK("http://x","y")</f><v>nilai</v></c><c r="B1"><f>1+1</f></c><c r="C1"><v>2</v></c>'
    assert read(sheet_of(f'<row r="1">{cells}</row>'))[0].cells == ("nilai", "", "2")


def test_shared_and_rich_texts_and_escapes_are_read():
    strings = ('<sst xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><si><r><t>An</t></r><r><t>dai</t></r>'
               "<rPh><t>zzz</t></rPh></si><si><t>a_x000D_\nb_x0041_</t></si></sst>")  # fmt: skip
    more = "".join(f'<c t="s"><v>{n}</v></c>' for n in (1, 99, -1, "²"))
    data = sheet_of(f'<row r="2"><c r="B2" t="s"><v>0</v></c>{more}</row>')
    assert read(with_part(data, "xl/sharedStrings.xml", strings)) == [Line(2, ("", "Andai", "a\nbA"))]


def test_the_first_sheet_that_shows_is_read_or_the_one_named():
    book = openpyxl.Workbook()
    book.active.append(["tersembunyi"])
    book.active.sheet_state = "hidden"
    for name in ("Data", "Lain"):
        book.create_sheet(name).append([name])
    out = io.BytesIO()
    book.active = 1
    book.save(out)
    assert read(out.getvalue())[0].cells == ("Data",)
    assert read(out.getvalue(), sheet="Lain")[0].cells == ("Lain",)
    refused(out.getvalue(), sheet="Tidak ada")


BOMB = '<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "' + "a" * 100 + '"><!ENTITY b "&a;&a;&a;">]><x>&b;</x>'
OUTSIDE = '<?xml version="1.0"?><!DOCTYPE x SYSTEM "file:///etc/passwd"><x/>'
DEEP = "<a>" * 5000 + "</a>" * 5000


@pytest.mark.parametrize("part", ["xl/workbook.xml", "xl/worksheets/sheet1.xml", "xl/styles.xml", "xl/sharedStrings.xml"])
@pytest.mark.parametrize("content", [BOMB, OUTSIDE, "<x>", "", BOMB.encode("utf-16"), b"\xff\xfe\x00", DEEP])
def test_hostile_or_broken_xml_is_refused_in_every_part(part, content):
    refused(with_part(made([["a"], [1]]), part, content))


@pytest.mark.parametrize("name", ["xl/vbaProject.bin", "xl/macrosheets/sheet1.xml", "xl/activeX/activeX1.xml"])
def test_a_macro_is_refused(name):
    assert "macro" in refused(with_part(made([["a"]]), name, b"x")).detail_en


@pytest.mark.parametrize("name", ["xl/externalLinks/externalLink1.xml", "xl/connections.xml", "xl/queryTables/queryTable1.xml"])
def test_a_link_to_elsewhere_is_refused(name):
    assert "elsewhere" in refused(with_part(made([["a"]]), name, b"<x/>")).detail_en


@pytest.mark.parametrize(("part", "content"), [
    ("xl/sharedStrings.xml", "<sst>" + "<si/>" * 1_000_001 + "</sst>"),
    ("xl/worksheets/sheet1.xml", "<worksheet><sheetData>" + "<x/>" * 1_000_001 + "</sheetData></worksheet>"),
])
def test_a_part_of_very_many_empty_marks_is_refused_before_it_is_read_whole(part, content):
    bomb = with_part(made([["a"]]), part, content)
    assert len(bomb) < 100_000
    assert "Unpacked" in refused(bomb, limits=Limits(rows=1000)).detail_en


def test_a_file_that_unpacks_without_end_is_refused_before_it_is_unpacked():
    bomb = with_part(made([["a"]]), "xl/media/image1.bin", b"\0" * 64_000_000)
    assert len(bomb) < 100_000
    assert "Unpacked" in refused(bomb).detail_en


def test_a_part_that_lies_about_its_size_is_refused():
    data = bytearray(sheet_of("<row><c><v>1</v></c></row>" * 1000))
    at = data.rindex(b"xl/worksheets/sheet1.xml") - 46 + 24
    data[at : at + 4] = (20).to_bytes(4, "little")
    refused(bytes(data))


@pytest.mark.parametrize("cells", ['<row r="2"><c r="A2"><v>1</v></c></row><row r="1"/>', "<c><v>1</v></c>",
                                   '<row r="1"><c r="B1"><v>1</v></c><c r="A1"><v>1</v></c></row>'])  # fmt: skip
def test_rows_and_cells_out_of_order_are_refused(cells):
    refused(sheet_of(cells))


def test_limits_hold_for_a_workbook_too():
    few = Limits(rows=5, columns=3, cell=10)
    assert "5 rows" in refused(sheet_of('<row r="1048576"><c><v>1</v></c></row>'), limits=few).detail_en
    assert refused(sheet_of('<row r="1"><c r="XFD1"><v>1</v></c></row>'), limits=few).context["line"] == 1
    assert refused(sheet_of("<row>" + "<c/>" * 4 + "</row>"), limits=few).context["line"] == 1
    assert refused(made([["a"], ["12345678901"]]), limits=few).context["line"] == 2
    assert refused(sheet_of(f'<row r="3"><c t="inlineStr"><is><t>{"x" * 11}</t></is></c></row>'), limits=few).context["line"] == 3


def test_a_cut_file_and_a_zip_that_is_no_workbook_are_refused():
    whole = made([["a"]])
    refused(whole[: len(whole) // 2])
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as other:
        other.writestr("readme.txt", "x")
    refused(out.getvalue())


# ---- heading ----------------------------------------------------------------------------------------------------------

COLUMNS = {"number": ("Nomor register", "No. register"), "name": ("Nama",), "day": ("Tanggal",)}


def test_columns_are_found_by_name_whatever_their_order_or_writing():
    found, rest = sheets.headed(sheets.rows(io.BytesIO(b"NAMA ;Lain;no register\n Andi ;x;7;zz\nBudi\n")), COLUMNS)
    assert (found.missing, found.unknown) == (("day",), ("Lain",))
    assert [found.values(line) for line in rest] == [
        {"name": "Andi", "number": "7", "day": ""}, {"name": "Budi", "number": "", "day": ""}]  # fmt: skip


def test_a_missing_column_is_named_with_what_stands_there_instead():
    with pytest.raises(sheets.ColumnsMissing) as caught:
        sheets.heading(Line(1, ("Nama", "Nomer")), COLUMNS, required=("number",))
    assert caught.value.context == {"missing": ("Nomor register",), "found": ("Nama", "Nomer")}
    told = sheets.heading(Line(1, ("Nama", "Nomer")), COLUMNS, required=("number",), chosen={"number": "Nomer"})
    assert told.places["number"] == 1


def test_two_columns_for_one_thing_are_refused():
    with pytest.raises(TableRefused):
        sheets.heading(Line(1, ("Nama", "nama", "Tanggal")), COLUMNS)


# ---- writing ----------------------------------------------------------------------------------------------------------

HOSTILE = ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "<b>&amp;</b>", "_x0041_", "a\x00\x0bb", "x" * 40_000, "\ud800", "👍", "'="]


def test_hostile_texts_stay_texts_and_come_back():
    page = sheets.Page("Rekap/[2026]*", ["Teks", "=Kepala"], [[text, n] for n, text in enumerate(HOSTILE)])
    data = sheets.workbook([page])
    other = openpyxl.load_workbook(io.BytesIO(data))
    [one] = other.worksheets
    assert one.title == "Rekap2026"
    assert {cell.data_type for row in one.iter_rows() for cell in row} == {"s", "n"}
    assert [row[0].value for row in one.iter_rows(min_row=2)][:5] == HOSTILE[:5]
    back = read(data)
    assert [line.cells[0] for line in back[1:8]] == ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "<b>&amp;</b>", "_x0041_"]
    assert back[8].cells[0] == "ab"
    assert len(back[9].cells[0]) == 32_767


def test_numbers_days_sums_and_notes_come_out_as_such():
    page = sheets.Page("A", ["Hari", "Saat", "Jumlah"], [[date(2024, 10, 19), datetime(2024, 10, 19, 14, 30), 3]],
                       sums=["Jumlah", None, 3], notes=["Contoh"])  # fmt: skip
    data = sheets.workbook([page, sheets.Page("Arti kolom", ["Kolom"], [["x"]])])
    book = openpyxl.load_workbook(io.BytesIO(data))
    assert [cell.value for cell in book["A"][3]] == [datetime(2024, 10, 19), datetime(2024, 10, 19, 14, 30), 3]
    assert [line.cells for line in read(data)] == [
        ("Contoh",), ("Hari", "Saat", "Jumlah"), ("2024-10-19", "2024-10-19 14:30", "3"), ("Jumlah", "", "3")]  # fmt: skip
    assert data == sheets.workbook([page, sheets.Page("Arti kolom", ["Kolom"], [["x"]])])


def test_a_delimited_file_calculates_nothing_and_comes_back():
    data = sheets.delimited(["Teks", "Lain"], [[text, 1] for text in ("=1", "@x", "a;b", "Renée", "dua\nbaris")])
    assert [line.cells[0] for line in read(data)] == ["Teks", "'=1", "'@x", "a;b", "Renée", "dua\nbaris"]


def test_memory_does_not_grow_with_the_rows():
    def peak(count: int) -> int:
        out = io.BytesIO()
        tracemalloc.start()
        written = sheets.write_workbook(out, [sheets.Page("A", ["a", "b"], ([n, f"nama {n}"] for n in range(count)))])
        last = max(line.number for line in sheets.rows(out))
        size = len(out.getvalue())
        most = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
        assert (written, last) == (count, count + 1)
        return most - 2 * size

    assert peak(20_000) < peak(2_000) + 1_000_000
