"""One step on many cases by the browser: each on its own, told one by one, never twice, and no colleague overrun."""

from __future__ import annotations

import re
from uuid import uuid4

import pytest
from tests.scenes import scene
from tests.web.html import problems
from tests.web.languages import leftovers

from saksama import store
from saksama.cases.actions import many
from saksama.cases.models import Act, Case
from saksama.cases.worktables import BulkLine, BulkRun
from saksama.kernel.actor import SYSTEM

pytestmark = pytest.mark.django_db
URL = "/petugas/sekaligus/"


@scene
def three(course):
    """Three fresh cases, as they are picked in the queue."""
    picks = []
    for _ in range(3):
        course.report()
        picks.append(f"{course.case_id}.1")
    return picks


def acts(course, pick, kind) -> int:
    with store.reading(SYSTEM):
        return Act.objects.filter(case__public_id=pick.partition(".")[0], kind=kind).count()


def form(picks, act, **more):
    return {"pilih": picks, "langkah": act, "kirim": "1", "seen": "0", "run": str(uuid4()), **more}


def test_the_queue_offers_boxes_and_the_way_leads_through_two_forms(course, three):
    client = course.cast.bagus.client()
    queue = client.get("/petugas/").content.decode()
    boxes = re.findall(r'name="pilih" value="([^"]+)"', queue)
    assert sorted(boxes) == sorted(three)
    chosen = client.post(URL, {"pilih": boxes, "dari": "lihat=semua"}).content.decode()
    assert "Langkah untuk 3 perkara" in chosen
    assert 'value="initial_study.opened"' in chosen
    assert 'value="reminder.sent"' not in chosen                     # open in none of them
    asked = client.post(URL, {"pilih": boxes, "langkah": "note.added"}).content.decode()
    assert "Untuk 3 perkara" in asked
    assert problems(chosen) == problems(asked) == []
    sent = client.post(URL, form(boxes, "note.added", note="RAHASIACATATAN untuk semua."))
    assert sent.status_code == 303
    told = client.get(sent.headers["Location"]).content.decode()
    assert "3 dari 3 tercatat" in told
    assert "RAHASIACATATAN" not in told
    assert [acts(course, pick, "note.added") for pick in three] == [1, 1, 1]
    assert BulkRun.objects.get().finished_at is not None


def test_the_same_form_twice_does_nothing_twice(course, three):
    client = course.cast.bagus.client()
    told = form(three, "initial_study.opened")
    first, second = client.post(URL, told), client.post(URL, told)
    assert first.headers["Location"] == second.headers["Location"]
    again = client.post(URL, told | {"run": str(uuid4())})           # the page before, sent once more
    assert [acts(course, pick, "initial_study.opened") for pick in three] == [1, 1, 1]
    assert 'value="initial_study.opened"' not in again.content.decode()


def test_a_faster_colleague_changes_his_row_only(course, three):
    course.case_id = three[1].partition(".")[0]
    course.step("note.added", course.cast.citra, note="Lebih dulu.")
    client = course.cast.bagus.client()
    sent = client.post(URL, form(three, "note.added", note="Bersama."))
    told = client.get(sent.headers["Location"]).content.decode()
    assert "2 dari 3 tercatat" in told
    assert "Sudah berubah" in told
    assert [acts(course, pick, "note.added") for pick in three] == [1, 1, 1]
    left = re.findall(r'name="pilih" value="([^"]+)"', told)
    assert left == [three[1].replace(".1", ".2")]
    done = client.post(URL, form(left, "note.added", note="Sekali lagi."))
    assert "1 dari 1 tercatat" in client.get(done.headers["Location"]).content.decode()


def test_what_is_not_allowed_in_one_case_is_refused_there_with_its_sentence(course, three):
    course.case_id = three[0].partition(".")[0]
    course.step("initial_study.opened", course.cast.bagus)
    picks = [three[0].replace(".1", ".2"), *three[1:]]
    client = course.cast.bagus.client()
    asked = client.post(URL, {"pilih": picks, "langkah": "initial_study.opened"}).content.decode()
    assert "1 perkara tidak ikut" in asked
    sent = client.post(URL, form(picks, "initial_study.opened"))
    told = client.get(sent.headers["Location"]).content.decode()
    assert "2 dari 3 tercatat" in told
    assert BulkLine.objects.get(state="refused").sentence_id in told


def test_an_officer_is_named_for_all(course, three):
    client = course.cast.citra.client()
    sent = client.post(URL, form(three, "officer.assigned", officer=str(course.cast.bagus.user.public_id)))
    assert "3 dari 3 tercatat" in client.get(sent.headers["Location"]).content.decode()
    with store.reading(SYSTEM):
        assert set(Case.objects.values_list("assigned_to", flat=True)) == {str(course.cast.bagus.user.public_id)}


def test_more_than_twenty_are_told_as_they_are_done(course):
    picks = []
    for _ in range(22):
        course.report()
        picks.append(f"{course.case_id}.1")
    client = course.cast.bagus.client()
    answer = client.post(URL, form(picks, "initial_study.opened"))
    assert answer.streaming
    page = b"".join(answer.streaming_content).decode()
    assert page.count("tercatat, ") == 22
    assert "22 dari 22" in page
    assert problems(page) == []
    assert "<!--bagian-->" not in page
    everything = client.post(URL, {"semua": "1", "dari": "tahap=initial_study"}).content.decode()
    assert "Langkah untuk 22 perkara" in everything


def test_a_browser_that_goes_away_leaves_the_rest_undone_and_told(course):
    picks = []
    for _ in range(21):
        course.report()
        picks.append(f"{course.case_id}.1")
    client = course.cast.bagus.client()
    answer = client.post(URL, form(picks, "initial_study.opened"))
    parts = iter(answer.streaming_content)
    next(parts), next(parts), next(parts)
    answer._iterator.close()
    run = BulkRun.objects.get()
    assert BulkLine.objects.filter(state="done").count() == 2
    told = client.get(f"{URL}{run.public_id}/").content.decode()
    assert "2 dari 21 tercatat" in told
    assert "19 belum dikerjakan" in told
    assert told.count('name="pilih"') == 19


@pytest.mark.parametrize(
    "told",
    [
        {}, {"pilih": "x"}, {"pilih": ["../..", "1.2.3", "\0"]}, {"pilih": f"{uuid4()}.1", "langkah": "note.added"},
        {"pilih": "x", "langkah": "registered", "kirim": "1"}, {"dari": "&&&=%00", "semua": "1"},
    ],
)
def test_nothing_picked_teaches_the_next_step(course, told):
    page = course.cast.bagus.client().post(URL, told)
    assert page.status_code == 422
    assert "Belum ada perkara yang dipilih" in page.content.decode()


@pytest.mark.parametrize("act", ["registered", "pleno.forwarded", "closed", "evil", "exclusion.recorded"])
def test_only_steps_meant_for_many_can_be_sent(course, three, act):
    page = course.cast.bagus.client().post(URL, form(three, act))
    assert page.status_code == 200                                   # the choice again
    assert not BulkRun.objects.exists()


def test_a_form_with_a_gap_comes_back_with_what_was_written(course, three):
    client = course.cast.bagus.client()
    course.case_id = three[0].partition(".")[0]
    for pick in three:
        course.case_id = pick.partition(".")[0]
        course.step("initial_study.opened", course.cast.bagus)
    picks = [pick.replace(".1", ".2") for pick in three]
    page = client.post(URL, form(picks, "completion.requested", message="SATUKALIMAT yang panjang.", missing=[]))
    assert page.status_code == 422
    html = page.content.decode()
    assert "SATUKALIMAT" in html
    assert html.count('name="pilih"') == 3
    assert not BulkRun.objects.exists()


@pytest.mark.parametrize("who", ["yusuf", "joni", "laila"])
def test_out_of_reach_is_as_if_not_picked(course, three, who):
    page = course.cast.people[who].client().post(URL, form(three, "note.added", note="x"))
    assert page.status_code == 422
    assert [acts(course, pick, "note.added") for pick in three] == [0, 0, 0]


@pytest.mark.parametrize("who", ["wati", "aulia", "tania"])
def test_others_have_no_such_page(course, three, who):
    assert course.cast.people[who].client().post(URL, form(three, "note.added", note="x")).status_code == 403


def test_a_run_is_its_writers_alone(course, three):
    told = form(three, "note.added", note="x")
    course.cast.bagus.client().post(URL, told)
    other = course.cast.citra.client()
    assert other.get(f"{URL}{told['run']}/").status_code == 404
    assert other.post(URL, told).status_code == 404
    assert course.cast.bagus.client().get(f"{URL}{uuid4()}/").status_code == 404


def test_a_hundred_are_enough(course):
    from saksama.kernel.errors import Invalid

    seen = {uuid4(): 1 for _ in range(many.MOST + 1)}
    with pytest.raises(Invalid):
        many.begin_run(uuid4(), "note.added", seen, actor=course.cast.bagus.actor, now=course.now)


@pytest.mark.parametrize("language", ["id", "en"])
def test_the_pages_speak_one_language(course, three, language):
    client = course.cast.bagus.client()
    client.get(f"/petugas/?bahasa={language}")
    told = form(three, "note.added", note="x")
    pages = [client.post(URL, {"pilih": three}), client.post(URL, {"pilih": three, "langkah": "note.added"})]
    pages.append(client.get(client.post(URL, told).headers["Location"]))
    for page in pages:
        assert leftovers(page.content.decode(), language, "Nagari Pasia Umpamo", "Kec. Koto Umpamo", "Kab. Umpamo") == []
