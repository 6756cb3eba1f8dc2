"""Agencies and offices' own data from a list: what would happen, each fault with its line and reason, taken and put back."""

from __future__ import annotations

import csv
import io
from datetime import date

import pytest

from saksama.institutions import actions, agency_list, office_list, queries, uses
from saksama.institutions.listing import FIRST_LINE, Row
from saksama.institutions.models import Agency, Authority, Office

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("loaded")]
DAY = date(2024, 10, 25)
HEAD = "code,name,kind,place,parent,head\n"
GOOD = f"""{HEAD}x:uptd,UPTD Contoh Umpamo,dinas atau badan daerah,99.01,x:dinas,
x:dinas,Dinas Baru Contoh,regional_agency,99.01,pemda:99.01,
x:badan,Badan Contoh Nasional,agency_of_state,,,Kepala Badan Contoh
"""


def rows(text):
    return [Row(line, values) for line, values in enumerate(csv.DictReader(io.StringIO(text)), FIRST_LINE)]


def taken(text):
    plan = agency_list.plan(rows(text))
    assert plan.faults == []
    return agency_list.take([*plan.new, *plan.changed])


def test_rows_are_taken_in_any_order_and_share_their_authority():
    taken(GOOD)
    assert queries.sanctioning_authority(queries.agency_by_code("x:uptd"), DAY).title == "Bupati Umpamo"
    assert queries.sanctioning_authority(queries.agency_by_code("x:badan"), DAY).title == "Kepala Badan Contoh"


def test_a_repeat_finds_everything_unchanged():
    taken(GOOD)
    plan = agency_list.plan(rows(GOOD))
    assert (plan.new, plan.changed, plan.unchanged) == ([], [], 3)


def test_a_renamed_unit_is_shown_with_both_names():
    taken(GOOD)
    plan = agency_list.plan(rows(GOOD.replace("Dinas Baru Contoh", "Dinas Lama Contoh")))
    assert [(one.before, one.after) for one in plan.renames] == [("Dinas Baru Contoh", "Dinas Lama Contoh")]
    assert (len(plan.changed), plan.unchanged) == (1, 2)


def test_trying_writes_nothing():
    before = Agency.objects.count(), Authority.objects.count()
    agency_list.plan(rows(GOOD))
    assert (Agency.objects.count(), Authority.objects.count()) == before


@pytest.mark.parametrize(
    ("row", "column", "reason"),
    [
        (",Tanpa Kode,regional_agency,99.01,pemda:99.01,", "code", "Kode kosong"),
        ("x:1,,regional_agency,99.01,pemda:99.01,", "name", "Nama kosong"),
        ("x:1,Nama,kerajaan,99.01,pemda:99.01,", "kind", "Jenis tidak dikenal: kerajaan"),
        ("x:1,Nama,kota_government,99.01,pemda:99.01,", "kind", "Jenis tidak dikenal"),
        ("x:1,Nama,school,98.01,pemda:99.01,", "place", "Kode wilayah tidak dikenal: 98.01"),
        ("x:1,Nama,school,99.01,x:nihil,", "parent", "Instansi induk tidak dikenal: x:nihil"),
        ("x:1,Nama,school,99.01,x:1,", "parent", "induknya sendiri"),
        ("x:1,Nama,school,99.01,,", "head", "Isi induk"),
        ("pemda:13.06,Palsu,school,99.01,pemda:99.01,", "code", "Kode pemda:"),
    ],
)
def test_a_faulty_row_names_its_line_column_and_reason_and_the_others_stand(row, column, reason):
    plan = agency_list.plan(rows(f"{GOOD}{row}\n"))
    assert [(one.line, one.column, reason in one.reason) for one in plan.faults] == [(5, column, True)]
    assert len(plan.new) == 3
    assert all(one.reason_en for one in plan.faults)


def test_a_code_in_two_lines_refuses_both_and_what_hangs_on_them():
    plan = agency_list.plan(rows(f"{GOOD}x:dinas,Dua Kali,school,99.01,pemda:99.01,\n"))
    assert sorted((one.line, one.column) for one in plan.faults) == [(2, "parent"), (3, "code"), (5, "code")]
    assert [one.code for one in plan.new] == ["x:badan"]


def test_a_circle_through_agencies_on_record_is_refused():
    taken(GOOD)
    plan = agency_list.plan(rows(f"{HEAD}x:dinas,Dinas Baru Contoh,regional_agency,99.01,x:uptd,\n"))
    assert "induknya sendiri" in plan.faults[0].reason


def test_undone_leaves_every_row_as_it_stood():
    taken(GOOD)
    before = list(Agency.objects.order_by("pk").values()), list(Authority.objects.order_by("pk").values())
    stood = taken(GOOD.replace("Dinas Baru Contoh", "Dinas Lain").replace("Kepala Badan Contoh", "Ketua Badan")
                  + "x:baru,Unit Baru,school,99.01,x:dinas,\n")
    assert queries.agency_by_code("x:dinas").name == "Dinas Lain"
    done = agency_list.put_back(stood[::-1])
    assert (list(Agency.objects.order_by("pk").values()), list(Authority.objects.order_by("pk").values())) == before
    assert done.kept == []


def test_what_something_uses_stays_and_is_named(monkeypatch):
    stood = taken(GOOD)
    used = str(queries.agency_by_code("x:dinas").public_id)
    monkeypatch.setitem(uses._askers, "cases", lambda ids: {used}.intersection(ids))
    done = agency_list.put_back(stood[::-1])
    assert done.kept == ["Dinas Baru Contoh"]
    assert {one.code for one in Agency.objects.filter(code__startswith="x:")} == {"x:dinas"}


OFFICES = "office,address,phone,mail,own_code\n"


def test_an_offices_own_data_come_by_code_or_name_and_go_back():
    misal = Office.objects.get(code="bawaslu:99.71").name
    plan = office_list.plan(rows(f"{OFFICES}99.01,Jalan Contoh 1,0751-12345,umpamo@contoh.go.id,K.01\n{misal},,0751-2,,\n"))
    assert (len(plan.changed), plan.faults) == (2, [])
    stood = office_list.take(plan.changed)
    office = Office.objects.get(code="bawaslu:99.01")
    assert (office.address, office.phone, office.own_code) == ("Jalan Contoh 1", "0751-12345", "K.01")
    office_list.put_back(stood[::-1])
    assert Office.objects.get(code="bawaslu:99.01").address == ""


@pytest.mark.parametrize(("row", "column"), [
    ("Kantor Entah,a,0751-12345,,", "office"), ("99.01,a,0751 x,,", "phone"), ("99.01,a,,bukan surel,", "mail"),
    (f"99.01,{'a' * 201},,,", "address")])
def test_an_offices_faulty_value_is_named(row, column):
    plan = office_list.plan(rows(f"{OFFICES}{row}\n"))
    assert [one.column for one in plan.faults] == [column]
    assert plan.changed == []


def test_the_nation_is_left_alone():
    assert actions.load_nation() == actions.Loaded(0, 0, 0)
