"""One dialogue for every step: taken, refused with all that was typed, too late, faster colleague, against the stage."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from tests.cases.courses import ALL_MET, SCAN

pytestmark = pytest.mark.django_db
KEYS = tuple(ALL_MET)


def url(course, act: str) -> str:
    return f"/petugas/perkara/{course.case_id}/langkah/{act}/"


def scan(name: str = "surat.pdf") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, SCAN.content, SCAN.type)


def conditions(**changes: str) -> dict[str, str]:
    answers = ALL_MET | changes
    return {f"conditions_{n}": answers[key] for n, key in enumerate(KEYS)}


def post(client, course, act, **told):
    return client.post(url(course, act), {"act_when": "now", "seen": len(course.acts()), **told})


@pytest.fixture
def bagus(course, reported):
    return course.cast.bagus.client()


def test_step_is_taken_and_shown_on_the_case(course, bagus):
    html = bagus.get(url(course, "initial_study.opened")).content.decode()
    assert "Buka kajian awal" in html
    answer = post(bagus, course, "initial_study.opened")
    assert answer.status_code == 303
    page = bagus.get(answer.headers["Location"]).content.decode()
    assert "Tercatat" in page
    assert "Kajian awal dibuka." in page
    assert [act.kind for act in course.acts()] == ["report.received", "initial_study.opened"]


def test_six_conditions_are_six_rows_with_their_articles(course, bagus):
    post(bagus, course, "initial_study.opened")
    html = bagus.get(url(course, "conditions.assessed")).content.decode()
    assert len(re.findall(r'<fieldset class="answer">', html)) == 6
    assert "UU 1/2015" in html
    assert post(bagus, course, "conditions.assessed", **conditions(evidence="assess")).status_code == 303
    assert course.case.meter == ["yes"] * 5 + ["assess"]


def test_what_is_missing_comes_back_with_everything_typed(course, bagus):
    post(bagus, course, "initial_study.opened")
    told = conditions()
    del told["conditions_5"]
    answer = post(bagus, course, "conditions.assessed", **told, note="Videonya jelas.")
    html = answer.content.decode()
    assert answer.status_code == 422
    assert 'id="kesalahan"' in html
    assert "Videonya jelas." in html
    assert len(re.findall(r'name="conditions_\d" value="yes"[^>]* checked', html)) == 5
    assert len(course.acts()) == 2


def test_a_faster_colleague_is_shown_and_nothing_is_lost(course, bagus):
    post(bagus, course, "initial_study.opened")
    seen = len(course.acts())
    course.step("note.added", course.cast.bagus, note="lebih dulu")
    answer = bagus.post(url(course, "note.added"), {"act_when": "now", "seen": seen, "note": "Tulisan saya yang panjang sekali."})
    html = answer.content.decode()
    assert answer.status_code == 409
    assert "Rekan Anda lebih dulu" in html
    assert "Catatan ditambahkan." in html
    assert "Tulisan saya yang panjang sekali." in html
    assert f'name="seen" value="{seen + 1}"' in html
    again = bagus.post(
        url(course, "note.added"), {"act_when": "now", "seen": seen + 1, "note": "Tulisan saya yang panjang sekali."}
    )
    assert again.status_code == 303


def test_a_step_against_the_stage_names_the_open_ones(course, bagus):
    answer = bagus.get(url(course, "kajian.written"))
    html = answer.content.decode()
    assert answer.status_code == 409
    assert "Yang terbuka sekarang" in html
    assert "Buka kajian awal" in html


def test_a_stage_that_moved_while_writing_gives_the_text_back(course, bagus):
    post(bagus, course, "initial_study.opened")
    text = "Ini catatan panjang yang tidak boleh hilang."
    answer = bagus.post(url(course, "kajian.written"), {"seen": 2, "facts": text})
    assert answer.status_code == 409


def test_recorded_later_asks_for_reason_and_paper(course, bagus):
    day = (course.now - timedelta(days=4)).date().isoformat()
    later = {"act_when": "earlier", "act_date": day, "act_time": "10:00"}
    answer = post(bagus, course, "note.added", note="dari rapat", **later)
    html = answer.content.decode()
    assert answer.status_code == 422
    assert "Tulis mengapa dicatat kemudian" in html
    assert "Lampirkan dokumennya" in html
    answer = post(bagus, course, "note.added", note="dari rapat", **later, act_late="menunggu kertas", act_papers=scan())
    assert answer.status_code == 303
    page = bagus.get(f"/petugas/perkara/{course.case_id}/").content.decode()
    assert "Dicatat kemudian:" in page


@pytest.mark.parametrize(
    ("told", "sentence"),
    [
        ({"act_when": "earlier"}, "Isi tanggal terjadinya"),
        ({"act_when": "earlier", "act_date": "2024-02-31"}, "Tanggal ini tidak ada"),
        ({"act_when": "earlier", "act_date": "2031-01-01"}, "masih di depan"),
        ({"act_when": "earlier", "act_date": "13-10-2024", "act_time": "99.99"}, "Jam ini tidak ada"),
        ({"note": ""}, "Isi bagian ini"),
        ({"note": "x" * 30_000}, "paling banyak"),
    ],
)
def test_bad_input_is_a_sentence_and_writes_nothing(course, bagus, told, sentence):
    answer = post(bagus, course, "note.added", **({"note": "isi yang tetap ada"} | told))
    html = answer.content.decode()
    assert answer.status_code == 422
    assert sentence in html
    assert "isi yang tetap ada" in html or "note" in told
    assert len(course.acts()) == 1


def test_a_file_has_to_be_chosen_again_and_is_named(course, bagus):
    answer = post(bagus, course, "note.added", note="", act_papers=scan("keputusan.pdf"))
    html = answer.content.decode()
    assert answer.status_code == 422
    assert "Pilih berkasnya sekali lagi" in html
    assert "keputusan.pdf" in html


def test_an_empty_file_is_named(course, bagus):
    answer = post(bagus, course, "note.added", note="isi", act_papers=SimpleUploadedFile("kosong.pdf", b"", "application/pdf"))
    assert answer.status_code == 422
    assert "kosong" in answer.content.decode()


def test_a_stranger_finds_no_step(course, bagus):
    client = course.cast.yusuf.client()
    assert client.get(url(course, "initial_study.opened")).status_code == 404
    assert post(client, course, "initial_study.opened").status_code == 404
    assert len(course.acts()) == 1


def test_a_step_of_another_role_is_refused_with_its_reason(course, bagus):
    answer = course.cast.citra.client().get(url(course, "initial_study.opened"))
    assert answer.status_code == 403
    assert "bukan untuk peran Anda" in answer.content.decode()


def test_an_unknown_step_is_not_found(course, bagus):
    assert bagus.get(url(course, "tidak.ada")).status_code == 404


@pytest.mark.parametrize("nth", ["\u00b2", "-1", "9" * 5000, "x"])
def test_a_number_of_an_act_that_is_none_is_as_if_it_were_not_there(course, bagus, nth):
    post(bagus, course, "initial_study.opened")
    answer = post(bagus, course, "note.added", note="Ditelepon.", corrects=nth)
    assert answer.status_code == 303
    assert course.acts()[-1].corrects is None


def test_what_a_shut_step_offers_instead_is_the_readers_own_to_take(course):
    course.registered().invited().kajian()
    refused = course.cast.bagus.client().get(url(course, "initial_study.opened"))
    assert refused.status_code == 409
    assert "/langkah/pleno.forwarded/" not in refused.content.decode()     # the members', not the examiner's
    offered = course.cast.citra.client().get(url(course, "initial_study.opened")).content.decode()
    assert "/langkah/pleno.forwarded/" in offered


def test_the_summary_of_errors_names_the_field_of_a_general_sentence(course, bagus):
    course.step("initial_study.opened", course.cast.bagus)
    course.step("conditions.assessed", course.cast.bagus, conditions=ALL_MET)
    course.step("requirements.met", course.cast.bagus)
    answer = post(bagus, course, "registered")
    assert answer.status_code == 422
    summary = answer.content.decode().partition('id="kesalahan"')[2].partition("</ul>")[0]
    sayings = re.findall(r'<a href="#[^"]*">(.*?)</a>', summary)
    assert len(sayings) >= 2
    assert all(re.match(r"<b>[^<]+</b> .", one) for one in sayings)
