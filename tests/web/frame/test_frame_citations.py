"""Every citation leads into the library: as a link where the library holds the rule, as plain words where it does not."""

from __future__ import annotations

import pytest
from django.template import Context, Template
from django.utils import translation

from saksama import law

BK_03 = '<a href="/hukum/batas-waktu/bk-03@2024-09-04/">'


def drawn(text: str, **values: object) -> str:
    return Template("{% load hukum %}" + text).render(Context(values))


def test_a_citation_with_its_rule_links_to_that_version():
    assert drawn('{% rule_link "Perpres 116/2022" "BK-03@2024-09-04" %}') == f"{BK_03}Perpres 116/2022</a>"


def test_a_citation_without_a_rule_links_to_the_instrument_it_names_first():
    assert drawn('{% rule_link "PP 94/2021 ps. 999" %}') == '<a href="/hukum/dasar/pp-94-2021/">PP 94/2021 ps. 999</a>'


@pytest.mark.parametrize("citation", ["buku resep", "<b>UU 999/2099</b>", ""])
def test_what_the_library_does_not_hold_stays_words_and_is_escaped(citation):
    said = drawn("{% rule_link c %}", c=citation)
    assert "<a" not in said
    assert "<b>" not in said


def test_inside_a_sentence_the_citation_alone_becomes_the_link():
    said = drawn("{% rule_text s c r %}", s="Sampai <Rabu>: Perpres 116/2022.", c="Perpres 116/2022", r="BK-03@2024-09-04")
    assert said == f"Sampai &lt;Rabu&gt;: {BK_03}Perpres 116/2022</a>."


def test_a_sentence_that_does_not_name_it_is_followed_by_it():
    said = drawn("{% rule_text s c r %}", s="Empat belas hari kerja.", c="Perpres 116/2022", r="BK-03@2024-09-04")
    assert said == f"Empat belas hari kerja. {BK_03}Perpres 116/2022</a>."


def test_where_leaving_would_lose_answers_the_library_opens_beside_the_page():
    said = drawn('{% rule_link "Perpres 116/2022" "BK-03" apart=True %}')
    assert 'target="_blank" rel="noopener"' in said
    assert "tab baru" in said


def test_english_pages_of_the_desk_lead_to_the_english_library():
    with translation.override("en"):
        assert 'href="/en/hukum/batas-waktu/bk-03@2024-09-04/"' in drawn('{% rule_link "x" "BK-03" %}')


def test_every_clock_of_the_book_has_a_page_behind_its_citation():
    for versions in law.book().clocks.values():
        for one in versions:
            said = drawn("{% rule_link c v %}", c=one.citation, v=one.version)
            assert f"{one.id.lower()}@{one.valid_from.isoformat()}" in said
