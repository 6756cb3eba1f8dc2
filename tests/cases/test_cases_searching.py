"""Finding cases: by whatever is known of them, within what the reader may see, by indexes only."""

from __future__ import annotations

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from tests.scenes import scene

from saksama import store
from saksama.cases import queries, terms
from saksama.cases.models import Act, Case, Document
from saksama.cases.worktables import SearchTerm
from saksama.kernel.actor import SYSTEM

pytestmark = pytest.mark.django_db


def found(course, text, who="bagus") -> list[str]:
    return [row.public_id for row in queries.search(course.cast.people[who].actor, text, now=course.now)]


@scene
def known(course):
    """A registered case with a letter and a number in another system."""
    course.registered().invited()
    course.step("copy_sheet.issued", course.cast.bagus, target="sigaplapor")
    course.step("outside_number.recorded", course.cast.bagus, system="sigaplapor", number="SIGAP-2024-000777")
    return course


def letter(course) -> Document:
    with store.reading(SYSTEM):
        return Document.objects.exclude(check_code="").get(case__public_id=course.case_id, form="invitation")


@pytest.mark.parametrize(
    "text",
    ["001/Reg", "1/reg/lp", "SIGAP-2024-000777", "777", "sigap 2024", "Irwan Umpamo", "irwan", "Pasia Umpamo", "Koto Umpamo",
     "Dinas Kesehatan", "ikut kampanye", "klarifikasi", "kampanye koto umpamo", "clarification"],
)
def test_a_case_is_found_by_whatever_somebody_knows(known, text):
    assert str(known.case_id) in found(known, text)


def test_letters_and_check_codes_lead_to_their_case(known):
    paper = letter(known)
    for text in (paper.number, paper.check_code, paper.check_code.lower(), f" {paper.check_code[:4]} {paper.check_code[4:]} "):
        assert found(known, text) == [str(known.case_id)], text


@pytest.mark.parametrize(
    "text", ["", "ab", "  x ", "%%%", "___", "'; DROP TABLE", "\0\0\0", "RAHASIANARASI", "SARINAMA", "9" * 500]
)
def test_nothing_is_found_by_noise_or_by_sealed_words(known, text):
    assert found(known, text) == []


def test_two_words_narrow(known):
    assert str(known.case_id) in found(known, "klarifikasi umpamo")
    assert found(known, "diregistrasi umpamo") == []
    assert found(known, "klarifikasi misal") == []


@pytest.mark.parametrize("who", ["yusuf", "joni", "laila", "wati", "aulia", "tania"])
def test_out_of_reach_is_not_found_by_any_of_it(known, who):
    for text in ("001/Reg", "777", "Irwan", "Umpamo", "kampanye", letter(known).number, letter(known).check_code):
        assert found(known, text, who) == [], text


def test_an_excluded_officer_finds_nothing(known):
    known.step("exclusion.recorded", known.cast.bagus, person=str(known.cast.citra.user.public_id), ground="kin")
    assert found(known, "001/Reg", "citra") == []
    assert found(known, "001/Reg") != []


@pytest.mark.parametrize(("limb", "kept"), [("criminal", set()), ("asn", {"pd7gakkumdu2024", "7gakkumdu2024", "abcd2345"})])
def test_papers_of_the_criminal_limb_lead_nowhere(known, limb, kept):
    paper = Document(limb=limb, number="PD-7/Gakkumdu/2024", check_code="ABCD2345")
    with transaction.atomic(), store.scope(SYSTEM):
        case = Case.objects.get(public_id=known.case_id)
        before = set(SearchTerm.objects.values_list("term", flat=True))
        terms.note(case, Act(limb=limb, kind="criminal.meeting_held"), [paper], number_before=case.number)
        after = set(SearchTerm.objects.values_list("term", flat=True))
    assert kept <= after if kept else after == before
    assert (found(known, "PD-7/Gakkumdu") == []) is (limb == "criminal")


def test_a_term_is_kept_once_whatever_is_recorded_again(known):
    known.step("outside_number.recorded", known.cast.bagus, system="sbt", number="SIGAP-2024-000777")
    with store.reading(SYSTEM):
        terms = list(SearchTerm.objects.values_list("kind", "term"))
    assert ("outside", "sigap2024000777") in terms
    assert len(terms) == len(set(terms))


def test_a_search_asks_few_queries_and_matches_nothing_in_the_middle(known):
    for text in ("001/Reg", "kampanye koto umpamo", "Irwan Umpamo"):
        with CaptureQueriesContext(connection) as asked:
            found(known, text)
        about_cases = [one["sql"] for one in asked if '"cases_' in one["sql"]]
        assert len(about_cases) <= 14
        assert not any("LIKE '%" in sql.upper() for sql in about_cases)


def test_places_are_not_asked_for_more_words_where_none_has_the_first(known):
    """A look through all names of a nation is most of a search; a leading word for the sort of a place is no name."""
    def looks(text: str) -> int:
        with CaptureQueriesContext(connection) as asked:
            found(known, text)
        return sum(1 for one in asked if 'FROM "places_place"' in one["sql"])

    assert looks("tidak qxzv di mana pun") == 2, "tidak (a stage begins so), then qxzv, which no village of the nation is called"
    assert looks("kampanye umpamo") == 2
    assert found(known, "nagari pasia umpamo") == [str(known.case_id)]
    assert found(known, "Pasia Umpamo") == [str(known.case_id)]
