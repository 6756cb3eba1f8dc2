"""Every act is declared once, with a sentence for each audience in both languages, and nothing personal in its body."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

import saksama.cases.facts
import saksama.followup.facts  # noqa: F401
from saksama.cases import bodies, kinds
from saksama.cases.fold import ActView
from saksama.law import book

AT = datetime(2024, 10, 14, 2, tzinfo=UTC)
ACTS = sorted({row.act for name in ("pilkada", "pemilu", "off_season", "gakkumdu") for row in book().process(name).steps})
CRIMINAL = [act for act in ACTS if act.startswith("criminal")]
ID = "3f2504e0-4f89-41d3-9a0c-0305e82c3301"
FORBIDDEN = re.compile(r"\b(pelaku|oknum|terlapor|kamu|perpetrator|culprit)\b", re.IGNORECASE)


def full(act: str) -> ActView:
    """An act with a word for every field, so that no sentence has a hole."""
    kind = kinds.get(act)
    words = {field.name: (f"<{field.name}>", f"<{field.name}>") for field in kind.fields}
    return ActView(1, act, AT, body={}, words={**words, "at": ("<at>", "<at>"), "office": ("<office>", "<office>")})


@pytest.mark.parametrize("act", ACTS)
def test_every_act_of_the_process_tables_is_declared(act):
    assert kinds.get(act).act == act


def test_no_kind_is_declared_that_no_process_knows():
    assert {kind.act for kind in kinds.all()} == set(ACTS)


@pytest.mark.parametrize("act", ACTS)
def test_every_sentence_speaks_both_languages_to_each_audience(act):
    kind, view = kinds.get(act), full(act)
    for spoken in (kind.says, kind.to_reporter, kind.to_accused):
        if spoken is None:
            continue
        view = replace(view, body={"subject": "ppk"}) if act == "clock.lapsed" else view
        words_id, words_en = spoken(view, "id"), spoken(view, "en")
        assert words_id and words_en
        assert words_id.endswith(".") and words_en.endswith(".")
        assert words_id != words_en or "<" in words_id
        assert not FORBIDDEN.search(words_id + words_en)


@pytest.mark.parametrize("act", ACTS)
def test_names_in_a_sentence_are_declared_fields(act):
    kind = kinds.get(act)
    known = {field.name for field in kind.fields} | {"at", "office"}
    spoken = " ".join(f(full(act), lang) for f in (kind.says, kind.to_reporter, kind.to_accused) if f for lang in ("id", "en"))
    assert set(re.findall(r"<(\w+)>", spoken)) <= known
    assert "  " not in spoken.replace(". ", ".")


@pytest.mark.parametrize("act", CRIMINAL)
def test_the_criminal_limb_says_nothing_to_anybody_else(act):
    assert kinds.get(act).to_reporter is None
    assert kinds.get(act).to_accused is None


@pytest.mark.parametrize("act", ACTS)
def test_offered_acts_have_a_button_and_asked_fields_have_labels_in_both_languages(act):
    kind = kinds.get(act)
    if kind.offered:
        assert kind.button("id") and kind.button("en")
    for field in kind.asked:
        assert (field.label_id and field.label_en and field.label_id != field.label_en) or field.type == "code"


@pytest.mark.parametrize("act", ACTS)
def test_prose_and_persons_are_sealed_or_kept_apart(act):
    for field in kinds.get(act).fields:
        assert field.sealed == (field.type == "text")


def test_an_act_is_declared_once():
    with pytest.raises(ValueError, match="twice"):
        kinds.register(kinds.get("registered"))


# ---- what may stand in a body ----------------------------------------------------------------------------------------


def test_a_body_takes_ids_enums_dates_and_numbers():
    found = bodies.checked(
        kinds.get("registered"),
        {"agency": ID, "status": "pns", "violations": ["DS-04"], "number": "001/Reg/LP/PB/Kab/99.01/X/2024", "entry": "LP"},
    )
    assert found["number"] == "001/Reg/LP/PB/Kab/99.01/X/2024"
    assert bodies.checked(kinds.get("post_holder.recorded"), {"on": date(2024, 10, 13)}) == {"on": "2024-10-13"}


@pytest.mark.parametrize(
    ("act", "name", "value"),
    [
        ("registered", "accused", "Irwan Umpamo"),  # a person
        ("registered", "note", "cerita"),  # prose
        ("registered", "agency", "Dinas Kesehatan Umpamo"),  # a name instead of an id
        ("registered", "status", "Irwan Umpamo"),  # not one of the choices
        ("registered", "number", "atas nama Irwan Umpamo"),  # words in a number
        ("registered", "entry", "IRWAN"),  # one word, but no choice
        ("registered", "unknown_field", "x"),
        ("pleno.forwarded", "votes", {"Citra": "agree"}),  # a name instead of an id
        ("pleno.forwarded", "agree", "dua"),
        ("pleno.forwarded", "files", ["foto camat.jpg"]),  # a file name
        ("conditions.assessed", "conditions", {"accused": "Irwan"}),
        ("tracing.noted", "source", "kata Irwan"),
        ("interest.stated", "officer", "citra"),
    ],
)
def test_a_body_refuses_names_and_prose(act, name, value):
    with pytest.raises(bodies.UnlawfulBody):
        bodies.checked(kinds.get(act), {name: value})


def test_every_text_field_of_every_kind_is_refused_in_a_body():
    for kind in kinds.all():
        for field in kind.fields:
            if field.type in ("text", "person"):
                with pytest.raises(bodies.UnlawfulBody):
                    bodies.checked(kind, {field.name: "x"})
