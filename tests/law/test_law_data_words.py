"""What the data must hold for the path: citations, marks, both languages, cards that lead somewhere."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest

from saksama import law
from saksama.kernel.errors import NoRule
from saksama.law.rule import Confidence
from saksama.law.rulebook import Entry

KINDS = ("norms", "violations", "categories", "sanctions", "requirements", "situations", "forms", "targets")


def every_entry() -> Iterator[Entry]:
    for kind in KINDS:
        for versions in law.book().entries[kind].values():
            yield from versions


def strings(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, (list, tuple)):
        for item in value:
            yield from strings(item)
    elif hasattr(value, "values"):
        for item in value.values():
            yield from strings(item)


def test_every_entry_is_cited_and_says_how_sure_it_is() -> None:
    for entry in every_entry():
        assert entry.citation, entry.id
        assert entry.confidence in Confidence
        if entry.source_kind == "own_knowledge":
            assert entry.confidence is Confidence.RECALLED, entry.id
        if entry.source_kind == "own_rule":
            assert entry.confidence is Confidence.OWN_RULE, entry.id


@pytest.mark.parametrize(
    "topic",
    [
        "DS-13",
        "DS-14",
        "DS-17",
        "DS-18",
        "DS-08",
        "DS-09",
        "DS-10",
        "KE-01",
        "KE-02",
        "KE-03",
        "KE-04",
        "KE-05",
        "KE-06",
        "KE-07",
        "OA-02",
        "OA-03",
    ],
)
def test_what_law_md_17_calls_uncertain_carries_the_mark(topic: str) -> None:
    assert law.book().violation(topic).needs_check


@pytest.mark.parametrize("sanction", ["S-PPPK", "S-SED-T", "S-MOR-2", "C-5", "C-6"])
def test_uncertain_sanctions_carry_the_mark(sanction: str) -> None:
    assert law.book().sanction(sanction).needs_check


def test_what_a_lawyer_must_see_can_be_listed() -> None:
    listed = {entry.id for entry in law.book().to_be_checked()}

    assert {"PK-02", "PK-05", "GK-01", "DS-13", "S-PPPK", "SKB-2022", "foto-keluarga", "sigaplapor"} <= listed
    assert not {"SAK-REPLY", "kampanye", "PP-94-2021.14i"} & listed


def test_ds_08__pp_94_2021_14_i_a_conflict_of_sources_is_told_in_both_languages() -> None:
    conflict = law.book().violation("DS-08")

    assert "berat" in conflict.conflict_id
    assert "heavy" in conflict.conflict_en


def test_every_text_for_a_person_has_both_languages() -> None:
    only_indonesian = {"subject_id", "standing_id"}
    for entry in every_entry():
        for name in entry.data:
            if name.endswith("_id") and name not in only_indonesian:
                assert bool(entry.get(name)) == bool(entry.get(name[:-3] + "_en")), f"{entry.id}.{name}"
        assert bool(entry.note_id) == bool(entry.note_en), entry.id


def test_no_word_of_the_data_judges_or_shouts() -> None:
    for entry in every_entry():
        for text in (*strings(dict(entry.data)), entry.note_id):
            assert not re.search(r"\b(pelaku|oknum|kamu|tersangka)\b|!", text, re.IGNORECASE), f"{entry.id}: {text}"


def test_pp_94_2021_14_renumbers_5_n_so_each_heavy_point_names_both() -> None:
    pairs = {"DS-15": (3, 1), "DS-16": (4, 2), "DS-12": (5, 3), "DS-08": (6, 4), "DS-11": (7, 5)}
    for violation, (point, renumbered) in pairs.items():
        citation = law.book().violation(violation).citation
        assert f"ps. 5 huruf n angka {point}" in citation
        assert f"ps. 14 huruf i angka {renumbered}" in citation


def test_ds_05__uu_20_2023_52_party_membership_is_cited_by_the_law_of_its_day() -> None:
    assert "UU 5/2014 ps. 87(4) huruf c" in law.book().violation("DS-05", date(2023, 10, 30)).citation
    assert "UU 20/2023 ps. 52(3) huruf j" in law.book().violation("DS-05", date(2023, 10, 31)).citation


def test_pd_01__mk_136_2024_soldiers_and_police_come_in_on_the_day_of_the_ruling() -> None:
    assert "police" not in law.book().violation("PD-01", date(2024, 11, 13)).subjects
    assert "police" in law.book().violation("PD-01", date(2024, 11, 14)).subjects


def test_errors_of_the_founding_paper_are_not_in_the_data() -> None:
    everything = " ".join(text for entry in every_entry() for text in (*strings(dict(entry.data)), entry.citation))
    for slip in ("41/PPU", "41/PUU-XIII", "fakta integritas", "UU No. 5 Tahun 2024", "Perbawaslu 7/2023", "ps. 87(4) huruf e"):
        assert slip not in everything


def test_a_repealed_law_is_not_found_on_a_day_after_it() -> None:
    with pytest.raises(NoRule):
        law.book().norm("UU-5-2014", date(2024, 10, 1))
    assert law.book().norm("PP-94-2021").follows == "PP-53-2010"


# ---- the public form and the cards -----------------------------------------------------------------------------------


def test_the_answers_of_the_public_form_are_the_public_categories_in_order() -> None:
    from saksama.web.public.report.forms import WHAT

    assert [key for key, _, _ in WHAT] == [category.id for category in law.book().categories(public=True)]
    assert [(str(label), str(hint)) for _, label, hint in WHAT] == [
        (c.label_id, c.hint_id) for c in law.book().categories(public=True)
    ]


def test_every_violation_can_be_reached_from_some_category() -> None:
    reached = {violation for category in law.book().categories() for violation in category.violations}
    reached |= {violation.get("pair") for violation in law.book().violations}
    reached |= {crime for violation in law.book().violations for crime in violation.get("possible_crime", ())}

    assert {violation.id for violation in law.book().violations} - reached <= {"PD-07"}


def test_a_family_photo_is_allowed_on_conditions_and_marked_for_a_lawyer() -> None:
    from saksama.law.situations import follow

    card = law.book().situation("foto-keluarga")
    assert follow(card, "ttt").verdict == "boleh_dengan_syarat"
    assert follow(card, "ty").verdict == "tidak_boleh"
    assert card.needs_check
