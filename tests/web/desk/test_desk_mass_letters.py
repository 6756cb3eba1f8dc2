"""One letter for many cases: drawn while their officer is there, stopped and taken up again, taken along as one file."""

from __future__ import annotations

import io
import zipfile
from uuid import uuid4

import pytest
from tests.cases.courses import Course

from saksama import store
from saksama.accounts import keep
from saksama.cases.actions import many
from saksama.cases.models import Document
from saksama.cases.queries import many as asked
from saksama.cases.queries import registers
from saksama.cases.steps import Input
from saksama.kernel.actor import SYSTEM
from saksama.kernel.errors import Invalid, NotFound

pytestmark = pytest.mark.django_db
URL = "/petugas/surat/massal/"


@pytest.fixture
def four(course: Course) -> Course:
    """Four reports of one office, each in a case of its own."""
    course.cases = []
    for _ in range(4):
        course.report()
        course.cases.append(course.case_id)
    return course


def told(course, **more):
    day = course.now.date().isoformat()
    return {"letter": "receipt", "since": day, "until": day, **more}


def read(answer) -> str:
    return b"".join(answer.streaming_content).decode() if answer.streaming else answer.content.decode()


def test_found_drawn_numbered_and_taken_along_as_one_file(four, monkeypatch):
    client, run = four.cast.bagus.client(), str(uuid4())
    assert "4 perkara belum punya surat ini" in client.post(URL, told(four)).content.decode()
    page = read(client.post(URL, told(four, kirim="1", run=run)))
    assert page.count("tercatat") >= 4 and "Hentikan" in page
    assert read(client.post(URL, told(four, kirim="1", run=run))).count("<h1") == 1      # nothing left, nothing twice
    lines = registers.lines(four.cast.bagus.actor, "receipt", year=2024, now=four.now)
    assert [row.n for row in lines.rows] == [1, 2, 3, 4] and lines.whole
    result = client.get(f"/petugas/sekaligus/{run}/").content.decode()
    assert "Unduh 4 surat" in result
    zip_url = f"/petugas/sekaligus/{run}/surat/"
    packed = zipfile.ZipFile(io.BytesIO(client.get(zip_url).content))
    assert len(packed.namelist()) == 4
    assert all(packed.read(name).startswith(b"%PDF") for name in packed.namelist())
    assert four.cast.citra.client().get(zip_url).status_code == 404
    monkeypatch.setattr(keep, "is_fresh", lambda request: False, raising=False)
    monkeypatch.setattr("saksama.vault.session.is_fresh", lambda request: False)
    assert client.get(zip_url).status_code in (302, 303)       # nothing leaves without a fresh second factor


def begun(course, cases=None) -> tuple:
    run, seen = uuid4(), dict.fromkeys(cases or course.cases, 1)
    many.begin_run(run, asked.LETTER, seen, actor=course.cast.bagus.actor, now=course.now, form="receipt")
    step = Input(values={"form": "receipt"}, happened_at=course.now, seen=0)
    who = course.cast.bagus
    return run, lambda: many.work_through(run, step, actor=who.actor, keys=who.keys, now=course.now)


def states(course, run) -> list[str]:
    return [line.state for line in asked.run(run, course.cast.bagus.actor, now=course.now).lines]


def test_stopped_after_the_case_it_is_at_and_taken_up_again(four):
    run, work = begun(four)
    for nth, _state in work():
        if nth == 2:
            many.stop_run(run, actor=four.cast.bagus.actor, now=four.now)
    assert states(four, run) == ["done", "done", "waiting", "waiting"]
    many.go_on(run, actor=four.cast.bagus.actor)
    list(work())
    assert states(four, run) == ["done"] * 4
    with store.reading(SYSTEM):
        assert Document.objects.filter(form="receipt").count() == 4


def test_a_colleague_who_was_faster_and_a_letter_that_is_there_are_rows_with_a_reason(four):
    citra, first = four.cast.citra, four.cases[0]
    four.case_id = first
    four.step("letter.issued", four.cast.bagus, form="receipt")
    four.case_id = four.cases[1]
    four.step("note.added", citra, note="Catatan rekan.")
    run, work = begun(four)
    list(work())
    assert states(four, run) == ["refused", "changed", "done", "done"]
    many.go_on(run, actor=four.cast.bagus.actor)
    list(work())
    assert states(four, run) == ["refused", "done", "done", "done"]


def test_too_many_strange_and_foreign_runs_are_refused(four):
    bagus, citra = four.cast.bagus, four.cast.citra
    with pytest.raises(Invalid):
        begun(four, [uuid4() for _ in range(501)])
    run, _work = begun(four)
    for verb in (lambda: many.go_on(run, actor=citra.actor), lambda: many.stop_run(run, actor=citra.actor, now=four.now),
                 lambda: asked.letters(run, citra.actor, citra.keys, now=four.now)):
        with pytest.raises(NotFound):
            verb()
    client = bagus.client()
    for wrong in ({"letter": "verdict"}, {"since": "2024-02-31"}, {"since": "2024-12-31"}, {"letter": ""}):
        assert client.post(URL, told(four, kirim="1", **wrong)).status_code == 422
    with pytest.raises(NotFound):
        day = four.now.date()
        asked.without_letter("study", day, day, bagus.actor, now=four.now, timezone="Asia/Jakarta", limit=5)


def test_another_office_finds_none_of_these_cases(four):
    for name in ("malik", "laila"):
        page = four.cast.people[name].client().post(URL, told(four)).content.decode()
        assert "Tidak ada perkara" in page, name
    for name in ("wati", "tania"):
        assert four.cast.people[name].client().post(URL, told(four)).status_code in (302, 303, 403)
