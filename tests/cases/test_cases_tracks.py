"""The suggestion of tracks on a case, the officer's choice beside it, and the criminal limb that nothing of it tells of."""

from __future__ import annotations

from datetime import date

import pytest

from saksama.cases import queries, suggesting
from saksama.kernel.errors import IllegalStep, Invalid, NotFound
from saksama.law.applicable import Chain


def page(course, who):
    return queries.page(course.case_id, who.actor, now=course.now)


def choose(course, **values):
    return course.step(
        "tracks.chosen", course.cast.bagus, **{"helped": "calon", "actor": "pns", "violations": ["DS-04"], **values}
    )


def test_the_page_suggests_tracks_with_article_reason_and_mark(course, registered):
    shown = page(course, course.cast.bagus).tracks

    assert shown.chosen_at is None and shown.suggested
    for one in shown.suggested:
        assert one.article and one.reason_id and one.reason_en and one.addressee_id
    assert {one.kind for one in shown.suggested} <= {"ethics", "discipline", "criminal"}
    assert any(one.needs_check for one in shown.suggested)


def test_an_officer_chooses_among_the_suggested_tracks(course, registered):
    act = choose(course, violations=["DS-04"])

    assert act.body["agrees"] is True
    assert "DS-04" in act.body["suggested"]
    assert course.case.violations == ["DS-04"]
    shown = page(course, course.cast.bagus).tracks
    assert shown.agrees and [one.id for one in shown.chosen] == [
        "Menghadiri deklarasi atau kampanye pasangan calon dan memberi dukungan (DS-04)"
    ]
    assert (shown.helped_id, shown.actor_id) == ("calon yang sudah ditetapkan", "PNS")
    assert shown.chosen_by


@pytest.mark.parametrize("violations", [["DS-05"], ["DS-04", "DS-05"], []])
def test_a_choice_outside_the_suggestion_needs_its_reason(course, registered, violations):
    with pytest.raises(Invalid) as refused:
        choose(course, violations=violations)
    assert refused.value.context["field"] == "reasons"

    act = choose(course, violations=violations, reasons="RAHASIAALASAN kartu anggotanya ada.")
    assert act.body["agrees"] is False
    assert "RAHASIAALASAN" not in str(act.body)
    assert act.item is not None
    assert not page(course, course.cast.bagus).tracks.agrees


def test_the_suggestion_follows_what_the_officer_says_of_the_person(course, registered):
    choose(course, actor="village_head", violations=["OA-01"])
    shown = page(course, course.cast.bagus).tracks

    assert "OA-01" in {one.violation for one in shown.suggested}
    assert not {"ethics", "discipline"} & {one.kind for one in shown.suggested}
    assert shown.agrees


def test_no_crime_can_be_chosen_on_the_line_that_others_read(course, registered):
    for act in ("tracks.chosen", "kajian.written"):
        step = queries.step(course.case_id, act, course.cast.bagus.actor, now=course.now)
        offered = {code for field in step.fields if field.name == "violations" for code, _, _ in field.choices}
        assert "DS-04" in offered
        assert not [code for code in offered if code.startswith("PD-")]
    with pytest.raises(Invalid):
        choose(course, violations=["PD-01"], reasons="Alasan.")


def test_crimes_are_suggested_to_who_may_know_of_the_limb_only(course):
    cast = course.cast
    course.registered()
    choose(course, violations=["DS-04"])
    kinds = {
        who: {one.kind for one in page(course, person).tracks.suggested}
        for who, person in (("examiner", cast.bagus), ("province", cast.rahmat))
    }

    assert "criminal" in kinds["examiner"]
    assert "criminal" not in kinds["province"]


def test_the_basis_of_the_limb_is_an_article_in_force_on_that_day(course, registered):
    (basis,) = queries.step(course.case_id, "criminal_limb.opened", course.cast.bagus.actor, now=course.now).fields[:1]
    offered = {code for code, _, _ in basis.choices}

    assert "PD-01" in offered
    assert "PD-07" not in offered  # a crime of national elections
    with pytest.raises(Invalid):
        course.step("criminal_limb.opened", course.cast.bagus, basis="PD-07", reasons="Alasan.")


def test_the_criminal_limb_goes_its_way_beside(course):
    cast = course.cast
    course.registered()
    before = len(course.acts())
    course.step("criminal_limb.opened", cast.bagus, basis="PD-01", reasons="Alasan.")
    course.step("criminal.handed_to_gakkumdu", cast.bagus)
    with pytest.raises(IllegalStep):
        course.step("criminal.passed_on", cast.bagus)
    course.step("criminal.meeting_held", cast.bagus, minutes="Tiga unsur sepakat.")
    course.step("criminal.passed_on", cast.bagus, number="B-12/2024")
    course.step("criminal.reported_back", cast.bagus, news="judged")
    assert page(course, cast.bagus).criminal.stage == "investigated"
    course.step("criminal.ended", cast.bagus, result="acquitted")

    assert page(course, cast.bagus).criminal.stage == "ended"
    assert len(course.acts()) == before
    assert page(course, cast.rahmat).criminal is None
    with pytest.raises(NotFound):
        queries.step(course.case_id, "criminal.reported_back", cast.rahmat.actor, now=course.now)


@pytest.mark.parametrize(
    ("post", "is_one"),
    [
        ("Sekretaris Daerah", True),
        ("Sekda Kabupaten", True),
        ("Sekretaris Dinas Sosial", False),
        ("Staf Sekretariat Daerah", False),
    ],
)
def test_only_the_regional_secretary_is_read_as_one(post, is_one):
    assert suggesting.is_secretary(post) is is_one


def test_a_subject_without_a_rule_is_refused_and_the_others_stay():
    asked = suggesting.Asked(("KE-04", "DS-08"), "calon", "pns", date(2021, 10, 1), None, "", Chain())

    assert [one.violation for one in suggesting.suggest(asked, today=date(2021, 10, 2)) if one.track != "criminal"] == ["DS-08"]
    alone = suggesting.Asked(("KE-04",), "calon", "pns", date(2020, 11, 2), None, "", Chain())
    assert suggesting.suggest(alone, today=date(2020, 11, 3))[0].refused
