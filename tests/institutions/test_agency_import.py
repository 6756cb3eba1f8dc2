"""Agencies from a list: all rows or none, and each fault with its line and reason."""

from __future__ import annotations

import io
from datetime import date

import pytest

from saksama.institutions import actions, imports, queries
from saksama.institutions.models import Agency
from saksama.kernel.errors import Invalid

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("loaded")]
DAY = date(2024, 10, 25)
GOOD = """kode,nama,jenis,wilayah,induk,pejabat_pembina
x:uptd,UPTD Contoh Umpamo,dinas atau badan daerah,99.01,x:dinas,
x:dinas,Dinas Baru Contoh,regional_agency,99.01,pemda:99.01,
x:badan,Badan Contoh Nasional,agency_of_state,,,Kepala Badan Contoh
"""


def taken(text):
    return actions.import_agencies(imports.read(io.StringIO(text)))


def test_good_rows_are_taken_in_any_order_and_share_their_authority():
    assert taken(GOOD) == actions.Imported(added=3, changed=0)
    assert queries.sanctioning_authority(queries.agency_by_code("x:uptd"), DAY).title == "Bupati Umpamo"
    assert queries.sanctioning_authority(queries.agency_by_code("x:badan"), DAY).title == "Kepala Badan Contoh"


def test_repeat_changes_rather_than_doubles():
    taken(GOOD)
    before = Agency.objects.count()
    assert taken(GOOD.replace("Dinas Baru Contoh", "Dinas Lama Contoh")) == actions.Imported(added=0, changed=3)
    assert Agency.objects.count() == before
    assert queries.agency_by_code("x:dinas").name == "Dinas Lama Contoh"


def test_semicolons_and_a_byte_order_mark_are_understood():
    assert taken("﻿" + GOOD.replace(",", ";")).added == 3


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        (",Tanpa Kode,regional_agency,99.01,pemda:99.01,", "Kode kosong"),
        ("x:1,,regional_agency,99.01,pemda:99.01,", "Nama kosong"),
        ("x:1,Nama,kerajaan,99.01,pemda:99.01,", "Jenis tidak dikenal: kerajaan"),
        ("x:1,Nama,kota_government,99.01,pemda:99.01,", "Jenis tidak dikenal"),
        ("x:1,Nama,school,98.01,pemda:99.01,", "Kode wilayah tidak dikenal: 98.01"),
        ("x:1,Nama,school,99.01,x:nihil,", "Instansi induk tidak dikenal: x:nihil"),
        ("x:1,Nama,school,99.01,x:1,", "induknya sendiri"),
        ("x:1,Nama,school,99.01,,", "Isi induk"),
        ("pemda:13.06,Palsu,school,99.01,pemda:99.01,", "Kode pemda:"),
        ("x:dinas,Dua Kali,school,99.01,pemda:99.01,", "sudah dipakai"),
    ],
)
def test_a_faulty_row_names_its_line_and_reason_and_nothing_is_taken(row, reason):
    with pytest.raises(imports.ImportRefused) as refused:
        taken(f"{GOOD}{row}\n")
    assert [(fault.line, reason in fault.reason) for fault in refused.value.faults] == [(5, True)]
    assert not Agency.objects.filter(code__startswith="x:").exists()
    assert queries.agency_by_code("pemda:13.06").name == "Pemerintah Kabupaten Agam"


def test_all_faults_are_listed_at_once():
    with pytest.raises(imports.ImportRefused) as refused:
        taken("kode,nama,jenis,wilayah,induk,pejabat_pembina\n,A,school,99.01,pemda:99.01,\nx:2,,school,99.01,pemda:99.01,\n")
    assert [fault.line for fault in refused.value.faults] == [2, 3]


def test_another_heading_is_refused_in_words():
    with pytest.raises(Invalid) as refused:
        imports.read(io.StringIO("code,name\n1,2\n"))
    assert "kode, nama, jenis, wilayah" in refused.value.detail


def test_a_circle_through_agencies_on_record_is_refused():
    taken(GOOD)
    with pytest.raises(imports.ImportRefused) as refused:
        taken("kode,nama,jenis,wilayah,induk,pejabat_pembina\nx:dinas,Dinas Baru Contoh,regional_agency,99.01,x:uptd,\n")
    assert "induknya sendiri" in refused.value.faults[0].reason
