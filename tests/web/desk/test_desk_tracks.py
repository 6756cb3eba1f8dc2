"""The suggestion of tracks as an officer reads it: reasons, doubts, what may be chosen, and what is nobody else's business."""

from __future__ import annotations

import pytest

pytestmark = pytest.mark.django_db


def case_url(course) -> str:
    return f"/petugas/perkara/{course.case_id}/"


def step_url(course) -> str:
    return f"{case_url(course)}langkah/tracks.chosen/"


def read(course, person, url: str) -> str:
    return person.client().get(url).content.decode()


def choose(course, **told):
    fields = {"act_when": "now", "seen": len(course.acts()), "helped": "calon", "actor": "pns", **told}
    return course.cast.bagus.client().post(step_url(course), fields)


def test_the_case_page_suggests_and_says_that_an_officer_chooses(course, registered):
    html = read(course, course.cast.bagus, case_url(course))

    assert "Jalur yang mungkin" in html
    assert "Saran dari data hukum, bukan putusan. Petugas yang memilih." in html
    assert "Perlu diperiksa ahli hukum" in html
    assert step_url(course) in html


def test_the_suggested_tracks_come_first_and_lead_to_their_rules(course, registered):
    html = read(course, course.cast.bagus, step_url(course))

    first, last = html.index("(DS-04), disarankan"), html.index("(OA-04)")
    assert first < last
    assert 'target="_blank"' in html[html.index('id="saran"') :]
    assert "PD-01" not in html[: html.index('id="saran"')]


def test_a_choice_outside_the_suggestion_comes_back_with_what_was_chosen(course, registered):
    refused = choose(course, violations=["DS-05"])
    assert refused.status_code == 422
    assert "Tulis alasannya." in refused.content.decode()
    assert "checked" in refused.content.decode()

    assert choose(course, violations=["DS-05"], reasons="RAHASIAALASAN").status_code == 303
    html = read(course, course.cast.bagus, case_url(course))
    assert "Berbeda dari saran" in html
    assert "RAHASIAALASAN" not in html


def test_the_province_reads_the_suggestion_without_the_crime(course, registered):
    choose(course, violations=["DS-04"])

    assert "Pejabat membuat keputusan atau tindakan" in read(course, course.cast.bagus, case_url(course))
    html = read(course, course.cast.rahmat, case_url(course))
    assert "Jalur yang mungkin" in html
    for word in ("PD-01", "Pidana:", "Gakkumdu", f'{step_url(course)}"'):
        assert word not in html


def test_the_letter_to_the_accused_reminds_of_the_limb_beside_it(course, registered):
    letter = f"{case_url(course)}langkah/accused.invited/"
    course.step(
        "post_holder.recorded",
        course.cast.bagus,
        accused="IRWANNAMA; Camat",
        status="pns",
        on=course.now.date(),
        source="decree",
        agency=str(course.cast.agency.public_id),
    )
    assert "Jangan sebut jalur ini" not in read(course, course.cast.bagus, letter)
    course.step("criminal_limb.opened", course.cast.bagus, basis="PD-01", reasons="Alasan.")
    assert "Jangan sebut jalur ini" in read(course, course.cast.bagus, letter)


def test_an_agency_reads_no_suggestion(course, registered):
    choose(course, violations=["DS-04"])
    assert course.cast.yusuf.client().get(case_url(course)).status_code == 404
