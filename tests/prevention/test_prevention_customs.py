"""A sheet of culture and risk tells of a situation, is read by two, and never names a place, a group or a person."""

from __future__ import annotations

from dataclasses import replace

import pytest
from django.db import connection

from saksama import store
from saksama.kernel.actor import SYSTEM
from saksama.kernel.errors import Invalid, NotAllowed, NotFound
from saksama.prevention import actions, queries
from saksama.prevention.models import Custom

pytestmark = pytest.mark.django_db
TOLD = actions.CustomWritten(
    stage="campaign",
    measure="e",
    custom="Tuan rumah pesta mengundang calon dan memintanya berbicara.",
    risk="Pegawai yang menjadi panitia ikut berfoto dan mengarahkan tamu.",
    before="Hadir boleh. Pulang atau duduk di belakang ketika calon berbicara.",
)


def write(cast, told=TOLD, who: str = "bagus", token: str = "t1") -> Custom:  # noqa: S107  no password
    return actions.write_custom(token, told, actor=getattr(cast, who).actor, now=cast.now)


def test_a_sheet_holds_once_a_second_person_has_read_it(cast):
    sheet = write(cast)
    assert write(cast).pk == sheet.pk
    with pytest.raises(NotAllowed):
        actions.read_custom(sheet.public_id, actor=cast.bagus.actor, now=cast.now)
    for _ in range(2):
        actions.read_custom(sheet.public_id, actor=cast.citra.actor, now=cast.now)
    [row] = queries.customs(cast.pandu.actor, stage="campaign", year=2024)
    assert row.custom.read_by == cast.citra.actor.public_id
    assert (row.present, row.done) == (True, 0)


def test_what_belongs_to_the_present_stage_stands_first(cast):
    write(cast, replace(TOLD, stage="preparation"), token="a")
    write(cast, TOLD, token="b")
    write(cast, replace(TOLD, stage="voting"), token="c")
    found = queries.customs(cast.bagus.actor, stage="voting", year=2024)
    assert [one.custom.stage for one in found] == ["voting", "preparation", "campaign"]


@pytest.mark.parametrize(
    "words",
    [
        "Di Koto Umpamo calon selalu diundang ke pesta.",
        "Pegawai Puskesmas Contoh menjadi panitia.",
        "Orang dari suku Anu biasa memilih keluarganya.",
        "Pak Irwan mengundang calon setiap tahun.",
        "Lihat www.contoh.example untuk daftarnya.",
    ],
)
def test_a_place_a_group_or_a_person_is_refused_and_said(cast, words):
    with pytest.raises(Invalid) as refused:
        write(cast, replace(TOLD, risk=words))
    assert refused.value.context["field"] == "risk"
    assert "Ceritakan keadaannya saja" in refused.value.detail


@pytest.mark.parametrize(
    ("changes", "field"),
    [({"stage": "lain"}, "stage"), ({"measure": "z"}, "measure"), ({"custom": " "}, "custom"), ({"before": "x" * 601}, "before")],
)
def test_what_cannot_be_is_refused_with_its_field(cast, changes, field):
    with pytest.raises(Invalid) as refused:
        write(cast, replace(TOLD, **changes))
    assert refused.value.context["field"] == field


def test_another_office_and_an_agency_neither_see_nor_touch_it(cast):
    sheet = write(cast)
    assert queries.customs(cast.yusuf.actor, stage="campaign", year=2024) == []
    for who in ("yusuf", "wati"):
        with pytest.raises((NotFound, NotAllowed)):
            actions.end_custom(sheet.public_id, actor=getattr(cast, who).actor, now=cast.now)
    with pytest.raises(NotAllowed):
        write(cast, who="wati", token="x")
    for _ in range(2):
        actions.end_custom(sheet.public_id, actor=cast.bagus.actor, now=cast.now)
    assert queries.customs(cast.bagus.actor, stage="campaign", year=2024) == []


def test_it_is_encrypted_in_the_database(cast):
    write(cast)
    with store.reading(SYSTEM), connection.cursor() as cursor:
        cursor.execute("SELECT custom, risk, before FROM prevention_custom")
        [row] = cursor.fetchall()
    assert all(text and "Tuan" not in text and "Pegawai" not in text and "Hadir" not in text for text in row)
