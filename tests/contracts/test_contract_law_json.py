"""The JSON of `saksama law` has the form its page promises: exactly those fields, no other."""

from __future__ import annotations

import json
import os
import re
from collections.abc import Iterator

import pytest
from jsonschema import Draft202012Validator

from saksama.ops import cli

from .reading import ROOT

pytestmark = pytest.mark.one_engine
PAGE = ROOT / "docs" / "reference" / "law-json.md"
QUESTIONS = {
    "law due": [
        ["due", "--clock", "PK-05", "--event", "2024-11-01T15:30+07:00", "--region", "13.71"],
        ["due", "--clock", "BK-03", "--event", "2027-03-01"],
        ["due", "--clock", "GK-01", "--event", "2024-10-04T09:15:30.5+08:00"],
        ["due", "--clock", "PK-08", "--event", "2024-09-22", "--timezone", "WIT"],
        ["due", "--clock", "SAK-REPLY", "--event", "2024-04-05", "--extended", "2024-04-06T09:00+07:00=2"],
    ],
    "law classify": [
        ["classify", "--act", "DS-04", "--helped", "calon", "--on", "2024-10-07", "--actor", "pns"],
        ["classify", "--act", "lain", "--helped", "unknown", "--on", "2024-10-07", "--actor", "pppk", "--regime", "pemilu"],
        ["classify", "--act", "desa", "--helped", "party", "--on", "2024-10-07", "--actor", "wali_nagari"],
        ["classify", "--act", "DS-04", "--helped", "none", "--on", "1999-10-07", "--actor", "cpns"],
    ],
    "law on": [["on", "2024-10-07"], ["on", "2020-01-01"]],
}


@pytest.fixture(autouse=True)
def _mask() -> Iterator[None]:
    before = os.umask(0o077)
    yield
    os.umask(before)


def promised() -> dict[str, dict[str, object]]:
    blocks = re.findall(r"^```json\n(.*?)^```$", PAGE.read_text(), re.MULTILINE | re.DOTALL)
    return {found["title"]: found for found in map(json.loads, blocks)}


def test_every_answer_has_a_schema():
    assert set(promised()) == set(QUESTIONS)


@pytest.mark.parametrize(("name", "words"), [(name, words) for name, asked in QUESTIONS.items() for words in asked])
def test_an_answer_is_one_line_of_the_promised_form(capsys, name, words):
    assert cli.main(["law", *words, "--json"]) == 0
    out = capsys.readouterr().out
    assert out.count("\n") == 1
    schema = promised()[name]
    Draft202012Validator.check_schema(schema)
    assert [error.message for error in Draft202012Validator(schema).iter_errors(json.loads(out))] == []


def test_a_field_more_or_less_would_be_noticed(capsys):
    cli.main(["law", *QUESTIONS["law due"][0], "--json"])
    answer = json.loads(capsys.readouterr().out)
    validator = Draft202012Validator(promised()["law due"])
    assert not validator.is_valid(answer | {"owner": "x"})
    assert not validator.is_valid({key: value for key, value in answer.items() if key != "why_id"})
