"""What is typed into a step: understood, or refused with the field and a sentence that says what to do."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

import saksama.cases.facts  # noqa: F401
from saksama.cases import inputs, kinds
from saksama.cases.kinds import Field, Kind, says
from saksama.cases.steps import Input, Paper
from saksama.kernel.errors import Invalid

NOW = datetime(2024, 10, 14, 2, tzinfo=UTC)
CHOICES = (("a", "satu", "one"), ("b", "dua", "two"))
FIELDS = (
    Field("text", "text", "Teks", "Text", required=False, sealed=True),
    Field("choice", "choice", "Pilihan", "Choice", required=False, choices=CHOICES),
    Field("choices", "choices", "Pilihan banyak", "Choices", required=False, choices=CHOICES),
    Field("day", "date", "Hari", "Day", required=False),
    Field("at", "datetime", "Waktu", "Time", required=False),
    Field("n", "number", "Angka", "Number", required=False),
    Field("who", "person", "Orang", "Person", required=False),
    Field("many", "person", "Orang banyak", "Persons", required=False, many=True),
    Field("code", "code", "Nomor", "Number", required=False),
    Field("votes", "votes", "Suara", "Votes", required=False),
    Field("questions", "questions", "Pertanyaan", "Questions", required=False),
    Field("conditions", "conditions", "Syarat", "Conditions", required=False),
    Field("officer", "officer", "Petugas", "Officer", required=False),
)
KIND = Kind("test.step", "Uji", "Test", says("Uji.", "Test."), fields=FIELDS)


def cleaned(**values: object) -> inputs.Cleaned:
    return inputs.clean(KIND, FIELDS, Input(values=values, happened_at=NOW, seen=0), now=NOW)


def test_values_go_where_they_belong():
    found = cleaned(
        text=" cerita ", choice="a", choices=["b", "a", "b"], day="2024-10-13", n="3", who="Irwan; Camat", code="B 12/2024"
    )
    assert found.texts == {"text": "cerita"}
    assert found.body == {"choice": "a", "choices": ["b", "a"], "day": date(2024, 10, 13), "n": 3, "code": "B12/2024"}
    assert found.persons["who"] == (inputs.Person("Irwan", "Camat"),)


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("choice", "c"),
        ("choices", ["a", "c"]),
        ("day", "2024-02-30"),
        ("day", "1824-01-01"),
        ("day", "besok"),
        ("at", "2024-10-14T10:00:00"),
        ("n", "tiga"),
        ("n", "-1"),
        ("who", "; Camat"),
        ("who", "A; B\nC; D"),
        ("who", "x" * 121),
        ("many", "\n".join(f"Nama {n}" for n in range(21))),
        ("code", "nomor <b>"),
        ("code", "9" * 61),
        ("votes", {"3f2504e0-4f89-41d3-9a0c-0305e82c3301": "maybe"}),
        ("votes", "agree"),
        ("questions", {"1": "yes"}),
        ("questions", {**dict.fromkeys("1234", "no"), "5": "perhaps"}),
        ("conditions", {"accused": "yes"}),
        ("officer", "bagus"),
        ("text", "x" * 20_001),
        ("text", 12),
    ],
)
def test_what_cannot_be_used_is_refused_with_its_field_in_both_languages(field, value):
    with pytest.raises(Invalid) as refused:
        cleaned(**{field: value})
    assert refused.value.context["field"] == field
    assert refused.value.detail and refused.value.detail_en and refused.value.detail != refused.value.detail_en


def test_a_required_field_is_named_by_its_label():
    with pytest.raises(Invalid) as refused:
        inputs.clean(
            kinds.get("registration.refused"),
            kinds.get("registration.refused").asked,
            Input(values={"reason": "late", "reasons": "  "}, happened_at=NOW, seen=0),
            now=NOW,
        )
    assert refused.value.context["field"] == "reasons"
    assert refused.value.detail == "Isi bagian ini: Alasan."


def test_several_persons_one_a_line():
    found = cleaned(many="Irwan; Camat\n\nDina; Guru PPPK")
    assert [one.name for one in found.persons["many"]] == ["Irwan", "Dina"]


@pytest.mark.parametrize(
    ("how", "field"),
    [
        ({"happened_at": datetime(2024, 10, 15, 2, tzinfo=UTC)}, "happened_at"),
        ({"happened_at": datetime(1990, 1, 1, tzinfo=UTC)}, "happened_at"),
        ({"happened_at": datetime(2024, 10, 14, 2)}, "happened_at"),
        ({"provenance": "rumour"}, "provenance"),
        ({"provenance": "press"}, "documents"),
        ({"documents": tuple(Paper(f"{n}.pdf", "", b"%PDF") for n in range(13))}, "documents"),
        ({"text": "x" * 20_001}, "note"),
    ],
)
def test_time_source_and_papers_are_checked(how, field):
    given = {"values": {}, "happened_at": NOW, "seen": 0, **how}
    with pytest.raises(Invalid) as refused:
        inputs.clean(KIND, FIELDS, Input(**given), now=NOW)
    assert refused.value.context["field"] == field


def test_a_day_behind_is_not_late_and_a_day_and_an_hour_is():
    at = datetime(2024, 10, 13, 2, tzinfo=UTC)
    assert inputs.late_days(Input(values={}, happened_at=at, seen=0), NOW) == 0
    assert inputs.late_days(Input(values={}, happened_at=at.replace(hour=1), seen=0), NOW) == 1
